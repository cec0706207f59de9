"""axe-core over an open page: what it finds against WCAG 2.2 AA and its best practices, in words.

The script comes from the package axe-playwright-python. It goes in through the browser's debugging door, not through
a script tag: the policy of the pages stays as strict as it is for everybody.
"""

from importlib.resources import files
from typing import Any, cast

from playwright.async_api import BrowserContext, Page

SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that another colour scheme can change."""

EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
RUN = """async (options) => {
    const found = await axe.run(document, { ...options, resultTypes: ["violations"], elementRef: false });
    return found.violations;
}"""
MOST = 4
"""Places told of one fault: the rest are mostly the same fault again."""


async def prepare(context: BrowserContext) -> None:
    """Every page of this visitor carries axe from now on."""
    await context.add_init_script(SOURCE)


async def faults(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """A sentence for each rule that the page breaks: the rule, what it wants, and where."""
    found = cast("list[dict[str, Any]]", await page.evaluate(RUN, options or EVERYTHING))
    return [_told(fault) for fault in found]


def _told(fault: dict[str, Any]) -> str:
    places = [node["target"][0] if len(node["target"]) == 1 else str(node["target"]) for node in fault["nodes"]]
    why = fault["nodes"][0].get("failureSummary", "").splitlines()[1:2]
    return f"{fault['id']} ({fault['help']}): {', '.join(places[:MOST])} [{len(places)}] {' '.join(why).strip()}"


async def in_both_schemes(page: Page) -> list[str]:
    """What is wrong in light colours, and with the colours alone in dark ones."""
    await page.emulate_media(color_scheme="light")
    found = await faults(page)
    await page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in await faults(page, COLOURS)]
    return found
