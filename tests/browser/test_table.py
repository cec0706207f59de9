"""Answering in the moderators' table by keys alone, while others answer too."""

from playwright.async_api import expect

from tests.browser.conftest import House
from tests.table.asking import answer
from tests.table.test_rows import some


async def test_a_moderator_answers_row_after_row_by_keys_and_takes_one_back(house: House) -> None:
    one, comma, water, chinese = some(house.world)
    page = await house.person("lars")
    await page.goto(f"{house.document}/review/table")
    await expect(page.locator("#how-far")).to_contain_text("4 comments lack an answer")
    await page.keyboard.press("j")
    await expect(page.locator(f"#r-{water}")).to_be_focused()
    await page.keyboard.press("4")
    await page.keyboard.type("We keep the wording.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"#r-{water}")).to_contain_text("Rejected")
    await expect(page.locator(f"#r-{one}")).to_be_focused()
    for place in ("#how-far", "#lacking"):
        await expect(page.locator(place)).to_contain_text("3")
    await page.keyboard.press("5")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"#r-{one}")).to_contain_text("Noted")
    await page.keyboard.press("u")
    await expect(page.locator(f"#r-{one}")).to_be_focused()
    await page.keyboard.press("u")
    await expect(page.locator(f"#r-{water}")).to_be_focused()
    await expect(page.locator("#how-far")).to_contain_text("4 comments lack an answer")
    await expect(page.locator("#lacking")).to_have_text("4 lack an answer")
    for key in ("j", "x", "j", "j", "X", "a"):
        await page.keyboard.press(key)
    await expect(page.locator("h1")).to_have_text("Give 3 comments one answer")
    await page.keyboard.press("5")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#done")).to_contain_text("3 comments are answered.")
    assert [house.world.seen("lars", uid).disposition is not None for uid in (water, one, comma, chinese)] == [
        False,
        True,
        True,
        True,
    ]


async def test_a_table_that_is_loaded_anew_is_where_it_was_with_what_was_chosen_and_typed(house: House) -> None:
    one, comma, *_ = some(house.world)
    answer(house.world, comma, outcome="rejected", reason="We keep it.")
    page = await house.person("lars")
    await page.goto(f"{house.document}/review/table?group=paragraph")
    for key in ("j", "x"):
        await page.keyboard.press(key)
    await page.locator(f"#r-{comma}").get_by_role("link", name="Answer anew").click()
    reason = page.locator(".line-editor").get_by_label("Reason")
    await expect(reason).to_have_value("We keep it.")
    await reason.fill("We keep it, as it is clear.")
    await page.wait_for_url(f"**at={comma}*")
    await page.reload()
    await expect(reason).to_have_value("We keep it, as it is clear.")
    await expect(page.locator("[data-chosen]")).to_have_text("1 chosen")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(f"#r-{comma}")).to_contain_text("as it is clear")
    await page.locator(f"#r-{one}").get_by_role("link", name="Answer").click()
    await page.context.clear_cookies()
    await page.keyboard.press("1")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".line-editor").get_by_role("link", name="Sign in")).to_be_visible()


async def test_what_is_typed_stays_when_somebody_else_is_quicker(house: House) -> None:
    one, *_ = some(house.world)
    page = await house.person("lars")
    await page.goto(f"{house.document}/review/table")
    row, editor = page.locator(f"#r-{one}"), page.locator(".line-editor")
    await row.get_by_role("link", name="Answer").click()
    await editor.get_by_label("Reason").fill("As you say.")
    answer(house.world, one, outcome="noted", by="fang")
    await expect(row).to_contain_text("Noted")
    await expect(editor).to_contain_text("Somebody has answered it meanwhile")
    await editor.locator("[value=accepted]").check()
    await editor.get_by_role("button", name="Save and next").click()
    await expect(editor).to_contain_text("It was answered meanwhile by somebody else")
    await expect(editor.get_by_label("Reason")).to_have_value("As you say.")
    await editor.get_by_role("button", name="Save and next").click()
    await expect(row).to_contain_text("Accepted")
    await expect(editor).to_have_count(0)
