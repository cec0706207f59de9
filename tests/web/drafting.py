"""A draft on its way in: the form that takes it, and what its preview shows."""

from tests.web.addresses import space
from tests.web.pages import Node, Page, find, words_of
from tests.web.visitor import Visitor
from tests.world import World

NEW = "form[enctype]"
ROWS = "#recognised > li"
TEXT = """# Rules for ponds

## Depth

1. A pond is **deep** enough:

   (a) for newts;

   (b) for children.

3. Nobody fills a pond.
"""


async def new_draft(someone: Visitor, world: World) -> Page:
    return await someone.get(space(world, "drafts/new"))


async def pasted(someone: Visitor, world: World, text: str = TEXT, symbol: str = "WET/2/7") -> Page:
    """The preview of a pasted draft."""
    return await someone.submit(await new_draft(someone, world), NEW, symbol=symbol, draft_language="en", text=text)


def rows(page: Page) -> list[tuple[str, str, str, str]]:
    """Kind, level, label and text of each recognised paragraph."""
    return [
        (row.get("data-kind", ""), row.get("data-level", ""), row.get("data-label", ""), _text(row))
        for row in page.all(ROWS)
    ]


def labels(page: Page) -> list[str]:
    """The label of each recognised paragraph."""
    return [row.get("data-label", "") for row in page.all(ROWS)]


def left_out(page: Page) -> list[int]:
    """The positions, from 1, of what is left out."""
    return [position for position, row in enumerate(page.all(ROWS), 1) if "out" in row.get("class", "").split()]


def _text(row: Node) -> str:
    return words_of(find(row, "[data-text]")[0])


async def edited(someone: Visitor, page: Page, verb: str, *picked: str, **fields: str) -> Page:
    """The page after these were picked ("5" or "5-8") and a verb of the bar was pressed, without a script."""
    names = ("mark", "first", "last", "symbol", "title")
    shown = {name: page.one(f"#recognising [name={name}]").get("value", "") for name in names}
    sent = [*shown.items(), *fields.items(), *(("pick", each) for each in picked), ("verb", verb)]
    address = page.one("#recognising").get("data-edits", "")
    return await someone.post(address, sent)
