"""The rules of a space in a moderator's words, and kinds of review that fill them in."""

from commentspace.domain.presets import PRESETS
from tests.web.addresses import space
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.world import World

QUESTIONS = ("reading", "seen", "named", "answers", "endorses", "report_for", "mail_rule", "presence")
STORED = "SELECT is_open, holds_new, seen, named, confirms, endorses, report_for, mail_rule, presence FROM space"


def chosen(page: Page) -> dict[str, str]:
    return {name: str(page.one(f"[name={name}][checked]").get("value")) for name in QUESTIONS}


async def test_a_kind_fills_the_form_in_says_what_changes_and_keeps_nothing(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    fang, before = visitor("fang"), sqlite_world.rows(STORED)
    settings = await fang.get(space(sqlite_world, "settings"))
    assert not settings.has("#changes")
    page = await fang.get(settings.link("Peer review"))
    assert chosen(page)["seen"] == "closing"
    assert "after closing now: at once" in page.words("#changes")
    assert "Who may read" not in page.words("#changes"), "only what changes is said"
    assert sqlite_world.rows(STORED) == before
    await fang.submit(page)
    rules = PRESETS[0].rules
    kept = (0, 0, rules.seen, rules.named, 0, 0, rules.report_for, rules.mail_rule, rules.presence)
    assert sqlite_world.rows(STORED) == [kept]


async def test_each_rule_of_a_kind_can_still_be_changed(sqlite_world: World, visitor: AsVisitor) -> None:
    fang = visitor("fang")
    page = await fang.get(space(sqlite_world, "settings") + "?preset=national-consolidation")
    await fang.submit(page, seen="both", presence="none")
    assert sqlite_world.rows(STORED) == [(0, 1, "closing", "names", 1, 1, "moderators", "confirm", "none")]
    settings = await fang.get(space(sqlite_world, "settings"))
    assert (chosen(settings)["seen"], chosen(settings)["answers"]) == ("both", "confirmed")


async def test_a_new_space_begins_with_the_rules_of_a_kind(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.get("/spaces/new?preset=public-consultation")
    assert not page.has("#changes"), "there is nothing yet that would change"
    page = await lars.submit(page, title="Peat", slug="peat")
    assert page.address == "/s/peat"
    assert sqlite_world.rows(f"{STORED} WHERE slug = 'peat'") == [
        (1, 1, "at_once", "names", 0, 1, "public", "confirm", "none")
    ]


async def test_a_form_that_leaves_a_rule_out_leaves_it_as_it_is(sqlite_world: World, visitor: AsVisitor) -> None:
    fang, address = visitor("fang"), space(sqlite_world, "settings")
    await fang.submit(await fang.get(address), named="hidden", report_for="public")
    await fang.send(address, title="Wetlands", reading="members")
    assert sqlite_world.rows("SELECT named, report_for FROM space") == [("hidden", "public")]


async def test_what_cannot_be_chosen_is_said_at_its_question(sqlite_world: World, visitor: AsVisitor) -> None:
    fang, address = visitor("fang"), space(sqlite_world, "settings")
    for name in QUESTIONS:
        refused = await fang.send(address, title="Wetlands", **{name: "whatever"})
        assert (refused.status, refused.has(f"#{name}-problem")) == (422, True), name
    assert (await fang.get(address + "?preset=whatever")).status == 422


async def test_a_review_that_has_begun_keeps_its_rules_and_the_next_one_has_the_new(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    fang = visitor("fang")
    await fang.submit(await fang.get(space(sqlite_world, "settings")), seen="closing")
    assert sqlite_world.rows("SELECT seen FROM review") == [("at_once",)]
