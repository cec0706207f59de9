"""Sentences of the demo in the six languages: of its drafts, and of what the cast says about them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from commentspace.demo.cast import Language, member
from commentspace.demo.discussion import HERE

LANGUAGES: tuple[Language, ...] = ("ar", "en", "es", "fr", "ru", "zh")
ENDS = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")
LEAST, MOST = 24, 240
LEAST_HAN = 10


@cache
def sentences(language: Language) -> tuple[str, ...]:
    """Sentences in this language, each once, in the order in which the demo has them."""
    found = (" ".join(each.split()) for text in _texts(language) for each in ENDS.split(text))
    least = LEAST_HAN if language == "zh" else LEAST
    return tuple(dict.fromkeys(each for each in found if least <= len(each) <= MOST and "http" not in each))


def sent(language: Language) -> tuple[str, ...]:
    """The sentences that letters are made of."""
    return sentences(language)[::2]


def said(language: Language) -> tuple[str, ...]:
    """Those that answers are made of: nobody answers with the words that were sent."""
    return sentences(language)[1::2]


def _texts(language: Language) -> Iterator[str]:
    for path in sorted((HERE / "drafts").glob(f"*.{language}.*")):
        for paragraph in path.read_text("utf-8").split("\n\n"):
            yield re.sub(r"^(?:#+|\(?\w{1,4}[.)、-])\s*|[*_]", "", paragraph)
    for path in sorted((HERE / "discussions").glob("*/*.toml")):
        yield from _said(path, language)


def _said(path: Path, language: Language) -> Iterator[str]:
    for each in tomllib.loads(path.read_text("utf-8")).get("comment", []):
        if member(each["author"]).language == language:
            yield from re.sub(r"[*_]|^[-|>#].*$", "", each.get("body", ""), flags=re.MULTILINE).split("\n\n")
