"""The daily mail: what became visible since the last one, once; one a local day."""

from datetime import UTC, datetime, timedelta

import pytest

from commentspace.domain import digests, member_lists, members, people
from commentspace.domain.digests import DigestSpace
from tests.small_draft import CHINESE, FIRST, SECOND
from tests.world import OUTSIDER, World


def next_at(world: World, key: str) -> datetime:
    moments = world.rows("SELECT CAST(next_digest_at AS VARCHAR) FROM person WHERE id = :id", id=world.person(key))
    at = datetime.fromisoformat(moments[0][0])
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def mailed(world: World, key: str) -> list[DigestSpace] | None:
    """What stands in the mail of somebody's next hour; None where they get none."""
    world.clock.now = max(world.clock.now, next_at(world, key))
    if not world.database.write_here(digests.compose, world.person(key)):
        return None
    letters = world.rows("SELECT max(id) FROM outbox WHERE kind = 'digest' AND person_id = :id", id=world.person(key))
    return world.read(digests.content, letters[0][0])


def told(world: World, key: str) -> list[str]:
    """The comments in somebody's next mail, in order; none where they get none."""
    return [
        comment.uid
        for space in mailed(world, key) or []
        for document in space.documents
        for paragraph in document.paragraphs
        for comment in paragraph.comments
    ]


def test_a_digest_counts_what_is_new_and_brings_it_by_paragraph(world: World) -> None:
    second, first = world.post("wei", SECOND), world.post("wei", FIRST)
    answer = world.reply("olga", first)
    [space] = mailed(world, "ama") or []
    assert (space.slug, space.count, space.numbers_only) == (world.slug, 3, False)
    [document] = space.documents
    assert document.document.uid == world.document
    assert [(each.paragraph.position, [comment.uid for comment in each.comments]) for each in document.paragraphs] == [
        (FIRST, [first, answer]),
        (SECOND, [second]),
    ]


def test_nothing_is_told_twice_and_nothing_never(world: World) -> None:
    told_at_last, posted = list[str](), list[str]()
    for paragraph in (FIRST, SECOND, CHINESE):
        posted.append(world.post("wei", paragraph))
        told_at_last += told(world, "ama")
    assert told_at_last == posted
    assert told(world, "ama") == []


def test_where_nothing_is_new_there_is_no_mail_unless_it_is_wanted_daily(world: World) -> None:
    assert mailed(world, "ama") is None
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "daily")
    [space] = mailed(world, "ama") or []
    assert (space.count, list(space.documents)) == (0, [])


def test_whoever_wants_only_numbers_or_nothing_gets_that(world: World) -> None:
    for key, choice in (("ama", "numbers"), ("olga", "off")):
        world.write(members.choose_mail, world.caller(key), world.space_id, choice)
    world.post("wei")
    [space] = mailed(world, "ama") or []
    assert (space.count, space.numbers_only) == (1, True)
    assert mailed(world, "olga") is None


def test_whoever_takes_the_daily_mail_up_again_is_told_of_what_comes_from_then_on(world: World) -> None:
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "off")
    world.post("wei")
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "new")
    later = world.post("wei")
    assert told(world, "ama") == [later]


def test_ones_own_comments_and_withdrawn_ones_are_left_out(world: World) -> None:
    world.post("ama")
    gone = world.post("wei")
    world.withdraw("wei", gone)
    assert mailed(world, "ama") is None
    kept = world.post("wei")
    assert told(world, "ama") == [kept]


def test_what_is_held_is_left_out_for_everybody_and_told_after_its_release(world: World) -> None:
    held, shown = world.post("wei", text="canary"), world.post("wei")
    world.hold(held)
    for key in ("ama", "lars"):
        assert told(world, key) == [shown]
    world.release(held)
    for key in ("ama", "lars"):
        assert told(world, key) == [held]


def test_what_is_held_after_the_digest_was_intended_is_not_in_it(world: World) -> None:
    held, shown = world.post("wei"), world.post("wei")
    world.clock.now = next_at(world, "ama")
    world.database.write_here(digests.compose, world.person("ama"))
    world.hold(held)
    [(letter,)] = world.rows("SELECT id FROM outbox WHERE kind = 'digest'")
    [space] = world.read(digests.content, letter)
    assert [comment.uid for comment in space.documents[0].paragraphs[0].comments] == [shown]
    assert space.count == 1


def test_a_new_member_is_told_what_came_after_they_joined(world: World) -> None:
    world.post("wei")
    entry = member_lists.Entry.of("Julián Quispe", "julian.quispe@example.net", "", "", "", "es")
    world.write(members.add, world.caller("lars"), world.space_id, [entry])
    new = world.post("wei")
    assert told(world, OUTSIDER) == [new]


def test_somebody_who_left_gets_nothing_from_there_not_even_what_was_intended(world: World) -> None:
    world.post("wei")
    world.clock.now = next_at(world, "ama")
    world.database.write_here(digests.compose, world.person("ama"))
    [(letter,)] = world.rows("SELECT id FROM outbox WHERE kind = 'digest'")
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("ama"))
    world.write(members.end, world.caller("ama"), member, space_id=world.space_id)
    assert world.read(digests.content, letter) == []
    world.post("wei")
    assert mailed(world, "ama") is None


def test_a_digest_comes_at_its_hour_in_the_readers_own_zone(world: World) -> None:
    assert next_at(world, "ama") == datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    assert next_at(world, "wei") == datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    world.clock.now = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    due = world.read(digests.due, world.clock.now)
    assert world.person("wei") in due
    assert world.person("ama") not in due


def test_nobody_gets_two_in_one_local_day(world: World) -> None:
    world.post("wei")
    assert mailed(world, "ama")
    late = people.Preferences.of("Ama Boateng", "en", "Africa/Accra", "20", True)
    world.database.write_here(people.prefer, world.caller("ama"), late)
    missed = world.post("wei")
    assert mailed(world, "ama") is None
    assert world.clock.now.date() == datetime(2026, 3, 3, tzinfo=UTC).date()
    assert told(world, "ama") == [missed]


def test_composing_before_the_hour_or_twice_does_nothing(world: World) -> None:
    world.post("wei")
    assert not world.database.write_here(digests.compose, world.person("ama"))
    world.clock.now = next_at(world, "ama")
    made = [world.database.write_here(digests.compose, world.person("ama")) for _ in range(2)]
    assert made == [True, False]


@pytest.mark.parametrize("days", [2, 30])
def test_after_days_of_silence_one_mail_tells_everything(world: World, days: int) -> None:
    posted = [world.post("wei")]
    world.clock.now += timedelta(days=1)
    posted.append(world.post("wei"))
    world.clock.now += timedelta(days=days)
    assert told(world, "ama") == posted
    assert next_at(world, "ama") > world.clock.now
