"""How a document is to be written: the choices that every format gets, and takes what it needs of."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from commentspace.errors import Invalid, marked

LAYOUTS: Final = ("ours", "iso", "lines")
PLACES: Final = ("margin", "annex", "none")
YES: Final = {"yes": True, "no": False, "": False}

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLUMN = re.compile(r"[a-z][a-z_-]{0,31}")
_COLUMNS = 40
"""At most so many columns are chosen."""

NOT_A_CHOICE = marked("“%(value)s” is not a choice for %(option)s. It can be: %(choices)s.")


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and what has to be said about it: sentences that are marked for translation, with what fills them in."""

    content: bytes
    notes: tuple[tuple[str, Mapping[str, str | int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen. A format leaves aside what it has no use for.

    `language` is the one in which headings and fixed words are written, `zone` the time zone of moments. `layout` is
    that of a matrix, `columns` the names of its columns in order (none: all that the layout has), `place` where a PDF
    has the comments. `empty` asks for a form to fill in: rows or room for comments, and none of those there are.
    """

    language: str = "en"
    zone: str = "UTC"
    layout: str = "ours"
    columns: tuple[str, ...] = ()
    place: str = "margin"
    empty: bool = False
    with_comments: bool = True
    reader: str = ""
    """For whom it is written, as a title page says it; never from words."""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Options":
        """The options from words, as a form, an address or a command line gives them; an empty word chooses nothing.

        Columns are parted by commas. Raises Invalid, which names what can be chosen, also for an option that is none.
        """
        unknown = sorted(set(given) - set(_READ))
        if unknown:
            raise Invalid(
                marked("There is no option “%(option)s”. There is: %(choices)s."),
                option=unknown[0],
                choices=", ".join(_READ),
            )
        chosen = {name: _READ[name](name, word.strip()) for name, word in given.items() if word.strip()}
        return replace(cls(), **chosen)

    def words(self) -> dict[str, str]:
        """What differs from the usual, as words from which `of` makes the same options again."""
        usual = Options()
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: _word(given[name]) for name in _READ if given[name] != getattr(usual, name)}


def _word(value: str | bool | tuple[str, ...]) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ",".join(value)
    return value


def _among(choices: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(option: str, word: str) -> str:
        if word not in choices:
            raise Invalid(NOT_A_CHOICE, value=word[:50], option=option, choices=", ".join(choices), field=option)
        return word

    return read


def _yes(option: str, word: str) -> bool:
    return YES[_among(("yes", "no"))(option, word)]


def _columns(option: str, word: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in word.split(",") if name.strip()))
    if len(names) > _COLUMNS or not all(_COLUMN.fullmatch(name) for name in names):
        raise Invalid(
            marked("The columns are names of columns, parted by commas, such as “number,label,comment”."), field=option
        )
    return names


def _language(option: str, word: str) -> str:
    if not _TAG.fullmatch(word):
        raise Invalid(marked("“%(tag)s” is not the tag of a language, such as en, zh or ar."), tag=word, field=option)
    return word


def _zone(option: str, word: str) -> str:
    try:
        ZoneInfo(word)
    except (ValueError, OSError, LookupError) as error:
        raise Invalid(
            marked("“%(zone)s” is not a time zone, such as Africa/Nairobi."), zone=word[:50], field=option
        ) from error
    return word


_READ: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "language": _language,
    "zone": _zone,
    "layout": _among(LAYOUTS),
    "columns": _columns,
    "place": _among(PLACES),
    "empty": _yes,
    "with_comments": _yes,
}
