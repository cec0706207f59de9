"""The whole story without JavaScript: every act is an ordinary form or link."""

from datetime import timedelta

from playwright.async_api import Page, expect

from commentspace.demo.cast import member
from tests.browser.conftest import House
from tests.services.sink import Sink
from tests.story.people import code

DRAFT = "# Reeds\n\n1. Reeds are cut in winter, when birds are away.\n\n2. Nobody cuts them in May.\n"


async def signed_in(house: House, key: str, sink: Sink) -> Page:
    """Somebody whose browser runs no scripts signs in by the code of the letter."""
    page = await house.person(None, java_script_enabled=False)
    await page.goto(house.url + "/sign-in")
    await page.fill("[name=address]", member(key).address)
    await page.click("main form .button")
    await page.fill("[name=code]", await code(key, sink))
    await page.click("main form .button")
    return page


async def sent(page: Page, form: str, **fields: str) -> None:
    """Fill in a form of the page, by the names of its fields, and send it."""
    for name, value in fields.items():
        field = page.locator(f"{form} [name={name}]")
        if await field.evaluate("field => field.localName") == "select":
            await field.select_option(value)
        else:
            await field.fill(value)
    await page.locator(f"{form} .button").first.click()


async def issued(page: Page, house: House) -> str:
    """A moderator brings a draft, looks at what was recognised, issues it and opens its review; its address."""
    await page.goto(f"{house.url}/s/{house.world.slug}")
    await page.click("a[href$='/drafts/new']")
    await sent(page, "main form", symbol="WET/2/9", title="Reeds", text=DRAFT)
    await page.locator("button[value=issue]").click()
    document = page.url.partition("?")[0]
    await expect(page.locator(".row")).to_have_count(2)
    await page.locator(".more > summary").click()
    await page.locator(".bar a[href$='/review']").click()
    await _act(page, house, "opening", days=7, opens="now")
    return document


async def _act(page: Page, house: House, act: str, days: int = 0, **more: str) -> None:
    form = f"form[action$='/review/{act}']"
    if not await page.locator(form).is_visible():
        await page.locator(f"details:has({form}) > summary").click()
    if days:
        more["closes_at"] = (house.world.clock.now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
    await sent(page, form, reason="As was asked for.", **more)


async def test_a_draft_is_brought_issued_discussed_and_closed_without_scripts(house: House, sink: Sink) -> None:
    lars, ama = await signed_in(house, "lars", sink), await signed_in(house, "ama", sink)
    document = await issued(lars, house)
    await ama.goto(house.url)
    await ama.locator("a.title", has_text="Reeds").click()
    assert ama.url == document
    await ama.locator(".tools .does-comment").first.click()
    await sent(ama, "form.write", exact="in winter", body="Which *months*?")
    comment = ama.locator(".comment", has_text="Which months?")
    await expect(comment.locator(".quotation")).to_have_text("in winter")
    await _answered(ama, lars, document)
    await _changed_and_taken_back(ama, document)
    await lars.goto(document + "/review")
    for act, days in (("extension", 9), ("closure", 0), ("reopening", 2), ("pause", 0)):
        await _act(lars, house, act, days=days)
    await ama.goto(document)
    await expect(ama.locator("#standing")).to_have_attribute("data-state", "paused")
    await expect(ama.locator(".tools .does-comment").first).to_be_hidden()


async def _answered(ama: Page, lars: Page, document: str) -> None:
    """A moderator answers; the one who asked sees it."""
    await lars.goto(document)
    await lars.locator(".comment .reply").click()
    await sent(lars, "form.write", body="December to February.")
    await ama.goto(document)
    await expect(ama.locator(".replies .comment .body")).to_have_text("December to February.")


async def _changed_and_taken_back(ama: Page, document: str) -> None:
    await ama.locator(".comment a[href$='/edit']").click()
    await sent(ama, "form.write", body="Which months, and where?")
    await ama.goto(document)
    await expect(ama.locator(".comment .body").first).to_have_text("Which months, and where?")
    await ama.locator(".comment a[href$='/withdrawal']").click()
    await sent(ama, "main form", reason="It was answered.")
    await ama.goto(document)
    await expect(ama.locator(".comment.withdrawn")).to_be_visible()


async def test_members_are_added_and_settings_kept_without_scripts(house: House, sink: Sink) -> None:
    lars = await signed_in(house, "lars", sink)
    await lars.goto(f"{house.url}/s/{house.world.slug}")
    await lars.locator("main a[href$='/members']").click()
    await sent(lars, "form[method=post][action$='/members']", name="Rosa Díaz", address="rosa@example.org")
    await expect(lars.locator("main")).to_contain_text("Rosa Díaz")
    await lars.locator(".who a[href='/settings']").click()
    await sent(lars, "main form:has([name=zone])", language="fr", zone="Europe/Oslo")
    await expect(lars.locator("html")).to_have_attribute("lang", "fr")
