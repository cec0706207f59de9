"""The reading room: the text in order, its outline, the threads beside their paragraphs, and what each may do."""

from tests.small_draft import FIRST, ITEM, PARAGRAPHS, PART, SECOND, TITLE
from tests.web.addresses import comment, paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import find, words_of
from tests.world import World


async def test_the_text_stands_there_in_order_with_its_labels(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(room(sqlite_world))
    rows = page.all(".row")
    assert [row.get("id") for row in rows] == [f"p-{each.uid}" for each in sqlite_world.paragraphs]
    assert [words_of(find(row, ".label")[0]) for row in rows] == [each.label or "¶" for each in PARAGRAPHS]
    assert [words_of(find(row, "[data-text]")[0]) for row in rows] == [
        " ".join(each.text.split()) for each in sqlite_world.paragraphs
    ]
