"""A world in which there is one of everything, and the address of every page about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from commentspace.domain import (
    announcement_answers,
    announcements,
    blocks,
    finishing_review,
    invitations,
    issuing,
    job_runs,
    jobs,
    late_tokens,
    members,
    names,
    outages,
    outbox,
    preview_corrections,
    previews,
    reports,
    reviews,
    rounds,
    signing,
    spaces,
    tokens,
    undo,
)
from commentspace.domain.access import Caller
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import LIMIT, Body, Proposal
from commentspace.domain.contributions import merging, writing
from commentspace.domain.edits import Particulars
from commentspace.domain.likeness import saying
from commentspace.domain.member_lists import Entry
from commentspace.domain.messages import answer, to_announcer, write
from commentspace.domain.outbox import Intent
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.previews import Heading, Origin
from commentspace.domain.recipients import Part
from commentspace.domain.review_windows import Window
from commentspace.domain.reviews import Sending
from commentspace.domain.revisions import drafts, progress, taking_over
from commentspace.domain.revisions import issue as issue_next
from commentspace.domain.submission_rows import press
from commentspace.domain.submitted import Given, Row
from commentspace.domain.told import by_link
from commentspace.formats.pdf_out import NoLetters
from commentspace.render.exporting import FORMS
from commentspace.web.routes import ROUTES
from tests import delegating
from tests.filled import doubtful, filled, post_all, send, sure, unplaced
from tests.illustrated_draft import ILLUSTRATED
from tests.revisions.making import next_revision, reworded
from tests.small_draft import CHINESE, DRAFT, FIRST, SECOND
from tests.versions import making
from tests.web import answered_comments, mail_of_each_kind, took_part
from tests.web.fixtures import SECRET
from tests.world import CLOSES, OUTSIDER, World, issue

OTHER_SLUG = "peatlands"
QUERIES = (
    "find=yes",
    "whole=yes",
    "new=yes",
    "mine=yes",
    "unanswered=yes",
    "status=held",
    "answer=none",
    "sort=newest",
    "words=canary",
    "by=nobody",
    "version=fr",
    "beside=fr",
)
"""What the reading room can be asked for; "canary" begins every word that the tests of safety listen for."""


TABLES = ("words=canary&whole=yes", "group=near&which=replies", "group=organisation&sort=answer", "which=withdrawn")
"""What the moderators' table can be asked for."""


COMPARISONS = ("from=1&to=2", "shape=inline&changed=yes", "show=moved", "version=fr", "from=1&to=99")
"""What a comparison can be asked for."""


def fill(world: World) -> None:
    """Do everything in it that can be done."""
    first = world.post("ama", FIRST, "Which *water*?", quote="flow of water", door="mail")
    world.edit("ama", first, "Which **sea**?")
    answer = world.reply("wei", first, "同意。")
    world.reply("maryam", answer, "وأنا أيضاً")
    world.hold(world.post("li", SECOND, "A name."))
    world.withdraw("olga", world.post("olga", SECOND, "Taken back."), "I was wrong.")
    world.post("lars", CHINESE, "Please look at this.")
    next_revision(world, reworded("comes before", "goes before"), about="After the first round.")
    proposing = world.post("ama", SECOND, "", kind="editorial", proposal="Say <it> otherwise.", personally=True)
    world.edit("ama", proposing, "So.", Particulars("question", Proposal.of("Say it <b>quite</b> otherwise.")))
    _not_submitted(world)
    wording = Wording.of("Friday", "The review **ends** on Friday.")
    world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "a-key")
    world.database.write_here(write, world.caller("wei"), first, Body.of("May I quote you?"), "a-key")
    _between_people(world)
    mail_of_each_kind.fill(world)
    answered_comments.fill(world, first)
    _filled_file(world)
    _alike(world)
    _asked_files(world)
    _second_document(world, "WET/2/90")
    asked = [Entry.of(f"Asked {word}", f"{word}@example.org", "", "", "reader", "en") for word in ("once", "twice")]
    world.write(members.add, world.caller("lars"), world.space_id, asked)
    [(member,)] = world.rows(
        "SELECT m.uid FROM membership m JOIN person p ON p.id = person_id WHERE name = 'Asked twice'"
    )
    world.write(invitations.withdraw, world.caller("lars"), member, space_id=world.space_id)
    origin = Origin("draft.md", "# Draft")
    heading = Heading.of("WET/2/91", "A draft that waits", "en")
    world.database.write_here(previews.bring, world.caller("lars"), world.space_id, heading, DRAFT, origin)
    _from_word(world)
    next_draft = world.write(drafts.begin_here, world.caller("lars"), world.document)
    world.database.carry_out_here(taking_over.take(world.caller("lars"), next_draft, proposing))
    second = str(world.rows("SELECT uid FROM document WHERE symbol = 'WET/2/90'")[0][0])
    making.add(world, making.bring(world, DRAFT.paragraphs, "fr", "Un autre projet", of=second))
    making.bring(world, DRAFT.paragraphs, "ar", of=second)
    mark = world.read(previews.find, world.caller("lars"), next_draft).mark
    world.write(progress.ask, world.caller("lars"), next_draft, mark, "en")
    world.write(progress.end, world.caller("lars"), world.document)
    plan = spaces.Plan.of(OTHER_SLUG, "Peatlands", is_open=True, holds_new=True)
    other = world.database.write_here(spaces.make, world.caller("nadia"), plan)
    took_part.fill(world, other)
    issue(world.database, world.caller("nadia"), other, Heading.of("PEAT/1", "Peat", "ru"))
    issue(world.database, world.caller("nadia"), other, Heading.of("PEAT/2", "Peat again", "ar"))


def _alike(world: World) -> None:
    """Two comments that a moderator has put into one group."""
    one, other = world.post("ama", FIRST, "Say which months."), world.post("wei", FIRST, "Which months? Say so.")
    number = str(world.seen("lars", other).number)
    world.write(saying.join, world.caller("lars"), one, number, "The same <question>.")


def _between_people(world: World) -> None:
    """Letters answered, reported and refused; a letter to a part, and answers to letters: shown, held, withdrawn."""
    [(letter,)] = world.rows("SELECT uid FROM message")
    [(told,)] = world.rows("SELECT uid FROM announcement ORDER BY id LIMIT 1")
    space, ama, lars = world.space_id, world.caller("ama"), world.caller("lars")
    world.database.write_here(answer, ama, letter, Body.of("You may."), None, "a-key", gives_address=True)
    world.write(reports.report, ama, letter, "It is <rude>.", space_id=space)
    world.write(to_announcer, world.caller("li"), told, Body.of("May I come later?"), "a-key")
    [(of_li,)] = world.rows("SELECT uid FROM message WHERE comment_id IS NULL")
    world.write(reports.report, lars, of_li, "It is long.", space_id=space)
    [(second,)] = world.rows("SELECT uid FROM report WHERE reason = 'It is long.'")
    world.write(reports.settle, world.caller("fang"), second, "Li was asked to be brief.", space_id=space)
    world.database.write_here(blocks.block, ama, letter)
    wording, part = Wording.of("To some", "You speak *for* many."), Part.of("roles", names=["participant"])
    world.write(announcements.announce, lars, space, wording, "another-key", part=part)
    said = [
        world.write(announcement_answers.say, world.caller(key), told, Body.of(f"Says {key}."), "a-key").uid
        for key in ("ama", "wei", "olga")
    ]
    world.write(announcement_answers.hold, lars, said[1])
    world.write(announcement_answers.withdraw, world.caller("olga"), said[2])


def _from_word(world: World) -> None:
    """A draft of a Word file that waits, and one that is issued, with what its file holds."""
    lars, origin = world.caller("lars"), Origin("<rules>.docx", "", note="Something in it could not be read.")
    for symbol, is_issued in (("WET/2/92", False), ("WET/2/93", True)):
        heading, ready = Heading.of(symbol, "Rules for ponds", "en"), previews.Ready.of(ILLUSTRATED)
        steps = previews.steps(lars, world.space_id, heading, ready, origin, b"a file")
        uid = world.database.carry_out_here(steps)
        if is_issued:
            found = world.read(previews.find, lars, uid)
            worded, issued_from = issuing.worded(found.paragraphs, found.sizes), issuing.Origin(preview_uid=uid)
            world.database.carry_out_here(issuing.steps(lars, world.space_id, heading, worded, issued_from))


def _not_submitted(world: World) -> None:
    """A draft, a set with a note, and a room in which two were made one and one was answered."""
    delegating.keep(world, "ama", "A <draft>.", SECOND, quote=world.paragraphs[SECOND].text[:12])
    delegating.submit(world, "olga", delegating.keep(world, "olga", "Of a <set>.", SECOND), note="A <note>.")
    delegating.delegation(world, "A <delegation>", focal="li", experts=["maryam"], as_one=False)
    uids = [delegating.contribute(world, key, f"Said by <{key}>.") for key in ("li", "maryam")]
    world.write(writing.answer, world.caller("li"), uids[1], world.posting("<So>."))
    place = world.paragraphs[FIRST].uid
    world.write(merging.merge, world.caller("li"), world.document, uids, place, world.posting("<Both>."))
    for key in ("li", "maryam"):
        delegating.contribute(world, key, f"More of <{key}>.")


def _filled_file(world: World) -> None:
    """A file of which rows are posted, refused, taken back, known, left out, and waiting for a place."""
    there = world.post("wei", SECOND, "It is here <already>.")
    rows = [
        sure(world, 1, "So <it> is.", FIRST, "flow of water", proposal="flow of <b>fresh</b> water"),
        sure(world, 2, "x" * (LIMIT + 1)),
        Row(3, (("Comment", "It is here <already>."),), "It is here <already>.", "known", comment=there),
        doubtful(world, 4, "Where <does> it belong?", exact="<fresh> water"),
        unplaced(5, "Nowhere.", label="<9>"),
    ]
    begun = send(world, "ama", filled(*rows, name="<matrix>.csv"))
    world.database.write_here(press, world.caller("ama"), begun.uid)
    post_all(world, begun)
    send(world, "wei", filled(unplaced(1, "Only this.")))
    answers = (Given(there, "", "<Maybe>", "<Because>."), Given(there, "noted", "Noted", "So <it> is."))
    told = (Row(at, (), "It is here.", "known", comment=there, given=each) for at, each in enumerate(answers, 1))
    send(world, "lars", filled(*told, name="<answers>.csv"))


def _asked_files(world: World) -> None:
    """One that is made, one that could not be made, and one that waits."""
    lars = world.caller("lars")
    for place, by in (("annex", lars), ("none", lars), ("margin", world.caller("ama"))):
        world.database.write_here(jobs.ask, by, world.document, jobs.Wish("pdf", {"place": place}, "en"))
    done, failing = (world.database.write_here(job_runs.lease) for _ in range(2))
    assert done
    assert failing
    steps = job_runs.keep(done, "WET-2-3.pdf", "application/pdf", b"%PDF-1.7", [])
    assert world.database.carry_out_here(steps)
    world.database.write_here(job_runs.fail, failing, NoLetters())


def _second_document(world: World, symbol: str) -> None:
    """Its review was opened for a day, extended, paused, taken up again, closed and set to open again."""
    caller, database, now = world.caller("lars"), world.database, world.clock.now
    uid = issue(database, caller, world.space_id, Heading.of(symbol, "A second draft", "zh"))
    day = timedelta(days=1)
    world.write(reviews.open, caller, uid, Window(None, now + day))
    world.write(reviews.extend, caller, uid, now + 2 * day, "Some had no power.")
    world.write(reviews.pause, caller, uid, "The text is being mended.", sending=Sending("a-key", to_all=True))
    world.write(reviews.resume, caller, uid, now + 2 * day, "It is mended.")
    world.write(reviews.close, caller, uid, "The time is over.")
    _life_of_rounds(world, caller, uid)
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person("ama"))
    chosen = rounds.Rules(title="<Second> draft", seen="closing", is_invited=True, members=(str(member),))
    world.write(reviews.open, caller, uid, Window(now + day, now + 2 * day), rules=chosen)
    _next_revision(world, caller, uid)


def _life_of_rounds(world: World, caller: Caller, uid: str) -> None:
    """Somebody may be late, and may no more; the round is finished; and the server is away while another is open."""
    now = world.clock.now
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person("wei"))
    for document in (uid, world.document):
        leave = late_tokens.Leave(str(member), CLOSES + timedelta(days=1), "The <power> was out.", 2)
        token = world.write(late_tokens.give, caller, document, leave)
        if document == uid:
            world.write(late_tokens.take_back, caller, token)
    [(review,)] = world.rows("SELECT uid FROM review ORDER BY id DESC LIMIT 1")
    mark = world.read(finishing_review.look, caller, str(review), now).mark
    signing_it = finishing_review.Signing(mark, statement="All was <said>.")
    world.database.carry_out_here(finishing_review.finish(caller, str(review), signing_it))
    for span in (0, 4, -4):
        world.clock.advance(minutes=span)
        world.database.write_here(outages.beat)


def _next_revision(world: World, caller: Caller, document: str) -> None:
    """The first paragraph stands at the end, and the last one has other words."""
    uid = world.write(drafts.begin_here, caller, document)
    preview = world.read(previews.find, caller, uid)
    first, *others, last = preview.paragraphs
    changed = [*others, replace(last, markdown=f"<b>Now</b> {last.markdown}"), first]
    correction = Correction.of(preview.heading, preview.state.then(changed))
    mark = world.write(preview_corrections.correct, caller, uid, correction, preview.mark)
    world.database.carry_out_here(issue_next.steps(caller, uid, mark))


def known_names(world: World) -> dict[str, list[str]]:
    """What may stand in each place of an address, by the route's own words for it."""

    def all_of(table: str, column: str = "uid") -> list[str]:
        return [str(value) for (value,) in world.rows(f"SELECT {column} FROM {table} ORDER BY id")]  # noqa: S608  # names of our own tables

    letter = world.database.write_here(outbox.intend, Intent("digest", names.new(), world.person("ama")))
    return {
        "export.{form}": list(FORMS),
        "report.{form}": ["json", "docx", "xlsx", "pdf"],
        "/jobs/{uid}": all_of("job"),
        "/feeds/{key}": [world.database.write_here(tokens.make_feed, world.caller(OUTSIDER))],
        "/d/{uid}": all_of("document"),
        "{paragraph}": all_of("paragraph WHERE id IN (SELECT paragraph_id FROM comment)"),
        "/c/{uid}": all_of("comment"),
        "alike/{comment}": all_of("comment WHERE id IN (SELECT comment_id FROM alike)"),
        "/s/{slug}": all_of("space", "slug"),
        "inbound/{uid}": all_of("inbound"),
        "/mail/{uid}": all_of("inbound"),
        "/undo/{token}": _links_that_take_back(world),
        "files/{file}": [*all_of("comment_file"), "a" * 16],
        "files/{submission}": all_of("submission"),
        "drafts/{uid}": all_of("preview"),
        "drafts/{draft}": all_of("contribution"),
        "room/{name}": all_of("contribution"),
        "sets/{set}": all_of("covering"),
        "delegations/{uid}": all_of("delegation"),
        "/r/{number}": ["1", "2", "3"],
        "versions/{preview}": all_of("preview"),
        "/pictures/{uid}": all_of("picture"),
        "announcements/{uid}": all_of("announcement"),
        "answers/{answer}": all_of("announcement_answer"),
        "late/{token}": all_of("late_token"),
        "outages/{outage}": all_of("outage"),
        "reports/{uid}": all_of("report"),
        "/letters/{uid}": all_of("message"),
        "/received/{token}": _links_in_letters(world),
        "members/{uid}": all_of("membership"),
        "people/{person}": all_of("person"),
        "/satisfied/{token}": _links_about_answers(world),
        "/confirm/{token}": [
            signing.sign("confirmation", uid, SECRET.encode()) for uid in [*all_of("inbound"), "a" * 16]
        ],
        "/invitations/{token}": [signing.sign("invitation", uid, SECRET.encode()) for uid in all_of("invitation")],
        "{token}": [signing.sign("unsubscribe", str(letter), SECRET.encode())],
        "{link}": ["a-link-that-was-never-mailed"],
        "{build}/{name:path}": ["0/js/page.js"],
        "letters/{kind}/{tag}": ["digest/ar"],
    }


def _links_in_letters(world: World) -> list[str]:
    """Whoever holds a letter sees it by its link, so those of the letters that must not be seen are left out."""
    rows = world.rows("SELECT uid FROM message WHERE body NOT LIKE 'canary%' ORDER BY id")
    return [signing.sign("received", str(uid), SECRET.encode()) for (uid,) in rows]


def _links_that_take_back(world: World) -> list[str]:
    """Whoever holds a receipt sees what it was for, so those of comments that must not be seen are left out."""
    rows = world.rows("SELECT uid FROM comment WHERE body NOT LIKE '%canary%' AND hold_id IS NULL ORDER BY id")
    return [undo.link(str(uid), SECRET.encode()) for (uid,) in rows]


def _links_about_answers(world: World) -> list[str]:
    """The same of letters about answers."""
    rows = world.rows(
        "SELECT disposition.uid FROM disposition JOIN comment ON comment.id = disposition.comment_id "
        "WHERE comment.body NOT LIKE '%canary%' AND disposition.reason NOT LIKE '%canary%' AND disposition.id NOT IN "
        "(SELECT disposition_id FROM satisfaction WHERE word LIKE '%canary%') ORDER BY disposition.id"
    )
    return [by_link.link(str(uid), SECRET.encode()) for (uid,) in rows]


def addresses(world: World, method: str = "GET") -> list[str]:
    """Every address that takes this method, with every name of the world in its place, and some names of nothing."""
    names = known_names(world)
    taking = [route.path for route in ROUTES if method in (route.methods or ())]
    found = dict.fromkeys(address for path in taking for address in _filled(path, names))
    if method == "GET":
        found |= dict.fromkeys(f"{room}?{query}" for room in _filled("/d/{uid}", names) for query in QUERIES)
        found |= dict.fromkeys(
            f"{each}?{query}" for each in _filled("/d/{uid}/review/table", names) for query in TABLES
        )
        found |= dict.fromkeys([_merging(world)])
        compared = _filled("/d/{uid}/compare", names)
        found |= dict.fromkeys(f"{each}?{query}" for each in compared for query in COMPARISONS)
    return [*found, *(f"/{kind}/aaaaaaaaaaaaaaaa" for kind in ("d", "c", "s", "sign-in", "unsubscribe")), "/nothing"]


def _merging(world: World) -> str:
    """Where what waits in the room of a delegation is made one."""
    waiting = world.rows(
        "SELECT uid FROM contribution WHERE state = 'open' AND delegation_id IS NOT NULL AND parent_id IS NULL "
        "ORDER BY id DESC LIMIT 2"
    )
    return f"/d/{world.document}/room/merging?" + "&".join(f"pick={uid}" for (uid,) in waiting)


def _filled(path: str, names: dict[str, list[str]]) -> Iterator[str]:
    """The path with each combination of names that fits it."""
    place = next((place for place in names if place in path), None)
    if place is None:
        yield path
        return
    fixed = place[: place.index("{")]
    for name in names[place]:
        yield from _filled(path.replace(place, fixed + name), names)


def everybody() -> list[str | None]:
    """One of each kind of caller: a stranger, an outsider, a reader, a participant, a moderator, an owner."""
    return [None, "julian", "priya", "li", "lars", "fang"]
