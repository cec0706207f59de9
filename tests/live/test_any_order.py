"""Whatever is done, by whom, in whatever order and with whatever breaks: at the end live equals fresh."""

import asyncio
from contextlib import AsyncExitStack, ExitStack, closing, suppress
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from commentspace.database import Database
from commentspace.errors import Refusal
from tests.clock import Clock
from tests.copies import SqliteCopies
from tests.live.serving import Page, serving
from tests.small_draft import FIRST, SECOND
from tests.world import Facts, World

WRITERS = st.sampled_from(("ama", "wei", "lars"))
READERS = st.sampled_from(("ama", "wei", "priya", "lars"))
INDEX = st.integers(0, 30)


class Discussion(RuleBasedStateMachine):
    """A discussion with pages that come and go; a page that is told of the loss of what it never had fails at once."""

    def __init__(self, copies: SqliteCopies):
        super().__init__()
        self.stack = ExitStack()
        url = self.stack.enter_context(copies.of("world"))
        self.clock = Clock()
        database = self.stack.enter_context(closing(Database(url, clock=self.clock)))
        self.world = World(database, self.clock, Facts.of(database))
        self.runner = self.stack.enter_context(asyncio.Runner(loop_factory=asyncio.new_event_loop))
        self.serving = AsyncExitStack()
        self.live = self.runner.run(self.serving.enter_async_context(serving(self.world, most=3)))
        self.pages: dict[str, Page] = {}
        self.comments: list[str] = []

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            self.runner.run(self.serving.aclose())
            self.stack.close()

    def act(self, verb: Any, *args: Any, **named: Any) -> Any:
        """Something that may be refused."""
        self.clock.advance(seconds=1)
        with suppress(Refusal, AssertionError):
            return verb(*args, **named)

    def pick(self, index: int) -> str:
        return self.comments[index % len(self.comments)]

    @rule(by=WRITERS, paragraph=st.sampled_from((FIRST, SECOND)))
    def post(self, by: str, paragraph: int) -> None:
        if posted := self.act(self.world.post, by, paragraph):
            self.comments.append(posted)

    @precondition(lambda self: self.comments)
    @rule(by=WRITERS, index=INDEX)
    def reply(self, by: str, index: int) -> None:
        if replied := self.act(self.world.reply, by, self.pick(index)):
            self.comments.append(replied)

    @precondition(lambda self: self.comments)
    @rule(by=WRITERS, index=INDEX, text=st.sampled_from(("One.", "Another.")))
    def edit(self, by: str, index: int, text: str) -> None:
        self.act(self.world.edit, by, self.pick(index), text)

    @precondition(lambda self: self.comments)
    @rule(by=WRITERS, index=INDEX)
    def withdraw(self, by: str, index: int) -> None:
        self.act(self.world.withdraw, by, self.pick(index))

    @precondition(lambda self: self.comments)
    @rule(index=INDEX)
    def hold(self, index: int) -> None:
        self.act(self.world.hold, self.pick(index))

    @precondition(lambda self: self.comments)
    @rule(index=INDEX)
    def release(self, index: int) -> None:
        self.act(self.world.release, self.pick(index))

    @rule(holds_new=st.booleans())
    def change_rule(self, holds_new: bool) -> None:
        self.act(self.world.change_space, holds_new=holds_new)

    @rule()
    def close(self) -> None:
        self.act(self.world.close_review)

    @rule()
    def reopen(self) -> None:
        self.act(self.world.reopen_review)

    @rule(key=READERS)
    def load(self, key: str) -> None:
        """Load the page anew; it is connected later, so that something may happen in between."""
        self.lose(key)
        self.pages[key] = Page(self.live, key)

    @rule(key=READERS)
    def connect(self, key: str) -> None:
        if key in self.pages and self.pages[key].socket is None:
            self.runner.run(self.pages[key].listen())

    @rule(key=READERS)
    def lose(self, key: str) -> None:
        if key in self.pages:
            self.runner.run(self.pages[key].leave())

    @rule()
    def settle(self) -> None:
        """After a last comment that everybody sees, every page shows what a fresh one shows."""
        self.act(self.world.reopen_review)
        for key in self.pages:
            self.connect(key)
        last = self.world.post("lars", SECOND)
        self.comments.append(last)
        for key, page in self.pages.items():
            self.runner.run(page.until(last))
            assert (page.comments, page.pieces, page.cursor) == page.fresh(), key


def test_in_any_order_with_any_breaks_live_equals_fresh(sqlite_copies: SqliteCopies) -> None:
    class OnACopy(Discussion):
        def __init__(self) -> None:
            super().__init__(sqlite_copies)

    run_state_machine_as_test(
        OnACopy,
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
