"""The first page, and what a space shows of itself to whom."""

import pytest

from commentspace.demo.cast import SPACE
from commentspace.render.environment import translations
from tests.small_draft import HEADING
from tests.web.addresses import room, space
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_the_first_page_lists_my_spaces_with_their_documents(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.post("ama")
    page = await visitor("priya").get("/")
    assert page.said("section.space h2") == [SPACE.title]
    assert page.said(".documents .title") == [HEADING.title]
    assert page.said(".documents .symbol") == [HEADING.symbol]
    assert page.said(".documents .tally") == ["1 comment"]
    assert page.said(".documents .standing")[0].startswith("Open until 16 Mar 2026, 14:30")
    assert page.link(HEADING.title) == room(sqlite_world)
    assert page.words(".chip") == "members only"


@pytest.mark.parametrize("key", [None, OUTSIDER])
async def test_who_belongs_nowhere_is_told_what_to_do(visitor: AsVisitor, key: str | None) -> None:
    page = await visitor(key).get("/")
    assert not page.all("section.space")
    assert "sign in with the address they wrote to" in page.words(".nothing")


async def test_a_space_that_is_open_to_read_is_on_everybodys_first_page(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.change_space(is_open=True)
    for key in (None, OUTSIDER, "priya"):
        page = await visitor(key).get("/")
        assert page.said("section.space h2") == [SPACE.title]
        assert not page.has(".chip")


async def test_only_who_moderates_may_make_a_space(visitor: AsVisitor) -> None:
    assert (await visitor("lars").get("/")).link("New space") == "/spaces/new"
    for key in (None, "priya", "ama"):
        assert not (await visitor(key).get("/")).has("a[href='/spaces/new']")
    assert (await visitor("ama").get("/spaces/new")).status == 403
    assert (await visitor(None).get("/spaces/new")).address == "/sign-in?next=%2Fspaces%2Fnew"


async def test_the_page_of_a_space_says_what_one_is_there(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(space(sqlite_world))
    assert page.words("h1") == SPACE.title
    assert page.words("header .facts") == "Members only · 13 members · you are here as reader"
    assert page.said(".documents .symbol") == [HEADING.symbol]
    assert page.said("nav.does a") == ["Address book"]


async def test_a_moderator_finds_the_work_of_a_moderator_there(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("lars").get(space(sqlite_world))
    assert page.said("nav.does a") == [
        "New draft",
        "Address book",
        "Members",
        "Delegations",
        "Write to all",
        "Mail received",
        "Reported letters",
    ]


async def test_the_interface_speaks_the_language_of_the_person(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.speaks("maryam", "ar")
    page = await visitor("maryam").get("/", {"Accept-Language": "en"})
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == ("ar", "rtl")
    assert page.words("h1") == translations("ar").gettext("Your spaces") != "Your spaces"


async def test_a_visitor_is_spoken_to_in_the_language_of_the_browser(visitor: AsVisitor) -> None:
    page = await visitor(None).get("/", {"Accept-Language": "de-AT, zh-CN;q=0.8, en;q=0.5"})
    assert page.one("html").get("lang") == "zh"
    assert page.words("h1") == translations("zh").gettext("Drafts under review") != "Drafts under review"


async def test_an_address_where_nothing_is_says_so(visitor: AsVisitor) -> None:
    for address in ("/nothing", "/s/", "/d/x/y/z", "/static", "/%F0%9F%90%B8", "/c/%3Cscript%3E"):
        page = await visitor("ama").get(address)
        assert (page.status, page.words("h1")) == (404, "Nothing here"), address
