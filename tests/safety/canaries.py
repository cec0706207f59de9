"""Words that are known only here, put into everything in the test world that is not for everybody.

A door that carries one of them to somebody who may not have it has leaked.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from commentspace.demo.cast import CAST
from commentspace.domain import (
    announcement_answers,
    announcements,
    appeals,
    comments,
    conducts,
    inbound,
    intake,
    issuing,
    members,
    messages,
    outbox,
    previews,
    reports,
    reviews,
    spaces,
)
from commentspace.domain.access import Caller
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.drafts import Draft, DraftParagraph, FileComment, Kind
from commentspace.domain.inbound import Decision, Verdict
from commentspace.domain.member_lists import Entry
from commentspace.domain.outbox import Intent
from commentspace.domain.previews import Heading, Origin
from commentspace.domain.recipients import Part
from commentspace.domain.review_windows import Window
from commentspace.domain.submitted import Row
from tests.blind import blind, masked
from tests.filled import filled, send
from tests.safety import answer_canaries, revised_canaries, room_canaries
from tests.small_draft import FIRST, ITEM, SECOND, SUB_ITEM
from tests.world import OUTSIDER, World

MODERATORS: Final = frozenset({"lars", "nadia", "fang"})
MEMBERS: Final = MODERATORS | {"priya", "ama", "wei", "olga"}
INSIDE: Final = frozenset({"nadia", "olga", "priya"})
"""Who belongs to the private space: an owner, a participant and a reader; the moderators of the other do not."""
EVERYBODY: Final[tuple[str | None, ...]] = (None, OUTSIDER, *sorted(MEMBERS))
SLUG: Final = "canary-harbour"
QUOTED: Final = "fish still"


@dataclass(frozen=True)
class Canary:
    """A word, what it stands in, and for whom that is; `shown` where some page shows it to one of them."""

    word: str
    where: str
    may: frozenset[str]
    shown: bool = True


def plant(world: World) -> list[Canary]:
    """Put one into everything that is not for everybody; the named space is open to read, so that strangers come."""
    world.change_space(is_open=True)
    planted = [*_held(world), *_withdrawn(world), *_announced(world), *_waiting(world), *_mailed(world)]
    planted += [*_to_a_part(world), *_answered(world), *_reported(world), *_sent_file(world)]
    planted += [*_veiled(world), *_masked(world)]
    planted += [
        Canary(word, where, MODERATORS | {revised_canaries.AUTHOR} if is_theirs else MODERATORS)
        for word, where, is_theirs in revised_canaries.plant(world)
    ]
    planted += [
        Canary(word, where, MODERATORS | also, is_shown) for word, where, also, is_shown in answer_canaries.plant(world)
    ]
    planted += [Canary(word, where, may) for word, where, may in room_canaries.plant(world)]
    return [*planted, *plant_private_space(world)]


def _held(world: World) -> list[Canary]:
    """A comment with every side of it held back, and what was answered before and after."""
    held = world.post("ama", SUB_ITEM, "canary-held-first", quote=QUOTED)
    world.edit("ama", held, "canary-held-second")
    answer = world.reply("wei", held, "canary-answer")
    world.hold(held, "canary-hold-reason")
    below = world.reply("lars", held, "canary-below")
    world.edit("ama", held, "canary-held-third")
    appeal = world.write(appeals.appeal, world.caller("ama"), held, "canary-appeal")
    world.write(appeals.decide, world.caller("nadia"), appeal, "canary-decision", is_upheld=True)
    mine, start = MODERATORS | {"ama"}, world.paragraphs[SUB_ITEM].text.index(QUOTED)
    place = f'data-quote="{start}-{start + len(QUOTED)}"'
    words = [(f"canary-held-{which}", mine) for which in ("first", "second", "third")]
    words += [("canary-appeal", mine), ("canary-decision", mine)]
    words += [("canary-hold-reason", mine), ("canary-below", mine), ("canary-answer", mine | {"wei"})]
    words += [(place, mine), (f'"exact": "{QUOTED}"', mine), (held, mine), (below, mine), (answer, mine | {"wei"})]
    name_of_appeal = Canary(appeal, "a held comment", MODERATORS, shown=False)  # only while it waits is it in a form
    return [name_of_appeal, *(Canary(word, "a held comment", may) for word, may in words)]


def _veiled(world: World) -> list[Canary]:
    """A comment behind the veil of a blind review, edited, and what a moderator answered to its writer."""
    blind(world)
    veiled = world.post("olga", ITEM, "canary-veiled-first", quote="peat", proposal="canary-veiled-proposal")
    world.edit("olga", veiled, "canary-veiled-second")
    answer = world.reply("lars", veiled, "canary-veiled-answer")
    world.execute("UPDATE review SET seen = 'at_once'")  # for what the others of these do
    words = ("canary-veiled-first", "canary-veiled-second", "canary-veiled-answer", veiled, answer)
    found = [Canary(word, "a veiled comment", MODERATORS | {"olga"}) for word in words]
    return [*found, Canary("canary-veiled-proposal", "a veiled comment", MODERATORS | {"olga"}, shown=False)]


def _masked(world: World) -> list[Canary]:
    """Who wrote under a pseudonym and under none, and had letters about that: all but moderators read it unnamed."""
    _join(world, world.space_id, "canary-masked", by="lars")
    [(person,)] = world.rows("SELECT id FROM person WHERE name = 'canary-masked-name'")
    writer = Caller(person)
    for named in ("pseudonyms", "hidden"):
        masked(world, named)
        posting = world.posting(f"Said under a mask, {named}.", quote="flow of water", proposal="flow of much water")
        comment = world.write(comments.post, writer, world.paragraphs[FIRST].uid, posting).uid
        world.write(comments.reply, writer, world.reply("wei", comment, "Much?"), world.posting("Yes, much."))
        body = Body.of(f"May I quote you, {named}?")
        letter = world.database.write_here(messages.write, world.caller("ama"), comment, body, f"canary-masked-{named}")
        world.database.write_here(messages.answer, writer, letter, Body.of("You may."), None, f"canary-{named}-key")
    masked(world, "names")
    words = [f"canary-masked-{what}" for what in ("name", "affiliation", "for")] + ["canary-masked@example.org"]
    return [Canary(word, "who wrote under a mask", MODERATORS) for word in words]


def _withdrawn(world: World) -> list[Canary]:
    uid = world.post("olga", SECOND, "canary-withdrawn-first")
    world.edit("olga", uid, "canary-withdrawn-second")
    world.withdraw("olga", uid, "canary-withdrawal-reason")
    words = ("canary-withdrawn-first", "canary-withdrawn-second", "canary-withdrawal-reason")
    return [Canary(word, "a withdrawn comment", MODERATORS | {"olga"}) for word in words]


def _announced(world: World) -> list[Canary]:
    wording = Wording.of("canary-announced-subject", "canary-announced-body")
    uid = world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "canary-key")
    return [Canary(word, "a letter to all members", MEMBERS) for word in (wording.subject, wording.body.markdown, uid)]


def _to_a_part(world: World) -> list[Canary]:
    """A letter to those who speak for whom Wei speaks for, and what he says below it."""
    party = next(each.on_behalf_of for each in CAST if each.key == "wei")
    wording, part = Wording.of("canary-part-subject", "canary-part-body"), Part.of("parties", names=[party])
    lars, space_id = world.caller("lars"), world.space_id
    uid = world.write(announcements.announce, lars, space_id, wording, "canary-part-key", part=part)
    body = Body.of("canary-part-answer")
    answer = world.write(announcement_answers.say, world.caller("wei"), uid, body, "canary-key").uid
    may = MODERATORS | {each.key for each in CAST if each.on_behalf_of == party and each.key in MEMBERS}
    words = (wording.subject, wording.body.markdown, body.markdown, uid, answer)
    return [Canary(word, "a letter to a part of the members", may) for word in words]


def _answered(world: World) -> list[Canary]:
    """What was said below a letter to all: for its readers, held back, and taken back."""
    [(uid,)] = world.rows("SELECT uid FROM announcement WHERE subject = 'canary-announced-subject'")
    said = {}
    for key, word in (
        ("wei", "canary-beneath-all"),
        ("ama", "canary-beneath-held"),
        ("olga", "canary-beneath-withdrawn"),
    ):
        body = Body.of(word)
        said[word] = world.write(announcement_answers.say, world.caller(key), uid, body, "canary-answer-key").uid
    world.write(announcement_answers.hold, world.caller("lars"), said["canary-beneath-held"])
    world.write(announcement_answers.withdraw, world.caller("olga"), said["canary-beneath-withdrawn"])
    words = ("canary-beneath-held", said["canary-beneath-held"])
    held = [Canary(word, "a held answer", MODERATORS | {"ama"}) for word in words]
    taken_back = Canary("canary-beneath-withdrawn", "an answer that was taken back", frozenset({"olga"}))
    return [Canary("canary-beneath-all", "an answer to a letter to all", MEMBERS), *held, taken_back]


def _reported(world: World) -> list[Canary]:
    """Letters that their reader reported: one from a member, one from a moderator, who must not see the report."""
    on, found = world.post("olga", FIRST, "Which sea?"), []
    for writer in ("wei", "nadia"):
        body, key = Body.of(f"canary-reported-{writer}"), f"canary-report-{writer}"
        letter = world.database.write_here(messages.write, world.caller(writer), on, body, key)
        reason = f"canary-reason-{writer}"
        world.write(reports.report, world.caller("olga"), letter, reason, space_id=world.space_id)
        found.append(Canary(body.markdown, "a reported letter", MODERATORS | {"olga", writer}))
        found.append(Canary(reason, "a report", (MODERATORS | {"olga"}) - {writer}))
    return found


def _waiting(world: World) -> list[Canary]:
    """A draft that is not issued, and a member of whom only moderators know."""
    heading = Heading.of("canary-waiting-symbol", "canary-waiting-title", "en")
    draft, origin = (
        _commented("canary-waiting"),
        Origin("canary-waiting-file.md", "canary-waiting-source", None, "canary-waiting-note"),
    )
    uid = world.database.write_here(previews.bring, world.caller("lars"), world.space_id, heading, draft, origin)
    words = [heading.symbol, heading.title, "canary-waiting-text", "canary-waiting-label", "canary-waiting-source", uid]
    words += [f"canary-waiting-{what}" for what in ("changer", "writer", "comment", "note")]
    words.append("canarybefore")
    _join(world, world.space_id, "canary-member", by="lars")
    words += [f"canary-member-{what}" for what in ("name", "affiliation", "for")] + ["canary-member@example.org"]
    return [Canary(word, "what moderators prepare", MODERATORS) for word in words]


def _mailed(world: World) -> list[Canary]:
    """A letter between two people, and mails that came in: answers to a digest, to such a letter, to a letter to all,
    and one that is not shared, as it may be about another space."""
    on = world.post("olga", FIRST, "Which water?")
    body = Body.of("canary-letter")
    world.database.write_here(messages.write, world.caller("wei"), on, body, "canary-key")
    _received(world, "digest", "canary-mail-digest")
    _received(world, "digest", "canary-mail-elsewhere", is_shared=False)
    _received(world, "message", "canary-mail-answer")
    _received(world, "announcement", "canary-mail-to-all")
    between = {"canary-mail-to-all": {"olga", "lars"}}
    between |= {"canary-mail-answer": {"olga", "wei"}, "canary-mail-elsewhere": {"olga"}}
    found = [Canary("canary-letter", "a letter of two people", frozenset({"olga", "wei"}))]
    found += [Canary(word, "between two people", frozenset(may), shown=False) for word, may in between.items()]
    return [*found, Canary("canary-mail-digest", "a mail to the space", MODERATORS | {"olga"})]


def _sent_file(world: World) -> list[Canary]:
    """A file with comments of which nothing is posted yet; its sender and the moderators see it."""
    words = [f"canary-file-{what}" for what in ("row", "cell", "reviewer", "organisation", "wording", "name")]
    row = Row(1, (("Comment", words[1]),), words[0], "unplaced", proposal=words[4])
    row = replace(row, reviewer=words[2], organisation=words[3])
    begun = send(world, "olga", filled(row, name=f"{words[5]}.csv"))
    return [Canary(word, "a file with comments", MODERATORS | {"olga"}) for word in (*words, begun.uid)]


def _received(world: World, kind: str, text: str, *, is_shared: bool = True) -> None:
    intent = Intent(kind=kind, dedup=text, person_id=world.person("olga"), space_id=world.space_id)
    uid = world.database.write_here(outbox.intend, intent)
    [(letter_id,)] = world.rows("SELECT id FROM outbox WHERE uid = :uid", uid=uid)
    raw = f"Subject: {text}\r\n\r\n{text}".encode()
    [key] = world.database.write_here(intake.store, raw, "olga.kuznetsova@example.org", ["r+x@localhost"])
    decision = Decision(Verdict.FILED, "", letter_id, world.space_id, world.person("olga"), text, text, is_shared)
    world.database.write_here(inbound.decide, key, decision)


def plant_private_space(world: World) -> list[Canary]:
    """A second space, for its members only, in which everything is a secret."""
    owner, database = world.caller("nadia"), world.database
    space_id = database.write_here(spaces.make, owner, spaces.Plan.of(SLUG, "canary-space-title"))
    for key, role in (("olga", "participant"), ("priya", "reader")):
        name, address = world.rows(
            "SELECT name, address FROM person JOIN address ON person.id = person_id WHERE person.id = :id",
            id=world.person(key),
        )[0]
        entry = Entry.of(name, address, f"canary-{key}-affiliation", f"canary-{key}-for", role, "en")
        database.write_here(members.add, owner, space_id, [entry], space=space_id)
    _join(world, space_id, "canary-insider", by="nadia")
    heading = Heading.of("canary-symbol", "canary-title", "en")
    revision = database.write_here(issuing.begin, owner, space_id, heading)
    database.write_here(issuing.place, revision, 0, issuing.worded(_draft("canary-private").paragraphs))
    uid = database.write_here(issuing.finish, owner, revision, space_id=space_id, space=space_id)
    window = Window(None, world.clock.now + timedelta(days=7))
    database.write_here(reviews.open, owner, uid, window, space=space_id)
    database.write_here(reviews.extend, owner, uid, window.closes_at, "canary-review-reason", space=space_id)
    [(paragraph,)] = world.rows(
        "SELECT p.uid FROM paragraph p JOIN document d ON d.id = document_id WHERE d.uid = :uid", uid=uid
    )
    comment = database.write_here(
        comments.post, world.caller("olga"), paragraph, world.posting("canary-private-comment"), space=space_id
    ).uid
    wording = Wording.of("canary-private-subject", "canary-private-body")
    letter = database.write_here(announcements.announce, owner, space_id, wording, "canary-inside", space=space_id)
    database.write_here(conducts.write, owner, space_id, Body.of("canary-conduct"), seen=0, space=space_id)
    words = [
        SLUG,
        "canary-conduct",
        "canary-space-title",
        "canary-symbol",
        "canary-title",
        "canary-private-text",
        "canary-private-label",
    ]
    words += ["canary-private-comment", "canary-olga-for", wording.subject, wording.body.markdown]
    words += [uid, paragraph, comment, letter, "canary-review-reason"]
    found = [Canary(word, "a private space", INSIDE) for word in words]
    moderated = ["canary-insider-name", "canary-insider@example.org"]
    found.append(Canary("canary-priya-affiliation", "a page of one's own", frozenset({"nadia", "priya"})))
    return found + [Canary(word, "a private space", frozenset({"nadia"})) for word in moderated]


def _commented(word: str) -> Draft:
    """The same with tracked changes, and with a comment that stands in the file."""
    comment = FileComment("1", f"{word}-writer", f"{word}-comment")
    [plain] = _draft(word).paragraphs
    changed = replace(plain, before="canarybefore", changed_by=f"{word}-changer", comments=(comment,))
    return Draft("en", (changed,))


def _draft(word: str) -> Draft:
    return Draft("en", (DraftParagraph(Kind.PARAGRAPH, f"{word}-text", label=f"{word}-label"),))


def _join(world: World, space_id: int, word: str, *, by: str) -> None:
    """A member who has said nothing."""
    entry = Entry.of(f"{word}-name", f"{word}@example.org", f"{word}-affiliation", f"{word}-for", "participant", "en")
    world.database.write_here(members.add, world.caller(by), space_id, [entry], space=space_id)
