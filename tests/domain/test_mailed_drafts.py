"""Asking for a whole draft by mail: who may, in how many letters, and how often."""

import json
from datetime import timedelta

import pytest

from commentspace.domain import issuing, mailed_drafts, outbox
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.previews import Heading
from commentspace.errors import NotAllowed, NotFound, SignInNeeded, TooMany
from tests.world import OUTSIDER, World


def ask(world: World, key: str | None = "ama", document: str = "") -> int:
    number: int = world.database.write_here(mailed_drafts.ask, world.caller(key), document or world.document)
    return number


def intended(world: World) -> list[dict[str, object]]:
    rows = world.rows("SELECT subjects FROM outbox WHERE kind = 'draft' ORDER BY id")
    return [json.loads(subjects) for (subjects,) in rows]


def sent(world: World) -> None:
    """All that waits has gone out."""
    for due in world.database.write_here(outbox.lease, 100):
        world.database.write_here(outbox.sent, due.id, "250 ok")


def long_draft(world: World, *sizes: int) -> str:
    """A draft with a paragraph of so many characters each; returns its name."""
    heading = Heading.of("WET/2/99", "A long draft", "en")
    caller, database = world.caller("lars"), world.database
    revision = database.write_here(issuing.begin, caller, world.space_id, heading)
    paragraphs = [DraftParagraph(Kind.PARAGRAPH, "x" * size) for size in sizes]
    for start, batch in issuing.batches(issuing.worded(Draft("en", tuple(paragraphs)).paragraphs)):
        database.write_here(issuing.place, revision, start, batch)
    uid: str = world.write(issuing.finish, caller, revision, world.space_id)
    return uid


def test_a_member_gets_a_short_draft_in_one_letter(world: World) -> None:
    assert ask(world) == 1
    [letter] = intended(world)
    assert (letter["document"], letter["first"], letter["last"]) == (world.document, 0, len(world.paragraphs) - 1)
    assert world.rows("SELECT thread FROM outbox") == [(f"d:{world.document}",)]


def test_a_long_draft_comes_in_parts_that_hold_every_paragraph_once(world: World) -> None:
    uid = long_draft(world, *[9_000] * 10, 40_000, 10)
    assert world.read(mailed_drafts.plan, world.caller("ama"), uid, world.clock.now).letters == ask(world, document=uid)
    parts = intended(world)
    assert len(parts) > 3
    held = [at for each in parts for at in range(each["first"], each["last"] + 1)]  # type: ignore[call-overload, operator]  # numbers in JSON
    assert held == list(range(12))
    assert [each["part"] for each in parts] == list(range(1, len(parts) + 1))
    assert {each["parts"] for each in parts} == {len(parts)}


def test_asked_again_while_it_waits_nothing_more_is_sent(world: World) -> None:
    assert (ask(world), ask(world)) == (1, 1)
    assert len(intended(world)) == 1


def test_nobody_gets_one_draft_more_than_five_times_a_day(world: World) -> None:
    for _ in range(mailed_drafts.A_DAY):
        ask(world)
        sent(world)
        world.clock.advance(minutes=1)
    with pytest.raises(TooMany, match="5 times"):
        ask(world)
    assert ask(world, "wei") == 1
    world.clock.now += timedelta(days=1)
    assert ask(world) == 1


def test_only_members_get_drafts_by_mail(world: World) -> None:
    assert ask(world, "priya") == 1
    with pytest.raises(NotFound):
        ask(world, OUTSIDER)
    with pytest.raises(NotFound):
        ask(world, None)
    with pytest.raises(NotFound):
        ask(world, document="a" * 16)
    world.change_space(is_open=True)
    with pytest.raises(NotAllowed, match="Only members"):
        ask(world, OUTSIDER)
    with pytest.raises(SignInNeeded):
        ask(world, None)


def test_who_may_not_comment_now_is_not_asked_to(world: World) -> None:
    def is_answerable(key: str) -> bool:
        return world.read(mailed_drafts.plan, world.caller(key), world.document, world.clock.now).is_answerable

    assert (is_answerable("ama"), is_answerable("priya")) == (True, False)
    world.close_review()
    assert not is_answerable("ama")
