"""Where a comment of the demo stands: its paragraph in the draft, found by what a person would call it."""

from collections.abc import Iterator, Sequence
from typing import Final

from commentspace.domain.drafts import DraftParagraph, Kind

AROUND_A_LABEL: Final = " .()（）、-–"
"""What is printed around the number or letter of a label, in the three scripts."""


def find(paragraphs: Sequence[DraftParagraph], name: str) -> int:
    """The index of the paragraph that `name` means.

    A name is a label ("16.", "IV."), the labels on the way to an item ("16. (e)"), or the first words of a
    paragraph without a label. Raises LookupError unless exactly one paragraph is meant.
    """
    wanted = _bare(name.split())
    by_label = [index for index, path in _paths(paragraphs) if path == wanted]
    by_words = [index for index, each in enumerate(paragraphs) if _begins(each, name)]
    found = by_label or by_words
    if len(found) != 1:
        raise LookupError(f"{name!r} means {len(found)} paragraphs")
    return found[0]


def _paths(paragraphs: Sequence[DraftParagraph]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each labelled paragraph's index, with the labels that lead to it."""
    above: tuple[str, ...] = ()
    for index, each in enumerate(paragraphs):
        if not each.label or each.left_out:
            continue
        if each.kind is Kind.ITEM:
            above = (*above[: each.level], *_bare([each.label]))
            yield index, above
            continue
        path = _bare([each.label])
        if each.kind is Kind.PARAGRAPH:
            above = path
        yield index, path


def _bare(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels without what is printed around them: "(e)" and "e)" are the same name."""
    return tuple(bare for label in labels if (bare := label.strip(AROUND_A_LABEL)))


def _begins(paragraph: DraftParagraph, words: str) -> bool:
    return not paragraph.label and not paragraph.left_out and paragraph.markdown.lstrip("| *").startswith(words)
