"""Filing for others in the browser: the paragraph is found, what came is typed, and the scan comes with it."""

from tests.small_draft import FIRST
from tests.web.fixtures import AsVisitor
from tests.world import World


def address(world: World) -> str:
    return f"/d/{world.document}/review/filing"


async def test_a_moderator_finds_the_paragraph_and_files_what_came_with_its_scan(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await lars.get(f"/d/{sqlite_world.document}/review/filing?words=flow+of+water")
    page = await lars.get(address(sqlite_world) + page.all("#main ul a")[0].get("href", ""))
    typed = {
        "channel": "letter",
        "received_at": sqlite_world.clock.now.strftime("%Y-%m-%dT%H:%M"),
        "name": "Halima Idrissi",
        "organisation": "Ministry of Water",
        "body": "Which water?",
        "exact": "flow of water",
        "note": "Letter 12/2026",
    }
    sqlite_world.execute("UPDATE person SET zone = 'UTC' WHERE id = :id", id=sqlite_world.person("lars"))
    page = await lars.submit(page, typed=typed, file=("scan.pdf", b"%PDF-1.7"))
    assert page.words(".flash") == "The comment is filed for its sender."
    [(uid,)] = sqlite_world.rows("SELECT uid FROM comment")
    seen = await visitor("priya").get(f"/c/{uid}")
    assert (seen.words(f"#c-{uid} .author"), seen.words(f"#c-{uid} .for")) == ("Halima Idrissi", "Ministry of Water")
    via = seen.words(f"#c-{uid} .via")
    assert via.startswith("by letter")
    assert "filed by Lars" in via
    assert "Letter 12/2026" in via
    assert seen.has(f"#c-{uid} .files a[download]")


async def test_a_late_one_asks_for_its_reason_and_keeps_what_was_typed(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    sqlite_world.execute("UPDATE person SET zone = 'UTC' WHERE id = :id", id=sqlite_world.person("lars"))
    lars, at = visitor("lars"), sqlite_world.paragraphs[FIRST].uid
    page = await lars.get(f"{address(sqlite_world)}?at={at}")
    received = sqlite_world.clock.now.strftime("%Y-%m-%dT%H:%M")
    page = await lars.submit(page, name="Halima", body="Which?", received_at=received)
    assert (page.status, "everybody" in page.problem("late_reason")) == (422, True)
    assert page.words("[name=body]") == "Which?"
    page = await lars.submit(page, late_reason="The post was on strike.")
    assert page.words(".flash") == "The comment is filed for its sender."


async def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(sqlite_world: World, visitor: AsVisitor) -> None:
    lars, at = visitor("lars"), sqlite_world.paragraphs[FIRST].uid
    sqlite_world.execute("UPDATE person SET zone = 'UTC' WHERE id = :id", id=sqlite_world.person("lars"))
    page = await lars.get(f"{address(sqlite_world)}?at={at}")
    received = sqlite_world.clock.now.strftime("%Y-%m-%dT%H:%M")
    typed = {"name": "Halima", "body": "Which?", "received_at": received}
    page = await lars.submit(page, typed=typed, file=("scan.pdf", b"no such thing"))
    assert (page.status, "not what its name says" in page.problem("scan")) == (422, True)
    assert sqlite_world.rows("SELECT count(*) FROM comment") == [(0,)]


async def test_nobody_but_moderators_finds_the_page(sqlite_world: World, visitor: AsVisitor) -> None:
    for key, status in (("ama", 403), ("priya", 403), ("julian", 404), (None, 404)):
        assert (await visitor(key).get(address(sqlite_world))).status == status
