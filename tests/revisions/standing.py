"""Paragraphs of a revision as values, for what is computed from them without a database."""

from commentspace.domain.anchors.states import Stood


def stood(at: int, text: str) -> Stood:
    """The paragraph at this place, which says this; its name is "u" and its place."""
    return Stood(
        id=at + 1,
        uid=f"u{at}",
        position=at,
        depth=0,
        parent_id=None,
        source="",
        relation="",
        has_moved=False,
        doubt="",
        is_gone=False,
        wording_id=at + 1,
        kind="paragraph",
        level=1,
        label=f"{at + 1}.",
        markdown=text,
        text=text,
        hash="",
        language="en",
        is_borrowed=False,
        is_behind=False,
    )
