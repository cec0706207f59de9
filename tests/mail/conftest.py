"""What the tests of the mail door share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mail.house import MailHouse, settings_for
from tests.services.sink import Sink
from tests.world import World


@pytest.fixture
async def mail(sqlite_world: World, sink: Sink, tmp_path: Path) -> AsyncIterator[MailHouse]:
    """The mail door over the named space."""
    house = MailHouse(sqlite_world, sink, settings_for(sink, tmp_path))
    await house.listener.start()
    yield house
    await house.listener.stop()
    await house.post_office.close()
