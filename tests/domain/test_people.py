"""People: one for an address, reached at their own hour whatever their clocks do."""

from datetime import UTC, datetime, timedelta

import pytest

from commentspace.domain import people
from commentspace.domain.people import Preferences, checked_address, folded, next_digest
from commentspace.errors import Invalid, SignInNeeded
from tests.world import World


@pytest.mark.parametrize(
    "given",
    ["ama@example.net", " ama@湿地.中国\n", "ama@bücher.example", "o'neil+x@sub.example.org", "me@localhost",
     "a.b.c@x.org", "x" * 64 + "@example.org", "!#$%&'*+-/=?^_`{|}~@example.org", "a@" + "x" * 63 + ".org"],
)  # fmt: skip
def test_addresses_are_taken_as_people_write_them(given: str) -> None:
    assert checked_address(given) == given.strip()


@pytest.mark.parametrize(
    "given",
    ["", "ama", "ama@", "@example.net", "a@b@c.org", "ama@example", "a b@c.org", "Ama <a@b.org>", "a@b.org,c@d.org",
     "陈伟@example.org", "a@b.org\r\nBcc: c@d.org", "x" * 65 + "@example.org", "a@" + "x" * 250 + ".org",
     "a..b@example.org", ".a@example.org", "a.@example.org", "a@.example.org", "a@example..org", "a@example.org.",
     "a\x00@example.org", "a@exam\x7fple.org", "a@exa\u202emple.org", "a@-x.org", "a@x-.org", "a@x_y.org",
     "a@[10.0.0.1]", "a(b)@example.org", "a@" + "x" * 64 + ".org", "a@" + ".".join(["x" * 60] * 5) + ".org"],
)  # fmt: skip
def test_what_mail_could_not_reach_is_refused_at_its_field(given: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_address(given, field="address")
    assert refused.value.field == "address"


def test_an_address_is_one_persons_in_whatever_case_it_is_written(world: World) -> None:
    def enter(address: str) -> int:
        return world.database.write_here(people.enter, "Somebody", address).id

    assert enter("AMA.Boateng@Example.NET") == world.person("ama")
    assert enter("somebody.new@example.org") == enter("Somebody.New@example.org") != world.person("ama")
    assert folded("AMA@Example.NET ") == folded("ama@example.net")
    assert folded("ama@strasse.example") != folded("ama@straße.example"), "two domains, perhaps of two owners"


def test_an_address_in_another_script_before_the_sign_is_refused_in_its_own_words() -> None:
    with pytest.raises(Invalid, match="a to z"):
        checked_address("陈伟@example.org")


def test_an_address_speaks_for_somebody_only_after_it_was_verified(world: World) -> None:
    person = world.database.write_here(people.enter, "Somebody", "somebody.new@example.org").id
    assert world.read(people.verified_with, "somebody.new@example.org") is None
    world.database.write_here(verify, person, "Somebody.New@example.org")
    found = world.read(people.verified_with, "SOMEBODY.new@example.org")
    assert found is not None
    assert found.id == person


def verify(session: object, person: int, address: str, *, now: datetime) -> None:
    people.verify(session, person, address, now)  # type: ignore[arg-type]  # a session, as the writer hands it


def test_an_administrator_is_made_by_address(world: World) -> None:
    assert world.database.write_here(people.make_admin, "Ignored", "ama.boateng@example.net") == "Ama Boateng"
    assert world.standing("ama").may("govern")


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("Europe/Oslo", "2026-03-02T05:59Z", "2026-03-02T06:00Z"),
        ("Europe/Oslo", "2026-03-02T06:00Z", "2026-03-03T06:00Z"),
        ("Europe/Oslo", "2026-03-28T06:00Z", "2026-03-29T05:00Z"),
        ("Europe/Oslo", "2026-10-24T05:00Z", "2026-10-25T06:00Z"),
        ("Asia/Kolkata", "2026-03-02T01:29Z", "2026-03-02T01:30Z"),
        ("Pacific/Kiritimati", "2026-03-02T17:00Z", "2026-03-03T17:00Z"),
    ],
)
def test_the_daily_mail_comes_at_seven_where_they_live(zone: str, now: str, expected: str) -> None:
    assert next_digest(zone, 7, datetime.fromisoformat(now)) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Africa/Cairo", "America/Lima", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 23])
def test_there_is_one_a_local_day_over_a_whole_year_of_changing_clocks(zone: str, hour: int) -> None:
    first = next_digest(zone, hour, datetime(2026, 1, 1, 12, tzinfo=UTC))
    at = first.astimezone(UTC)
    for day in range(1, 366):
        following = next_digest(zone, hour, at)
        assert following.date() == first.date() + timedelta(days=day)
        assert timedelta(hours=23) <= following.astimezone(UTC) - at <= timedelta(hours=25)
        at = following.astimezone(UTC)


def test_a_new_hour_or_zone_counts_from_now(world: World) -> None:
    chosen = Preferences.of(" Ama  B. ", "fr", "Asia/Tokyo", "19", False)
    world.database.write_here(people.prefer, world.caller("ama"), chosen)
    [row] = world.rows(
        "SELECT name, language, zone, digest_hour, takes_letters, CAST(next_digest_at AS VARCHAR) "
        "FROM person WHERE id = :id",
        id=world.person("ama"),
    )
    assert row[:5] == ("Ama B.", "fr", "Asia/Tokyo", 19, False)
    assert row[5].startswith("2026-03-02 10:00:00")


def test_only_somebody_known_has_preferences(world: World) -> None:
    with pytest.raises(SignInNeeded):
        world.database.write_here(people.prefer, world.caller(None), Preferences.of("A", "en", "UTC", "7", True))


@pytest.mark.parametrize(
    ("name", "language", "zone", "hour", "field"),
    [
        (" ", "en", "UTC", "7", "name"),
        ("x" * 121, "en", "UTC", "7", "name"),
        ("A", "tlh", "UTC", "7", "language"),
        ("A", "en", "Mars/Olympus", "7", "zone"),
        ("A", "en", "UTC", "24", "digest_hour"),
        ("A", "en", "UTC", "-1", "digest_hour"),
        ("A", "en", "UTC", "²", "digest_hour"),
    ],
)
def test_preferences_are_checked_at_their_fields(name: str, language: str, zone: str, hour: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Preferences.of(name, language, zone, hour, True)
    assert refused.value.field == field
