"""The daily mail: what became visible since the last one, once; one a local day."""

from datetime import UTC, datetime, timedelta

import pytest

from commentspace.domain import digest_contents, digests, member_lists, members, outbox, people, spaces
from commentspace.domain.digest_contents import DigestSpace
from tests.small_draft import CHINESE, FIRST, SECOND
from tests.world import OUTSIDER, World


def next_at(world: World, key: str) -> datetime:
    moments = world.rows("SELECT CAST(next_digest_at AS VARCHAR) FROM person WHERE id = :id", id=world.person(key))
    at = datetime.fromisoformat(moments[0][0])
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def mailed(world: World, key: str) -> list[DigestSpace] | None:
    """What stands in the mail of somebody's next hour, which is sent; None where they get none."""
    world.clock.now = max(world.clock.now, next_at(world, key))
    if not world.database.write_here(digests.compose, world.person(key)):
        return None
    letters = world.rows("SELECT max(id) FROM outbox WHERE kind = 'digest' AND person_id = :id", id=world.person(key))
    content = world.read(digest_contents.content, letters[0][0])
    world.database.write_here(outbox.sent, letters[0][0], "250 taken")
    return content


def choose(world: World, key: str, digest: str, **more: bool) -> None:
    """Somebody says what they want of the mail from this space."""
    world.write(members.choose_mail, world.caller(key), world.space_id, digest, **more)


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


def test_numbers_alone_is_a_choice_beside_the_days(world: World) -> None:
    choose(world, "ama", "daily", texts=False)
    [space] = mailed(world, "ama") or []
    assert (space.every_day, space.numbers_only) == (True, True)
    choose(world, "ama", "new")
    world.post("wei")
    [space] = mailed(world, "ama") or []
    assert (space.every_day, space.numbers_only) == (False, True), "what is not said stays as it was"


def test_a_choice_that_changes_nothing_is_no_event(world: World) -> None:
    events = len(world.rows("SELECT id FROM event"))
    choose(world, "ama", "new", texts=True, at_once=False, announcements=True)
    assert len(world.rows("SELECT id FROM event")) == events
    choose(world, "ama", "new", at_once=True)
    assert world.rows("SELECT verb FROM event ORDER BY id")[events:] == [("member.mail",)]


def test_one_letter_tells_of_all_spaces_by_their_titles(world: World) -> None:
    for slug, title in (("bogs", "Bogs"), ("zones", "Zones of reeds")):
        other = world.database.write_here(spaces.make, world.caller("lars"), spaces.Plan.of(slug, title))
        joining = member_lists.Entry.of("Ama Boateng", "ama.boateng@example.net", "", "", "participant", "en")
        world.database.write_here(members.add, world.caller("lars"), other, [joining], space=other)
        world.database.write_here(members.choose_mail, world.caller("ama"), other, "daily", space=other)
    world.post("wei")
    titles = [space.title for space in mailed(world, "ama") or []]
    assert len(titles) == 3
    assert titles == sorted(titles) != []


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
    [space] = world.read(digest_contents.content, letter)
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
    assert world.read(digest_contents.content, letter) == []
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


def test_a_clock_that_ran_ahead_costs_no_letter_when_it_is_right_again(world: World) -> None:
    right, first = world.clock.now, world.post("wei")
    world.clock.advance(days=400)
    assert told(world, "ama") == [first]
    world.clock.now = right + timedelta(hours=1)
    second = world.post("wei")
    assert world.person("ama") in world.read(digests.due, world.clock.now), "no letter would come for 400 days"
    assert not world.database.write_here(digests.compose, world.person("ama")), "it is not the hour"
    assert next_at(world, "ama") == datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    assert told(world, "ama") == [second]


def test_an_earlier_hour_chosen_after_it_has_passed_leaves_no_day_without_a_letter(world: World) -> None:
    world.clock.now = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    early = people.Preferences.of("Ama Boateng", "en", "Africa/Accra", "4", True)
    world.database.write_here(people.prefer, world.caller("ama"), early)
    assert next_at(world, "ama") == datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    posted = world.post("wei")
    assert told(world, "ama") == [posted]
    assert next_at(world, "ama") == datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("days", [2, 30])
def test_after_days_of_silence_one_mail_tells_everything(world: World, days: int) -> None:
    posted = [world.post("wei")]
    world.clock.now += timedelta(days=1)
    posted.append(world.post("wei"))
    world.clock.now += timedelta(days=days)
    assert told(world, "ama") == posted
    assert next_at(world, "ama") > world.clock.now
