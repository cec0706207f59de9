"""Words that say what is counted: "para", "section", "附件", "пункт", "الفقرة", in six languages."""

import re
import tomllib
from pathlib import Path
from typing import Final

from commentspace.text.search import fold

_WORDS: Final[dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_GENERAL: Final = frozenset(fold(word) for word in _WORDS.pop("general"))

UNIT: Final = {word: unit for unit, words in _WORDS.items() for word in words}
"""What a folded word counts. Where two units have a word, the later has it."""
UNIT["пп"] = "paragraph"

RANK: Final = {"annex": 0, "section": 1, "article": 2, "paragraph": 3, "nth": 3, "note": 4, "figure": 4, "item": 5}
"""What stands within what."""

_ARABIC_START = re.compile("^[وف]?(?:بال|لل|ب|ل|ك)?(?=ال|فقر|قسم|فصل|ماد|سطر|صفح|مرفق)")


def unit(word: str) -> str | None:
    """What a word counts, None where it is none of them."""
    folded = fold(word).strip(" .:-'")
    if found := UNIT.get(folded):
        return found
    bare = _ARABIC_START.sub("", folded)
    return UNIT.get(bare) or UNIT.get(f"ال{bare}")


def is_general(said: str) -> bool:
    """Whether this is about the whole document and not about a place in it."""
    return fold(said).strip(" .:;()[]") in _GENERAL or fold(said).strip() in _GENERAL
