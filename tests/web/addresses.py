"""The addresses of the test world's things."""

from tests.small_draft import FIRST
from tests.world import World


def room(world: World) -> str:
    """The reading room of its document."""
    return f"/d/{world.document}"


def paragraph(world: World, position: int = FIRST) -> str:
    """Where one comments on a paragraph without a script."""
    return f"/d/{world.document}/p/{world.paragraphs[position].uid}/comment"


def comment(uid: str, verb: str = "") -> str:
    """A comment, or where something is done with it."""
    return f"/c/{uid}/{verb}" if verb else f"/c/{uid}"


def space(world: World, part: str = "") -> str:
    """The named space, or a page of it."""
    return f"/s/{world.slug}/{part}" if part else f"/s/{world.slug}"
