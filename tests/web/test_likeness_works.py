"""The work beside the pages that finds what is alike, in a child process."""

from commentspace.domain import likeness
from commentspace.web.likeness_works import Likenesses
from tests.domain.test_likeness import campaign
from tests.world import World


async def test_what_has_come_is_looked_at_once(sqlite_world: World) -> None:
    campaign(sqlite_world)
    works = Likenesses(sqlite_world.database)
    assert await works.once() == 1
    assert await works.once() == 0
    counts = sqlite_world.read(likeness.counts, sqlite_world.standing("lars"), sqlite_world.document_id)
    assert counts == (3, 1)
