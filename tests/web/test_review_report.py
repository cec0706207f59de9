"""The report of a review on its page: the same sections as its files, for whom its rule names."""

from commentspace.web.making import Maker
from tests.reporting.reviewed import reviewed
from tests.web.fixtures import AsVisitor
from tests.world import World


def of(world: World, rest: str = "") -> str:
    """Where the report is read."""
    return f"/d/{world.document}/review/report{rest}"


async def test_a_moderator_reads_how_it_stands_with_pictures_and_every_answer(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    reviewed(sqlite_world)
    page = await visitor("lars").get(of(sqlite_world))
    assert "The review is not finished" in page.words("header.head")
    assert "3 of 4 comments have an answer." in page.words("#decisions")
    assert "It was agreed in the first round." in page.words("#comments")
    assert "Who pays for it?" in page.words("#open")
    assert len(page.all("#decisions svg")) == 9


async def test_participants_are_told_that_it_comes_at_the_end(sqlite_world: World, visitor: AsVisitor) -> None:
    reviewed(sqlite_world)
    page = await visitor("ama").get(of(sqlite_world))
    assert "when the moderators have finished the review" in page.words("main")


async def test_a_public_report_is_read_without_an_account_and_leads_nowhere_else(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    reviewed(sqlite_world)
    sqlite_world.execute("UPDATE review SET report_for = 'public', sealed_at = :at", at=sqlite_world.clock.now)
    page = await visitor(None).get(of(sqlite_world))
    assert "Who pays for it?" in page.words("#open")
    assert not page.has(f'main a[href^="/d/{sqlite_world.document}#"]')
    assert not page.has(f'main a[href^="/d/{sqlite_world.document}?"]')
    assert (await visitor(None).get(f"/d/{sqlite_world.document}")).status == 404


async def test_its_files_are_handed_out_to_be_saved(sqlite_world: World, visitor: AsVisitor) -> None:
    reviewed(sqlite_world)
    lars = visitor("lars")
    for form, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("json", b"{")):
        answer = await lars.get(of(sqlite_world, f".{form}?round=1"))
        assert answer.status == 200
        assert answer.response.content.startswith(begins)
        assert "attachment" in answer.header("content-disposition")
    assert (await lars.get(of(sqlite_world, ".exe"))).status == 404
    assert (await lars.get(of(sqlite_world, "?round=7"))).status == 404


async def test_a_long_pdf_is_made_in_the_background_for_whom_may_have_it(
    sqlite_world: World, visitor: AsVisitor, maker: Maker
) -> None:
    reviewed(sqlite_world)
    assert (await visitor("ama").send(of(sqlite_world))).status == 403
    asked = await visitor("lars").send(of(sqlite_world))
    waiting = await visitor("lars").get(asked.header("Location"))
    assert waiting.words(".far") == "Waiting for its turn."
    assert await maker.once()
    file = await visitor("lars").get(f"{waiting.address}/file")
    assert file.response.content.startswith(b"%PDF-")
    assert file.header("Content-Disposition").startswith('attachment; filename="WET-2-3-report-1.pdf"')
