"""The packet as a file: one that fetches nothing, holds what this person may see, and stays small."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from commentspace.domain.exported import Exported, ExportedPicture
from commentspace.formats.options import Options
from commentspace.render import exporting, packet
from commentspace.text import markdown
from tests.exporting.discussed import discuss, taken
from tests.small_draft import FIRST
from tests.world import World

ORDINARY = 300_000
"""Octets of a packet of 500 paragraphs without comments."""


class Addresses(HTMLParser):
    """Collects every address that a tag carries, and every handler of events."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "srcset", "data", "poster", "background") or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


def text_of(exported: Exported, **chosen: str) -> str:
    return exporting.write("packet", exported, Options.of(chosen)).decode()


@pytest.fixture
def exported(sqlite_world: World) -> Exported:
    """The document as Priya, who only reads, takes it away."""
    discuss(sqlite_world)
    return taken(sqlite_world, "priya")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_it_fetches_nothing_and_runs_nothing_but_its_own(exported: Exported, language: str) -> None:
    written = text_of(exported, language=language)
    found = Addresses()
    found.feed(written)
    assert (found.fetched, found.handlers) == ([], [])
    [style], [script] = (
        re.findall(r"<style>(.*?)</style>", written, re.S),
        re.findall(r'<script type="module">(.*?)</script>', written, re.S),
    )
    assert packet.policy(style, script).replace("'", "&#39;") in written.replace("'", "&#39;")
    assert "<script>alert" not in written
    assert "import" not in re.findall(r"\w+", script)
    assert f'lang="{language}"' in written


def test_it_holds_what_its_reader_may_see(exported: Exported) -> None:
    written = text_of(exported)
    assert "Which <em>fresh water</em>?" in written
    assert "canary" not in written
    assert "Withdrawn by its author" in written
    assert "<mark>flow of water</mark>" in written
    assert "fresh water" not in text_of(exported, with_comments="no")


def test_its_pictures_stand_in_it_and_others_are_said_in_words(exported: Exported) -> None:
    name = "a" * 16
    html = markdown.paragraph_html(f"See ![a plan](picture:{name}) and ![a map](picture:{'b' * 16}).", {name: (4, 3)})
    first = replace(exported.paragraphs[FIRST], html=html)
    paragraphs = (*exported.paragraphs[:FIRST], first, *exported.paragraphs[FIRST + 1 :])
    picture = ExportedPicture(name, "image/png", b"PNG", 4, 3)
    written = text_of(replace(exported, paragraphs=paragraphs, pictures=(picture,)))
    assert '<img src="data:image/png;base64,UE5H" alt="a plan" width="4" height="3">' in written
    assert "[a map]" in written
    assert "/pictures/" not in written


def test_rows_of_a_table_stand_in_cells_and_keep_their_text(exported: Exported) -> None:
    said = r"One | *two* \| too |  | four"
    row = replace(
        exported.paragraphs[FIRST],
        kind="row",
        markdown=said,
        text=markdown.to_text(said),
        html=markdown.paragraph_html(said),
    )
    written = text_of(replace(exported, paragraphs=(row,), comments=()))
    shown = re.findall(r'<div class="cells" data-text>(.*?)</div>', written)
    assert [re.sub(r"<[^>]+>", "", each) for each in shown] == [row.text]


def test_an_ordinary_draft_is_small(exported: Exported) -> None:
    text = "The Parties shall restore the flow of water to drained wetlands before any planting. " * 2
    paragraphs = tuple(
        replace(exported.paragraphs[FIRST], uid=f"{at:016d}", position=at, label=f"{at}.", text=text, html=text)
        for at in range(500)
    )
    assert len(text_of(replace(exported, paragraphs=paragraphs, comments=())).encode()) < ORDINARY
