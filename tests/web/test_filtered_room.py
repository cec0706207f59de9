"""The reading room filtered by its address: the form, what it found, and what it says when that is nothing."""

from datetime import timedelta

from tests.small_draft import FIRST, SECOND
from tests.web.addresses import room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import JSON
from tests.world import World


def shown(page: Page) -> list[str]:
    return [node.get("id", "").removeprefix("c-") for node in page.all(".comment")]


async def test_the_link_leads_to_a_form_that_makes_an_address(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.post("ama", FIRST)
    page = await visitor("priya").get(room(sqlite_world))
    assert not page.has("form.finder"), "it is loaded when it is wanted"
    page = await visitor("priya").get(page.one("#search").get("href", ""))
    form = page.one("form.finder")
    assert (form.get("action"), form.get("method", "get")) == (room(sqlite_world), "get")
    names = {node.get("name") for node in page.all("form.finder [name]")}
    assert names == {"words", "new", "mine", "unanswered", "kind", "by", "answer", "sort"}
    assert page.said("form.finder [name=by] option") == ["everybody", "Ghana"]
    assert {"status"} == {
        node.get("name") for node in (await visitor("lars").get(f"{room(sqlite_world)}?find=yes")).all("form [name]")
    } - names


async def test_the_same_form_comes_to_a_script(sqlite_world: World, visitor: AsVisitor) -> None:
    answer = await visitor("priya").ask("GET", f"{room(sqlite_world)}/filters", JSON)
    assert answer.text.startswith('{"html": "<form class=')
    assert (await visitor("priya").ask("GET", f"{room(sqlite_world)}/filters")).status == 303
    assert (await visitor().ask("GET", f"{room(sqlite_world)}/filters", JSON)).status == 404


async def test_a_filtered_page_says_how_many_of_how_many_and_how_to_see_all(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    first = sqlite_world.post("ama", FIRST, "Which water?")
    sqlite_world.post("wei", SECOND, "Something else.")
    page = await visitor("priya").get(f"{room(sqlite_world)}?words=WATER%3F&by=Ghana")
    assert shown(page) == [first]
    assert page.words(".sift .line") == "1 of 2 comments · “WATER?” · Ghana · Show everything"
    assert page.words("#tally") == "2 comments"
    assert page.link("Show everything", ".sift .line") == room(sqlite_world)
    assert [node.get("id") for node in page.all(".row")] == [f"p-{sqlite_world.paragraphs[FIRST].uid}"]


async def test_nothing_found_is_said_with_what_to_do(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.post("ama", FIRST)
    page = await visitor("priya").get(f"{room(sqlite_world)}?words=unheard+of")
    assert "Nothing here is like that" in page.words(".sift .nothing")
    assert page.one(".sift details").get("open") is not None
    assert page.one("form.finder [name=words]").get("value") == "unheard of"


async def test_newest_first_leads_from_each_thread_to_its_place(sqlite_world: World, visitor: AsVisitor) -> None:
    first = sqlite_world.post("ama", FIRST)
    sqlite_world.clock.advance(minutes=1)
    second = sqlite_world.post("wei", SECOND)
    page = await visitor("priya").get(f"{room(sqlite_world)}?sort=newest")
    assert shown(page) == [second, first]
    assert [node.get("href") for node in page.all(".where a")] == [
        f"{room(sqlite_world)}?at=c-{uid}#c-{uid}" for uid in (second, first)
    ]
    assert page.said(".where a")[1].startswith("1. A wetland lives by its water.")


async def test_what_is_new_since_the_last_visit_is_told_and_marked(sqlite_world: World, visitor: AsVisitor) -> None:
    priya = visitor("priya")
    sqlite_world.post("ama", FIRST)
    page = await priya.get(room(sqlite_world))
    assert not page.has(".since")
    sqlite_world.clock.now += timedelta(days=1)
    assert not (await priya.get(room(sqlite_world))).has(".since"), "nothing has come"
    sqlite_world.clock.now += timedelta(days=1)
    new = sqlite_world.post("wei", SECOND)
    sqlite_world.hold(sqlite_world.post("li", SECOND))
    page = await priya.get(room(sqlite_world))
    assert page.words(".since") == "1 new since 3 March 2026"
    assert page.one("main").get("data-new") == new
    assert shown(await priya.get(page.one(".since").get("href", ""))) == [new]
    assert not (await visitor("wei").get(room(sqlite_world))).has(".since"), "one's own is not new"


async def test_a_page_that_is_not_sent_again_is_a_visit_too(sqlite_world: World, visitor: AsVisitor) -> None:
    priya = visitor("priya")
    etag = (await priya.get(room(sqlite_world))).header("ETag")
    sqlite_world.clock.now += timedelta(days=1)
    assert (await priya.ask("GET", room(sqlite_world), {"If-None-Match": etag})).status == 304
    seen = sqlite_world.rows("SELECT seen_at FROM visit WHERE person_id = :id", id=sqlite_world.person("priya"))
    assert str(seen[0][0]).startswith(str(sqlite_world.clock.now.date()))
