"""Places for names in reasons: written in braces, and filled in for each comment that is answered."""

import re

from commentspace.domain.dispositions.answerable import Facts
from commentspace.errors import Invalid, marked

PLACES = ("name", "organisation", "number", "paragraph", "document")
"""What may stand in braces."""
_PLACE = re.compile(r"\{([A-Za-z_]{1,40})\}")
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")

UNKNOWN = marked("“{%(place)s}” cannot be filled in. What can be filled in: %(places)s. Or take the braces away.")
UNNAMED = marked(
    "“{%(place)s}” cannot be filled in for this comment: others do not see who wrote it, and they read the answer. "
    "Write it without."
)
UNNUMBERED = marked("“{number}” cannot be filled in for this comment: it gets its number later. Write it without.")


def require_known(text: str, *, field: str) -> None:
    """Invalid where something stands in braces that cannot be filled in."""
    for place in _PLACE.findall(text):
        if place not in PLACES:
            raise Invalid(UNKNOWN, field=field, place=place, places=", ".join(f"{{{each}}}" for each in PLACES))


def has_places(text: str) -> bool:
    """Whether anything is to be filled in."""
    return _PLACE.search(text) is not None


def filled(text: str, found: Facts) -> str:
    """The Markdown for this comment; Invalid where it would say what those who read the answer may not know."""
    return _PLACE.sub(lambda place: _escaped(_value(place[1], found)), text)


def _value(place: str, found: Facts) -> str:
    if place in ("name", "organisation") and found.masked:
        if place == "name" and found.masked == "alias" and found.alias:
            return found.alias
        raise Invalid(UNNAMED, field="reason", place=place)
    if place == "number" and found.number is None:
        raise Invalid(UNNUMBERED, field="reason")
    values = {
        "name": found.author,
        "organisation": found.organisation or found.author,
        "number": str(found.number),
        "paragraph": found.label or f"“{' '.join(found.words.split())}”",
        "document": found.symbol,
    }
    return values[place]


def _escaped(value: str) -> str:
    """Markdown that shows these words as they are."""
    return _MARKS.sub(r"\\\1", " ".join(value.split()))
