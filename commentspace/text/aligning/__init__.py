"""Which paragraph of a text has become which of its next state."""

from collections.abc import Mapping, Sequence

from commentspace.text.aligning import families, filling, leftovers, moving, ordering, parting
from commentspace.text.aligning.few_words import few_words
from commentspace.text.aligning.found import Found
from commentspace.text.aligning.given import groups
from commentspace.text.aligning.linking import Linking
from commentspace.text.aligning.reading import Reader
from commentspace.text.aligning.vocabulary import Vocabulary
from commentspace.text.alignment import Link, Piece, Relation

__all__ = ["align"]


def align(old: Sequence[Piece], new: Sequence[Piece], given: Mapping[int, Sequence[int]] | None = None) -> list[Link]:
    """The alignment of two texts, ordered by the new text, what was taken out after what stood before it.

    `given` is what a person has said: for a new paragraph the old ones that it comes from, none where it is new; it is
    obeyed, and never doubtful. Whoever asks again with the same texts gets the same answer. The time it takes grows
    little faster than the texts: 5,000 paragraphs, heavily edited, take two or three seconds.
    """
    if not given and list(old) == list(new):
        return [Link((at,), (at,), Relation.UNCHANGED) for at in range(len(old))]
    reader = Reader()
    found = Found(reader.read(old), reader.read(new))
    said = groups(given or {}, len(old), len(new))
    for mine, theirs in said:
        found.gone_old.update(mine)
        found.gone_new.update(theirs)
        found.said += [(mine[0], theirs[0])] if mine and theirs else []
    ordering.similar(found, ordering.exact(found))
    moving.moved(found)
    parting.parted(found)
    filling.filled(found)
    few_words(found)
    words = Vocabulary(found.old, found.new)
    families.named(found, words)
    leftovers.compared(found, words)
    return Linking(found, old, new).links(said)
