"""The words that are shown to people, as found in the program; and the catalogues brought up to date with them.

`bin/messages` runs this module: what is new has an empty translation then, and a test names it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from commentspace.render import catalogues

HOUSE = Path(__file__).resolve().parent.parent
SOURCES = [("commentspace/**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "extensions": "jinja2.ext.i18n"}}
CALLS = {
    "_": None,
    "gettext": None,
    "marked": None,
    "ngettext": (1, 2),
    "marked_many": (1, 2),
    "pgettext": ((1, "c"), 2),
    "forms": (1, 2),
}
PLACE = re.compile(r"%\((\w+)\)[sd]|%%")
TAG = re.compile(r"</?\w+[^>]*>")


def found() -> Catalog:
    """Every message of the program."""
    catalog = Catalog()
    for folder in ("commentspace", "templates"):
        method = [(pattern, name) for pattern, name in SOURCES if pattern.startswith(folder)]
        method = [(pattern.removeprefix(f"{folder}/"), name) for pattern, name in method]
        options = {pattern.removeprefix(f"{folder}/"): given for pattern, given in OPTIONS.items()}
        rows = extract_from_dir(str(HOUSE / folder), method, options, CALLS)
        for _file, _line, message, _comments, context in rows:
            catalog.add(message, context=context)
    return catalog


def messages(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def words(message: Message) -> list[str]:
    """The translation of a message, one for each form."""
    given = message.string or ""
    return [given] if isinstance(given, str) else [str(form) for form in given] or [""]


def brought_up_to_date(language: str, wanted: Catalog) -> Catalog:
    """The catalogue with just the messages that are wanted, in their order by words; known translations stay."""
    old = catalogues.catalogue(language)
    new = Catalog(locale=language, fuzzy=False)
    for message in sorted(messages(wanted), key=lambda message: (str(message.id), message.context or "")):
        known = old.get(message.id, message.context)
        new.add(message.id, known.string if known else None, context=message.context)
    return new


def write(language: str, catalog: Catalog) -> None:
    """Write a catalogue with its rule of plurals at its head and nothing that changes from day to day."""
    path = catalogues.FOLDER / f"{language}.po"
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Plural-Forms: {catalogues.PLURALS[language]}\\n"\n\n'
    with path.open("wb") as file:
        file.write(head.encode())
        write_po(file, catalog, width=120, omit_header=True, ignore_obsolete=True)


def main() -> None:
    """Bring every catalogue up to date, and say how much of each is still to be translated."""
    wanted = found()
    for language in catalogues.PLURALS:
        new = brought_up_to_date(language, wanted)
        write(language, new)
        empty = sum(not all(words(message)) for message in messages(new))
        sys.stdout.write(f"{language}: {len(list(messages(new)))} messages, {empty} to be translated\n")


if __name__ == "__main__":
    main()
