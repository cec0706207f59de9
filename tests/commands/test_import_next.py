"""`import --next`: a file becomes the next revision of a document, or a sentence says why not and nothing is issued."""

from pathlib import Path

import pytest

from commentspace.demo.cast import SPACE, member
from tests.commands.running import Ran, run
from tests.world import World

TEXT = """# Keeping peat wet

1. Peat that dries out is lost for good.

2. The dams of the north are looked at every spring by whoever lives there.

3. The first dam stands where the ditch begins.

4. To be completed.

5. To be completed.
"""
DOUBTFUL = TEXT.replace("\n4. To be completed.\n", "")
"""Of two that say the same one is gone: nobody can tell which."""
LARS = ("--as", member("lars").address)


@pytest.fixture
def peat(own_world: World, tmp_path: Path) -> Path:
    """A folder with the named space, in which there is a document P/1."""
    folder = tmp_path / "own"
    assert bring(folder, TEXT).code == 0
    return folder


def bring(folder: Path, text: str, *more: str) -> Ran:
    file = folder.parent / "peat.md"
    file.write_text(text)
    words = ("--space", SPACE.slug, "--symbol", "P/1", "--data", folder)
    return run("import", file, *words, *([] if more else ["--language", "en"]), *more)


def test_a_file_is_issued_as_the_next_revision(own_world: World, peat: Path) -> None:
    said = bring(peat, TEXT.replace("for good", "for ever"), "--next", *LARS).said
    assert "Revision 2 of P/1 is issued: http://localhost:8000/d/" in said
    rows = own_world.rows(
        "SELECT number, seq IS NOT NULL FROM revision JOIN document d ON d.id = document_id "
        "WHERE symbol = 'P/1' ORDER BY number"
    )
    assert [tuple(row) for row in rows] == [(1, 1), (2, 1)]
    asked = "SELECT relation FROM placement JOIN revision r ON r.id = revision_id WHERE number = 2 ORDER BY position"
    assert [row[0] for row in own_world.rows(asked)] == ["edited", *["unchanged"] * 4]


def test_what_is_doubtful_is_issued_only_where_that_is_said(own_world: World, peat: Path) -> None:
    refused = bring(peat, DOUBTFUL, "--next", *LARS).sentence
    assert "doubtful, so nothing was issued" in refused
    [(uid,)] = own_world.rows("SELECT d.uid FROM preview p JOIN document d ON d.id = p.document_id")
    assert f"/d/{uid}/next/alignment" in refused
    assert "prepared already" in bring(peat, DOUBTFUL, "--next", "--doubtful", *LARS).sentence
    own_world.execute("DELETE FROM preview")
    assert "Revision 2 of P/1 is issued" in bring(peat, DOUBTFUL, "--next", "--doubtful", *LARS).said


def test_a_draft_can_only_be_begun(own_world: World, peat: Path) -> None:
    said = bring(peat, TEXT, "--next", "--preview", *LARS).said
    [(uid,)] = own_world.rows("SELECT d.uid FROM preview p JOIN document d ON d.id = p.document_id")
    assert f"Revision 2 of P/1 waits: http://localhost:8000/d/{uid}/next" in said


@pytest.mark.parametrize(
    ("symbol", "who", "says"),
    [
        ("P/9", "lars", "There is no document P/9 in the space"),
        ("P/1", "", "Name a moderator of the space with --as."),
        ("P/1", "ama", "You may not do this here"),
    ],
)
def test_what_cannot_be_is_refused(peat: Path, symbol: str, who: str, says: str) -> None:
    as_ = ["--as", member(who).address] if who else []
    assert says in bring(peat, TEXT, "--symbol", symbol, "--next", *as_).sentence
