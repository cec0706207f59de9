"""`submit`: a file with comments becomes comments of the person named, once, and what waits is listed."""

from pathlib import Path

import pytest

from commentspace.demo.cast import member
from tests.commands.running import Ran, run
from tests.small_draft import FIRST, HEADING
from tests.world import World

TABLE = "Paragraph,Comment\n1,Say which water.\n,What is this about?\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.csv"
    path.write_text(TABLE)
    return path


def submit(world: World, file: Path, *more: str, by: str = "ama") -> Ran:
    folder = Path(str(world.database.engine.url.database)).parent
    return run("submit", HEADING.symbol, file, "--as", member(by).address, "--data", folder, *more)


def test_what_is_sure_is_posted_once_and_what_waits_is_listed(own_world: World, table: Path) -> None:
    for _ in range(2):
        said = submit(own_world, table).said
        assert "2 rows: 1 posted, 0 here already, 0 ready." in said
        assert "2. waits for its place  What is this about?" in said
        assert f"/d/{own_world.document}/files/" in said
    [view] = own_world.views("wei")
    assert (view.body, view.paragraph, view.door) == (
        "Say which water.",
        own_world.paragraphs[FIRST].uid,
        "command",
    )


def test_nothing_is_posted_where_one_says_so(own_world: World, table: Path) -> None:
    assert "0 posted, 0 here already, 1 ready." in submit(own_world, table, "--decide", "none").said
    assert own_world.views("wei") == []


def test_a_reader_may_not_and_another_kind_is_not_taken(own_world: World, table: Path) -> None:
    assert "You may not do this here." in submit(own_world, table, by="priya").sentence
    movie = table.rename(table.with_suffix(".mp4"))
    assert "This kind of file is not taken here." in submit(own_world, movie).sentence
    assert "cannot be read" in submit(own_world, table.with_name("nothing.csv")).sentence
