"""What somebody finds who follows every link from the first page on, in a form in which two walks can be compared."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from tests.safety.sources import received
from tests.web.pages import Page
from tests.web.visitor import Visitor

NAME = re.compile(r"(?:(?<![A-Za-z0-9])|(?<=%2F))(?:[a-z2-7]{16}|[0-9a-f]{24})(?![A-Za-z0-9])")
"""The names and keys that we give out, and the validators of pages: random, or hashed from what is."""
FORM_KEY = re.compile(r'(?:(?<=name="key" value=")|(?<=data-key="))[a-z2-7]{16}(?=")')
COPIED_AT = re.compile(r"(?:Copy of|As it stood on) <time[^>]*>[^<]*</time>|data-filtered=\"[^\"]*\"")
"""A packet says when it was made, and so do a biography on paper and a page that was filtered."""


OWN = ("/settings/data.json", "/settings/data/erasure", "/sign-in?next=/settings/data/erasure")


class Placeholders:
    """Puts words of the same length in the place of random ones, numbered as they appear in a whole walk."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def in_place_of(self, found: re.Match[str]) -> str:
        """The placeholder of this random word: the same word always gets the same one."""
        word = found[0]
        return self._seen.setdefault(word, f"{len(self._seen):_>{len(word)}}")

    def put(self, text: str) -> str:
        """The text with all random words replaced."""
        return NAME.sub(self.in_place_of, text)


async def walk(visitor: Visitor) -> list[tuple[str, bytes]]:
    """Every address that links lead to, in the order in which they appear, with what it gave."""
    found: dict[str, bytes] = {}
    ahead = ["/"]
    while ahead:
        address = ahead.pop(0)
        if address in found:
            continue
        page = await visitor.ask("GET", address)
        found[address] = received("", page)
        ahead += links(page)
    return list(found.items())


def links(page: Page) -> Iterator[str]:
    """The addresses of this site that a page leads to, its files left out."""
    if not page.header("Content-Type").startswith("text/html"):
        return
    for node in page.all("a[href]"):
        address = urldefrag(urljoin(page.address, node.get("href", ""))).url
        if address.startswith("/"):
            yield address


async def compared(visitor: Visitor) -> list[tuple[str, str]]:
    """A walk with placeholders in the place of everything random."""
    placeholders = Placeholders()
    return [(placeholders.put(address), placeholders.put(got.decode())) for address, got in await walk(visitor)]


async def as_it_stands(visitor: Visitor) -> list[tuple[str, str]]:
    """A walk to be compared with a later one in the same world: only the keys of forms are new each time.

    What is about themselves alone is left out: it tells when they were here, and whether they have just signed in.
    """
    walked = await walk(visitor)
    return [
        (address, COPIED_AT.sub("", FORM_KEY.sub("", got.decode()))) for address, got in walked if address not in OWN
    ]
