"""The PDF: tagged, in the document's language and direction, with every comment once, and nothing fetched for it."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from commentspace.domain.exported import Exported, ExportedPicture
from commentspace.errors import marked
from commentspace.formats import pdf_out
from commentspace.formats.options import Options
from commentspace.render import exporting, printing
from tests.exporting.discussed import HOSTILE, discuss, taken
from tests.world import World

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def exported(sqlite_world: World) -> Exported:
    """The document as Priya, who only reads, takes it away."""
    discuss(sqlite_world)
    return taken(sqlite_world, "priya")


def read(content: bytes) -> tuple[PdfReader, str]:
    """The file, and the words of its pages."""
    reader = PdfReader(BytesIO(content))
    return reader, " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def root_of(reader: PdfReader) -> Any:
    """The catalogue of the file, whose values are of many kinds."""
    return reader.trailer["/Root"]


def test_it_is_tagged_and_says_its_language_and_title(exported: Exported) -> None:
    reader, said = read(exporting.write("pdf", exported, Options()))
    root = root_of(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == exported.language
    assert root["/StructTreeRoot"]["/K"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"{exported.symbol} {exported.title}"
    assert f"1 / {len(reader.pages)}" in said
    assert [entry["/Title"] for entry in reader.outline if isinstance(entry, dict)]


def test_what_stands_beside_a_text_is_read_after_it(exported: Exported) -> None:
    reader, _ = read(exporting.write("pdf", exported, Options(place="margin")))
    sections = [found for found in _elements(reader) if found["/S"] == "/Sect"]
    kinds = [[child.get_object()["/S"] for child in found["/K"]] for found in sections]
    beside = [each for each in kinds if "/Art" in each and len(each) > 1]
    assert beside
    assert all(each[-1] == "/Art" for each in beside)


def _elements(reader: PdfReader) -> Iterator[Any]:
    ahead = [root_of(reader)["/StructTreeRoot"]]
    while ahead:
        found = ahead.pop()
        for child in found.get("/K", []):
            element = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(element, DictionaryObject) and "/S" in element:
                yield element
                ahead.append(element)


@pytest.mark.parametrize("place", ["margin", "annex"])
def test_every_comment_that_may_be_seen_is_in_it_once(exported: Exported, place: str) -> None:
    page = printing.page(exported, Options(place=place))
    for comment in exported.comments:
        assert len(re.findall(f'id="c-{comment.uid}"', page)) == 1
    assert "canary" not in page
    assert "<script" not in page
    assert HOSTILE.split("\n")[1] in page


def test_a_wording_for_quoted_words_is_shown_as_a_change_of_those_alone(sqlite_world: World) -> None:
    sqlite_world.post("ama", text="", quote="flow of water", proposal="flow of fresh water")
    page = printing.page(taken(sqlite_world, "priya"), Options(place="annex"))
    assert re.search(r"flow of <ins>.{1,80}fresh .{1,80}</ins>water</p>", page), page
    assert "<del" not in page


def test_comments_can_be_left_out(exported: Exported) -> None:
    page = printing.page(exported, Options(place="none"))
    assert 'class="remark' not in page
    assert all(paragraph.uid in page for paragraph in exported.paragraphs)


def test_what_has_no_room_beside_its_paragraph_stands_whole_in_the_annex(exported: Exported) -> None:
    [first, *_] = exported.comments
    many = [replace(first, uid=f"{number:016}", thread=f"{number:016}", number=number) for number in range(30)]
    page = printing.page(replace(exported, comments=tuple(many)), Options(place="margin"))
    text, _, annex = page.partition('<section class="annex')
    beside, later = (re.findall(r'id="c-(\d{16})"', part) for part in (text, annex))
    assert sorted(beside + later) == [comment.uid for comment in many]
    assert 0 < len(beside) < len(later)
    assert f"{len(later)} more in the annex" in text


def test_arabic_is_written_from_the_right(exported: Exported) -> None:
    arabic = replace(exported, language="ar", title="استعادة الأراضي الرطبة")
    page = printing.page(arabic, Options(language="ar"))
    assert 'lang="ar" dir="rtl">' in page
    reader, _ = read(exporting.write("pdf", arabic, Options(language="ar")))
    assert root_of(reader)["/Lang"] == "ar"


def test_letters_that_no_font_has_are_said() -> None:
    made = pdf_out.printed('<html lang="en"><title>x</title><p>a \u0378 b</p>', "p { font-family: serif }", {})
    assert made.missing == "\u0378"
    assert made.pages == 1


def test_a_picture_of_the_text_is_in_it_and_no_other_can_be(exported: Exported) -> None:
    uid = "aaaabbbbccccdddd"
    [first, *others] = exported.paragraphs
    shown = replace(first, html=f'<img src="/pictures/{uid}" alt="A ditch">')
    stranger = replace(others[0], html='<img src="/pictures/zzzzbbbbccccdddd" alt="Not ours">')
    with_picture = replace(
        exported,
        paragraphs=(shown, stranger, *others[1:]),
        pictures=(ExportedPicture(uid, "image/png", PIXEL, 1, 1),),
    )
    page = printing.page(with_picture, Options())
    assert f'<img src="picture:{uid}" alt="A ditch">' in page
    assert "zzzzbbbbccccdddd" not in page
    reader, _ = read(exporting.write("pdf", with_picture, Options()))
    assert any(each.images for each in reader.pages)


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A port of the loopback, and what came to it."""
    heard: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def listen() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with closing(line):
                    heard.append(line.recv(1000))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard


def test_nothing_is_fetched_for_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>A secret</text></svg>")
    with listening() as (port, heard):
        there = f"http://127.0.0.1:{port}"
        page = (
            f'<html lang="en"><head><title>x</title><base href="{there}/"><link rel="stylesheet" href="{there}/a.css">'
            f'<link rel="attachment" href="{there}/b"><style>@import url({there}/c.css);'
            f"@font-face {{ font-family: F; src: url({there}/d.woff) }} p {{ font-family: F }}"
            f"body {{ background: url({there}/e.png) }}</style></head>"
            f'<body><p>Text</p><img src="{there}/f.png" alt="f"><img src="{secret.as_uri()}" alt="g">'
            f'<object data="{there}/h.svg"></object><embed src="{there}/i.svg"></body></html>'
        )
        made = pdf_out.printed(page, f"@import url({there}/j.css);", {})
    _, said = read(made.content)
    assert "Text" in said
    assert "A secret" not in said
    assert not heard


def test_how_far_it_has_come_is_told(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = str(tmp_path_factory.mktemp("progress") / "told")
    assert exporting.how_far(path) == ("writing", 0, 0)
    exporting.make_telling(path, "pdf", exported, Options())
    phase, done, total = exporting.how_far(path)
    assert (phase, done) == ("writing", total)
    assert total > 1


def test_the_sentence_about_letters_can_be_filled_in() -> None:
    assert "%(letters)s" in marked(printing.MISSING)
