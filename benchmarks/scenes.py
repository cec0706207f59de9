"""What the pictures show: the main pages of the demo, each with who opens it and how it is brought into its state."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.async_api import Page, Route

Bring = Callable[[Page], Awaitable[None]]

PEOPLE = {
    "en": {"moderator": "Lars Nygård", "participant": "Ama Boateng", "reader": "Priya Nair"},
    "zh": {"moderator": "刘芳", "participant": "陈伟", "reader": "Priya Nair"},
    "ar": {"moderator": "نادية كرم", "participant": "مريم الحسيني", "reader": "Priya Nair"},
}
"""Who looks at the pages in each language of the interface, by the names of the demo's cast."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One page in one state; `{document}`, `{paragraph}`, `{comment}` and `{space}` are filled in its address."""

    name: str
    address: str
    who: str = "participant"
    bring: Bring | None = None
    whole: bool = True


async def composer(page: Page) -> None:
    """A comment is being written about the second paragraph that takes one."""
    await page.locator(".tools .does-comment").nth(2).click()
    await page.locator("comment-composer textarea").fill(
        "Could this say **by when**?\n\n- within three months\n- or six"
    )
    await page.locator("comment-composer").scroll_into_view_if_needed()


async def in_the_middle(page: Page) -> None:
    """Where the talk is liveliest, as somebody who has read half of it sees the page."""
    await page.locator(".thread").nth(3).scroll_into_view_if_needed()


async def folded(page: Page) -> None:
    """Every thread is a line."""
    await page.locator(".more > summary").click()
    await page.locator("#fold").check()


async def keys(page: Page) -> None:
    """The list of keys is open."""
    await page.keyboard.press("?")
    await page.locator("#keys[open]").wait_for()


async def contents(page: Page) -> None:
    """The outline is open, where it is folded away."""
    if await page.locator(".contents").is_visible():
        await page.locator(".contents").click()


async def cut_off(page: Page) -> None:
    """The connection is lost."""

    async def refuse(route: Route) -> None:
        await route.abort()

    await page.context.route("**/*", refuse)
    await page.context.set_offline(True)
    await page.locator("#lost:not([hidden])").wait_for()


async def refused(page: Page) -> None:
    """A form came back, as something in it cannot be taken."""
    await page.locator("main form").last.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    await page.locator(":is(.problem, .problems):visible").first.wait_for()


async def opened(page: Page) -> None:
    """Everything that folds is open, also what folds when its neighbour opens."""
    await page.locator("main details").evaluate_all(
        "all => { for (const each of all) { each.removeAttribute('name'); each.open = true; } }"
    )


SCENES = (
    Scene("patterns", "/demo/patterns"),
    Scene("home", "/"),
    Scene("home-visitor", "/", "visitor"),
    Scene("space", "/s/{space}"),
    Scene("document", "/d/{document}", whole=False),
    Scene("document-middle", "/d/{document}", bring=in_the_middle, whole=False),
    Scene("document-moderator", "/d/{document}", "moderator", whole=False),
    Scene("document-writing", "/d/{document}", bring=composer, whole=False),
    Scene("document-folded", "/d/{document}", bring=folded, whole=False),
    Scene("document-contents", "/d/{document}", bring=contents, whole=False),
    Scene("document-keys", "/d/{document}", bring=keys, whole=False),
    Scene("document-offline", "/d/{document}", bring=cut_off, whole=False),
    Scene("document-visitor", "/d/{document}", "visitor", whole=False),
    Scene("paragraph", "/d/{document}/p/{paragraph}/comment"),
    Scene("comment", "/c/{comment}"),
    Scene("comment-history", "/c/{comment}/history"),
    Scene("review", "/d/{document}/review", "moderator"),
    Scene("review-opened", "/d/{document}/review", "moderator", opened),
    Scene("members", "/s/{space}/members", "moderator"),
    Scene("members-refused", "/s/{space}/members", "moderator", refused),
    Scene("people", "/s/{space}/people"),
    Scene("settings", "/settings"),
    Scene("draft-new", "/s/{space}/drafts/new", "moderator"),
    Scene("draft-refused", "/s/{space}/drafts/new", "moderator", refused),
    Scene("broadcast", "/s/{space}/broadcast", "moderator"),
    Scene("mail-received", "/s/{space}/inbound", "moderator"),
    Scene("space-settings", "/s/{space}/settings", "moderator"),
    Scene("demo-mail", "/demo/mail"),
    Scene("sign-in", "/sign-in", "visitor"),
    Scene("missing", "/d/aaaaaaaaaaaaaaaa"),
    Scene("not-allowed", "/s/{space}/inbound"),
    Scene("empty-document", "{empty_document}", whole=False),
    Scene("empty-space", "{empty_space}", "moderator"),
)


async def first_link(page: Page, address: str, selector: str) -> str:
    """The address that the first such link of a page leads to."""
    await page.goto(address)
    found = await page.locator(selector).first.get_attribute("href")
    return urljoin(address, found or "").partition("#")[0]
