"""Pictures of the demo, for looking at: every scene in three languages, at desk and on a phone, in light and in dark.

    bin/pictures FOLDER

It starts a demo of its own on a free port, in a temporary folder, and ends it. FOLDER/index.html shows all pictures.
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Error, Page, async_playwright

from benchmarks.scenes import PEOPLE, SCENES, Scene, first_link

SIZES = {"desk": (1420, 1000), "phone": (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
PATIENCE = 5_000
"""Milliseconds for which something is waited for."""
TALLEST = 6_000
"""Pixels of a page that are shown at most."""


@contextmanager
def demo() -> Iterator[str]:
    """A demo of its own; its address."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-u", "-m", "commentspace", "demo", "--port", "0", "--data", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 - our own program
            try:
                said = (re.search(r"http://\S+?(?=/\s)", line) for line in running.stdout or ())
                yield next(found[0] for found in said if found)
            finally:
                running.terminate()


class Camera:
    """Takes the pictures of one language; each kind of person has a browser context of their own."""

    def __init__(self, base: str, language: str, folder: Path):
        self.base, self.language, self.folder = base, language, folder
        self.contexts: dict[str, BrowserContext] = {}
        self.known: dict[str, str] = {}
        self.failed: list[str] = []

    async def prepare(self, browser: Browser) -> None:
        """Sign everybody in, and find what the addresses name."""
        for who, name in {"visitor": "", **PEOPLE[self.language]}.items():
            self.contexts[who] = await browser.new_context(locale=self.language, reduced_motion="reduce")
            if name:
                page = await self.contexts[who].new_page()
                await page.goto(self.base)
                await page.locator(".cast button", has_text=name).click()
                await page.close()
        page = await self.contexts["moderator"].new_page()
        document = await first_link(page, self.base, f"a[href^='/d/'][lang={self.language}]")
        self.known["document"] = document.rpartition("/")[2]
        comment = await first_link(page, document, "a.edited")
        self.known["comment"] = comment.split("/c/")[1].partition("/")[0]
        row = await page.locator(".row:has(.thread)").first.get_attribute("id")
        self.known["paragraph"] = (row or "").removeprefix("p-")
        self.known["space"] = (await first_link(page, self.base, "a[href^='/s/']")).rpartition("/")[2]
        await self._empty(page)
        await page.close()

    async def _empty(self, page: Page) -> None:
        """A draft on which nobody has commented, and a space in which nothing is."""
        await page.goto(f"{self.base}/s/{self.known['space']}/drafts/new")
        await page.fill("[name=symbol]", f"WET/9/{self.language}")
        await page.fill("[name=title]", "Reeds")
        await page.fill("[name=text]", "# Reeds\n\n1. Reeds are cut in winter.\n\n2. Nobody cuts them in May.")
        await page.locator("main form button").first.click()
        await page.locator("button[value=issue]").click()
        self.known["empty_document"] = "/d/" + page.url.partition("?")[0].partition("#")[0].split("/d/")[1]
        self.known["empty_space"] = "/nothing"
        if self.language == "zh":  # the owner may found spaces
            await page.goto(f"{self.base}/spaces/new")
            if await page.locator("[name=slug]").count():
                await page.fill("[name=title]", "Peatlands")
                await page.fill("[name=slug]", "peatlands")
                await page.locator("main form button").last.click()
                self.known["empty_space"] = "/s/peatlands"

    async def take(self, scene: Scene, size: str) -> None:
        """The pictures of one page in both schemes; a scene that cannot be brought about is noted."""
        page = await self.contexts[scene.who].new_page()
        page.set_default_timeout(PATIENCE)
        width, height = SIZES[size]
        await page.set_viewport_size({"width": width, "height": height})
        try:
            await page.goto(self.base + scene.address.format(**self.known))
            if scene.bring is not None:
                await scene.bring(page)
            if scene.whole:
                tall: int = await page.evaluate("document.documentElement.scrollHeight")
                await page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
            for scheme in SCHEMES:
                await page.emulate_media(color_scheme=scheme)
                await page.screenshot(path=self.folder / f"{scene.name}-{self.language}-{size}-{scheme}.png")
        except Error as error:
            self.failed.append(f"{scene.name}, {self.language}, {size}: {str(error).splitlines()[0]}")
        await page.context.set_offline(False)
        await page.context.unroute_all()
        await page.close()

    async def print(self) -> None:
        """The document as it goes to paper."""
        page = await self.contexts["participant"].new_page()
        await page.goto(f"{self.base}/d/{self.known['document']}", wait_until="networkidle")
        file = self.folder / f"print-{self.language}"
        await page.pdf(path=file.with_suffix(".pdf"), format="A4")
        await page.emulate_media(media="print", color_scheme="light")
        await page.set_viewport_size({"width": 800, "height": 2_200})
        await page.screenshot(path=file.with_suffix(".png"))
        await page.close()


def index(folder: Path) -> None:
    """A page that shows all pictures, one row a scene."""
    rows = []
    for name in [*(scene.name for scene in SCENES), "print"]:
        shots = sorted(folder.glob(f"{name}-[a-z][a-z]-*.png")) + sorted(folder.glob(f"{name}-[a-z][a-z].png"))
        images = "".join(
            f'<a href="{shot.name}" title="{shot.stem}"><img src="{shot.name}" alt="{shot.stem}" loading="lazy"></a>\n'
            for shot in shots
        )
        rows.append(f"<h2>{escape(name)}</h2>\n<p>{images}</p>\n")
    style = "body { font: 1rem system-ui } p { display: flex; gap: .5rem; overflow-x: auto } img { block-size: 20rem }"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{style}</style>'
    (folder / "index.html").write_text(head + "".join(rows), encoding="utf-8")


async def main(folder: Path, wanted: str = "") -> int:
    """Take all pictures, or those of the scenes whose name begins so; 1 where some could not be taken."""
    failed = []
    with demo() as base:
        async with async_playwright() as playwright:
            program = os.environ.get("COMMENTSPACE_TEST_CHROMIUM", "/usr/bin/chromium")
            browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
            for language in PEOPLE:
                camera = Camera(base, language, folder)
                await camera.prepare(browser)
                for scene in [each for each in SCENES if each.name.startswith(wanted)]:
                    for size in SIZES:
                        await camera.take(scene, size)
                if "print".startswith(wanted):
                    await camera.print()
                failed += camera.failed
            await browser.close()
    index(folder)
    print("\n".join(failed) or f"All pictures are in {folder}; open index.html.")  # noqa: T201 - a command's report
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:3])))
