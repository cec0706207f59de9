"""What a Word file with tracked changes says, all of them accepted or all of them rejected."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.text.comparing import Passage

_GONE = {True: (w("del"), w("moveFrom")), False: (w("ins"), w("moveTo"))}
_SAYS = {w("t"): None, w("delText"): None, w("tab"): "\t", w("br"): "\n"}


def resolved(content: bytes, *, accepted: bool) -> list[str]:
    """The paragraphs that are left, in order; empty ones at the end are not counted."""
    with ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return without_empty_end(list(_paragraphs(body, _GONE[accepted])))


def _paragraphs(body: etree._Element, gone: Sequence[str]) -> Iterator[str]:
    said = ""
    for holder in body.iter(w("p")):
        said += "".join(_words(holder, gone))
        marks = holder.find(f"{w('pPr')}/{w('rPr')}")
        if marks is None or not any(marks.find(tag) is not None for tag in gone):
            yield said
            said = ""
    assert not said, "the mark of the last paragraph is gone"


def _words(holder: etree._Element, gone: Sequence[str]) -> Iterator[str]:
    for each in holder.iter(*_SAYS):
        run = each.getparent()
        if run is not None and run.tag == w("r") and next(each.iterancestors(*gone), None) is None:
            yield _SAYS[str(each.tag)] or each.text or ""


def without_empty_end(said: Sequence[str]) -> list[str]:
    """The same without the empty paragraphs at its end."""
    last = max((at for at, each in enumerate(said) if each), default=-1)
    return list(said[: last + 1])


def lines(title: str, passages: Sequence[Passage]) -> list[str]:
    """What such a file should say of these."""
    said = (f"{each.label}\t{each.text}" if each.label else each.text for each in passages)
    return without_empty_end([title, *said])
