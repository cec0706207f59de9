"""Every letter on a page, for whoever works on letters: in the demo, and nowhere else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest_asyncio

from commentspace.demo import letter_samples
from commentspace.domain.people import LANGUAGES
from commentspace.web.site import site
from tests.web.fixtures import AsVisitor, BuildHouse, no_tasks
from tests.web.sound import assert_sound
from tests.web.visitor import Visitor
from tests.world import World


@pytest_asyncio.fixture
async def guest(build_house: BuildHouse, sqlite_world: World, tmp_path: Path) -> AsyncIterator[Visitor]:
    """A visitor of the demo."""
    house = replace(build_house(sqlite_world.database, tmp_path, demo=True), sample_letters=letter_samples.shown)
    visitor = Visitor(site(house, [], no_tasks))
    yield visitor
    await visitor.close()


async def test_outside_the_demo_there_are_no_letters_to_look_at(visitor: AsVisitor) -> None:
    for key in (None, "fang"):
        for address in ("/dev/letters", "/dev/letters/digest/en", "/dev/letters/digest/en/html"):
            assert (await visitor(key).get(address)).status == 404


async def test_the_index_leads_to_every_letter_in_every_language(guest: Visitor) -> None:
    page = await guest.get("/dev/letters")
    leading = [node.get("href") for node in page.all("main a[href^='/dev/letters/']")]
    assert leading == [f"/dev/letters/{kind}/{tag}" for kind in letter_samples.SAMPLES for tag in LANGUAGES]
    assert_sound(page)


async def test_a_letter_is_shown_in_both_parts_with_its_headers(guest: Visitor) -> None:
    page = await guest.get("/dev/letters/answer/ar")
    assert_sound(page)
    sample = letter_samples.shown()["answer", "ar"]
    headers, text = page.said("pre.sample")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers
    assert text.split() == sample.text.split()
    [frame] = page.all("iframe")
    assert (frame.get("src"), frame.get("sandbox")) == ("/dev/letters/answer/ar/html", "")
    assert "frame-src 'self'" in page.header("Content-Security-Policy")


async def test_the_html_part_stands_in_a_sandbox_of_its_own(guest: Visitor) -> None:
    page = await guest.get("/dev/letters/answer/ar/html")
    assert page.text == letter_samples.shown()["answer", "ar"].html
    policy = page.header("Content-Security-Policy").split("; ")
    assert {"default-src 'none'", "style-src 'unsafe-inline'", "sandbox"} <= set(policy)
    assert "script-src" not in page.header("Content-Security-Policy")


async def test_a_letter_that_there_is_not_is_not_found(guest: Visitor) -> None:
    for address in ("/dev/letters/digest/xx", "/dev/letters/nothing/en", "/dev/letters/nothing/en/html"):
        assert (await guest.get(address)).status == 404
