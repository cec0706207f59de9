"""Files and open pages of others say nothing of what happens behind a veil: they are the same to the last byte."""

import asyncio
import re
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest

from commentspace.domain import exports, reviews
from commentspace.errors import NotAllowed, SignInNeeded
from commentspace.formats.options import PLACES, Options
from commentspace.render import exporting, space_files
from commentspace.render.exporting import FORMS
from commentspace.render.space_files import FORMS_OF_SPACES, Asked
from tests.copies import SqliteCopies
from tests.live.serving import LONGEST, Page, serving
from tests.safety.test_blind_is_nothing import (
    BLIND,
    CASES,
    Act,
    Others,
    behind_the_veil,
    nothing,
    placed,
    two_worlds,
    veiled,
)
from tests.small_draft import ITEM
from tests.world import CLOSES, World

MADE_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
"""When a workbook was written, by the clock of the machine."""


def files(world: World, key: str | None) -> dict[str, object]:
    """The document and its space in every form, as somebody may take them away at this moment."""
    caller, now = world.caller(key), world.clock.now
    gathered = world.read(exports.gather, caller, world.document, now=now, with_source=True, with_history=True)
    made = {name: exporting.write(name, gathered, Options()) for name in FORMS if name != "pdf"}
    made |= {f"pdf, {place}": exporting.write("pdf", gathered, Options(place=place)) for place in PLACES}
    for form in FORMS_OF_SPACES:
        asked = Asked(world.url, caller, world.slug, form, Options(), "https://comments.example.org", now)
        with suppress(NotAllowed, SignInNeeded), TemporaryDirectory() as folder:
            made[f"space, {form}"] = space_files.make_telling(f"{folder}/progress", asked).content
    return {name: parts(content) for name, content in made.items()}


def parts(content: bytes) -> object:
    """The bytes of a file; of a packed one its parts, their sizes and order, without the times of their making."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        return [(each, parts(MADE_AT.sub(rb"\1", packed.read(each)))) for each in packed.namelist()]


def test_files_of_others_do_not_change_by_a_byte(sqlite_world: World) -> None:
    veiled(sqlite_world, nothing)
    everybody = (*BLIND, "lars")
    before = {key: files(sqlite_world, key) for key in everybody}
    behind_the_veil(sqlite_world)
    after = {key: files(sqlite_world, key) for key in everybody}
    moved = {key: {name for name in before[key] if before[key][name] != after[key][name]} for key in everybody}
    assert {key: moved[key] for key in BLIND} == {key: set() for key in BLIND}
    unspoken = {"ics", "space, ics", "pdf, none"}
    assert moved["lars"] == set(before["lars"]) - unspoken, "a moderator who may know has to see a difference"


STAGES = {case: (done, other, others) for case, (done, other, others) in CASES.items()} | {
    "behind a veil alone": (behind_the_veil, nothing, BLIND)
}


@pytest.mark.parametrize("case", STAGES)
async def test_open_pages_of_others_are_sent_the_same_bytes(sqlite_copies: SqliteCopies, case: str) -> None:
    done, other, others = STAGES[case]
    with two_worlds(sqlite_copies, *[_begun if done is behind_the_veil else _open] * 2) as (one, two):
        assert await sent(one, done, others) == await sent(two, other, others)


def _open(world: World) -> None:
    world.change_space(is_open=True)


def _begun(world: World) -> None:
    veiled(world, nothing)


async def sent(world: World, act: Act, others: Others) -> list[list[tuple[str, str]]]:
    """All that is sent to the open pages of others while something is done, and then to a page after a break."""
    async with serving(world) as live:
        moderator, *pages = [await live.page(key) for key in ("lars", *others)]
        back = [Page(live, key) for key in others]
        act(world)
        await moderator.until(world.post("lars", ITEM, "Mine."))  # all of it is delivered by then
        until = CLOSES + timedelta(days=1)
        world.write(reviews.extend, world.caller("lars"), world.document, until, "Holidays.")
        for page in back:
            await page.say({"since": page.cursor})
        return [placed(world, await frames(page)) for page in (*pages, *back)]


async def frames(page: Page) -> list[tuple[str, str]]:
    """What a page is sent up to the new deadline, as it comes; but for who else reads, which comes in its own time."""
    assert page.socket is not None
    texts = [""]
    async with asyncio.timeout(LONGEST):
        while '"replace":"standing"' not in texts[-1] and "reload" not in texts[-1]:
            texts.append(str(await page.socket.recv()))
    return [(str(page.key), text) for text in texts[1:] if not text.startswith('{"readers":')]
