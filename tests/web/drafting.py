"""A draft on its way in: the form that takes it, and what its preview shows."""

from tests.web.addresses import space
from tests.web.pages import Node, Page, find, words_of
from tests.web.visitor import Visitor
from tests.world import World

NEW = "form[enctype]"
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
    return [(_chosen(row), _value(row, "level"), _value(row, "label"), _text(row)) for row in page.all("tbody tr")]


def _chosen(row: Node) -> str:
    return find(row, "select option[selected]")[0].get("value", "")


def _value(row: Node, name: str) -> str:
    return find(row, f"[name^={name}-]")[0].get("value", "")


def _text(row: Node) -> str:
    return words_of(find(row, ".words > *")[0]) if find(row, ".words > *") else words_of(find(row, ".words")[0])
