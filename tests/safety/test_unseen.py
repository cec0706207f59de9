"""With and without a secret: whoever may not know of it receives the same bytes, and nothing of theirs moves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.copies import SqliteCopies
from tests.safety.canaries import plant_private_space
from tests.safety.walking import as_it_stands, compared, walk
from tests.small_draft import FIRST, ITEM, SECOND, SUB_ITEM
from tests.web.fixtures import AsVisitor, BuildHouse, another_world, visitors_of
from tests.world import OUTSIDER, World

Secret = Callable[[World], object]


def nothing(_world: World) -> None:
    """The world without the secret."""


def held_by_the_rule(world: World) -> None:
    """A comment that nobody has seen, edited, answered by a moderator, and another one taken back."""
    secret = world.post("ama", SUB_ITEM, "A secret.", quote="fish still")
    world.edit("ama", secret, "A changed secret.")
    world.reply("lars", secret, "Please leave the name out.")
    world.reply("ama", secret, "I shall.")
    world.withdraw("ama", world.post("ama", FIRST, "Another secret."))


def answers_below_a_held_one(world: World) -> None:
    """What moderators and the author say to each other below a comment that was held back before."""
    [(held,)] = world.rows("SELECT uid FROM comment WHERE hold_id IS NOT NULL AND body = 'A name is in it.'")
    answer = world.reply("lars", held, "Please leave the name out.")
    world.edit("lars", answer, "Please leave out the name.")
    world.edit("ama", held, "Somebody is in it.")
    world.reply("ama", answer, "I shall.")


def a_private_space(world: World) -> None:
    """A space for members only, with a document, a comment and a letter to all."""
    plant_private_space(world)


CASES = {
    "a comment held by the rule": (held_by_the_rule, (None, OUTSIDER, "priya", "wei")),
    "answers below a held comment": (answers_below_a_held_one, (None, OUTSIDER, "priya", "wei")),
    "a private space": (a_private_space, (None, OUTSIDER, "wei", "lars", "fang")),
}


def told(world: World, secret: Secret) -> None:
    """What everybody sees before and after the secret, at the same moments in both worlds."""
    world.change_space(is_open=True)
    first = world.post("wei", FIRST, "Which **water**?", quote="flow of water")
    world.hold(world.post("ama", ITEM, "A name is in it."))
    world.change_space(is_open=True, holds_new=True)
    world.clock.advance(minutes=5)
    secret(world)
    world.clock.advance(minutes=5)
    waiting = world.post("olga", SECOND, "Which sea?")
    world.release(waiting)
    world.reply("nadia", first, "The river's.")
    world.edit("wei", first, "Which **river**?")
    world.release(first)


@contextmanager
def two_worlds(copies: SqliteCopies, secret: Secret) -> Iterator[list[World]]:
    """The same world twice, with the secret and without."""
    with another_world(copies) as one, another_world(copies) as other:
        told(one, secret)
        told(other, nothing)
        yield [one, other]


@pytest.mark.parametrize("case", CASES)
async def test_who_may_not_know_receives_the_same_bytes(
    sqlite_copies: SqliteCopies, build_house: BuildHouse, tmp_path: Path, case: str
) -> None:
    secret, unknowing = CASES[case]
    with two_worlds(sqlite_copies, secret) as worlds:
        for key in (*unknowing, "nadia"):
            walks = []
            for world in worlds:
                async with visitors_of(world, build_house(world.database, tmp_path)) as visitor:
                    walks.append(await compared(visitor(key)))
            if key == "nadia":
                assert walks[0] != walks[1], "a moderator who may know has to see a difference"
            else:
                assert [address for address, _ in walks[0]] == [address for address, _ in walks[1]], key
                for (address, one), (_, other) in zip(*walks, strict=True):
                    assert one == other, f"{key}: {address}"


async def test_nothing_of_theirs_moves_when_only_hidden_things_happen(sqlite_world: World, visitor: AsVisitor) -> None:
    told(sqlite_world, nothing)
    visitors = {key: visitor(key) for key in (None, OUTSIDER, "wei", "nadia")}
    for each in visitors.values():
        await walk(each)  # a first visit is told so, and the next is not
    before = {key: await as_it_stands(each) for key, each in visitors.items()}
    for secret, _ in CASES.values():
        sqlite_world.clock.advance(minutes=5)
        secret(sqlite_world)
    for key, each in visitors.items():
        assert (await as_it_stands(each) == before[key]) == (key != "nadia"), key


async def test_the_comparison_would_find_a_number_a_time_or_a_size(sqlite_world: World, visitor: AsVisitor) -> None:
    priya = visitor("priya")
    told(sqlite_world, nothing)
    await walk(priya)  # a first visit is told so, and the next is not
    before = await compared(priya)
    assert await compared(priya) == before
    assert len(before) > 10
    sqlite_world.post("lars", FIRST, "One more.")
    after = await compared(priya)
    assert after != before
    changed = [address for (address, was), (_, now) in zip(before, after, strict=False) if was != now]
    assert "/" in changed
