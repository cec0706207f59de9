"""Which paragraphs answer to each other over several revisions, and in which order the rows are read."""

from commentspace.text.comparing import Row
from tests.comparing.passages import both, compared, passages


def told(rows: list[Row]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.name, row.changes) for row in rows]


def test_there_is_a_row_for_each_change_in_the_order_of_the_newer_text() -> None:
    assert told(both()) == [
        ("r-h", ("edited",)),
        ("r-moved", ("edited", "moved")),
        ("r-edited", ("edited", "moved")),  # a sentence of it
        ("r-same", ("renumbered",)),
        ("r-split", ("split", "moved")),
        ("r-gone", ("deleted",)),
        ("r-one", ("merged",)),
        ("left-moved", ("moved",)),
        ("r-fresh", ("new",)),
        ("r-last", ()),
    ]


def test_splits_and_merges_of_revisions_between_are_put_together() -> None:
    old, new = passages("a||A", "b||B"), passages("c||C", "d||D", "b||B")
    [first, *_] = compared(old, new, ("a", "x"), ("a", "y"), ("x", "c"), ("y", "d"))
    assert ([each.uid for each in first.match.old], [each.uid for each in first.match.new]) == (["a"], ["c", "d"])
    assert first.match.relation == "split"
    assert first.match.through == {"a", "x", "y", "c", "d"}


def test_whoever_stands_in_both_answers_to_itself_whatever_happened_between() -> None:
    old, new = passages("a||A", "b||B"), passages("a||A again", "b||B")
    rows = compared(old, new, ("a", "b"), ("b", "a"))
    assert told(rows) == [("r-a", ("edited",)), ("r-b", ())]


def test_of_what_stands_in_another_order_as_little_as_can_be_has_moved() -> None:
    old = passages(*(f"{name}||{name}" for name in "abcdef"))
    new = passages(*(f"{name}||{name}" for name in "fabcde"))
    assert told(compared(old, new))[0] == ("r-f", ("moved",))
    assert sum("moved" in row.changes for row in compared(old, new)) == 2
    assert not any(row.changes for row in compared(old, old))


def test_a_heading_that_became_a_paragraph_has_another_form() -> None:
    old, new = passages("a||Water"), passages("a||*Water*")
    assert told(compared(old, new)) == [("r-a", ("restyled",))]
