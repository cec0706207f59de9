"""Whom the daily round writes to, and when: one letter a person and local day, nothing told twice or never."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from commentspace.domain import members, people
from tests.mail.house import MailHouse
from tests.small_draft import FIRST


async def hours(mail: MailHouse, count: int) -> None:
    """Go on by the hour, with the round and the post at each."""
    for _ in range(count):
        mail.world.clock.advance(hours=1)
        await mail.rounds.once()
    await mail.post_office.drain()


def live_in(mail: MailHouse, key: str, zone: str, hour: int) -> None:
    """Somebody chooses a time zone, and the hour of their letter."""
    person = mail.world.caller(key)
    chosen = people.Preferences.of(key, "en", zone, str(hour), True)
    mail.world.database.write_here(people.prefer, person, chosen)


def leave(mail: MailHouse, key: str) -> None:
    """Somebody ends their own membership."""
    listed = mail.world.read(members.everybody, mail.world.space_id)
    mine = next(each.uid for each in listed if each.person_id == mail.world.person(key))
    mail.world.write(members.end, mail.world.caller(key), mine, space_id=mail.world.space_id)


def written(mail: MailHouse, zone: str) -> list[date]:
    """The local days on which the one of the cast who moves got a letter."""
    mine = [row for row in mail.outgoing("digest") if row.address == "lars.nygard@example.org"]
    return [row.created_at.astimezone(ZoneInfo(zone)).date() for row in mine]


async def test_the_second_day_tells_only_what_is_new(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "On the first day.")
    assert "On the first day." in (await mail.digest("ama")).part("plain")
    mail.world.post("wei", FIRST, "On the second day.")
    second = (await mail.digest("ama")).part("plain")
    assert "On the second day." in second
    assert "On the first day." not in second


async def test_a_day_with_nothing_new_has_no_letter(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "On the first day.")
    await mail.next_day()
    await mail.next_day()
    await mail.next_day()
    assert len(mail.to("ama")) == 1


async def test_the_round_may_be_made_often_and_by_two(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    mail.world.clock.advance(days=1)
    assert await mail.rounds.once() == 12
    assert await mail.rounds.once() == 0
    await mail.post_office.drain()
    await mail.post_office.drain()
    assert len(mail.to("ama")) == 1


async def test_what_was_held_is_told_when_it_is_released(mail: MailHouse) -> None:
    held = mail.world.post("wei", FIRST, "Let me think aloud.")
    mail.world.hold(held)
    await mail.next_day()
    assert mail.to("ama") == []
    mail.world.release(held)
    assert "Let me think aloud." in (await mail.digest("ama")).part("plain")


async def test_after_three_days_of_downtime_there_is_one_letter_for_the_gap(mail: MailHouse) -> None:
    for day in range(3):
        mail.world.post("wei", FIRST, f"Said on day {day}.")
        mail.world.clock.advance(days=1)
    await mail.rounds.once()
    await mail.post_office.drain()
    text = mail.last("ama").part("plain")
    assert len(mail.to("ama")) == 1
    assert [day for day in range(3) if f"Said on day {day}." in text] == [0, 1, 2]
    await hours(mail, 12)
    assert len(mail.to("ama")) == 1


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Europe/Oslo", datetime(2026, 3, 28, 5, 30, tzinfo=UTC)),
        ("Europe/Oslo", datetime(2026, 10, 24, 4, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 3, 19, 0, tzinfo=UTC)),
    ],
    ids=["23 hours", "25 hours", "24 hours and a half"],
)
async def test_days_of_any_length_have_one_letter_each(mail: MailHouse, zone: str, begins: datetime) -> None:
    mail.world.clock.now = begins
    live_in(mail, "lars", zone, 7)
    mail.world.reopen_review(days=5)
    mail.write_only_to("lars")
    for hour in range(70):
        mail.world.clock.advance(hours=1)
        if hour % 10 == 0:
            mail.world.post("wei", FIRST, "Something new.")
        await mail.rounds.once()
    days = written(mail, zone)
    assert len(days) == len(set(days)) == 3


async def test_whoever_moves_to_another_zone_gets_one_letter_a_local_day(mail: MailHouse) -> None:
    days: list[date] = []
    mail.write_only_to("lars")
    for zone in ("Pacific/Auckland", "Pacific/Honolulu", "Asia/Tokyo", "Pacific/Kiritimati"):
        live_in(mail, "lars", zone, 7)
        for _hour in range(0, 30, 2):
            mail.world.clock.advance(hours=2)
            mail.world.post("wei", FIRST, "Something new.")
            await mail.rounds.once()
            days += written(mail, zone)[len(days) :]
    assert len(days) == len(set(days))
    assert len(days) >= 4


async def test_a_member_who_has_left_is_not_written_to(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    mail.world.clock.advance(days=1)
    await mail.rounds.once()
    leave(mail, "ama")
    await mail.post_office.drain()
    assert mail.to("ama") == []
    assert [row.state for row in mail.outgoing("digest") if row.address == "ama.boateng@example.net"] == ["dropped"]
