"""A real browser for the tests: the machine's Chromium, driven by Playwright's async interface.

The async interface, as the sync one cannot run beside pytest-asyncio's loop. The browser starts once in a run; every
visitor has a context of their own, with cookies of their own, so two visitors are two people at two machines.
"""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.services import chromium as installed
from tests.services.missing import missing

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


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Opens an empty page of a new visitor: `page = await visit(java_script_enabled=False, locale="zh-CN")`.

    It takes what Playwright's `new_context` takes. An error in a script of any of the pages fails the test.
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
    assert not errors, f"scripts failed: {errors}"
