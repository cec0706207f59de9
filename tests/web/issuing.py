"""Documents with texts of a test's own, issued as an import does."""

from collections.abc import Sequence

from commentspace.domain import issuing
from commentspace.domain.access import Caller
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.previews import Heading
from tests.world import World


def issued(world: World, by: Caller, space_id: int, heading: Heading, paragraphs: Sequence[DraftParagraph]) -> str:
    """Issue these paragraphs; returns the document's name."""
    revision_id = world.database.write_here(issuing.begin, by, space_id, heading)
    for start, batch in issuing.batches(issuing.worded(paragraphs)):
        world.database.write_here(issuing.place, revision_id, start, batch)
    return world.database.write_here(issuing.finish, by, revision_id, space_id, space=space_id)
