"""The counts of a report agree: with each other, with the table of moderators, with the export, and with the rows."""

from collections import Counter
from datetime import timedelta
from typing import Any

from commentspace.demo.cast import member
from commentspace.domain import documents, endorsing, erasing, for_senders, members
from commentspace.domain.for_senders import Sending
from commentspace.domain.reporting.values import Report
from commentspace.domain.table import progress
from commentspace.domain.table.asked import NONE
from commentspace.domain.table.progress import Progress
from commentspace.render.reports.sections import book
from commentspace.render.reports.words import Words
from tests.clock import START
from tests.reporting.reviewed import decided, report, reviewed
from tests.revisions.making import next_revision, reworded
from tests.small_draft import ARABIC, EMOJI, FIRST, SUB_ITEM, TWICE
from tests.table.asking import counted, uids
from tests.world import World


def filed(world: World, name: str, organisation: str = "", member_uid: str = "") -> str:
    """A letter that a moderator put in for its sender."""
    sending = Sending.of("letter", START, name=name, organisation=organisation, member_uid=member_uid)
    posting = world.posting(f"From {name or 'a member'}.", TWICE)
    asked = world.caller("lars"), world.paragraphs[TWICE].uid, posting, sending
    return str(world.database.carry_out_here(for_senders.steps(*asked)).uid)


def made(world: World) -> dict[str, str]:
    """A review with everything that could be counted in one place and left out in another."""
    world.clock.advance(hours=1)
    found = reviewed(world)
    found["held"] = world.post("ama", EMOJI, "Held.")
    world.hold(found["held"])
    found["replied, withdrawn"] = world.reply("wei", found["open"], "No.")
    world.withdraw("wei", found["replied, withdrawn"])
    found["a moderator's"] = world.post("nadia", ARABIC, "ماذا عن الطيور؟")
    world.reply("lars", found["open"], "The Parties do.")
    found["letter"] = filed(world, "Village of the reeds", "Reed cutters")
    found["card"] = filed(world, "Somebody from the coast")
    [(wei,)] = world.rows("SELECT uid FROM person WHERE id = :id", id=world.person("wei"))
    found["a member's letter"] = filed(world, "", member_uid=wei)
    world.clock.advance(days=2)
    found["of one who left"] = world.post("pieter", FIRST, "I leave after this.")
    found["of one who was erased"] = world.post("olga", SUB_ITEM, "Меня скоро не будет.")
    found["on what was taken out"] = world.post("maryam", SUB_ITEM, "Leave the creeks alone.")
    decided(world, found["of one who was erased"], "noted")
    world.write(endorsing.endorse, world.caller("li"), found["open"])
    [(left,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("pieter"))
    world.write(members.end, world.caller("fang"), left, space_id=world.space_id)
    world.database.carry_out_here(erasing.erase(world.caller("olga"), member("olga").address, world.clock.now))
    world.close_review()
    next_revision(world, lambda text: [each for each in text if "fish still" not in each.markdown])
    next_revision(world, reworded("comes before", "goes before"))
    return found


def wanted(world: World) -> list[tuple[Any, ...]]:
    """What wants an answer, straight from the rows: (name, kind, whether it has an answer)."""
    return world.rows(
        "SELECT uid, kind, disposition_id IS NOT NULL FROM comment WHERE thread_id IS NULL AND withdrawn_at IS NULL "
        "AND hold_id IS NULL AND review_id = (SELECT id FROM review WHERE number = 1)"
    )


def done(world: World) -> Progress:
    """What the moderators' table says of the whole."""

    def ask(session: Any) -> Progress:
        document, who = documents.find(session, world.caller("lars"), world.document)
        return progress.of(session, who, document, 1)

    return world.read(ask)


def numbers_of(report: Report, name: str, column: int) -> list[int]:
    """The numbers of a column of a section, as they are written."""
    [section] = [each for each in book(report, Words("en", "Asia/Shanghai")).sections if each.name == name]
    assert section.grid is not None
    return [row[column].number or 0 for row in section.grid.rows]


def test_the_counts_of_a_report_agree_with_each_other_and_with_the_rows(world: World) -> None:
    made(world)
    rows, got = wanted(world), report(world)
    assert len(rows) == got.numbers.comments == len(got.rows) == 10
    assert {each.uid for each in got.rows} == {row[0] for row in rows}
    assert {each.uid for each in got.open} == {row[0] for row in rows if not row[2]}
    assert got.numbers.answered == sum(bool(row[2]) for row in rows) == 3
    assert {each.kind: each.comments for each in got.numbers.kinds if each.comments} == Counter(row[1] for row in rows)
    assert got.people.parties is not None
    assert sum(each.comments for each in got.people.parties) == len(rows)
    for section, column in (("people", 2), ("kinds", 1), ("time", 1), ("places", 1), ("decisions", 1)):
        assert sum(numbers_of(got, section, column)) == len(rows), section
    assert numbers_of(got, "time", 2)[-1] == len(rows)
    assert sum(numbers_of(got, "places", 2)) == 3
    assert (got.numbers.filed, got.numbers.withdrawn, got.numbers.endorsements) == (3, 3, 1)


def test_they_agree_with_the_table_of_moderators_and_with_the_export(world: World) -> None:
    found = made(world)
    got, table, far = report(world), counted(world), done(world)
    assert set(uids(world)) == {found["held"], *(each.uid for each in got.rows)}, "what is held stands in the table too"
    assert (table.found, table.lacking) == (got.numbers.comments + 1, got.numbers.comments - got.numbers.answered)
    assert (far.comments, far.answered) == (got.numbers.comments, got.numbers.answered)
    assert got.people.parties is not None
    by_party = {each.name or NONE: each.comments for each in got.people.parties if each.comments}
    by_party["Ghana"] += 1
    assert dict(table.values["organisation"]) == by_party
    exported = world.exported("lars")["comments"]
    assert {row[0] for row in wanted(world)} <= {each["id"] for each in exported}


def test_who_filed_a_letter_does_not_speak_for_its_sender(world: World) -> None:
    found = made(world)
    got = report(world)
    assert got.people.parties is not None
    parties = {each.name: (each.people, each.comments) for each in got.people.parties}
    assert parties["Reed cutters"] == (1, 1)
    [matrix] = [each for each in book(got, Words("en")).sections if each.name == "comments"]
    assert matrix.grid is not None
    who = {row[0].address.rpartition("-")[2]: row[2].text for row in matrix.grid.rows}
    assert who[found["card"]] == "Somebody from the coast"


def test_no_more_people_have_commented_than_were_asked(world: World) -> None:
    made(world)
    people = report(world).people
    present = "SELECT count(*) FROM membership WHERE role = 'participant' AND ended_at IS NULL AND space_id = :space"
    [(now,)] = world.rows(present, space=world.space_id)
    assert (people.asked, people.spoken) == (now + 1, 5)


def test_what_a_reader_sees_of_a_public_report_adds_up_too(world: World) -> None:
    made(world)
    world.execute("UPDATE review SET report_for = 'public', sealed_at = :at", at=world.clock.now + timedelta(hours=1))
    got = report(world, None, 1)
    assert got.people.parties is not None
    assert sum(each.comments for each in got.people.parties) == len(got.rows) == got.numbers.comments == 10
    assert "Held." not in {each.body for each in got.rows}
