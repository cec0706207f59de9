"""By which ways something reaches people: each source gives what one of them receives, as bytes.

A source is an async generator function `(someone: Someone) -> (where, bytes)`; `SOURCES` lists them, and the canary
test asks each for everybody. A new door adds its own: one for mail gives the raw letters that the outbox holds for
this person (and those of the digest round, run at their hour); one for the socket gives the frames that they are sent
while the canaries are planted, and the answer to a resumption from every cursor that they were given; one for logs
gives the lines that were written, to nobody. It may use `someone.world` to look things up and must not change it.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from urllib.parse import quote

from tests.web.everything import addresses
from tests.web.pages import Page
from tests.web.visitor import JSON, Visitor
from tests.world import World


@dataclass(frozen=True)
class Someone:
    """One who receives: their key in the cast (None for a stranger), and their browser."""

    key: str | None
    world: World
    browser: Visitor


Received = tuple[str, bytes]
Source = Callable[[Someone], AsyncIterator[Received]]


async def pages(someone: Someone) -> AsyncIterator[Received]:
    """Every address that can be read: pages, exports, files, and the pages that say that nothing is there."""
    for address in addresses(someone.world):
        yield address, received(address, await someone.browser.get(address))


async def refusals(someone: Someone) -> AsyncIterator[Received]:
    """What is said of a form that cannot be carried out, sent to every address: it has no key, no text, no reason.

    What wants none of these is left out, as a source must change nothing.
    """
    for address in addresses(someone.world, "POST"):
        if address.endswith(("/withdrawal", "/release", "/sign-out", "/block")) or address.startswith("/unsubscribe/"):
            continue
        if "/answers/" in address:
            continue
        for headers in ({}, JSON):
            page = await someone.browser.send(address, headers, key="", body="", verb="", digest="")
            yield f"POST {address}", received(address, page)


def received(address: str, page: Page) -> bytes:
    """The status, the headers and the body, without the address that was asked for, as its asker knew that."""
    head = "\n".join(f"{name}: {value}" for name, value in page.response.headers.multi_items())
    whole = f"{page.status}\n{head}\n{page.text}"
    for known in (quote(address, safe=""), quote(address), address):
        whole = whole.replace(known, "")
    return whole.encode()


SOURCES: list[Source] = [pages, refusals]
