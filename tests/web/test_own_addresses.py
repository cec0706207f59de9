"""The page of one's addresses: a press sends a letter, and only the link in it, and its button, add the address."""

from commentspace.demo.cast import member
from commentspace.domain import signing
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import World

HERE = "/settings/addresses"
NEW = "ama@office.example.org"


def mailed_link(world: World) -> str:
    [(name,)] = world.rows("SELECT uid FROM outbox WHERE kind = 'address'")
    return f"{HERE}/{signing.sign('address', str(name), SECRET.encode())}"


async def test_an_address_is_added_by_its_link_made_the_main_one_and_removed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama = visitor("ama")
    page = await ama.submit(await ama.get(HERE), "main form.apart", address=NEW)
    assert "A letter is on its way" in page.words(".flash")
    assert page.said(".rows b") == [member("ama").address]
    page = await ama.get(mailed_link(sqlite_world))
    assert (NEW in page.words(), (await ama.get(HERE)).said(".rows b")) == (True, [member("ama").address])
    page = await ama.submit(page)
    assert page.said(".rows b") == [member("ama").address, NEW]
    page = await ama.submit(page, "form[action$='/main']")
    assert page.said(".rows b") == [NEW, member("ama").address]
    page = await ama.submit(page, "form[action$='/removal']")
    assert (page.said(".rows b"), page.words(".flash")) == ([NEW], "The address is removed.")


async def test_a_taken_address_and_a_free_one_get_the_same_answer(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    taken, free = await ama.send(HERE, address=member("wei").address), await ama.send(HERE, address=NEW)
    assert (taken.status, taken.text, taken.response.headers) == (free.status, free.text, free.response.headers)
    assert (await ama.get(taken.header("location"))).text == (await ama.get(free.header("location"))).text


async def test_a_link_is_for_who_asked_signed_in(sqlite_world: World, visitor: AsVisitor) -> None:
    await visitor("ama").send(HERE, address=NEW)
    link = mailed_link(sqlite_world)
    assert (await visitor().get(link)).address.startswith("/sign-in?next=")
    for answer in (await visitor("wei").get(link), await visitor("wei").send(link)):
        assert (answer.status, "belongs to somebody else" in answer.words(".sentence")) == (422, True)
    assert (await visitor().send(link)).status == 401
    assert not sqlite_world.rows("SELECT id FROM address WHERE folded = :new", new=NEW)


async def test_what_cannot_be_is_said_where_it_was_asked(visitor: AsVisitor) -> None:
    ama = visitor("ama")
    page = await ama.send(HERE, address="ama.example.org")
    assert (page.status, page.one("#address").get("value")) == (422, "ama.example.org")
    assert "name@example.org" in page.problem("address")
    page = await ama.send(f"{HERE}/removal", address=member("ama").address)
    assert (page.status, "main address first" in page.problem()) == (409, True)
    assert (await ama.send(f"{HERE}/removal", address=member("wei").address)).status == 404
