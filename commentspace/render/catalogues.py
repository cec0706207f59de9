"""Catalogues of translated words: gettext's .po files, read as they are.

There is one source for each language and nothing compiled beside it that could be old: a file of 500 messages is read
in some 30 ms, once.
"""

from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

FOLDER = Path(__file__).resolve().parent.parent / "locale"


def languages() -> list[str]:
    """The languages that have a catalogue; English has none, as the messages are English."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def catalogue(language: str) -> Catalog:
    """The catalogue of a language, for looking through."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def translations(language: str) -> NullTranslations:
    """What gettext looks words up in; English, that is the messages themselves, where there is no catalogue."""
    if language not in languages():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)
