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
    await expect(page.locator("#how-far")).to_contain_text("3 comments lack an answer")
    await page.keyboard.press("u")
    await expect(page.locator("#how-far")).to_contain_text("4 comments lack an answer")
    for key in ("x", "j", "j", "X", "a"):
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
