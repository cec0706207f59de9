"""How long a draft of 5,000 paragraphs and 20,000 comments takes to open at any place, on a phone's budget.

    .venv/bin/python benchmarks/long_draft.py [--paragraphs N] [--comments N] [--slower N] [--folder FOLDER] [PLACE …]

It builds the draft in a temporary database, or takes the one left in FOLDER, serves it, and measures in a Chromium at
390 px whose processor is made four times slower. It reports figures and checks nothing.
"""

import argparse
import asyncio
import os
import socket
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

sys.path.insert(0, str(Path(__file__).parent))
from long_draft_made import Made, made

from commentspace.database import Database

ROUNDS = 5
FLAGS = ["--no-sandbox", "--disable-gpu"]
PHONE = {"width": 390, "height": 844}
WATCH = """(() => {
    const mark = decodeURIComponent(location.hash.slice(1)) || new URLSearchParams(location.search).get("at");
    const look = () => {
        const place = mark ? document.getElementById(mark) : document.querySelector(".row, .comment");
        const box = place?.getBoundingClientRect();
        if (box && box.top >= -1 && box.top < innerHeight) window.placeSeen ??= performance.now();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => (window.largest = list.getEntries().at(-1).startTime))
        .observe({ type: "largest-contentful-paint", buffered: true });
})()"""
SEEN = """() => new Promise((resolve) => {
    const look = () => (window.placeSeen ? resolve() : requestAnimationFrame(look));
    look();
})"""
TIMES = """() => {
    const page = performance.getEntriesByType("navigation")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return {
        "first bytes": page.responseStart - page.requestStart,
        "whole answer": page.responseEnd - page.requestStart,
        "first paint": paint.startTime,
        "largest paint": window.largest ?? -1,
        "place seen": Math.max(paint.startTime, window.placeSeen), // painted with the frame that began then
        "bytes": page.encodedBodySize,
        "rows": document.querySelectorAll(".row").length,
        "comments": document.querySelectorAll(".comment").length,
    };
}"""
NEXT = """() => new Promise((resolve) => {
    const began = performance.now();
    document.addEventListener("commentspace:brought", () => requestAnimationFrame(() => setTimeout(() =>
        resolve(performance.now() - began))), { once: true });
    window.scrollTo(0, document.documentElement.scrollHeight);
})"""


async def opened(browser: Browser, address: str, session: str, slower: int) -> Page:
    """A new phone at this address, with an empty cache."""
    context = await browser.new_context(viewport=PHONE, device_scale_factor=2)  # type: ignore[arg-type]
    await context.add_cookies([{"name": "session", "value": session, "url": address}])
    await context.add_init_script(WATCH)
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    await wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    await page.goto(address, wait_until="load")
    await page.wait_for_load_state("networkidle")  # an old link goes on to another page by script
    await page.evaluate(SEEN)
    return page


async def measured(browser: Browser, name: str, address: str, session: str, slower: int) -> None:
    """Open it several times and print the medians."""
    rounds: list[dict[str, float]] = []
    nexts: list[float] = []
    for _ in range(ROUNDS):
        page = await opened(browser, address, session, slower)
        rounds.append(await page.evaluate(TIMES))
        if await page.locator(".edge").count() and name == "start":
            nexts.append(await page.evaluate(NEXT))
        await page.context.close()
    told = {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}
    print(f"{name:>12}: " + ", ".join(f"{key} {value:,.0f}" for key, value in told.items()))  # noqa: T201  # a report
    if nexts:
        print(f"{'next part':>12}: {statistics.median(nexts):,.0f} ms from scrolling to the end until it is in")  # noqa: T201


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[str]:
    """The program as people run it, on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = os.environ | {"COMMENTSPACE_LOG_LEVEL": "warning", "COMMENTSPACE_MAIL_PORT": "0"}
    command = [sys.executable, "-P", "-m", "commentspace", "serve", "--port", str(port), "--data", str(folder)]
    process = await asyncio.create_subprocess_exec(*command, env=given, stdout=asyncio.subprocess.PIPE)
    if process.stdout is None:
        raise RuntimeError("the server has no output")
    await process.stdout.readline()
    try:
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        await process.wait()


async def main(chosen: Any) -> None:
    """Build, serve, open at the start, in the middle, at the end, by an old link, and everything at once."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(chosen.folder or temporary)
        with closing(Database(f"sqlite:///{folder / 'commentspace.sqlite3'}")) as database:
            draft: Made = made(database, chosen.paragraphs, chosen.comments)
        async with served(folder) as base, async_playwright() as playwright:
            program = os.environ.get("COMMENTSPACE_TEST_CHROMIUM", "/usr/bin/chromium")
            browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
            room = f"{base}/d/{draft.document}"
            places = {
                "cold": room,
                "start": room,
                "middle": f"{room}?at={draft.middle}#{draft.middle}",
                "end": f"{room}?at={draft.end}#{draft.end}",
                "a comment": f"{room}?at={draft.comment}#{draft.comment}",
                "an old link": f"{room}#{draft.middle}",
                "newest": f"{room}?sort=newest",
                "words": f"{room}?words=water+birds",
                "whole": f"{room}?whole=yes",
            }
            for name in chosen.places or places:
                address = places[name]
                await measured(browser, name, address, draft.session, chosen.slower)
            await browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for option, number in (("--paragraphs", 5_000), ("--comments", 20_000), ("--slower", 4)):
        parser.add_argument(option, type=int, default=number)
    parser.add_argument("--folder")
    parser.add_argument("places", nargs="*", help="which of them to open; all where none is named")
    asyncio.run(main(parser.parse_args()))
