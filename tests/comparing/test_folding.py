"""A long comparison is shown in parts: the changes, a little around them, and the rest when one asks."""

from commentspace.text.comparing import Row, folding
from commentspace.text.comparing.folding import Fold, Shown, Wanted
from tests.comparing.passages import compared, passages


def long(count: int, *changed: int, headings: tuple[int, ...] = ()) -> list[Row]:
    """So many rows, of which these are edited."""
    names = [f"{'h' if at in headings else 'p'}{at}" for at in range(count)]
    old = passages(*(f"{name}||Words." for name in names))
    new = passages(*(f"{name}||{'Other w' if at in changed else 'W'}ords." for at, name in enumerate(names)))
    return compared(old, new)


def shape(rows: list[Row], wanted: Wanted) -> list[str | int]:
    """Names of rows that are shown, and how many are folded."""
    return [len(line.rows) if isinstance(line, Fold) else line.row.name for line in folding.part(rows, wanted).lines]


def test_changes_are_shown_with_their_neighbours_and_the_heading_above() -> None:
    rows = long(20, 12, headings=(0, 4, 8))
    assert shape(rows, Wanted()) == ["r-h0", 7, "r-h8", 2, "r-p11", "r-p12", "r-p13", 5, "r-p19"]


def test_only_changes_and_only_those_of_a_kind() -> None:
    rows = long(20, 3, 12)
    assert shape(rows, Wanted(only_changes=True)) == [3, "r-p3", 8, "r-p12", 7]
    assert shape(rows, Wanted(kind="deleted")) == [20]


def test_a_long_fold_is_opened_by_its_name_and_cut_into_parts() -> None:
    rows = long(1_000, 0, 999)
    [change, near, fold, *_] = folding.part(rows, Wanted()).lines
    assert isinstance(change, Shown)
    assert isinstance(near, Shown)
    assert isinstance(fold, Fold)
    assert not fold.is_here
    opened = folding.part(rows, Wanted(opened=fold.name, at="r-p500"))
    assert any(each.row.name == "r-p500" for each in opened.lines if isinstance(each, Shown))
    assert len(opened.lines) == folding.PART
    assert opened.before
    assert opened.after
    assert opened.changes == ("r-p0", "r-p999")


def test_every_row_is_in_exactly_one_part() -> None:
    rows = long(700, *range(0, 700, 2))
    found, at = [], rows[0].name
    while at:
        part = folding.part(rows, Wanted(at=at))
        found += [row.name for line in part.lines for row in line.rows]
        at = part.after
    assert found == [row.name for row in rows]
