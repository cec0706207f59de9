"""Comments as they are compared: their words as letters, which `rapidfuzz` compares fast."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from commentspace.text import languages, search
from commentspace.text.likeness import courtesies, opposites
from commentspace.text.likeness.pieces import Piece
from commentspace.text.likeness.stop_words import LIGHT, LIGHT_CHARACTERS

CHARACTER: Final = 0.6
"""What a Chinese character counts, in words."""
QUOTED: Final = 6
"""So many words in a row that stand in the draft are taken for a quotation of it."""
QUOTED_CHARACTERS: Final = 10
LONGEST: Final = 2_000
"""Words of a comment that are compared; the rest has to be the same to the letter."""

_TOKENS = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|\d+|[^\W\d_\u2e80-\u9fff]+n't|[^\W\d_\u2e80-\u9fff]+"
)
_UNSPACED = "\u2e80"
_ENDS = re.compile(r"[.!?;؟؛](?=\s|$)|[。！？；]")
_QUOTATION = re.compile(
    '“[^“”]{20,}”|«[^«»]{20,}»|„[^„“”]{20,}[“”]|「[^「」]{8,}」|“(?=[\u3400-\u9fff])[^“”]{8,}”|"[^"]{20,}"'
)
_NAMES = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÖØ-ÞЀ-Я]\w+")
_TERM = re.compile('“[^“”]{1,40}”|«[^«»]{1,40}»|„[^„“”]{1,40}[“”]|「[^「」]{1,20}」|"[^"]{1,40}"')
_SURROGATES = range(0xD800, 0xE000)
_MOST_LETTERS = 0x110000 - len(_SURROGATES)


@dataclass(frozen=True)
class Told:
    """A comment taken apart. `words` are all that it says, but for courtesies; `own` those that it does not quote."""

    piece: Piece
    sentences: tuple[str, ...]
    """Folded."""
    words: tuple[str, ...]
    quoted: frozenset[int]
    """Places in `words` of what is quoted."""
    proposal: tuple[str, ...]
    rest: str
    """What is too long to be compared by words."""
    draft: "Draft"
    """The paragraph that it is about."""

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The words that are no quotation."""
        return tuple(word for at, word in enumerate(self.words) if at not in self.quoted) if self.quoted else self.words

    @cached_property
    def size(self) -> float:
        """How many words it says of its own, where a Chinese character is less than one."""
        return size(self.own)

    @cached_property
    def language(self) -> str:
        """The language that it is said to be in; by its script, where it is not."""
        return self.piece.language.partition("-")[0].lower() or languages.guess(self.piece.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital inside of a sentence, where the script has capitals."""
        text = self.piece.text
        return frozenset() if text.isupper() else frozenset(tokens_of(search.fold(" ".join(_NAMES.findall(text)))))

    @cached_property
    def place(self) -> tuple[str, ...]:
        """The words that it is about."""
        return tuple(tokens_of(search.fold(self.piece.place)))

    def is_beside(self, other: "Told") -> bool:
        """Whether it is about other words of the paragraph: both name some, and share none that says something."""
        mine, theirs = ({word for word in each.place if not is_light(word)} for each in (self, other))
        return bool(mine and theirs and not mine & theirs)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words that it puts between quotation marks, a few at a time: what it speaks of."""
        found = tokens_of(search.fold(" ".join(_TERM.findall(self.piece.text))))
        return frozenset(word for word in found if not is_light(word))

    @cached_property
    def stance(self) -> opposites.Stance:
        """What its verbs ask for."""
        return opposites.stance(self.own, " ".join(self.sentences))

    @cached_property
    def is_chinese(self) -> bool:
        """Whether most of it has no spaces between words."""
        return 2 * sum(is_character(word) for word in self.words) > len(self.words)

    @property
    def heavy(self) -> list[str]:
        """The words that say something; all where none does."""
        found = [word for word in self.words if not is_light(word)]
        return found or [*self.words]


def is_light(word: str) -> bool:
    """Whether it says little of what a comment asks for."""
    return word in LIGHT or word in LIGHT_CHARACTERS


def is_character(word: str) -> bool:
    """Whether it is a character of a script without spaces between words."""
    return len(word) == 1 and word >= _UNSPACED


def size(words: Iterable[str]) -> float:
    """How many words these are, where a Chinese character is less than one."""
    return sum(CHARACTER if is_character(word) else 1 for word in words)


def read(piece: Piece, draft: "Draft") -> Told:
    """A comment on this paragraph taken apart."""
    said = courtesies.without(piece.text.split("\n"))
    sentences, words, quoted = list[str](), list[str](), set[int]()
    for line in said:
        for sentence, is_quoted in _sentences(line):
            tokens = tokens_of(sentence)
            if tokens:
                sentences.append(sentence)
                if is_quoted:
                    quoted.update(range(len(words), len(words) + len(tokens)))
                words += tokens
    quoted |= _from_draft(words, draft.runs)
    if len(quoted) == len(words):
        quoted = set()
    rest = " ".join(words[LONGEST:])
    return Told(
        piece,
        tuple(sentences),
        tuple(words[:LONGEST]),
        frozenset(quoted),
        tuple(tokens_of(search.fold(piece.proposal))),
        rest,
        draft,
    )


def tokens_of(folded: str) -> list[str]:
    """The words of a folded text: a Chinese character is one, a number too."""
    return _TOKENS.findall(folded)


class Draft:
    """The words of a paragraph, which its comments have in common without being alike; each line a language version."""

    def __init__(self, text: str = "") -> None:
        words, runs = set[str](), set[tuple[str, ...]]()
        for line in text.split("\n"):
            said = tokens_of(search.fold(line))
            length = QUOTED_CHARACTERS if 2 * sum(map(is_character, said)) > len(said) else QUOTED
            words.update(said, (one + other for one, other in pairwise(said) if is_character(one)))
            runs.update(tuple(said[at : at + length]) for at in range(len(said) - length + 1))
        self.words = frozenset(words)
        """Of Chinese the pairs of characters as well."""
        self.runs = frozenset(runs)
        """The runs of words by which quotations are known."""


def _sentences(line: str) -> Iterable[tuple[str, bool]]:
    """The folded sentences of a line, and of each whether it is quoted: after ">", or between quotation marks."""
    if line.startswith(">"):
        yield search.fold(line), True
        return
    at = 0
    for found in _QUOTATION.finditer(line):
        yield from ((each, False) for each in _parted(line[at : found.start()]))
        yield search.fold(found[0]), True
        at = found.end()
    yield from ((each, False) for each in _parted(line[at:]))


def _parted(text: str) -> list[str]:
    return [folded for each in _ENDS.split(text) if (folded := search.fold(each).strip())]


def _from_draft(words: list[str], runs: frozenset[tuple[str, ...]]) -> set[int]:
    """The places of words that stand in the draft in the same order, many in a row."""
    if not runs:
        return set()
    return {
        place
        for length in (QUOTED, QUOTED_CHARACTERS)
        for at in range(len(words) - length + 1)
        if tuple(words[at : at + length]) in runs
        for place in range(at, at + length)
    }


class Alphabet:
    """A letter for each word, so that texts of words can be compared as texts of letters.

    The letters are given in the order of the words, so that nothing depends on the order of the comments.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._letters = {word: _letter(number) for number, word in enumerate(sorted(set(words)))}

    def spelled(self, words: Iterable[str]) -> str:
        """These words as letters."""
        return "".join([self._letters[word] for word in words])


def _letter(number: int) -> str:
    number %= _MOST_LETTERS
    return chr(number if number < _SURROGATES.start else number + len(_SURROGATES))
