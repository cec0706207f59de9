"""What a page shows, in a form in which two pages can be compared."""

from playwright.async_api import Page

from commentspace.domain import changes
from tests.browser.conftest import open_live
from tests.world import World

SHOWN = """() => {
    const squeezed = (html) => html.replace(/>\\s+/g, ">").replace(/\\s+</g, "<").replace(/\\s+/g, " ");
    const pieces = ["main", "#standing", "#tally"].map((selector) => {
        const piece = document.querySelector(selector)?.cloneNode(true);
        for (const place of piece?.querySelectorAll("[aria-current]") ?? []) place.removeAttribute("aria-current");
        for (const back of piece?.querySelectorAll("[hidden=until-found]") ?? []) back.removeAttribute("hidden");
        for (const opener of piece?.querySelectorAll(".unfold") ?? []) opener.remove();
        for (const long of piece?.querySelectorAll(".comment") ?? []) long.classList.remove("long", "whole");
        for (const node of piece?.querySelectorAll("a") ?? []) {
            const sorted = [...node.attributes].sort((one, other) => one.name.localeCompare(other.name));
            for (const { name } of sorted) node.removeAttribute(name);
            for (const { name, value } of sorted) node.setAttribute(name, value);
        }
        return piece?.outerHTML ?? "";
    });
    return squeezed(pieces.join("\\n"));
}"""


async def shown(page: Page) -> str:
    """Everything that live pushes may change: the room, the review's standing, the tally; white space squeezed.

    Where one is reading (`aria-current` in the outline) is left out: it follows the scroll, a moment later. So is what
    folding does by design: a page folds when it begins, and never what arrives; which comments stand back, the buttons
    that open them, and which long texts are cut differ between a page that was told and one that begins. That all are
    there, where and in what order, is compared. The order of a link's attributes is nothing that anybody sees.
    """
    found: str = await page.evaluate(SHOWN)
    return found


async def up_to_date(page: Page, world: World, key: str | None) -> None:
    """Wait until the page has come to the newest cursor that its reader may know."""
    cursor, _ = world.read(changes.cursor, world.standing(key), world.document_id)
    await page.wait_for_selector(f"main[data-cursor='{cursor}']")


async def fresh(page: Page) -> str:
    """What the same person's page shows when it is loaded now, in another tab."""
    other = await page.context.new_page()
    await open_live(other, page.url.partition("#")[0])
    found = await shown(other)
    await other.close()
    return found
