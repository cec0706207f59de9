"""A Word file opened for looking into it, and changed as its reader changes it in Word."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from commentspace.formats.word.names import w

MAIN = "word/document.xml"


def part(data: bytes, name: str = MAIN) -> etree._Element:
    """The root of a part."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def entries(data: bytes) -> dict[str, bytes]:
    """What is in each part."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(data: bytes, change: Callable[[etree._Element], None], name: str = MAIN) -> bytes:
    """The file with one part changed in place."""
    there = entries(data)
    root = etree.fromstring(there[name])
    change(root)
    there[name] = etree.tostring(root)
    with BytesIO() as target:
        with zipfile.ZipFile(target, "w") as file:
            for each, content in there.items():
                file.writestr(each, content)
        return target.getvalue()


def run_with(root: etree._Element, words: str) -> etree._Element:
    """The run that has exactly these words."""
    return next(run for run in root.iter(w("r")) if "".join(t.text or "" for t in run.iter(w("t"))) == words)


def xml(text: str) -> etree._Element:
    """An element written with the prefix w, as `<w:r>…</w:r>`."""
    return etree.fromstring(f'<root xmlns:w="{w("")[1:-1]}">{text}</root>')[0]
