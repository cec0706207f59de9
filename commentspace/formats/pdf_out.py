"""A page of HTML as a tagged PDF (PDF/UA-1), laid out by WeasyPrint; nothing is fetched from anywhere.

Where the libraries that draw letters (Pango) are not installed, it is refused with a sentence.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from commentspace.errors import Refusal, marked
from commentspace.formats import progress

VARIANT: Final = "pdf/ua-1"
PICTURE: Final = "picture:"

_REFERENCE = re.compile(rb"(\d+) \d+ R")


class NoLetters(Refusal):
    """The libraries that draw letters are not there."""

    sentence = marked(
        "PDF cannot be made on this server, because the library Pango is not installed. "
        "Take another form, or ask who runs the server."
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes of a PDF, how many pages it has, and the letters for which no font was found."""

    content: bytes
    pages: int
    missing: str


def printed(page: str, style: str, pictures: Mapping[str, tuple[str, bytes]]) -> Printed:
    """The page as a PDF. `pictures` are the only files it can name, as `picture:NAME`, each with its media type.

    A `section` that begins with `article`s is read aloud with them at its end: on paper they stand beside it.
    """
    weasy = _weasyprint()
    given = _fetcher(weasy, pictures)
    with _pages_told():
        laid_out = weasy.HTML(string=page, url_fetcher=given).render(
            stylesheets=[weasy.CSS(string=style, url_fetcher=given)], pdf_variant=VARIANT
        )
        pages = len(laid_out.pages)
        progress.tell("writing", pages, pages)
        target, unknown = BytesIO(), set[int]()

        def finish(document: Any, pdf: Any) -> None:
            _put_beside_last(pdf)
            unknown.update(code for font in document.fonts.values() for code in font.missing)

        laid_out.write_pdf(target, finisher=finish, pdf_variant=VARIANT)
    return Printed(target.getvalue(), pages, "".join(map(chr, sorted(unknown))))


def _fetcher(weasy: Any, pictures: Mapping[str, tuple[str, bytes]]) -> Any:
    """What WeasyPrint asks for every address in the page: it gives the pictures, and refuses all else."""

    class Fetcher(weasy.urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint is not typed
        def fetch(self, url: str, headers: object = None) -> Any:
            kind, content = pictures.get(url.removeprefix(PICTURE), ("", b""))
            if not url.startswith(PICTURE) or not kind:
                raise ValueError("nothing is fetched")
            return weasy.urls.URLFetcherResponse(url, content, {"Content-Type": kind})

    return Fetcher()


def _weasyprint() -> Any:
    """Looked up when it is wanted: it takes half a second, and cannot be used everywhere."""
    try:
        return import_module("weasyprint")
    except OSError as missing:
        raise NoLetters() from missing


@contextmanager
def _pages_told() -> Iterator[None]:
    """WeasyPrint logs each page that it has laid out: that is how far it has come."""
    listener, log = _Pages(), logging.getLogger("weasyprint.progress")
    level = log.level
    log.setLevel(logging.INFO)
    log.addHandler(listener)
    try:
        yield
    finally:
        log.removeHandler(listener)
        log.setLevel(level)


class _Pages(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self._most = 0

    def emit(self, record: logging.LogRecord) -> None:
        if "Page %d" in str(record.msg) and isinstance(record.args, tuple) and record.args:
            self._most = max(self._most, int(str(record.args[0])))
            progress.tell("pages", self._most)


def _put_beside_last(pdf: Any) -> None:
    """In the order of reading, what stands beside a text comes after it."""
    for thing in pdf.objects:
        if not isinstance(thing, dict) or thing.get("S") != "/Sect":
            continue
        parts = [part for part in thing["K"] if isinstance(part, bytes)]
        beside = [part for part in parts if _is_beside(pdf, part)]
        if beside and len(parts) == len(thing["K"]):
            thing["K"][:] = [part for part in parts if part not in beside] + beside


def _is_beside(pdf: Any, reference: bytes) -> bool:
    found = _REFERENCE.fullmatch(reference)
    thing: object = pdf.objects[int(found[1])] if found else None
    return isinstance(thing, dict) and thing.get("S") == "/Art"
