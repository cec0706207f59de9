"""A real browser for the tests: the machine's Chromium, driven by Playwright's async interface.

The async interface, as the sync one cannot run beside pytest-asyncio's loop. The browser starts once in a run; every
visitor has a context of their own, with cookies of their own, so two visitors are two people at two machines.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.services import chromium as installed
from tests.services.missing import missing

STATIC = Path(__file__).parents[2] / "static"
Visit = Callable[..., Awaitable[Page]]

FLAGS = (
    "--no-sandbox",  # root, as in many a CI, may not use the sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium on this machine."""
    return installed.find() or missing(
        "There is no Chromium: install one, or name it in COMMENTSPACE_TEST_CHROMIUM (bin/test does it as root)."
    )


@pytest.fixture(scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """The one browser of this run."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        await browser.close()


UNFETCHED = re.compile(r"Failed to fetch dynamically imported module: https?://[^/]+/static/[^/]+/(\S+)")


def _was_cut_off(error: str) -> bool:
    """Whether a script failed only because its page was left while a module of ours was on its way.

    That every module has what it imports, `tests/packaging/test_modules.py` asks.
    """
    unfetched = UNFETCHED.search(error)
    return unfetched is not None and (STATIC / unfetched.group(1)).is_file()


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Opens an empty page of a new visitor: `page = await visit(java_script_enabled=False, locale="zh-CN")`.

    It takes what Playwright's `new_context` takes. An error in a script of any of the pages fails the test, but that a
    page was left while one of its modules was on its way.
    """
    contexts, errors = [], []

    async def opened(**options: object) -> Page:
        context = await browser.new_context(**options)  # type: ignore[arg-type]  # Playwright checks the options
        contexts.append(context)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        return await context.new_page()

    yield opened
    for context in contexts:
        await context.close()
    failed = [each for each in errors if not _was_cut_off(each)]
    assert not failed, f"scripts failed: {failed}"
