"""By which ways something reaches people: each source gives what one of them receives, as bytes.

A source is an async generator function `(someone: Someone) -> (where, bytes)`; `SOURCES` lists them, and the canary
test asks each for everybody. A new door adds its own: one for mail gives the raw letters that the outbox holds for
this person (and those of the digest round, run at their hour); one for the socket gives the frames that they are sent
while the canaries are planted, and the answer to a resumption from every cursor that they were given; one for logs
gives the lines that were written, to nobody. It may use `someone.world` to look things up and must not change it.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from io import BytesIO
from tempfile import TemporaryDirectory
from urllib.parse import quote
from zipfile import ZipFile

from commentspace.domain import exports, tokens
from commentspace.errors import NotAllowed, NotFound, SignInNeeded
from commentspace.formats.options import PLACES, Options
from commentspace.render import exporting, printing, space_files
from commentspace.render.exporting import FORMS
from commentspace.render.space_files import FORMS_OF_SPACES, Asked
from tests.api.program import program_of
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


CHANGING = ("/withdrawal", "/release", "/sign-out", "/block", "/endorsement", "/endorsement/end")
"""How the addresses end at which a form does something though it says nothing."""


async def refusals(someone: Someone) -> AsyncIterator[Received]:
    """What is said of a form that cannot be carried out, sent to every address: it has no key, no text, no reason.

    What wants none of these is left out, as a source must change nothing.
    """
    for address in addresses(someone.world, "POST"):
        if address.endswith(CHANGING) or address.startswith("/unsubscribe/"):
            continue
        if "/answers/" in address:
            continue
        for headers in ({}, JSON):
            page = await someone.browser.send(address, headers, key="", body="", verb="", digest="")
            yield f"POST {address}", received(address, page)


def received(address: str, page: Page) -> bytes:
    """The status, the headers and the body, without the address that was asked for, as its asker knew that."""
    head = "\n".join(f"{name}: {value}" for name, value in page.response.headers.multi_items())
    whole = f"{page.status}\n{head}\n{page.text}\n{_unpacked(page.response.content)}"
    for known in (quote(address, safe=""), quote(address), address, escape(address)):
        whole = whole.replace(known, "")
    return whole.encode()


def _unpacked(content: bytes) -> str:
    """What the parts of a packed file say; nothing for what is none."""
    if not content.startswith(b"PK"):
        return ""
    with ZipFile(BytesIO(content)) as file:
        return "\n".join(file.read(name).decode(errors="replace") for name in file.namelist())


async def long_forms(someone: Someone) -> AsyncIterator[Received]:
    """What a job would write for this person in every form that takes long; of a PDF the page that is laid out."""
    world, caller = someone.world, someone.world.caller(someone.key)
    with suppress(NotFound):
        exported = world.read(exports.gather, caller, world.document, now=world.clock.now, with_source=True)
        for place in PLACES:
            yield f"PDF, {place}", printing.page(exported, Options(place=place)).encode()
        for form in FORMS.values():
            if form.is_long and form.name != "pdf":
                made = exporting.write(form.name, exported, Options())
                yield form.name, made + _unpacked(made).encode()


async def spaces_whole(someone: Someone) -> AsyncIterator[Received]:
    """What a job would write for this person of the whole space."""
    world, caller = someone.world, someone.world.caller(someone.key)
    url = world.database.engine.url.render_as_string(hide_password=False)
    for form in FORMS_OF_SPACES:
        asked = Asked(url, caller, world.slug, form, Options(), "https://comments.example.org", world.clock.now)
        with suppress(NotFound, NotAllowed, SignInNeeded), TemporaryDirectory() as folder:
            made = space_files.make_telling(f"{folder}/progress", asked).content
            yield f"{form} of the space", made + _unpacked(made).encode()


async def programs(someone: Someone) -> AsyncIterator[Received]:
    """What a program with this person's key gets of every address of the API and of feeds."""
    world = someone.world
    program = program_of(someone.browser, world, someone.key, "read")
    uids = [uid for (uid,) in world.rows("SELECT uid FROM document ORDER BY id")]
    slugs = [slug for (slug,) in world.rows("SELECT slug FROM space ORDER BY id")]
    paths = ["/me", "/spaces", *(f"/spaces/{slug}" for slug in slugs), *(f"/documents/{uid}" for uid in uids)]
    paths += [f"/documents/{uid}/export.mbox" for uid in uids]
    paths += [f"/spaces/{slug}/export.ics" for slug in slugs]
    paths += [f"/submissions/{uid}" for (uid,) in world.rows("SELECT uid FROM submission ORDER BY id")]
    paths += [f"/documents/{uid}/{part}" for uid in uids for part in ("appeals", "drafts", "room")]
    paths += [f"/spaces/{slug}/{part}" for slug in slugs for part in ("settings", "conduct")]
    paths += [f"/jobs/{uid}" for (uid,) in world.rows("SELECT uid FROM job ORDER BY id")]
    for path in paths:
        yield path, received(path, await program.ask("GET", path))
    if someone.key is not None:
        key = world.database.write_here(tokens.make_feed, world.caller(someone.key))
        for path in [
            *(f"d/{uid}.{end}" for uid in uids for end in ("atom", "ics")),
            *(f"s/{slug}.ics" for slug in slugs),
        ]:
            yield path, received(path, await someone.browser.get(f"/feeds/{key}/{path}"))


SOURCES: list[Source] = [pages, refusals, long_forms, spaces_whole, programs]
