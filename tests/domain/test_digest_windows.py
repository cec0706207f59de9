"""Whatever is done, by whom and whenever: what became visible to somebody is told once, in one letter a local day."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from commentspace.database import Database
from commentspace.demo.cast import member
from commentspace.domain import digests, member_lists, members, outbox, people
from commentspace.domain.outbox import Written
from commentspace.errors import Refusal
from tests.clock import Clock
from tests.copies import Copies, SqliteCopies
from tests.domain.test_digests import choose, next_at
from tests.domain.test_undelivered import told
from tests.small_draft import FIRST
from tests.world import Facts, World

READER = "ama"
WRITERS = st.sampled_from(("wei", "olga", "lars", READER))
INDEX = st.integers(0, 30)
ZONES = st.sampled_from(
    (
        *("Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca"),
        *("Pacific/Kiritimati", "Pacific/Pago_Pago"),
    )
)
BEGINS = st.sampled_from(
    (
        datetime(2026, 3, 27, 11, 30, tzinfo=UTC),  # Europe goes ahead
        datetime(2026, 4, 3, 11, 30, tzinfo=UTC),  # Santiago and Lord Howe go back
        datetime(2026, 9, 4, 11, 30, tzinfo=UTC),  # Santiago goes ahead at midnight
        datetime(2026, 10, 2, 11, 30, tzinfo=UTC),  # Lord Howe goes ahead by half an hour
        datetime(2026, 10, 23, 11, 30, tzinfo=UTC),  # Europe goes back
    )
)


class Days(RuleBasedStateMachine):
    """The daily mails of one reader; `owed` is what they have still to be told, as a list kept by hand would say it."""

    def __init__(self, copies: Copies):
        super().__init__()
        self.stack = ExitStack()
        url = self.stack.enter_context(copies.of("world"))
        self.clock = Clock()
        database = self.stack.enter_context(closing(Database(url, clock=self.clock)))
        self.world = World(database, self.clock, Facts.of(database))
        self.authors: dict[str, str] = {}
        self.held, self.withdrawn, self.owed = set[str](), set[str](), set[str]()
        self.digest, self.is_member = "new", True

    @initialize(begins=BEGINS, zone=ZONES)
    def begin(self, begins: datetime, zone: str) -> None:
        self.clock.now = begins
        self.world.reopen_review(days=900)
        self.live_in(zone, 7)

    def teardown(self) -> None:
        """In a week in which nothing goes wrong, whatever is owed is told."""
        try:
            if self.clock.now > datetime(2026, 3, 20, tzinfo=UTC):
                for _day in range(7):
                    self.clock.advance(days=1)
                    self.round()
                assert not self.owed
        finally:
            self.stack.close()

    def does(self, verb: Callable[..., object], *args: object) -> bool:
        """Whether an act was allowed."""
        self.clock.advance(seconds=1)
        try:
            verb(*args)
        except Refusal:
            return False
        return True

    def becomes_visible(self, uid: str) -> None:
        wants = self.is_member and self.digest != "off"
        if wants and self.authors[uid] != READER and uid not in self.withdrawn:
            self.owed.add(uid)

    @rule(by=WRITERS)
    def post(self, by: str) -> None:
        if by != READER or self.is_member:
            self.clock.advance(seconds=1)
            uid = self.world.post(by, FIRST)
            self.authors[uid] = by
            self.becomes_visible(uid)

    @precondition(lambda self: self.authors)
    @rule(index=INDEX)
    def hold(self, index: int) -> None:
        uid = list(self.authors)[index % len(self.authors)]
        if self.does(self.world.hold, uid):
            self.held.add(uid)
            self.owed.discard(uid)

    @precondition(lambda self: self.held)
    @rule(index=INDEX)
    def release(self, index: int) -> None:
        uid = sorted(self.held)[index % len(self.held)]
        if self.does(self.world.release, uid):
            self.held.discard(uid)
            self.becomes_visible(uid)

    @precondition(lambda self: self.authors)
    @rule(index=INDEX)
    def withdraw(self, index: int) -> None:
        uid = list(self.authors)[index % len(self.authors)]
        if self.does(self.world.withdraw, self.authors[uid], uid):
            self.withdrawn.add(uid)
            self.owed.discard(uid)

    @rule(digest=st.sampled_from(("new", "daily", "off")))
    def choose(self, digest: str) -> None:
        if self.is_member:
            choose(self.world, READER, digest)
            self.digest = digest
            if digest == "off":
                self.owed.clear()

    @rule()
    def leave_or_come_back(self) -> None:
        world, caller = self.world, self.world.caller("lars")
        if self.is_member:
            row = "SELECT uid FROM membership WHERE person_id = :id"
            [(uid,)] = world.rows(row, id=world.person(READER))
            world.write(members.end, caller, uid, space_id=world.space_id)
        else:
            entry = member_lists.Entry.of("Ama", member(READER).address, "", "", "participant", "en")
            world.write(members.add, caller, world.space_id, [entry], invite=False)
        self.is_member = not self.is_member
        self.owed.clear()

    @rule(zone=ZONES, hour=st.integers(0, 23))
    def live_in(self, zone: str, hour: int) -> None:
        chosen = people.Preferences.of("Ama Boateng", "en", zone, str(hour), True)
        self.world.database.write_here(people.prefer, self.world.caller(READER), chosen)

    @rule(minutes=st.sampled_from((30, 60, 600, 1_440, 3 * 1_440)))
    def later(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(meanwhile=st.sampled_from(("", "hold", "withdraw", "post")), fails=st.booleans(), index=INDEX)
    def round(self, meanwhile: str = "", fails: bool = False, index: int = 0) -> None:
        reader = self.world.person(READER)
        due = reader in self.world.read(digests.due, self.clock.now)
        composed = self.world.database.write_here(digests.compose, reader)
        assert due or not composed
        assert not self.world.database.write_here(digests.compose, reader)
        if composed:
            self.deliver(set(self.owed), meanwhile, fails, index)

    @rule(meanwhile=st.sampled_from(("", "", "hold", "withdraw", "post")), fails=st.booleans(), index=INDEX)
    def next_hour(self, meanwhile: str, fails: bool, index: int) -> None:
        """The round at the reader's hour, as it is most often."""
        self.clock.now = max(self.clock.now, next_at(self.world, READER))
        self.round(meanwhile, fails, index)

    def deliver(self, expected: set[str], meanwhile: str, fails: bool, index: int) -> None:
        """Send the letter that was intended, with something happening just before; or fail to."""
        if meanwhile == "post":
            self.post("wei")
        elif meanwhile and self.authors:
            getattr(self, meanwhile)(index)
        found = self.world.rows("SELECT max(id) FROM outbox WHERE kind = 'digest'")
        letter, write = found[0][0], self.world.database.write_here
        says = told(self.world, letter)
        assert len(says) == len(set(says)), "told twice in one letter"
        assert set(says) == expected & self.owed
        if fails:
            write(outbox.rendered, letter, Written("Subject", "text", "<p>text</p>", b"bytes"))
            write(outbox.fail, letter, "550 5.2.2 mailbox full")
        else:
            write(outbox.sent, letter, "250 taken")
            self.owed -= set(says)

    @rule(days=st.integers(1, 3))
    def while_the_clock_is_wrong(self, days: int) -> None:
        right = self.clock.now
        self.clock.advance(days=days)
        self.round()
        self.clock.now = right


def test_what_becomes_visible_is_told_once_whatever_happens(copies: Copies) -> None:
    class OnACopy(Days):
        def __init__(self) -> None:
            super().__init__(copies)

    chosen = settings(
        max_examples=25 if isinstance(copies, SqliteCopies) else 8,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(OnACopy, settings=chosen)


def test_no_hour_in_any_zone_is_skipped_or_comes_twice() -> None:
    """A year of every hour in zones that change their clocks: one moment a local day, each after the one before."""
    for zone in ("Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"):
        for hour in range(24):
            moment, days = datetime(2026, 1, 1, tzinfo=UTC), list[str]()
            while moment < datetime(2027, 1, 1, tzinfo=UTC):
                later = people.next_digest(zone, hour, moment).astimezone(UTC)
                assert timedelta(hours=0) < later - moment <= timedelta(hours=25, minutes=1)
                moment = later
                days.append(local_day(zone, moment))
            assert len(days) == len(set(days))
            assert 365 <= len(days) <= 366


def local_day(zone: str, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(zone)).date().isoformat()
