"""Behind a veil there is nothing, and behind a mask nobody: others receive the same bytes, whatever or whoever it is.

Two worlds differ in what was said behind the veil of a blind review, or in who wrote under a mask. To everybody who
may not know that, pages, files, feeds, the API and letters are equal to the byte.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from difflib import unified_diff
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import update
from sqlmodel import Session

from commentspace.domain import digests, messages, outbox
from commentspace.domain.bodies import Body
from commentspace.domain.tables import Person
from commentspace.mail.preparing import Bureau, prepare
from commentspace.web.house import House
from tests.blind import alias, blind, masked, unveil
from tests.copies import SqliteCopies
from tests.domain.test_answers_at_once import wants
from tests.safety.sources import Someone, programs
from tests.safety.walking import FORM_KEY, Placeholders, as_it_stands, walk
from tests.small_draft import FIRST, ITEM, SECOND, SUB_ITEM
from tests.web.fixtures import AsVisitor, BuildHouse, another_world, visitors_of
from tests.web.visitor import Visitor
from tests.world import World

Act = Callable[[World], object]
Others = tuple[str | None, ...]
BLIND: Final[Others] = (None, "priya", "wei")
"""A stranger, a reader, and another who wrote."""


SIGNATURE: Final = re.compile(r"(?<=[a-z2-7]{16})\.[a-z2-7]{26}")
"""What stands behind a random name in links that we sign."""


def nothing(_world: World) -> None:
    """The world without the secret."""


def behind_the_veil(world: World) -> None:
    """Everything that is done to comments, by others."""
    secret = world.post("ama", SUB_ITEM, "A secret.", quote="fish still")
    world.edit("ama", secret, "A changed secret.")
    answer = world.reply("lars", secret, "Which one?")
    world.reply("ama", answer, "Mine.", door="mail")
    world.withdraw("ama", world.post("ama", FIRST, "Another secret."))
    held = world.post("olga", ITEM, "A third.", proposal="peat and more")
    world.hold(held)
    world.release(held)
    world.write(messages.write, world.caller("lars"), secret, Body.of("A word between us."), "a-key")


def veiled(world: World, act: Act) -> None:
    """What everybody knows of a blind review, with one comment of Wei's."""
    world.change_space(is_open=True)
    wants(world, "wei", "priya")
    world.post("wei", FIRST, "Said before it was blind.")
    blind(world)
    world.clock.advance(minutes=5)
    act(world)
    world.clock.advance(minutes=5)
    mine = world.post("wei", SECOND, "Which **water**?")
    world.edit("wei", mine, "Which **river**?")
    world.clock.advance(hours=1)


def by(key: str, named: str) -> Act:
    """The same words by one or by another, in a review that does not say who wrote."""

    def act(world: World) -> None:
        world.change_space(is_open=True)
        masked(world, named)
        first = world.post("wei", FIRST, "Which water?")
        world.clock.advance(minutes=5)
        said = world.post(key, SECOND, "A view.")
        world.reply(key, first, "That of the river.")
        world.edit(key, said, "A better view.")
        world.write(messages.write, world.caller("wei"), said, Body.of("May I quote you?"), "a-key")
        [(letter,)] = world.rows("SELECT uid FROM message")
        world.write(messages.answer, world.caller(key), letter, Body.of("You may."), None, "another-key")
        world.clock.advance(hours=1)

    return act


async def received(visitor: Visitor, world: World, key: str | None) -> list[tuple[str, str]]:
    """All that somebody finds in their browser and by a program."""
    someone = Someone(key, world, visitor)
    return [*await walk_of(visitor), *[(where, got.decode()) async for where, got in programs(someone)]]


async def walk_of(visitor: Visitor) -> list[tuple[str, str]]:
    """A walk, but for the keys of forms."""
    return [(address, FORM_KEY.sub("", got.decode())) for address, got in await walk(visitor)]


def letters(world: World, house: House, keys: Sequence[str]) -> dict[str, list[str]]:
    """The letters that wait for each of these people, with that of the day."""
    world.database.write_here(_is_morning)
    for key in keys:
        world.database.write_here(digests.compose, world.person(key))
    leased = world.database.write_here(outbox.lease, 500)
    bureau = Bureau(house.settings, house.environment)

    def written(session: Session) -> dict[int, str]:
        prepared = prepare(session, bureau, leased, world.clock.now)
        assert not [each for each in prepared.outcomes if each.what != "dropped"], prepared.outcomes
        return {uid: f"{each.subject}\n{each.text}\n{each.html}" for uid, each in prepared.written.items()}

    texts = world.read(written)
    to = {key: [due.id for due in leased if due.person_id == world.person(key)] for key in keys}
    return {key: [texts[each] for each in ids if each in texts] for key, ids in to.items()}


def _is_morning(session: Session, *, now: datetime) -> None:
    session.execute(update(Person).values(next_digest_at=now))


@contextmanager
def two_worlds(copies: SqliteCopies, one: Act, other: Act) -> Iterator[list[World]]:
    """The same world twice, but for what was done in it."""
    with another_world(copies) as first, another_world(copies) as second:
        one(first)
        other(second)
        yield [first, second]


CASES: Final[dict[str, tuple[Act, Act, Others]]] = {
    "a blind review": (lambda world: veiled(world, behind_the_veil), lambda world: veiled(world, nothing), BLIND),
    "a review with pseudonyms": (by("ama", "pseudonyms"), by("olga", "pseudonyms"), ("wei",)),
    "a review without names": (by("ama", "hidden"), by("olga", "hidden"), ("priya",)),
}
"""What is done in the one world and in the other, and who may not know the difference."""


@pytest.mark.parametrize("case", CASES)
async def test_others_receive_the_same_bytes(
    sqlite_copies: SqliteCopies, build_house: BuildHouse, tmp_path: Path, case: str
) -> None:
    done, done_in_other, others = CASES[case]
    got = []
    with two_worlds(sqlite_copies, done, done_in_other) as worlds:
        for world in worlds:
            house = build_house(world.database, tmp_path)
            async with visitors_of(world, house) as visitor:
                got.append(await all_received(world, house, visitor, others))
    one, other = got
    for key in others:
        assert [where for where, _ in one[key]] == [where for where, _ in other[key]], key
        for mine, theirs in zip(one[key], other[key], strict=True):
            assert differing(mine[1], theirs[1]) == [], f"{key}: {mine[0]}"
    assert one["lars"] != other["lars"], "a moderator who may know has to see a difference"


def differing(one: str, other: str) -> list[str]:
    """The lines in which two texts differ."""
    return [line[:300] for line in unified_diff(one.splitlines(), other.splitlines(), "one", "other", "", "", 0, "")]


async def all_received(
    world: World, house: House, visitor: AsVisitor, others: Others
) -> dict[str | None, list[tuple[str, str]]]:
    """What each of them finds and is sent, with placeholders for everything random."""
    mailed = letters(world, house, [key for key in others if key is not None])
    found: dict[str | None, list[tuple[str, str]]] = {}
    for key in others:
        sent = [("a letter", each) for each in mailed.get(key or "", [])]
        found[key] = placed(world, [*await received(visitor(key), world, key), *sent])
    page = await visitor("lars").get(f"/d/{world.document}")
    return found | {"lars": placed(world, [("page", page.text)])}


def placed(world: World, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same with placeholders for everything random, pseudonyms among it."""
    place = Placeholders()
    masks = [alias(world, each) for each in ("ama", "olga")]

    def put(text: str) -> str:
        for mask in masks:
            text = text.replace(mask, "······")
        return place.put(SIGNATURE.sub("", text))

    return [(put(where), put(got)) for where, got in found]


async def test_nothing_of_theirs_moves_before_the_veil_is_lifted_and_then_all_is_there(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    veiled(sqlite_world, nothing)
    others = {key: visitor(key) for key in (None, "priya", "wei")}
    for each in others.values():
        await walk(each)  # a first visit is told so, and the next is not
    before = {key: await as_it_stands(each) for key, each in others.items()}
    sqlite_world.clock.advance(minutes=5)
    behind_the_veil(sqlite_world)
    for key, each in others.items():
        assert await as_it_stands(each) == before[key], key
    lars, room = visitor("lars"), f"/d/{sqlite_world.document}"
    assert "A changed secret." in (await lars.get(room)).text
    unveil(sqlite_world)
    for each in (*others.values(), lars):
        page = await each.get(room)
        assert "A changed secret." in page.text
        assert "A third." in page.text
