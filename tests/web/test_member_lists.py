"""Many members by a list: each line is shown with what it would do, before anybody is asked."""

import pytest

from tests.web.addresses import space
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

FORM = "form[action$='/members/list']"
LINES = (
    "name,address,affiliation,on behalf of,role,language\n"
    "Julián Quispe,julian.quispe@example.net,,,,\n"
    "No Address,,,,,\n"
    "Once More,JULIAN.quispe@example.net,,,,\n"
    "Strange Role,strange@example.org,,,king,\n"
    "An Owner,owner@example.org,,,owner,\n"
    "陈伟,chen.wei@example.org,,,moderator,\n"
)


async def checked(someone: Visitor, world: World, lines: str = LINES) -> Page:
    page = await someone.get(space(world, "members/list"))
    return await someone.submit(page, FORM, text=lines, press="check")


async def test_every_line_says_what_it_would_do_and_nothing_is_done(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await checked(lars, sqlite_world)
    rows = page.said("tbody tr")
    wants = [
        "new: is invited",
        "not a mail address",
        "line 2 already",
        "not a role",
        "Only an owner",
        "nothing changes",
    ]
    assert len(rows) == len(wants)
    for number, (row, words) in enumerate(zip(rows, wants, strict=True), start=2):
        assert row.startswith(str(number))
        assert words in row
    assert "The role stays participant." in rows[-1]
    assert page.words(".tallies") == "To be invited: 1 · Nothing changes: 1 · Wrong: 4"
    assert page.one("#text").text == "\n" + LINES
    assert not sqlite_world.rows("SELECT id FROM outbox")
    assert sqlite_world.rows("SELECT count(*) FROM membership") == [(13,)]


async def test_nobody_is_invited_while_lines_are_wrong_unless_they_are_left_out(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await lars.submit(await checked(lars, sqlite_world), FORM, press="invite")
    assert (page.status, page.problem("leave_out")[:14]) == (409, "Mend the lines")
    assert not sqlite_world.rows("SELECT id FROM outbox")
    page = await lars.submit(page, FORM, press="invite", leave_out="yes")
    assert page.words(".flash").startswith("They are members now")
    assert sqlite_world.rows("SELECT kind, address FROM outbox") == [("invitation", "julian.quispe@example.net")]


async def test_a_mended_list_is_checked_and_sent_twice_asks_nobody_twice(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    before = await checked(lars, sqlite_world)
    mended = "address;name;role\njulian.quispe@example.net;Julián Quispe;reader\n"
    page = await lars.submit(before, FORM, text=mended, press="check")
    assert page.words(".tallies") == "To be invited: 1 · Nothing changes: 0 · Wrong: 0"
    await lars.submit(page, FORM, press="invite")
    answer = await lars.submit(page, FORM, press="invite")
    assert "There is nobody new on this list" in answer.problem()
    assert sqlite_world.rows("SELECT count(*) FROM outbox") == [(1,)]


async def test_who_was_withdrawn_in_between_is_not_asked_again_by_a_second_press(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    page = await checked(lars, sqlite_world, NAMES)
    await lars.submit(page, FORM, press="invite")
    [(uid,)] = sqlite_world.rows(
        "SELECT membership.uid FROM membership JOIN invitation ON membership_id = membership.id"
    )
    await lars.send(space(sqlite_world, f"members/{uid}/end"), state="invited")
    again = await lars.submit(page, FORM, press="invite")
    assert (again.status, "There is nobody new" in again.problem()) == (409, True)
    assert "was a member before: is invited again" in again.words("tbody")
    assert sqlite_world.rows("SELECT count(*) FROM invitation") == [(1,)]
    await lars.submit(again, FORM, press="invite")
    assert sqlite_world.rows("SELECT count(*) FROM invitation") == [(2,)], "who sees what would be done may still do it"


NAMES = "name;address\nJulián Quispe;julian.quispe@example.net\n"
RUSSIAN = "Имя;Адрес\nИван Петров;ivan@example.org\nОльга Сергеева;olga.s@example.org\nАнна Белова;anna@example.org\n"
CHINESE = "姓名,电子邮件\n陈伟,wei@example.org\n王丽,li@example.org\n刘芳,fang@example.org\n"
ARABIC = "الاسم;البريد\nمريم الحسيني;m@example.org\nأحمد سالم;a@example.org\n"


@pytest.mark.parametrize(
    ("lines", "encoding", "name"),
    [
        (NAMES, "utf-8-sig", "Julián Quispe"),
        (NAMES.replace(";", "\t"), "utf-16", "Julián Quispe"),
        (NAMES.replace("\n", "\r\n"), "windows-1252", "Julián Quispe"),
        (RUSSIAN, "windows-1251", "Иван Петров"),
        (CHINESE, "gb18030", "陈伟"),
        (ARABIC, "windows-1256", "مريم الحسيني"),
    ],
)
async def test_files_of_spreadsheet_programs_are_read(
    sqlite_world: World, visitor: AsVisitor, lines: str, encoding: str, name: str
) -> None:
    lars = visitor("lars")
    before = await lars.get(space(sqlite_world, "members/list"))
    page = await lars.submit(before, FORM, press="check", file=("people.csv", lines.encode(encoding)))
    assert name in page.words("tbody"), page.said(".problem")
    assert page.words(".tallies").endswith("Wrong: 0")
    assert page.said(".hint")[0].startswith("The file is not in UTF-8") is (encoding != "utf-8-sig")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,address\nÄäöüÿÞðŒœ ÀÁÂÃÄÅ,a@example.net".encode("mac-roman", "replace"), "in which letters"),
        (b"PK\x03\x04 and so on", "a workbook"),
        (b"\xff\xfename,address\n", "it is damaged"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_in_words(
    sqlite_world: World, visitor: AsVisitor, content: bytes, says: str
) -> None:
    lars = visitor("lars")
    before = await lars.get(space(sqlite_world, "members/list"))
    page = await lars.submit(before, FORM, press="check", file=("people.csv", content))
    assert (page.status, says in page.problem("file")) == (422, True), page.problem("file")


@pytest.mark.parametrize(
    ("lines", "says", "status"),
    [
        ("", "The list is empty", 422),
        ('name,address\n"Julián,julian.quispe@example.net', "from line 2 on", 422),
        ("name,address\n" + "A B,a@example.org\n" * 5001, "at most 5000 lines", 422),
        ("x" * 1_000_001, "too long", 413),
    ],
)
async def test_a_list_that_is_none_is_refused_at_its_field(
    sqlite_world: World, visitor: AsVisitor, lines: str, says: str, status: int
) -> None:
    page = await checked(visitor("lars"), sqlite_world, lines)
    assert (page.status, says in page.problem("text")) == (status, True)


async def test_an_empty_list_to_begin_with_has_the_columns_in_the_language_of_the_page(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.speaks("lars", "zh")
    page = await visitor("lars").get(space(sqlite_world, "members/list.csv"))
    assert page.response.content.decode("utf-8-sig").strip() == "姓名,地址,所属单位,代表,角色,语言"
    for key in ("ama", "priya"):
        for part in ("members/list", "members/list.csv"):
            assert (await visitor(key).get(space(sqlite_world, part))).status == 403
