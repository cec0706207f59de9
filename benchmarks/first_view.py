"""The first view of the demo's drafts: requests, bytes as they travel, and time, in a real browser with an empty cache.

    bin/serve --port 8000 --data FOLDER &   then   .venv/bin/python benchmarks/first_view.py http://localhost:8000

It reports figures and checks nothing; the budget is checked by the tests.
"""

import asyncio
import os
import statistics
import sys
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, async_playwright

ROUNDS = 7
FLAGS = ["--no-sandbox", "--disable-gpu"]
TIMES = """() => {
    const page = performance.getEntriesByType("navigation")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return [page.responseEnd - page.requestStart, paint?.startTime ?? 0, page.loadEventEnd];
}"""


async def view(browser: Browser, address: str) -> tuple[list[float], list[tuple[str, int]]]:
    """Open a page in a new context; its times in milliseconds, and each request with its bytes."""
    context = await browser.new_context()
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    await wire.send("Network.enable")
    paths: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire.on("Network.requestWillBeSent", lambda event: paths.__setitem__(event["requestId"], event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: _finished(sizes, event))
    await page.goto(address, wait_until="networkidle")
    times: list[float] = await page.evaluate(TIMES)
    await context.close()
    return times, [(urlsplit(paths[key]).path, size) for key, size in sizes.items()]


def _finished(sizes: dict[str, int], event: dict[str, Any]) -> None:
    sizes[event["requestId"]] = int(event["encodedDataLength"])


async def main(base: str) -> None:
    """Measure each document that the first page links to."""
    async with async_playwright() as playwright:
        program = os.environ.get("COMMENTSPACE_TEST_CHROMIUM", "/usr/bin/chromium")
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = await browser.new_page()
        await page.goto(base)
        links = await page.eval_on_selector_all("a.title[href^='/d/']", "all => all.map(a => a.href)")
        for link in links:
            rounds = [await view(browser, link) for _ in range(ROUNDS)]
            answer, paint, load = (statistics.median(times[n] for times, _ in rounds) for n in range(3))
            requests = rounds[0][1]
            kinds = {kind: sum(size for path, size in requests if path.endswith(kind)) for kind in (".css", ".js")}
            print(f"{link}: {len(requests)} requests, {sum(size for _, size in requests):,} bytes")  # noqa: T201  # a report
            print(f"   css {kinds['.css']:,}, js {kinds['.js']:,}; median of {ROUNDS}:", end=" ")  # noqa: T201
            print(f"page answered {answer:.0f} ms, first paint {paint:.0f} ms, loaded {load:.0f} ms")  # noqa: T201
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"))
