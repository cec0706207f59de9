"""A process that posts without end and prints the name of every comment that was acknowledged.

Called as `python -m tests.database.poster URL`, with the address of a copy of the test world.
"""

import asyncio
import itertools
import os
import sys

from commentspace.database import Database
from commentspace.domain import comments
from tests.clock import Clock
from tests.world import Facts, World

AT_ONCE = 8


async def post_without_end(world: World) -> None:
    """One of several writers, each of which waits for its answer."""
    for number in itertools.count():
        paragraph = world.paragraphs[number % len(world.paragraphs)].uid
        write = world.database.write
        posted = await write(
            comments.post, world.caller("ama"), paragraph, world.posting("More."), space=world.space_id
        )
        os.write(1, f"{posted.uid}\n".encode())


async def main(url: str) -> None:
    clock = Clock()
    database = Database(url, clock=clock)
    world = World(database, clock, Facts.of(database))
    await asyncio.gather(*(post_without_end(world) for _ in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
