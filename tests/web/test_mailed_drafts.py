"""Getting a draft by mail from its page: what will come is said first, and a press sends it."""

from commentspace.domain import outbox
from commentspace.mail.addresses import AddressBook, Kind
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


def waiting(world: World) -> int:
    [(number,)] = world.rows("SELECT count(*) FROM outbox WHERE kind = 'draft'")
    return int(number)


async def test_a_member_asks_for_the_draft_by_a_press(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    room = await ama.get(f"/d/{sqlite_world.document}")
    page = await ama.get(room.link("Get it by e-mail"))
    assert "comes to ama.boateng@example.net, in 1 letter." in page.words("main")
    assert "write under a paragraph" in page.words("main")
    assert waiting(sqlite_world) == 0
    page = await ama.submit(page)
    assert page.words(".flash") == "The draft is on its way to you by e-mail."
    assert waiting(sqlite_world) == 1


async def test_the_page_names_the_address_that_answers_by_mail(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("ama").get(f"/d/{sqlite_world.document}/mail")
    [address] = [node.get("href", "").removeprefix("mailto:") for node in page.all("a[href^=mailto]")]
    known = AddressBook({1: b"a secret of the tests"}, "localhost").read(address)
    assert (known.kind, known.id) == (Kind.DOCUMENT, sqlite_world.document)


async def test_who_may_not_comment_is_told_that_it_is_for_reading(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(f"/d/{sqlite_world.document}/mail")
    assert "It is for reading" in page.words("main")


async def test_only_members_are_sent_a_draft(sqlite_world: World, visitor: AsVisitor) -> None:
    address = f"/d/{sqlite_world.document}/mail"
    for key in (OUTSIDER, None):
        assert (await visitor(key).get(address)).status == 404
        assert (await visitor(key).send(address)).status == 404
    sqlite_world.change_space(is_open=True)
    assert (await visitor(OUTSIDER).get(address)).status == 403
    assert (await visitor(OUTSIDER).send(address)).status == 403
    assert waiting(sqlite_world) == 0


async def test_asked_too_often_the_page_says_so(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    page = await ama.get(f"/d/{sqlite_world.document}/mail")
    for _ in range(5):
        await ama.submit(page)
        for due in sqlite_world.database.write_here(outbox.lease, 10):
            sqlite_world.database.write_here(outbox.sent, due.id, "250 ok")
        sqlite_world.clock.advance(minutes=1)
    page = await ama.submit(page)
    assert (page.status, "5 times since yesterday" in page.problem()) == (429, True)
