"""An acknowledged comment survives the end of the process, however sudden."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commentspace.domain import record
from tests.world import World

HOUSE = Path(__file__).parents[2]
KILLS = int(os.environ.get("COMMENTSPACE_TEST_KILLS", "1"))
"""How often the process is killed; a long run sets more."""
ENOUGH = 40
"""Comments after which it is killed, in the midst of others."""


@pytest.mark.parametrize("kill", range(KILLS))
def test_every_acknowledged_comment_is_there_after_kill_9(world: World, kill: int) -> None:
    command = [sys.executable, "-m", "tests.database.poster", world.url]
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(ENOUGH + kill)]
        process.kill()
        acknowledged += process.stdout.read().split()
    there = {view.uid for view in world.views("lars")}
    assert set(acknowledged) <= there
    count, faults = world.read(record.check, world.space_id)
    assert (count >= len(there), faults) == (True, [])
    assert world.post("ama") not in there, "and others can go on"
