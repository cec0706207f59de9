"""The paragraphs that another one may have come from, or have become, by the words that they share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from commentspace.domain.revisions.aligned import Aligned
from commentspace.errors import Invalid, marked
from commentspace.text import markdown
from commentspace.text.normal import normal

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
COMMON = 300
"""A word in more paragraphs than this says nothing."""
MOST = 5
NEAR = 0.2
"""What standing at the same place in the text counts, beside words that are all the same."""

UNLIKE = 0.1
"""What is not more like than this is not offered."""


class Texts:
    """The paragraphs of a text, to be found by the words of another one."""

    def __init__(self, texts: Sequence[str]):
        self._words = [frozenset(_words(text)) for text in texts]
        self._where: dict[str, list[int]] = {}
        for at, words in enumerate(self._words):
            for word in words:
                self._where.setdefault(word, []).append(at)

    def like(self, text: str, place: float, most: int = MOST) -> list[int]:
        """The places of those that share the most words with a text, the likeliest first.

        `place` says where that stands in its own text, from 0 to 1.
        """
        wanted = frozenset(_words(text))
        shared: Counter[int] = Counter()
        for word in wanted:
            found = self._where.get(word, ())
            if len(found) <= COMMON:
                shared.update(found)
        size = len(self._words)

        def likeness(at: int) -> float:
            both = 2 * shared[at] / (len(wanted) + len(self._words[at]))
            return both - NEAR * abs(at / size - place)

        return [at for at in sorted(shared, key=likeness, reverse=True)[:most] if likeness(at) > UNLIKE]


def _words(text: str) -> Iterator[str]:
    """Words; where a script parts none, pairs of characters."""
    for word in _WORD.findall(text.casefold()):
        if _UNSPACED.search(word):
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            yield word


def old_named(aligned: Aligned, typed: str) -> str:
    """The name of the older paragraph that was typed: by its label, its number, or how it begins."""
    said = [(each.label, each.text) for each in aligned.old]
    return aligned.old[_named(said, typed)].uid


def new_named(aligned: Aligned, typed: str) -> str:
    """The key of the draft's paragraph that was typed, in the same way."""
    said = [(each.label, markdown.to_text(each.markdown)) for each in aligned.new]
    return aligned.new[_named(said, typed)].key


def _named(said: Sequence[tuple[str, str]], typed: str) -> int:
    """The place of the one that is meant; Invalid where there is none, or several."""
    word = normal(typed)
    if not word:
        raise Invalid(marked("Choose a paragraph, or type its label or its first words."), field="place")
    number = typed.strip().lstrip("§").strip()
    if typed.strip().startswith("§") and number.isdecimal() and 0 < int(number[:9]) <= len(said):
        return int(number[:9]) - 1
    found = [at for at, (label, _) in enumerate(said) if normal(label) == word]
    found = found or [at for at, (_, text) in enumerate(said) if normal(text).startswith(word)]
    if not found:
        raise Invalid(marked("No paragraph has the label “%(typed)s”, or begins so."), field="place", typed=typed[:60])
    if len(found) > 1:
        raise Invalid(
            marked(
                "Several paragraphs have the label “%(typed)s”, or begin so. Type more of the words it begins with."
            ),
            field="place",
            typed=typed[:60],
        )
    return found[0]
