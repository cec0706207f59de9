"""The link that stops a mail: a page that changes nothing by itself, and the one click of mail programs (RFC 8058)."""

import pytest

from commentspace.domain import outbox, signing
from commentspace.domain.outbox import Intent
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import World

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}
PARTED = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'


def link(world: World, kind: str = "digest", *, is_of_space: bool = False) -> str:
    [(uid,)] = world.rows("SELECT uid FROM space WHERE id = :id", id=world.space_id)
    place = world.space_id if is_of_space else None
    intent = Intent(kind, f"{kind}:1", world.person("ama"), place, {"spaces": [uid]})
    letter = world.database.write_here(outbox.intend, intent)
    return f"/unsubscribe/{signing.sign('unsubscribe', str(letter), SECRET.encode())}"


def digest(world: World) -> str:
    [(chosen,)] = world.rows("SELECT digest FROM membership WHERE person_id = :id", id=world.person("ama"))
    return str(chosen)


async def test_opening_the_link_changes_nothing(sqlite_world: World, visitor: AsVisitor) -> None:
    address = link(sqlite_world)
    for method in ("GET", "HEAD"):
        assert (await visitor().ask(method, address)).status == 200
    assert digest(sqlite_world) == "new"
    page = await visitor().get(address)
    assert page.words("h1") == "Stop this mail?"
    assert len(page.all("input[name=stop][checked]")) == 1


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (FORM, ONE_CLICK),
        (MULTIPART, PARTED),
        (FORM | {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example.org"}, ONE_CLICK),
        (FORM | {"Origin": "null"}, ONE_CLICK),
        ({}, b""),
    ],
    ids=["a form", "in parts", "from a mail program's page", "from nowhere", "empty"],
)
async def test_one_click_of_a_mail_program_stops_the_letter(
    sqlite_world: World, visitor: AsVisitor, headers: dict[str, str], body: bytes
) -> None:
    page = await visitor().ask("POST", link(sqlite_world), headers, body)
    assert (page.status, page.words("h1"), digest(sqlite_world)) == (200, "Stopped", "off")


async def test_the_page_stops_what_is_ticked_and_takes_it_back(sqlite_world: World, visitor: AsVisitor) -> None:
    address, stranger = link(sqlite_world, "announcement", is_of_space=True), visitor()
    page = await stranger.submit(await stranger.get(address), press="stop")
    assert page.words("h1") == "Stopped"
    takes = "SELECT count(*) FROM membership WHERE takes_announcements AND person_id = :id"
    assert sqlite_world.rows(takes, id=sqlite_world.person("ama")) == [(0,)]
    assert (await stranger.get(address)).words("h1") == "Stopped"
    page = await stranger.submit(page, press="again")
    assert page.words("h1") == "It comes again"
    assert sqlite_world.rows(takes, id=sqlite_world.person("ama")) == [(1,)]
    assert digest(sqlite_world) == "new"


async def test_a_form_without_a_tick_stops_nothing_and_says_so(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor().send(link(sqlite_world), verb="stop")
    assert page.words(".problem") == "Tick what should stop."
    assert digest(sqlite_world) == "new"


async def test_no_letter_follows(sqlite_world: World, visitor: AsVisitor) -> None:
    address = link(sqlite_world)
    before = sqlite_world.rows("SELECT count(*) FROM outbox")
    await visitor().ask("POST", address, FORM, ONE_CLICK)
    assert sqlite_world.rows("SELECT count(*) FROM outbox") == before


async def test_a_link_that_is_not_ours_is_no_page(visitor: AsVisitor) -> None:
    assert (await visitor().get("/unsubscribe/aaaaaaaaaaaaaaaa.b")).status == 404
    assert (await visitor().ask("POST", "/unsubscribe/aaaaaaaaaaaaaaaa.b", FORM, ONE_CLICK)).status == 404
