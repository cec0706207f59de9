"""Erasing a person: who may, that it comes to an end, and what is left."""

import pytest
from sqlmodel import Session

from commentspace.demo.cast import member
from commentspace.domain import (
    digest_contents,
    digests,
    erasing,
    members,
    messages,
    outbox,
    people,
    record,
    sessions,
)
from commentspace.domain.access import Caller
from commentspace.domain.bodies import Body
from commentspace.domain.member_lists import Entry
from commentspace.domain.tables import Person
from commentspace.errors import Conflict, Invalid
from tests.small_draft import FIRST, SECOND
from tests.world import OPERATOR, World


def erase(world: World, key: str, typed: str = "") -> list[str]:
    steps = erasing.erase(world.caller(key), typed or member(key).address, world.clock.now)
    return world.database.carry_out_here(steps)


def name_of(world: World, key: str) -> str:
    return world.read(people.name_of, world.person(key))


@pytest.mark.parametrize("typed", ["", " ", "ama@example.org", "wei"])
def test_nothing_is_erased_without_the_main_address(world: World, typed: str) -> None:
    with pytest.raises(Invalid, match="not the address"):
        world.database.carry_out_here(erasing.erase(world.caller("ama"), typed, world.clock.now))
    assert name_of(world, "ama") == "Ama Boateng"
    assert world.standing("ama").is_member


def test_the_sign_in_has_to_be_fresh(world: World) -> None:
    signed_in_at = world.clock.now
    world.clock.advance(minutes=10, seconds=1)
    with pytest.raises(Conflict, match="Sign in again"):
        world.database.carry_out_here(erasing.erase(world.caller("ama"), member("ama").address, signed_in_at))
    assert name_of(world, "ama") == "Ama Boateng"


def test_the_only_owner_hands_the_space_over_first(world: World) -> None:
    with pytest.raises(Conflict, match="only owner"):
        erase(world, "fang")
    assert name_of(world, "fang") == member("fang").name
    entry = [Entry.of("Second owner", "second@example.org", "", "", "owner", "en")]
    world.write(members.add, OPERATOR, world.space_id, entry)
    assert world.read(erasing.in_the_way, world.caller("fang")) == []
    erase(world, "fang")
    assert name_of(world, "fang") == people.ERASED


def test_the_words_go_and_what_others_said_keeps_its_place(world: World) -> None:
    first = world.post("ama", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    world.edit("ama", first, "Which sea?")
    answer = world.reply("wei", first, "同意。")
    world.withdraw("ama", world.post("ama", SECOND, "No."), "I was wrong.")
    erase(world, "ama")
    view, reply = world.seen("lars", first), world.seen("lars", answer)
    assert (view.status, view.is_erased, view.body, view.html, view.proposal) == ("withdrawn", True, "", "", None)
    assert (view.author, view.affiliation, view.on_behalf_of, view.status_reason) == (people.ERASED, "", "", "")
    assert (reply.body, reply.thread, reply.parent, reply.author) == ("同意。", first, first, "陈伟")
    assert world.rows("SELECT count(*) FROM comment_state WHERE body LIKE '%Which%' OR body = 'No.'") == [(0,)]


def test_the_record_still_verifies_and_tells_without_a_name(world: World) -> None:
    world.post("ama", FIRST, "Which water?")
    world.post("wei", FIRST, "The fresh water.")
    pseudonym = world.standing("ama").pseudonym
    erase(world, "ama")
    count, faults = world.read(record.check, world.space_id)
    assert faults == []
    [(seq, actor, things)] = world.rows("SELECT seq, actor, things FROM event WHERE verb = 'person.erased'")
    assert (seq, actor, things) == (count, "system", "[]")
    held = "SELECT count(*) FROM event_content JOIN event ON event.id = event_id WHERE actor = :actor"
    assert world.rows(held, actor=pseudonym) == [(0,)]
    assert world.rows("SELECT count(*) FROM event_content WHERE content LIKE '%The fresh water.%'") == [(1,)]


def test_it_is_told_to_the_pages_of_those_who_see_the_comments(world: World) -> None:
    comment = world.post("ama", FIRST, "Which water?")
    erase(world, "ama")
    told = (
        "SELECT audience FROM notice JOIN comment ON comment.id = comment_id "
        "JOIN event ON event.seq = notice.seq AND event.space_id = notice.space_id "
        "WHERE uid = :comment AND verb = 'person.erased'"
    )
    assert world.rows(told, comment=comment) == [("all",)]


@pytest.mark.parametrize("most", range(3, 12))
def test_cut_off_anywhere_it_can_be_completed(world: World, most: int) -> None:
    world.post("ama", FIRST, "Which water?")
    cut_off(world, "ama", most)
    assert world.read(erasing.unfinished, world.clock.now) == []
    world.clock.advance(minutes=6)
    assert world.read(erasing.unfinished, world.clock.now) == [world.person("ama")]
    world.database.carry_out_here(erasing.complete(world.person("ama")))
    assert world.read(erasing.unfinished, world.clock.now) == []
    assert name_of(world, "ama") == people.ERASED
    assert world.rows("SELECT count(*) FROM comment WHERE body LIKE 'Which%'") == [(0,)]
    assert world.rows("SELECT count(*) FROM event_content WHERE content LIKE '%Which%'") == [(0,)]
    assert world.read(record.check, world.space_id)[1] == []


def test_cut_off_before_it_began_it_can_be_asked_for_again(world: World) -> None:
    cut_off(world, "ama", 2)
    assert name_of(world, "ama") == "Ama Boateng"
    erase(world, "ama")
    assert name_of(world, "ama") == people.ERASED


def cut_off(world: World, key: str, most: int) -> None:
    """Carry out the first `most` steps and then no more, as a server that is killed."""
    steps = erasing.erase(world.caller(key), member(key).address, world.clock.now)
    answer = None
    for _ in range(most):
        step = steps.send(answer)
        answer = world.database.write_here(step.verb, *step.args, space=step.space)


def test_nobody_is_signed_in_as_them_and_no_letter_goes_to_them(world: World) -> None:
    comment = world.post("ama", FIRST, "Which water?")
    token = world.database.write_here(sessions.begin, world.person("ama"), "a browser")
    letter = world.write(messages.write, world.caller("ama"), world.post("wei", FIRST), Body.of("May I?"), "k" * 16)
    erase(world, "ama")
    assert world.read(sessions.who, token, world.clock.now) is None
    with pytest.raises(Conflict, match="do not reach this person"):
        world.write(messages.write, world.caller("wei"), comment, Body.of("Hello?"), "l" * 16)
    with pytest.raises(Conflict, match="do not reach this person"):
        world.write(messages.answer, world.caller("wei", "mail"), letter, Body.of("Yes."), None, "m" * 16)
    assert world.person("ama") not in {due.person_id for due in world.database.write_here(outbox.lease, 50)}
    world.clock.advance(days=1)
    assert world.person("ama") not in world.read(digests.due, world.clock.now)


def test_the_address_can_be_invited_anew_as_somebody_else(world: World) -> None:
    world.post("ama", FIRST, "Which water?")
    erase(world, "ama")
    entry = [Entry.of("Ama again", member("ama").address, "", "", "participant", "en")]
    world.write(members.add, OPERATOR, world.space_id, entry)
    [(new,)] = world.rows("SELECT person_id FROM address WHERE folded = :it", it=member("ama").address)
    assert new != world.person("ama")
    caller = Caller(new)
    assert [view.author_uid for view in world.views("lars")] != [world.read(uid_of, new)]
    steps = erasing.erase(caller, member("ama").address, world.clock.now)
    world.database.carry_out_here(steps)
    assert world.read(people.name_of, new) == people.ERASED


def uid_of(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).uid


def test_exports_and_digests_go_on(world: World) -> None:
    gone = world.post("ama", FIRST, "Which water?")
    stays = world.reply("wei", gone, "The fresh water.")
    erase(world, "ama")
    found = world.exported("lars")
    assert [each["id"] for each in found["comments"]] == [gone, stays]
    assert "Which water?" not in str(found)
    world.clock.advance(days=1)
    assert world.database.write_here(digests.compose, world.person("lars"))
    [letter] = [due for due in world.database.write_here(outbox.lease, 50) if due.kind == "digest"]
    [told] = world.read(digest_contents.content, letter.id)
    assert [view.uid for paragraph in told.documents[0].paragraphs for view in paragraph.comments] == [stays]
