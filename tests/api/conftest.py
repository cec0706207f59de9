"""Programs with keys, over the test world."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio

from tests.api.program import Program, program_of
from tests.web.fixtures import AsVisitor, build_house, house, visitor
from tests.world import World

__all__ = ["build_house", "house", "visitor"]

AsProgram = Callable[..., Awaitable[Program]]


@pytest_asyncio.fixture
async def program(visitor: AsVisitor, sqlite_world: World) -> AsyncIterator[AsProgram]:
    """Makes programs that act for somebody of the cast, or for nobody."""

    async def make(key: str | None = None, scope: str = "write") -> Program:
        return program_of(visitor(), sqlite_world, key, scope)

    yield make
