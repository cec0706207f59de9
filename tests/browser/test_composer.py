"""Writing beside the text: kind, proposed wording, preview, the Markdown bar, the kept draft, a closing meanwhile."""

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.browser.conftest import House, open_live
from tests.small_draft import FIRST
from tests.world import World


async def begin(page: Page, world: World, text: str = "") -> Locator:
    """Open the form at the first paragraph and type."""
    await page.click(f"#p-{world.paragraphs[FIRST].uid} .tools .does-comment")
    composer = page.locator(f"#p-{world.paragraphs[FIRST].uid} comment-composer")
    await composer.locator("[name=body]").fill(text)
    return composer


async def propose(composer: Locator, text: str = "") -> Locator:
    """Press "Propose a wording", and change it."""
    await composer.locator("[data-propose]").click()
    field = composer.locator("[name=proposal]")
    await expect(field).to_be_focused()
    if text:
        await field.fill(text)
    return field


async def test_kind_proposal_and_party_are_posted_and_shown_to_others(house: House) -> None:
    world = house.world
    ama, wei = await house.reader("ama"), await house.reader("wei")
    composer = await begin(ama, world, "So.")
    field = await propose(composer)
    stands = world.paragraphs[FIRST].text
    await expect(field).to_have_value(stands)
    await field.fill(stands.replace("water", "fresh water", 1))
    await composer.locator("[name=kind]").select_option("editorial")
    await composer.locator("[name=behalf]").select_option("personally")
    await field.press("Control+Enter")
    seen = wei.locator(f"#p-{world.paragraphs[FIRST].uid}-threads .comment")
    await expect(seen.locator("ins")).to_contain_text("fresh")
    await expect(seen.locator(".kind")).to_have_text("Editorial")
    await expect(composer).to_have_count(0)
    [view] = world.views("lars")
    assert (view.on_behalf_of, view.kind, view.body) == ("", "editorial", "So.")


async def test_what_one_has_posted_after_long_threads_is_in_view(house: House) -> None:
    world = house.world
    for _ in range(4):
        world.post("wei", FIRST, "Which water, and whose? " * 12)
    ama = await house.reader("ama", viewport={"width": 1420, "height": 700})
    composer = await begin(ama, world, "The very last.")
    await composer.locator("[name=body]").press("Control+Enter")
    await expect(composer).to_have_count(0)
    await expect(ama.locator(".comment", has_text="The very last.")).to_be_in_viewport(ratio=1)


async def test_a_preview_is_shown_until_the_text_changes(house: House) -> None:
    ama = await house.reader("ama")
    composer = await begin(ama, house.world, "Say *which*.")
    button = composer.locator("[data-preview]")
    await button.click()
    await expect(composer.locator(".trial em")).to_have_text("which")
    await expect(button).to_have_attribute("aria-pressed", "true")
    await composer.locator("[name=body]").press("End")
    await ama.keyboard.type(" Now.")
    await expect(composer.locator(".trial")).to_have_count(0)
    assert house.world.views("lars") == []


async def test_a_proposal_that_changes_nothing_is_said_and_kept(house: House) -> None:
    ama = await house.reader("ama")
    composer = await begin(ama, house.world)
    await propose(composer)
    await composer.locator("[data-post]").click()
    await expect(composer.locator("[data-problem]")).to_contain_text("the one that stands there")
    await composer.locator("[data-no-proposal]").click()
    await expect(composer.locator("[name=proposal]")).to_have_count(0)
    await expect(composer.locator("[data-propose]")).to_be_focused()


async def test_a_draft_keeps_everything_that_was_chosen(house: House) -> None:
    ama = await house.reader("ama")
    composer = await begin(ama, house.world, "Half a thought")
    await propose(composer, "Otherwise.")
    await composer.locator("[name=kind]").select_option("question")
    await composer.locator("[name=behalf]").select_option("personally")
    await open_live(ama, house.document)
    for name, value in [
        ("body", "Half a thought"),
        ("proposal", "Otherwise."),
        ("kind", "question"),
        ("behalf", "personally"),
    ]:
        await expect(composer.locator(f"[name={name}]")).to_have_value(value)


@pytest.mark.parametrize(
    ("style", "expected"), [("bold", "**water**"), ("unordered-list", "- water"), ("link", "[water](url)")]
)
async def test_the_bar_writes_markdown_and_the_draft_keeps_it(house: House, style: str, expected: str) -> None:
    ama = await house.reader("ama")
    composer = await begin(ama, house.world, "water")
    body = composer.locator("[name=body]")
    await body.press("Control+a")
    await composer.locator(f"[data-md-button={style}]").click()
    await expect(body).to_have_value(expected)
    await expect(body).to_be_focused()
    await ama.reload()
    await expect(composer.locator("[name=body]")).to_have_value(expected)


async def test_the_bar_is_one_stop_of_the_keyboard(house: House) -> None:
    ama = await house.reader("ama")
    composer = await begin(ama, house.world, "water")
    body = composer.locator("[name=body]")
    await body.press("Control+a")
    await body.press("Control+b")
    await expect(body).to_have_value("**water**")
    await composer.locator("markdown-toolbar").focus()
    await expect(composer.locator("[data-md-button=bold]")).to_be_focused()
    await ama.keyboard.press("ArrowRight")
    await expect(composer.locator("[data-md-button=italic]")).to_be_focused()
    await ama.keyboard.press("Enter")
    await expect(body).to_be_focused()


async def test_a_closing_is_said_at_once_to_who_writes_and_taken_back_when_it_opens(house: House) -> None:
    world = house.world
    ama = await house.reader("ama")
    composer = await begin(ama, world, "Too late by a moment.")
    sign = composer.locator("[data-closed]")
    await expect(sign).to_be_hidden()
    world.close_review()
    await expect(sign).to_contain_text("takes no comments now")
    await expect(composer.locator("[name=body]")).to_have_value("Too late by a moment.")
    world.reopen_review()
    await expect(sign).to_be_hidden()
    await composer.locator("[data-post]").click()
    await expect(composer).to_have_count(0)
    assert [view.body for view in world.views("lars")] == ["Too late by a moment."]


async def test_where_the_form_cannot_be_had_the_link_is_followed(house: House) -> None:
    ama, asked = await house.reader("ama"), list[str]()

    async def refuse(route: Route) -> None:
        asked.append(route.request.url)
        await route.abort()

    await ama.route("**/composer", refuse)
    await ama.click(f"#p-{house.world.paragraphs[FIRST].uid} .tools .does-comment")
    await expect(ama.locator("form.write textarea[name=body]")).to_be_visible()
    assert len(asked) == 1


async def test_nothing_of_the_form_is_fetched_before_one_writes(house: House) -> None:
    ama, asked = await house.person("ama"), list[str]()
    ama.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    await open_live(ama, house.document)
    early = {"composer", "composer.js", "compose.js", "markdown.js", "index.js"}
    assert not early & set(asked)
    await begin(ama, house.world, "So.")
    await expect(ama.locator("markdown-toolbar")).to_be_visible()
    assert early <= set(asked)
    assert not {"preview.js", "proposal.js"} & set(asked)
