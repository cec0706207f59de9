"""Files made in the background: asked for on the page, made in a child process, fetched, ended, and cut off."""

import asyncio
import io
import zipfile

import pytest

from commentspace.domain import job_runs, jobs, messages
from commentspace.domain.bodies import Body
from commentspace.formats.archive import Archive
from commentspace.web.making import Maker
from tests.small_draft import FIRST
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.world import World


async def test_a_pdf_is_asked_for_made_and_fetched(sqlite_world: World, visitor: AsVisitor, maker: Maker) -> None:
    sqlite_world.post("ama", FIRST, "Which water?")
    page = await visitor("ama").get(f"{room(sqlite_world)}/take")
    waiting = await visitor("ama").submit(page, "form#as-pdf", place="annex")
    assert waiting.words(".far") == "Waiting for its turn."
    assert waiting.has("head noscript meta[http-equiv=refresh]")
    told = await visitor("ama").get(waiting.address, {"Accept": "application/json"})
    assert told.response.json() == {"state": "waiting", "phase": "", "done": 0, "total": 0}
    assert await maker.once()
    ready = await visitor("ama").get(waiting.address)
    assert ready.words(".far") == "Ready."
    file = await visitor("ama").get(f"{waiting.address}/file")
    assert file.response.content.startswith(b"%PDF-")
    assert file.header("Content-Type") == "application/pdf"
    assert file.header("Content-Disposition").startswith('attachment; filename="WET-2-3.pdf"')
    assert file.header("Content-Security-Policy") == "default-src 'none'; sandbox"
    assert file.header("Cache-Control") == "private, no-store"
    listed = await visitor("ama").get("/jobs")
    assert [node.get("href") for node in listed.all(".rows b a")] == [waiting.address]
    assert not await maker.once()


async def test_nobody_else_sees_or_fetches_it(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.database.write_here(
        jobs.ask, sqlite_world.caller("ama"), sqlite_world.document, jobs.Wish("pdf", {}, "en")
    )
    for address in (f"/jobs/{uid}", f"/jobs/{uid}/file"):
        assert (await visitor("fang").get(address)).status == 404
    assert (await visitor("fang").send(f"/jobs/{uid}/end")).status == 404
    assert (await visitor().ask("GET", "/jobs")).header("Location") == "/sign-in?next=%2Fjobs"


async def test_one_is_ended_on_its_page(sqlite_world: World, visitor: AsVisitor, maker: Maker) -> None:
    page = await visitor("ama").get(f"{room(sqlite_world)}/take")
    waiting = await visitor("ama").submit(page, "form#as-pdf")
    ended = await visitor("ama").submit(waiting, "#job form")
    assert "Ended." in ended.words()
    assert not await maker.once()
    assert (await visitor("ama").get(f"{waiting.address}/file")).status == 409


async def test_too_many_at_once_are_refused_on_the_page(sqlite_world: World, visitor: AsVisitor) -> None:
    for number in range(jobs.AT_ONCE):
        wish = jobs.Wish("pdf", {"zone": f"Etc/GMT+{number}"}, "en")
        sqlite_world.database.write_here(jobs.ask, sqlite_world.caller("ama"), sqlite_world.document, wish)
    page = await visitor("ama").get(f"{room(sqlite_world)}/take")
    refused = await visitor("ama").submit(page, "form#as-pdf")
    assert (refused.status, "are being made" in refused.words(".problem")) == (429, True)


async def test_who_may_not_read_any_more_gets_no_file(sqlite_world: World, maker: Maker) -> None:
    uid = sqlite_world.database.write_here(
        jobs.ask, sqlite_world.caller("ama"), sqlite_world.document, jobs.Wish("pdf", {}, "en")
    )
    member = sqlite_world.person("ama")
    sqlite_world.execute("UPDATE membership SET ended_at = :now WHERE person_id = :id", now="2026-01-01", id=member)
    assert await maker.once()
    assert sqlite_world.rows("SELECT state, blob_id FROM job WHERE uid = :uid", uid=uid) == [("failed", None)]


async def test_an_owner_has_the_archive_of_a_space_made_and_nobody_else_has(
    sqlite_world: World, visitor: AsVisitor, maker: Maker
) -> None:
    sqlite_world.post("ama", FIRST, "Which water?")
    letter = (sqlite_world.post("wei", FIRST), Body.of("A canary between the two."), "k" * 16)
    sqlite_world.write(messages.write, sqlite_world.caller("ama"), *letter)
    where = f"/s/{sqlite_world.slug}/take"
    assert not (await visitor("lars").get(where)).has("#as-archive")
    refused = await visitor("lars").send(where, form="archive")
    assert refused.status == 403
    waiting = await visitor("fang").submit(await visitor("fang").get(where), "form#as-archive")
    assert await maker.once()
    assert (await visitor("fang").get(waiting.address)).words(".far") == "Ready."
    file = await visitor("fang").get(f"{waiting.address}/file")
    assert 'filename="wetlands.zip"' in file.header("Content-Disposition")
    read = Archive(io.BytesIO(file.response.content))
    assert (read.check() > 10, read.about["private"]) == (True, False)
    packed = zipfile.ZipFile(io.BytesIO(file.response.content))
    written = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Which water?" in written
    assert b"A canary" not in written
    listed = await visitor("fang").get("/jobs")
    assert "Archive · wetlands" in listed.words(".rows")
    sqlite_world.execute(
        "UPDATE membership SET role = 'moderator' WHERE person_id = :id", id=sqlite_world.person("fang")
    )
    assert (await visitor("fang").get(f"{waiting.address}/file")).status == 409


async def test_an_owner_who_is_none_any_more_gets_no_archive(sqlite_world: World, maker: Maker) -> None:
    wish = jobs.Wish("archive", {}, "en")
    sqlite_world.database.write_here(jobs.ask_of_space, sqlite_world.caller("fang"), sqlite_world.slug, wish)
    sqlite_world.execute(
        "UPDATE membership SET role = 'moderator' WHERE person_id = :id", id=sqlite_world.person("fang")
    )
    assert await maker.once()
    assert sqlite_world.rows("SELECT state, blob_id FROM job") == [("failed", None)]


async def test_the_discussion_of_a_space_is_one_mailbox_of_what_one_may_see(
    sqlite_world: World, visitor: AsVisitor, maker: Maker
) -> None:
    sqlite_world.post("ama", FIRST, "Which water?")
    sqlite_world.hold(sqlite_world.post("ama", FIRST, "A canary that is held."))
    page = await visitor("priya").get(f"/s/{sqlite_world.slug}/take")
    waiting = await visitor("priya").submit(page, "form#as-mbox")
    assert await maker.once()
    file = await visitor("priya").get(f"{waiting.address}/file")
    assert file.header("Content-Type") == "application/mbox"
    assert b"Which water?" in file.response.content
    assert b"A canary" not in file.response.content


async def test_what_a_program_asks_for_of_a_space_is_the_same(sqlite_world: World, visitor: AsVisitor) -> None:
    calendar = await visitor("priya").get(f"/s/{sqlite_world.slug}/export.ics")
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert (await visitor().get(f"/s/{sqlite_world.slug}/export.ics")).status == 404
    assert (await visitor().get(f"/s/{sqlite_world.slug}/take")).status == 404


async def test_one_that_is_cut_off_is_given_back_and_its_child_ended(sqlite_world: World, maker: Maker) -> None:
    sqlite_world.database.write_here(
        jobs.ask, sqlite_world.caller("ama"), sqlite_world.document, jobs.Wish("pdf", {}, "en")
    )
    making = asyncio.create_task(maker.once())
    while not maker.is_busy:
        await sqlite_world.database.read(job_runs.is_waiting, sqlite_world.clock.now)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert not maker.is_busy
    assert sqlite_world.rows("SELECT state, attempts FROM job") == [("waiting", 1)]
    assert sqlite_world.read(job_runs.is_waiting, sqlite_world.clock.now)
