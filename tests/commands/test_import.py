"""`import`: a draft comes in and is issued as recognised, or a sentence says why not and nothing is half done."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from commentspace.commands.documents import BIG
from commentspace.database import Database
from commentspace.demo.cast import SPACE, member
from commentspace.domain import access, spaces
from commentspace.domain.access import Caller
from commentspace.errors import NotFound
from tests.commands.running import HOUSE, Ran, run
from tests.world import World

DRAFT = """# Keeping peat wet

## Dams

1. Peat that dries out is lost.

2. Water is held back

   (a) by dams of peat;

   (b) by dams of wood.
"""
SAMPLES = sorted((HOUSE.parent / "shared" / "samples").glob("*.txt"))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "peat.md"
    path.write_text(DRAFT)
    return path


def bring(
    folder: Path, draft: object, *more: str, space: str = "peat", symbol: str = "P/1", language: str = "en"
) -> Ran:
    words = [draft, "--space", space, "--symbol", symbol, "--language", language, "--data", folder]
    return run("import", *words, *more)


def exported(folder: Path, symbol: str = "P/1") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("export", symbol, "--format", "json", "--data", folder).said)
    return found


def test_a_draft_is_issued_as_recognised_and_the_way_to_it_is_said(folder: Path, draft: Path) -> None:
    said = bring(folder, draft).said
    document = exported(folder)
    assert [(each["kind"], each["label"], each["level"]) for each in document["paragraphs"]] == [
        ("heading", "", 1),
        ("paragraph", "1.", 1),
        ("paragraph", "2.", 1),
        ("item", "(a)", 1),
        ("item", "(b)", 1),
    ]
    assert document["document"]["title"] == "Keeping peat wet"
    assert "P/1 is issued with 5 paragraphs" in said
    assert f"http://localhost:8000/d/{document['document']['id']}" in said


def test_plain_text_comes_in_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "peat.txt").write_text("恢复泥炭地\n\n1. 先要恢复水。\n")
    bring(folder, tmp_path / "peat.txt", language="zh")
    document = exported(folder)
    assert document["document"]["language"] == "zh"
    assert document["paragraphs"][-1]["text"] == "先要恢复水。"


def test_a_space_that_there_is_not_is_made_for_members_only(folder: Path, draft: Path) -> None:
    assert "The space peat is made, for members only." in bring(folder, draft, space="Peat").said
    with closing(Database(f"sqlite:///{folder / 'commentspace.sqlite3'}")) as database:
        space_id = database.read_here(spaces.id_of, "peat")
        assert space_id is not None
        with pytest.raises(NotFound):
            database.read_here(access.standing, Caller(), space_id)


def test_a_space_that_there_is_is_used_whatever_the_case_of_its_name(folder: Path, draft: Path) -> None:
    bring(folder, draft)
    assert "is made" not in bring(folder, draft, space="PEAT", symbol="P/2").said


PAGE = (
    "<html lang=fr><body><h1>La tourbe</h1><ol><li>Elle reste humide.</ol><p>Et l'eau <b>aussi</b>.</p></body></html>"
)


def test_a_page_comes_in_with_the_language_that_it_says(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tourbe.html").write_text(PAGE)
    said = run("import", tmp_path / "tourbe.html", "--space", "peat", "--symbol", "P/2", "--data", folder).said
    assert "P/2 is issued with 2 paragraphs" in said
    with closing(Database(f"sqlite:///{folder / 'commentspace.sqlite3'}")) as database:
        rows = database.read_here(
            lambda session: session.execute(text("SELECT language, label, text FROM wording")).all()
        )
    assert [tuple(row) for row in rows] == [("fr", "1.", "Elle reste humide."), ("fr", "", "Et l'eau aussi.")]


def test_a_draft_can_wait_in_its_preview_and_nothing_is_issued(
    world_now: World, world_folder: Path, draft: Path
) -> None:
    more = ["--preview", "--as", member("lars").address]
    said = bring(world_folder, draft, *more, space=SPACE.slug, symbol="P/WAIT/1").said
    [(uid, filename)] = world_now.rows("SELECT uid, filename FROM preview WHERE symbol = 'P/WAIT/1'")
    assert f"P/WAIT/1 waits with 5 paragraphs: http://localhost:8000/s/{SPACE.slug}/drafts/{uid}" in said
    assert filename == "peat.md"
    assert world_now.rows("SELECT 1 FROM document WHERE symbol = 'P/WAIT/1'") == []


def test_a_preview_is_somebodys(folder: Path, draft: Path) -> None:
    assert "A preview is somebody's" in bring(folder, draft, "--preview").sentence
    assert "no space" in run("verify", "--data", folder).said


def test_a_symbol_that_is_taken_is_refused(folder: Path, draft: Path) -> None:
    bring(folder, draft)
    before = exported(folder)
    assert "There is already a document P/1 in this space" in bring(folder, draft).sentence
    assert exported(folder) == before


def test_a_title_of_ones_own_is_taken(folder: Path, draft: Path) -> None:
    bring(folder, draft, "--title", "Wet peat")
    assert exported(folder)["document"]["title"] == "Wet peat"


@pytest.mark.parametrize(
    ("name", "content", "language", "said"),
    [
        ("missing.txt", None, "en", "missing.txt cannot be read: No such file"),
        ("folder.txt", ..., "en", "folder.txt cannot be read: Is a directory"),
        ("draft.txt", b"\x00\x01\x02\xff" * 300, "en", "not a text file"),
        ("draft.txt", b"%PDF-1.7 \n", "en", "This PDF is damaged"),
        ("draft.docx", b"PK\x03\x04", "en", "This is a zip file, or a damaged document"),
        ("draft.xyz", b"1. Keep it wet.\n", "en", "Drafts are taken as .docx, .odt"),
        ("draft.txt", b" \n\n", "en", "There is nothing in this file"),
        ("draft.txt", b"1. Keep it wet.\n", "xx", "“xx” is not a language"),
        ("draft.txt", "1. 保持湿润。\n".encode("gb18030") * 9, "fr", "cannot be read in this language"),
    ],
)
def test_a_draft_that_cannot_be_read_gets_a_sentence_and_no_space_is_made(
    name: str, content: Any, language: str, said: str, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is ...:
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    assert said in bring(folder, path, language=language).sentence
    assert "no space" in run("verify", "--data", folder).said


@pytest.mark.parametrize(("space", "symbol"), [("peat and water", "P/1"), ("peat", " "), ("peat", "P" * 81)])
def test_a_name_that_cannot_be_used_gets_a_sentence_and_no_space_is_made(
    space: str, symbol: str, folder: Path, draft: Path
) -> None:
    assert bring(folder, draft, space=space, symbol=symbol).sentence
    assert "no space" in run("verify", "--data", folder).said


def test_one_can_act_as_somebody_who_may(world_now: World, world_folder: Path, draft: Path) -> None:
    said = bring(world_folder, draft, "--as", member("lars").address, space=SPACE.slug, symbol="P/AS/1").said
    assert "P/AS/1 is issued" in said
    [(actor,)] = world_now.rows("SELECT actor FROM event WHERE verb = 'revision.issued' ORDER BY id DESC LIMIT 1")
    assert actor == world_now.standing("lars").pseudonym


@pytest.mark.parametrize(
    ("key", "space", "said"),
    [
        ("ama", SPACE.slug, "You may not do this here"),
        ("ama", "peat", "You may not do this here"),
        ("julian", SPACE.slug, "julian.reyes@example.org may not see the space wetlands"),
    ],
)
def test_who_may_not_bring_in_a_draft_may_not_here_either(
    key: str, space: str, said: str, world_now: World, world_folder: Path, draft: Path
) -> None:
    assert (
        said.replace("julian.reyes@example.org", member("julian").address)
        in bring(world_folder, draft, "--as", member(key).address, space=space, symbol=f"P/{key}").sentence
    )
    assert world_now.rows("SELECT 1 FROM document WHERE symbol = :symbol", symbol=f"P/{key}") == []
    assert world_now.read(spaces.id_of, "peat") is None


def test_nobody_is_acted_as_who_is_not_here(folder: Path, draft: Path) -> None:
    assert "Nobody here has the address" in bring(folder, draft, "--as", "nobody@example.org").sentence


def test_a_long_draft_comes_in_whole_and_shows_its_progress(folder: Path, tmp_path: Path) -> None:
    lines = [f"{number}. Dam number {number} is of peat.\n" for number in range(1, BIG + 2)]
    (tmp_path / "long.txt").write_text("\n".join(lines))
    ran = bring(folder, tmp_path / "long.txt")
    assert "Issuing" in ran.err
    assert "Issuing" not in ran.out
    assert [each["label"] for each in exported(folder)["paragraphs"]] == [f"{n}." for n in range(1, BIG + 2)]


def test_what_is_odd_about_the_labels_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("1. First.\n\n2. Second.\n\n4. Fourth.\n")
    ran = bring(folder, tmp_path / "odd.txt")
    assert ran.code == 0
    assert 'jumps from "2." to "4."' in ran.err


@pytest.mark.skipif(not SAMPLES, reason="the sample draft is not here")
def test_the_real_draft_comes_in_with_its_paragraphs_1_to_45_once_each_and_in_order(folder: Path) -> None:
    said = bring(folder, SAMPLES[0], space="sbstta", symbol="CBD/SBSTTA/10/11", language="zh").said
    assert "CBD/SBSTTA/10/11 is issued" in said
    paragraphs = exported(folder, "CBD/SBSTTA/10/11")["paragraphs"]
    labels = [each["label"] for each in paragraphs if each["kind"] == "paragraph" and each["label"]]
    assert labels == [f"{number}." for number in range(1, 46)]


def test_a_space_that_is_made_for_it_begins_with_the_rules_of_a_kind(folder: Path, draft: Path) -> None:
    assert "is made, open to read" in bring(folder, draft, "--preset", "public-consultation").said
    refused = bring(folder, draft, "--preset", "party")
    assert "There is no such kind of review" in refused.sentence
