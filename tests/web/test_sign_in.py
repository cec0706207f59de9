"""Signing in by a mailed link or a typed code: only a post uses one up, and only where it was asked for."""

from tests.web.fixtures import AsVisitor
from tests.web.signing_in import AMA, ask, mailed, signed_in_as
from tests.world import World


async def test_a_link_signs_in_by_its_button(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    await ask(someone)
    page = await someone.get(f"/sign-in/{mailed(sqlite_world)['link']}")
    assert page.said("main p")[0] == "This link signs you in as Ama Boateng."
    assert (await someone.submit(page)).address == "/"
    assert await signed_in_as(someone) == "Ama Boateng"


async def test_looking_at_a_link_uses_nothing_up(sqlite_world: World, visitor: AsVisitor) -> None:
    someone, scanner = visitor(), visitor()
    await ask(someone)
    link = f"/sign-in/{mailed(sqlite_world)['link']}"
    for _ in range(3):
        await scanner.get(link)
        await scanner.ask("HEAD", link)
        assert await signed_in_as(scanner) == ""
    await someone.submit(await someone.get(link))
    assert await signed_in_as(someone) == "Ama Boateng"


async def test_a_link_works_once(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    await ask(someone)
    link = f"/sign-in/{mailed(sqlite_world)['link']}"
    page = await someone.get(link)
    await someone.submit(page)
    for answer in (await someone.get(link), await someone.submit(page)):
        assert answer.status == 422
        assert "no longer good" in answer.words(".sentence")


async def test_a_link_works_only_in_the_browser_that_asked(sqlite_world: World, visitor: AsVisitor) -> None:
    someone, thief = visitor(), visitor()
    await ask(someone)
    link = f"/sign-in/{mailed(sqlite_world)['link']}"
    await ask(thief, "thief@example.org")
    refused = await thief.submit(await thief.get(link))
    assert (refused.status, await signed_in_as(thief)) == (422, "")
    assert "asked for in another browser" in refused.words(".sentence")
    await someone.submit(await someone.get(link))
    assert await signed_in_as(someone) == "Ama Boateng"


async def test_the_code_signs_in_where_it_was_asked_for(sqlite_world: World, visitor: AsVisitor) -> None:
    someone, thief = visitor(), visitor()
    page = await ask(someone)
    code = mailed(sqlite_world)["code"]
    elsewhere = await thief.submit(await ask(thief, "thief@example.org"), code=code)
    assert elsewhere.status == 422
    assert await signed_in_as(thief) == ""
    await someone.submit(page, code=f"{code[:4]} {code[4:]}")
    assert await signed_in_as(someone) == "Ama Boateng"


async def test_a_wrong_code_is_said_at_its_field_and_guessing_ends(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    page = await ask(someone)
    code = mailed(sqlite_world)["code"]
    wrong = "".join(str((int(digit) + 1) % 10) for digit in code)
    for _ in range(5):
        page = await someone.submit(page, code=wrong)
        assert "not the code in the mail" in page.problem("code")
    assert "no longer good" in (await someone.submit(page, code=code)).problem()
    assert await signed_in_as(someone) == ""


async def test_a_link_is_good_for_ten_minutes(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    await ask(someone)
    link = f"/sign-in/{mailed(sqlite_world)['link']}"
    page = await someone.get(link)
    sqlite_world.clock.advance(minutes=10)
    for answer in (await someone.submit(page), await someone.get(link)):
        assert answer.status == 422
    assert await signed_in_as(someone) == ""


async def test_known_and_unknown_addresses_get_the_same_page(sqlite_world: World, visitor: AsVisitor) -> None:
    known, unknown = await ask(visitor(), AMA), await ask(visitor(), "nobody@example.org")
    assert known.status == unknown.status == 200
    assert known.text.replace(AMA, "…") == unknown.text.replace("nobody@example.org", "…")
    assert known.response.headers.keys() == unknown.response.headers.keys()
    assert len(known.header("set-cookie")) == len(unknown.header("set-cookie"))
    assert len(sqlite_world.rows("SELECT id FROM outbox")) == 1


async def test_what_is_no_address_is_said_at_its_field(visitor: AsVisitor) -> None:
    page = await ask(visitor(), "ama.example.net")
    assert "name@example.org" in page.problem("address")
    assert (page.status, page.one("#address").get("value")) == (422, "ama.example.net")


async def test_asking_again_within_a_minute_is_answered_alike_and_sends_nothing(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    someone = visitor()
    first, second = await ask(someone), await ask(someone)
    assert (first.status, first.text) == (second.status, second.text)
    assert len(sqlite_world.rows("SELECT id FROM outbox")) == 1
    await someone.submit(second, code=mailed(sqlite_world)["code"])
    assert await signed_in_as(someone) == "Ama Boateng"


async def test_the_first_of_two_letters_stays_good(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    await ask(someone)
    first = mailed(sqlite_world)
    sqlite_world.clock.advance(minutes=1)
    await ask(someone)
    assert mailed(sqlite_world) != first
    await someone.submit(await someone.get(f"/sign-in/{first['link']}"))
    assert await signed_in_as(someone) == "Ama Boateng"


async def test_a_network_that_asks_without_end_is_refused(sqlite_world: World, visitor: AsVisitor) -> None:
    someone = visitor()
    for number in range(300):
        await someone.send("/sign-in", address=f"nobody{number}@example.org")
    page = await ask(someone)
    assert (page.status, "Minutes until" in page.problem()) == (429, True)
    assert not sqlite_world.rows("SELECT id FROM outbox")


async def test_the_cookie_of_a_session_is_kept_from_scripts_and_other_sites(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    someone = visitor()
    await ask(someone)
    answer = await someone.send("/sign-in/code", code=mailed(sqlite_world)["code"])
    [cookie] = [each for each in answer.response.headers.get_list("set-cookie") if each.startswith("session=")]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes
    kept = sqlite_world.rows("SELECT token_hash FROM login")
    assert someone.client.cookies["session"] not in str(kept)
