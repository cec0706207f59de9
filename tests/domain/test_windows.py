"""Windows: as much as fits around a place, at least one paragraph, and nothing lost between one window and the next."""

import pytest
from sqlmodel import Session

from commentspace.domain import comments, documents, rooms, windows
from commentspace.domain.windows import Asked, Size, Spot, Window, cut
from commentspace.errors import NotFound
from tests.web.test_queries import reviewed
from tests.world import World

SIZE = Size(0, 0, 0)


def spots(weights: list[int]) -> list[Spot]:
    return [Spot(f"p-{n}", n, weight) for n, weight in enumerate(weights)]


def opened(weights: list[int], position: int, asked: Asked | None = None) -> Window:
    """The window around a position of paragraphs that weigh so much."""
    found = spots(weights)
    before = found[position - 1 :: -1] if position else []
    return cut(before, found[position:], asked or Asked(at=f"p-{position}"))


def shown(window: Window) -> list[int]:
    return [spot.paragraph_id for spot in window.spots]


def test_the_beginning_is_full_and_says_where_it_goes_on() -> None:
    window = opened([5] * 500, 0)
    assert shown(window) == list(range(30))
    assert (window.has_earlier, window.later) == (False, "p-30")


def test_a_place_in_the_middle_has_a_little_before_it() -> None:
    window = opened([5] * 500, 250)
    assert shown(window) == list(range(246, 280))
    assert (window.has_earlier, window.later) == (True, "p-280")


def test_the_end_is_filled_up_from_before() -> None:
    window = opened([5] * 500, 499)
    assert shown(window) == list(range(470, 500))
    assert (window.has_earlier, window.has_later) == (True, False)


def test_a_paragraph_heavier_than_a_window_is_shown_alone() -> None:
    window = opened([1, 4_000, 1], 1)
    assert shown(window) == [0, 1]
    assert window.later == "p-2"


def test_what_comes_before_a_place_ends_there() -> None:
    assert shown(opened([5] * 500, 100, Asked(until="p-100"))) == list(range(70, 100))
    assert shown(opened([5] * 500, 3, Asked(until="p-3"))) == list(range(30))
    assert shown(opened([5] * 500, 3, Asked(before="p-3"))) == [0, 1, 2]


@pytest.mark.parametrize("weights", [[1] * 500, [5, 1, 300, 2] * 125, [151] * 20, [1]])
def test_one_comes_through_a_whole_document_by_its_parts_and_meets_each_paragraph_once(weights: list[int]) -> None:
    window = opened(weights, 0)
    met = shown(window)
    while window.has_later:
        last = met[-1]
        found = spots(weights)
        window = cut([], found[last + 1 :], Asked(after=f"p-{last}"))
        assert window.spots
        met += shown(window)
    assert met == list(range(len(weights)))
    back = shown(opened(weights, len(weights), Asked(until="p-none")))
    while back[0]:
        back = [*shown(opened(weights, back[0], Asked(before=f"p-{back[0]}"))), *back]
    assert back == list(range(len(weights)))


def test_nothing_is_no_window() -> None:
    assert shown(cut([], [], Asked())) == []


@pytest.fixture
def document(world: World) -> str:
    """A document of 400 paragraphs."""
    return reviewed(world, "WET/2/400", 400)


def room(world: World, key: str | None, document: str, asked: Asked) -> rooms.Room:
    def read(session: Session) -> rooms.Room:
        found, who = documents.find(session, world.caller(key), document)
        return rooms.around(session, who, found, SIZE, asked)

    return world.read(read)


def marks(found: rooms.Room) -> list[str]:
    return [row.mark for row in found.rows]


def test_a_window_of_a_document_opens_at_a_paragraph_or_a_comment_and_has_its_comments(
    world: World, document: str
) -> None:
    rows = world.rows(
        "SELECT p.uid FROM paragraph p JOIN document d ON d.id = p.document_id WHERE d.uid = :uid ORDER BY p.id",
        uid=document,
    )
    names = [f"p-{uid}" for (uid,) in rows]
    uid = _posted(world, "ama", rows[200][0])
    held = _posted(world, "li", rows[350][0])
    world.hold(held)
    assert marks(room(world, "wei", document, Asked())) == names[:150]
    for at in (names[200], f"c-{uid}"):
        found = room(world, "wei", document, Asked(at=at))
        assert marks(found)[:21] == names[180:201]
        assert [view.uid for row in found.rows for view in row.comments] == [uid]
        assert found.window is not None
        assert (found.window.has_earlier, found.window.has_later) == (True, True)
    assert names[350] in marks(room(world, "lars", document, Asked(at=f"c-{held}")))
    for unseen in (f"c-{held}", "c-aaaaaaaaaaaaaaaa", "p-aaaaaaaaaaaaaaaa"):
        assert marks(room(world, "wei", document, Asked(at=unseen))) == names[:150], "as if it had never been"
        for asked in (Asked(after=unseen), Asked(before=unseen)):
            with pytest.raises(NotFound):
                room(world, "wei", document, asked)


def test_the_size_is_what_one_sees(world: World) -> None:
    held, gone = world.post("ama"), world.post("wei")
    world.hold(held)
    world.withdraw("wei", gone)

    def sized(key: str) -> Size:
        def read(session: Session) -> Size:
            found, who = documents.find(session, world.caller(key), world.document)
            return windows.size(session, who, found)

        return world.read(read)

    assert sized("li") == Size(12, 1, 0)
    assert sized("ama") == sized("lars") == Size(12, 2, 1)


def _posted(world: World, by: str, paragraph: str) -> str:
    return world.write(comments.post, world.caller(by), paragraph, world.posting("Say more.")).uid
