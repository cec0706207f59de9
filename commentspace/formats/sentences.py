"""Where a text ends as a sentence does, and what looks like a heading."""

import re

from commentspace.formats.lines import columns

_CLOSING = "\"'”’“»›)）】」』〉》]*_"
_ENDING = ".。．!！?？;；:：…؟؛"
_COLONS = ":："
_COMMAS = ",，、،"
_INSIDE = re.compile(r"[。；！？;؛]|[.!?؟]\s+[A-ZА-ЯÀ-Þ\u0621-\u064a]")
_OPENING = tuple("“‘\"'«‹(（[【「『《〈…")

LONGEST_HEADING = 200
_LONGEST_BARE = 100


def is_ended(text: str) -> bool:
    """Whether nothing has to follow: the text ends as a sentence, a clause or an announcement does."""
    return text.rstrip(_CLOSING + " ")[-1:] in tuple(_ENDING)


def announces(text: str) -> bool:
    """Whether the text ends with a colon, so that what follows belongs to it."""
    return text.rstrip("*_ ")[-1:] in tuple(_COLONS)


def ends_with_comma(text: str) -> bool:
    """Whether the text stops at a comma."""
    return text[-1:] in tuple(_COMMAS)


def goes_on(text: str) -> bool:
    """Whether a text begins in the midst of a sentence: with a small letter."""
    return text[:1].islower()


def is_surely_short(text: str) -> bool:
    """Whether a text without an end is a heading, a name or a word, and not the first half of a sentence."""
    return can_be_heading(text, labelled=False) and not any(comma in text for comma in _COMMAS)


def can_be_heading(text: str, *, labelled: bool) -> bool:
    """Whether a text is short, has a letter, and is not punctuated as a sentence."""
    plain = text.strip("* ")
    if len(plain) > LONGEST_HEADING or columns(plain) > (LONGEST_HEADING if labelled else _LONGEST_BARE):
        return False
    if not any(map(str.isalpha, plain)) or plain[-1] in "-" + _COMMAS or (is_ended(plain) and plain[-1] not in "?？؟"):
        return False
    if not labelled and (goes_on(plain) or plain.startswith(_OPENING)):
        return False
    return _INSIDE.search(plain) is None
