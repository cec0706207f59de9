"""The moderators' table without a script: links, one form, one look before an act on many, and the way back."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from tests.brought import no_round
from tests.small_draft import FIRST, SECOND
from tests.table.asking import answer
from tests.table.test_rows import alike, some
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import JSON, Visitor
from tests.world import World


def table(world: World, query: str = "") -> str:
    return f"{room(world)}/review/table{query}"


def shown(page: Page) -> list[str]:
    """The names of the comments in the rows."""
    return [str(node.get("data-line")) for node in page.all("tr.line")]


async def look(lars: Visitor, page: Page, verb: str, *picked: str, everything: bool = False) -> Page:
    """Tick these, or all that match, and press a button of the bar."""
    address = str(page.one("#chosen").get("action"))
    ticked = [("pick", uid) for uid in picked] + ([("all", "yes")] if everything else [])
    return await lars.post(address, [*ticked, ("verb", verb)])


async def test_a_moderator_sees_what_lacks_an_answer_and_answers_many_after_one_look(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    answer(sqlite_world, made[0])
    page = await lars.get(table(sqlite_world))
    assert (len(shown(page)), page.has("tr.line.lacking")) == (4, True)
    assert "3 comments lack an answer" in page.words("#how-far")
    page = await lars.get(table(sqlite_world, "?answer=lacks"))
    assert made[0] not in shown(page)
    page = await look(lars, page, "answer", everything=True)
    assert "Give 3 comments one answer" in page.words("h1")
    page = await lars.submit(page, ".table-answer", outcome="noted", reason="Thank you, {name}.")
    assert "3 comments are answered." in page.words("#done")
    assert (shown(page), "Every comment has its answer" in page.words("#how-far")) == ([], True)
    assert sqlite_world.seen("ama", made[3]).disposition.reason.startswith("Thank you, Ama")  # type: ignore[union-attr]
    page = await lars.submit(page, "#done")
    assert "The answers to 3 comments are taken back." in page.words("#done")
    assert len(shown(page)) == 3


async def test_what_is_wrong_in_the_form_keeps_what_was_typed(sqlite_world: World, visitor: AsVisitor) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    page = await look(lars, await lars.get(table(sqlite_world)), "answer", *made[:2])
    page = await lars.submit(page, ".table-answer", outcome="rejected", reason="")
    assert (page.status, "Give the reason" in page.words("main")) == (422, True)
    assert page.one("input[name=outcome][checked]").get("value") == "rejected"
    page = await lars.submit(page, ".table-answer", reason="No {what}.")
    assert (page.status, "No {what}." in page.words("textarea[name=reason]")) == (422, True)
    assert len(page.all("input[name=pick]")) == 2


async def test_what_changed_since_the_look_is_said_and_nothing_is_done(sqlite_world: World, visitor: AsVisitor) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    page = await look(lars, await lars.get(table(sqlite_world)), "answer", everything=True)
    answer(sqlite_world, made[1])
    page = await lars.submit(page, ".table-answer", outcome="noted")
    assert (page.status, "since you looked" in page.words("main")) == (409, True)
    assert "3 of them lack an answer." in page.words("main")
    page = await lars.submit(page, ".table-answer", outcome="noted")
    assert "4 comments are answered." in page.words("#done")


async def test_after_an_act_one_is_where_one_was(sqlite_world: World, visitor: AsVisitor) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    page = await lars.get(table(sqlite_world, "?answer=lacks"))
    place = str(page.one(f"#r-{made[2]}").get("data-at"))
    page = await lars.get(f"{table(sqlite_world)}?{urlencode({'after': place, 'at': made[0]})}")
    assert made[2] not in shown(page)
    page = await look(lars, page, "answer", made[0])
    page = await lars.submit(page, ".table-answer", outcome="noted")
    assert "1 comment is answered." in page.words("#done")
    assert made[2] not in shown(page)
    page = await lars.submit(page, "#done")
    assert made[2] not in shown(page)


async def test_a_group_that_rows_are_not_grouped_by_is_never_taken_for_all(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    alike(sqlite_world, (made[0], made[1]))
    address = table(sqlite_world).replace("/table", "/table/look")
    page = await lars.post(address, [("group", made[0])])
    assert page.status == 422
    page = await lars.post(address, [("group", made[0]), ("by", "near")])
    assert "Give 2 comments one answer" in page.words("h1")
    page = await lars.submit(page, ".table-answer", outcome="noted")
    assert "2 comments are answered." in page.words("#done")


async def test_rows_for_a_script_come_with_how_many_of_what_is_asked_lack_an_answer(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    answer(sqlite_world, made[0])
    rows = table(sqlite_world).replace("/table", f"/table/rows?comment={made[0]}")
    said = [json.loads((await lars.get(rows + more, JSON)).text) for more in ("", "&kind=editorial")]
    assert [each["lacking"] for each in said] == [3, 1]


async def test_a_group_is_answered_by_its_own_button_and_what_takes_no_answer_is_named(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    alike(sqlite_world, (made[0], made[2]))
    page = await lars.get(table(sqlite_world, "?group=near"))
    assert "Near-identical 2 comments · 2 lack an answer" in page.words(f"tr.group[data-group='{made[0]}']")
    address = str(page.one("#chosen").get("action"))
    page = await lars.post(address, [("group", made[0])])
    sqlite_world.hold(made[2])
    page = await lars.submit(page, ".table-answer", outcome="noted")
    assert "1 comment was left" in page.words("h1")
    assert sqlite_world.seen("lars", made[0]).disposition is not None
    assert sqlite_world.seen("lars", made[2]).disposition is None


async def test_many_are_assigned_and_found_again_by_whom(sqlite_world: World, visitor: AsVisitor) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    page = await look(lars, await lars.get(table(sqlite_world)), "assign", *made[:2])
    page = await lars.submit(page, ".table-answer")
    assert "2 comments are assigned." in page.words("#done")
    assert set(shown(await lars.get(table(sqlite_world, "?assigned=me")))) == set(made[:2])
    assert set(shown(await visitor("fang").get(table(sqlite_world, "?assigned=me")))) == set()
    page = await lars.submit(page, "#done")
    assert page.words("#done") == "Taken back."
    assert set(shown(await lars.get(table(sqlite_world, "?assigned=me")))) == set()


async def test_comments_of_a_draft_s_own_file_make_no_round_to_be_chosen(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, made = sqlite_world, some(sqlite_world)
    no_round(world)
    world.execute("UPDATE comment SET review_id = (SELECT max(id) FROM review) WHERE uid = :uid", uid=made[0])
    page = await visitor("lars").get(table(world))
    assert (len(shown(page)), page.has("select[name=round]")) == (4, False)


async def test_more_rows_come_by_links_and_for_a_script_as_parts(sqlite_world: World, visitor: AsVisitor) -> None:
    for n in range(63):
        sqlite_world.post("ama", SECOND, f"Says {n}.")
    lars = visitor("lars")
    page = await lars.get(table(sqlite_world))
    later = page.link("Later part")
    assert len(shown(page)) == 60
    assert (len(shown(await lars.get(later))), (await lars.get(later)).has("a[rel=prev]")) == (3, True)
    part = (await lars.get(later, JSON)).response.json()
    assert (part["html"].count('<tr class="line'), part["later"]) == (3, "")
    assert part["earlier"]


async def test_a_row_is_answered_by_a_script_and_says_who_was_quicker(sqlite_world: World, visitor: AsVisitor) -> None:
    made, lars = some(sqlite_world), visitor("lars")
    said = {"comment": made[0], "seen": "", "key": "one", "outcome": "accepted", "reason": ""}
    done = (await lars.send(table(sqlite_world, "/answer"), JSON, **said)).response.json()
    assert "Accepted" in done["html"]
    assert "3 comments lack an answer" in done["progress"]
    late = await visitor("fang").send(table(sqlite_world, "/answer"), JSON, **(said | {"key": "two"}))
    assert (late.status, "meanwhile" in late.response.json()["sentence"]) == (409, True)
    back = await lars.send(table(sqlite_world, "/back"), JSON, batch=done["batch"], rows="yes")
    assert "4 comments lack an answer" in back.response.json()["progress"]


async def test_progress_is_told_by_days_of_the_reader_s_zone(sqlite_world: World, visitor: AsVisitor) -> None:
    made, clock = some(sqlite_world), sqlite_world.clock
    clock.now = clock.now.replace(hour=23, minute=30)
    first = clock.now
    answer(sqlite_world, made[0])
    clock.advance(days=4)
    answer(sqlite_world, made[1], made[2])
    page = await visitor("lars").get(f"{room(sqlite_world)}/review/progress")
    in_oslo = [f"{(first + timedelta(days=days)).day} Mar 2026" for days in (1, 5)]
    assert page.said("section:last-of-type tbody th") == in_oslo
    assert page.said("section:last-of-type tbody td.number") == ["1", "2"]


@pytest.mark.parametrize(("key", "status"), [("ama", 403), ("priya", 403), ("julian", 404)])
async def test_nobody_but_moderators_gets_or_sends_anything(
    sqlite_world: World, visitor: AsVisitor, key: str, status: int
) -> None:
    made, somebody = sqlite_world.post("wei", FIRST), visitor(key)
    for path in ("", "?answer=lacks", f"/rows?comment={made}"):
        assert (await somebody.get(table(sqlite_world, path))).status == status
    assert (await somebody.get(f"{room(sqlite_world)}/review/progress")).status == status
    said = {"pick": made, "verb": "confirm", "comment": made, "outcome": "noted", "batch": "x", "mark": "x"}
    for path in ("/look", "/done", "/answer", "/confirm", "/back"):
        assert (await somebody.send(table(sqlite_world, path), **said)).status == status
    assert sqlite_world.seen("lars", made).disposition is None
