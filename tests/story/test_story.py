"""The main job from end to end: a draft comes in, is commented on in the browser and by mail, and is taken away."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from commentspace.app import Program
from commentspace.database import Database
from commentspace.demo.cast import member
from commentspace.domain import people
from commentspace.errors import Closed
from commentspace.settings import Settings
from tests.browser.conftest import open_live, served
from tests.clock import Clock
from tests.services.browser import Visit
from tests.services.sink import Sink
from tests.story import people as cast

pytestmark = [pytest.mark.story, pytest.mark.browser]


async def test_the_main_job_from_end_to_end(
    database: Database, clock: Clock, visit: Visit, sink: Sink, tmp_path: Path
) -> None:
    database.write_here(people.make_admin, member("lars").name, member("lars").address)
    async with served(database, sink, tmp_path) as (program, settings):
        lars = await visit()
        await cast.sign_in_by_code(lars, settings.base_url, "lars", sink)
        await _make_space(lars, settings)
        document = await _bring_in_the_draft(lars, settings)
        await _open_review(lars, document, clock)
        ama, wei = await visit(), await visit()
        await cast.sign_in_by_link(ama, settings.base_url, "ama", sink)
        await cast.sign_in_by_link(wei, settings.base_url, "wei", sink)
        await open_live(ama, document)
        await open_live(wei, document)
        first = await _discuss(ama, wei, lars)
        await _by_mail(ama, program, settings, sink, clock)
        await _letters(wei, lars, first, settings, sink)
        await _close(ama, lars, document, settings, sink)
        await _take_away(ama, document)


async def _make_space(lars: Page, settings: Settings) -> None:
    """A space for members, from the first page, with two members from a list."""
    await lars.click("text=New space")
    await lars.fill("[name=title]", "Small wetlands")
    await lars.fill("[name=slug]", "small-wetlands")
    await lars.click("main form:not(.does-endorse) button")
    await lars.goto(f"{settings.base_url}/s/small-wetlands/members/list")
    await lars.fill("textarea[name=text]", cast.members_list(["ama", "wei", "priya"]))
    await lars.click("main .verbs button[value=check]")
    await lars.click("button[value=invite]")
    await lars.wait_for_url("**/members?*")
    await expect(lars.locator("main")).to_contain_text(member("wei").address)


async def _bring_in_the_draft(lars: Page, settings: Settings) -> str:
    """Paste it, look at what was recognised, correct a label, leave a paragraph out, issue it."""
    await lars.goto(f"{settings.base_url}/s/small-wetlands/drafts/new")
    await lars.fill("[name=symbol]", "SMALL/1")
    await lars.fill("[name=text]", cast.DRAFT)
    await lars.click("main form:not(.does-endorse) button")
    rows = lars.locator("#recognised > li")
    labels = await rows.evaluate_all("all => all.map(each => each.dataset.label)")
    assert [label for label in labels if label] == ["I.", "1.", "2.", "(a)", "(b)"]
    second = rows.nth(labels.index("(b)"))
    await second.locator("[data-text]").click()
    await lars.click("#picking summary")
    await lars.fill("#picking [name=label]", "(c)")
    await lars.click("#picking button[value=label]")
    await expect(second).to_have_attribute("data-label", "(c)")
    await rows.filter(has_text="without a number").locator("[data-text]").click()
    await lars.click("#picking button[value=out]")
    await expect(rows.filter(has_text="without a number")).to_have_class(re.compile(r"\bout\b"))
    await lars.click("button[value=issue]")
    await lars.wait_for_url("**/d/*")
    text = await lars.locator(".text").inner_text()
    assert "(c)" in text
    assert "without a number" not in text
    return lars.url.partition("?")[0]


async def _open_review(lars: Page, document: str, clock: Clock) -> None:
    await lars.goto(f"{document}/review")
    await lars.click("summary:has-text('Open')") if not await lars.locator("#opening-closes_at").is_visible() else None
    until = clock.now + timedelta(days=10)
    await lars.locator("form[action$=opening] [name=closes_at]").fill(until.strftime("%Y-%m-%dT%H:%M"))
    await lars.locator("form[action$=opening] button").click()
    await expect(lars.locator("main .standing")).to_have_attribute("data-state", "open")


async def _discuss(ama: Page, wei: Page, lars: Page) -> str:
    """Comment, answer, edit, withdraw, hold and release; everybody who may see it sees it at once."""
    paragraph = await ama.locator(".row:has-text('easily lost')").get_attribute("id") or ""
    first = await cast.comment(ama, paragraph, "Say by what they are lost.")
    await expect(wei.locator(f"#c-{first} .body")).to_have_text("Say by what they are lost.")
    answer = await cast.reply(wei, first, "By drainage, mostly.")
    await expect(ama.locator(f"#t-{first} #c-{answer}")).to_have_count(1)
    origin = ama.url.partition("/d/")[0]
    await ama.context.new_page()
    editing = ama.context.pages[-1]
    await editing.goto(f"{origin}/c/{first}/edit")
    await editing.fill("[name=body]", "Say **by what** they are lost.")
    await editing.click("main form:not(.does-endorse) button")
    await expect(wei.locator(f"#c-{first} .body strong")).to_have_text("by what")
    await editing.goto(f"{origin}/c/{first}/history")
    await expect(editing.locator(".states li")).to_have_count(2)
    await lars.goto(f"{origin}/c/{answer}/hold")
    await lars.fill("[name=reason]", "Is there a source?")
    await lars.click("main form:not(.does-endorse) button")
    await expect(ama.locator(f"#c-{answer}")).to_have_count(0)
    await expect(wei.locator(f"#c-{answer}")).to_have_class("comment held")
    await lars.goto(f"{origin}/c/{answer}/release")
    await lars.click("main form:not(.does-endorse) button")
    await expect(ama.locator(f"#c-{answer}")).to_have_count(1)
    return first


async def _by_mail(ama: Page, program: Program, settings: Settings, sink: Sink, clock: Clock) -> None:
    """A day later a digest comes; an answer under the paragraph's text is a comment there, at once."""
    clock.advance(days=1)
    await program.works.rounds.once()
    digest = await sink.letter(member("priya").address, "By drainage, mostly.")
    assert "2 new comments" in str(digest.message["Subject"])
    digest = await sink.letter(member("wei").address, "they are lost.")
    said = await cast.answer(settings, "wei", digest, "they are lost.", "Drainage and filling, in that order.")
    assert "2.0.0" in said
    arrived = ama.locator(".comment:has(.body:has-text('in that order'))")
    await expect(arrived.locator(".via")).to_contain_text("by e-mail")
    await expect(arrived.locator(".body")).to_have_text("Drainage and filling, in that order.")


async def _letters(wei: Page, lars: Page, first: str, settings: Settings, sink: Sink) -> None:
    """A letter to the author of a comment and the answer back; a letter to all."""
    origin = settings.base_url
    await wei.goto(f"{origin}/c/{first}/letter")
    await wei.fill("[name=body]", "May I cite your figures?")
    await wei.click("main form:not(.does-endorse) button")
    letter = await sink.letter(member("ama").address, "May I cite")
    assert member("wei").address not in letter.content.decode()
    await cast.answer(settings, "ama", letter, "May I cite", "You may, with the year.")
    back = await sink.letter(member("wei").address, "You may, with the year.")
    assert member("ama").address not in back.content.decode()
    await lars.goto(f"{origin}/s/small-wetlands/broadcast")
    await lars.fill("[name=subject]", "Three days left")
    await lars.fill("[name=body]", "Please look at paragraph 2.")
    await lars.click("button[value=preview]")
    await expect(lars.locator("main")).to_contain_text("Please look at paragraph 2.")
    assert not any("Three days left" in str(letter.message["Subject"]) for letter in sink.letters)
    await lars.click("button[value=send]")
    for key in ("ama", "wei", "priya"):
        await sink.letter(member(key).address, "Please look at paragraph 2.")


async def _close(ama: Page, lars: Page, document: str, settings: Settings, sink: Sink) -> None:
    """The review closes: open pages see it, and every door refuses with one sentence and gives the text back."""
    await lars.goto(f"{document}/review")
    await lars.click("summary:has-text('Close now')")
    await lars.locator("form[action$=closure] [name=reason]").fill("Thank you all.")
    await lars.locator("form[action$=closure] button").click()
    await expect(ama.locator("#standing")).to_have_attribute("data-state", "closed")
    digest = await sink.letter(member("ama").address, "By drainage, mostly.")
    await cast.answer(settings, "ama", digest, "By drainage", "This came too late.")
    returned = await sink.letter(member("ama").address, "This came too late.")
    assert "not open for comments" in " ".join(returned.part("plain").split())
    form = await ama.locator(".tools .does-comment").first.get_attribute("href") or ""
    answer = await ama.request.post(
        settings.base_url + form,
        form={"key": "a-key-of-the-story", "body": "Late as well."},
        headers={"Accept": "application/json"},
    )
    assert (await answer.json())["sentence"] == Closed.sentence


async def _take_away(ama: Page, document: str) -> None:
    """The export of the page holds the paragraphs and the comments with their provenance and earlier states."""
    answer = await ama.request.get(f"{document}/export.json")
    exported = json.loads(await answer.body())
    doors = {comment["body"]: comment["provenance"]["door"] for comment in exported["comments"]}
    assert doors == {
        "Say **by what** they are lost.": "web",
        "By drainage, mostly.": "web",
        "Drainage and filling, in that order.": "mail",
    }
    assert [state["body"] for state in exported["comments"][0]["earlier_states"]] == ["Say by what they are lost."]
    assert [paragraph["label"] for paragraph in exported["paragraphs"]] == ["I.", "1.", "2.", "(a)", "(c)"]
