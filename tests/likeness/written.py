"""Comments made at random of what people write, in six languages, with what is alike and what is not.

Seeds below `KEPT_BACK` use the first half of all themes and terms, the others the second half: what a finder was
tuned on says nothing of the themes that it is judged by.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from commentspace.text.likeness import Piece

LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")
KEPT_BACK: Final = 9000
SPACES: Final = {"zh": ""}


@dataclass
class Written:
    """Comments, and of each its set of copies and what it asks for; those with none are like nothing else."""

    pieces: list[Piece] = field(default_factory=list)
    near: dict[int, str] = field(default_factory=dict)
    similar: dict[int, str] = field(default_factory=dict)
    drafts: dict[int, str] = field(default_factory=dict)

    def put(self, text: str, language: str, paragraph: int, *, near: str = "", similar: str = "") -> None:
        """Add a comment; what is a copy asks for the same too."""
        key = len(self.pieces) + 1
        self.pieces.append(Piece(key, text, "", language, paragraph))
        if near:
            self.near[key] = near
        if near or similar:
            self.similar[key] = similar or near


@cache
def said(language: str) -> dict[str, Any]:
    """What people write in a language."""
    return tomllib.loads((Path(__file__).parent / "said" / f"{language}.toml").read_text("utf-8"))


def written(seed: int, copies: int = 12) -> Written:
    """The comments of a seed in all six languages, in any order; each theme has about so many copies of one text."""
    made = Written()
    chance = Random(seed)  # noqa: S311  # the same comments each time
    for language in LANGUAGES:
        _Writer(made, language, chance, seed >= KEPT_BACK).write(copies)
    chance.shuffle(made.pieces)
    return made


class _Writer:
    """Writes the comments of one language."""

    def __init__(self, made: Written, language: str, chance: Random, is_kept_back: bool) -> None:
        self._made, self._language, self._chance = made, language, chance
        self._said, self._space = said(language), SPACES.get(language, " ")
        self._half = int(is_kept_back)

    def write(self, copies: int) -> None:
        """All of them."""
        themes = self._said["theme"]
        half = len(themes) // 2
        for number, theme in enumerate(themes):
            if number // half == self._half:
                self._theme(theme, 100 + number, f"{self._language} {number}", copies)
                self._asides(theme["paragraph"], 100 + number, self._said["added"][number % half :: half])
        self._asks()
        self._short()

    def _theme(self, theme: dict[str, Any], paragraph: int, name: str, copies: int) -> None:
        chance, put = self._chance, self._made.put
        self._made.drafts[paragraph] = f"{self._made.drafts.get(paragraph, '')}\n{theme['paragraph']}"
        for _ in range(chance.randint(copies // 2, copies * 3 // 2)):
            place = paragraph if chance.random() < 0.8 else paragraph + 50
            put(self._copy(theme["position"]), self._language, place, near=f"{name} position")
        at, sentence = theme["turned"]
        turned = [*theme["position"][:at], sentence, *theme["position"][at + 1 :]]
        for _ in range(chance.randint(1, 3)):
            put(self._copy(turned, at), self._language, paragraph, near=f"{name} turned")
        for n, demand in enumerate(theme["demand"]):
            for _ in range(chance.choice((1, 1, 1, 2))):
                text = self._courteous(demand, opening=0.2)
                put(text, self._language, paragraph, near=f"{name} demand {n}", similar=f"{name} demand")
        put(self._courteous(theme["against"]), self._language, paragraph)
        for other in theme["other"]:
            quoted = f"“{theme['paragraph']}”\n" if chance.random() < 0.4 else ""
            put(quoted + self._courteous(other, greeting=0.0 if quoted else 0.3), self._language, paragraph)

    def _asides(self, draft: str, paragraph: int, said: list[str]) -> None:
        """Comments that have words of the paragraph in common, and nothing else."""
        words = draft.split() if self._space else [*draft]
        for each in said:
            length = self._chance.randint(4, 8) if self._space else self._chance.randint(6, 12)
            at = self._chance.randrange(max(1, len(words) - length))
            fragment = self._space.join(words[at : at + length]).strip(",.;，。；، ")
            self._made.put(f"{fragment}: {self._filled(each)}", self._language, paragraph)

    def _asks(self) -> None:
        terms = self._said["terms"]
        half = len(terms) // 2
        for term in terms[self._half * half : (self._half + 1) * half]:
            text = self._chance.choice(self._said["asks"]).replace("{term}", term)
            self._made.put(text, self._language, self._chance.choice((100, 101, 102, 103)))

    def _short(self) -> None:
        for _ in range(8):
            text, paragraph = self._chance.choice(self._said["short"]), self._chance.randint(200, 204)
            self._made.put(text, self._language, paragraph, near=f"{self._language} {paragraph} {text}")

    def _copy(self, position: list[str], must_stay: int = -1) -> str:
        """A copy of a text: as it is, or with a sentence changed or added, something of its own before it, or slips."""
        sentences = [*position]
        kind = self._chance.choice(("plain", "plain", "plain", "changed", "added", "left out"))
        if kind == "added":
            sentences.insert(self._chance.randint(1, len(sentences)), self._filled(self._any("added")))
        elif kind != "plain":
            at = self._chance.choice([n for n in range(len(sentences)) if n != must_stay and n != len(sentences) - 2])
            sentences[at : at + 1] = [self._filled(self._any("added"))] if kind == "changed" else []
        return self._courteous(self._slipped(self._space.join(sentences)), opening=0.3)

    def _courteous(self, text: str, opening: float = 0.0, greeting: float = 0.3) -> str:
        """With a greeting before it and a signature after it, or not."""
        if self._chance.random() < opening:
            text = self._filled(self._any("openings")) + text
        if self._chance.random() < greeting:
            text = f"{self._any('greetings')}\n{text}"
        if self._chance.random() < 0.3:
            text = f"{text}\n{self._filled(self._any('farewells'))}"
        return text

    def _slipped(self, text: str) -> str:
        """With another case, other signs, or a letter left out."""
        chance = self._chance.random()
        if chance < 0.1:
            return text.upper()
        if chance < 0.2:
            return text.replace(". ", " … ").replace(",", "")
        if chance < 0.35:
            at = self._chance.randrange(len(text))
            return text[:at] + text[at + 1 :] if text[at].isalpha() else text
        return text

    def _any(self, name: str) -> str:
        return str(self._chance.choice(self._said[name]))

    def _filled(self, text: str) -> str:
        for name, plural in (("country", "countries"), ("organisation", "organisations"), ("place", "places")):
            text = text.replace(f"{{{name}}}", self._any(plural))
        return text.replace("{number}", self._any("numbers"))


def pairs(of: dict[int, str]) -> Iterator[tuple[int, int]]:
    """All pairs of keys with the same name, each once, the lower key first."""
    together: dict[str, list[int]] = {}
    for key in sorted(of):
        together.setdefault(of[key], []).append(key)
    for keys in together.values():
        yield from ((one, other) for n, one in enumerate(keys) for other in keys[n + 1 :])
