"""The code of conduct in the browser: written, read, and agreed to by a tick before the first comment."""

import json

from commentspace.domain import conducts
from commentspace.domain.bodies import Body
from tests.small_draft import FIRST
from tests.web.addresses import comment, paragraph, space
from tests.web.fixtures import AsVisitor
from tests.world import World


def write(world: World, text: str = "Be **kind**.", seen: int = 0) -> None:
    world.write(conducts.write, world.caller("fang"), world.space_id, Body.of(text), seen=seen)


async def test_an_owner_writes_it_and_members_agree_on_its_page(sqlite_world: World, visitor: AsVisitor) -> None:
    address = space(sqlite_world, "conduct")
    fang, ama = visitor("fang"), visitor("ama")
    page = await fang.submit(await fang.get(address), text="Be **kind**.")
    assert page.words(".body") == "Be kind."
    asked = await ama.get(address)
    assert not asked.has("textarea")
    page = await ama.submit(asked, "form[action$=agreement]")
    assert page.words(".flash") == "You have agreed to the code of conduct."
    assert not page.has("form[action$=agreement]")
    moderators = await visitor("lars").get(address)
    assert [line for line in moderators.said("main li") if "Ama Boateng" in line and "not" not in line]
    assert moderators.words().count("has not agreed yet") == 8


async def test_the_tick_stands_at_the_first_comment_and_what_was_typed_is_kept_without_it(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    write(sqlite_world)
    ama, address = visitor("ama"), paragraph(sqlite_world, FIRST)
    page = await ama.get(address)
    assert page.one("[name=agrees]").get("value") == "1"
    page = await ama.submit(page, "form.write", body="Which water?")
    assert (page.status, "code of conduct" in page.words("main")) == (403, True)
    assert page.words("[name=body]") == "Which water?"
    page = await ama.submit(page, "form.write", agrees="1")
    assert page.words(".flash") == "Your comment is posted."
    assert not (await ama.get(address)).has("[name=agrees]")


async def test_an_answer_asks_for_it_too(sqlite_world: World, visitor: AsVisitor) -> None:
    first = sqlite_world.post("wei")
    write(sqlite_world)
    ama = visitor("ama")
    page = await ama.submit(await ama.get(comment(first, "reply")), "form.write", body="I agree.", agrees="1")
    assert page.words(".flash") == "Your comment is posted."


async def test_who_agrees_to_what_was_changed_meanwhile_reads_it_first(sqlite_world: World, visitor: AsVisitor) -> None:
    write(sqlite_world)
    ama = visitor("ama")
    page = await ama.get(paragraph(sqlite_world, FIRST))
    write(sqlite_world, "Be brief.", 1)
    page = await ama.submit(page, "form.write", body="Which water?", agrees="1")
    assert (page.status, page.one("[name=agrees]").get("value")) == (409, "2")
    assert page.words("[name=body]") == "Which water?"


async def test_the_form_that_scripts_open_has_the_tick_until_one_has_agreed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    write(sqlite_world)
    address = f"/d/{sqlite_world.document}/composer"
    ama, lars = visitor("ama"), visitor("lars")
    before = json.loads((await ama.get(address)).text)["html"]
    assert 'name="agrees" value="1"' in before
    assert 'name="agrees"' not in json.loads((await lars.get(address)).text)["html"]
    await ama.send(space(sqlite_world, "conduct/agreement"), agrees="1")
    assert 'name="agrees"' not in json.loads((await ama.get(address)).text)["html"]


async def test_agreeing_leads_back_to_pages_of_ours_alone(sqlite_world: World, visitor: AsVisitor) -> None:
    write(sqlite_world)
    ama, address = visitor("ama"), space(sqlite_world, "conduct")
    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        assert (await ama.get(f"{address}?next={elsewhere}")).one("[name=next]").get("value") == ""
    page = await ama.get(f"{address}?next={paragraph(sqlite_world, FIRST)}")
    page = await ama.submit(page, "form[action$=agreement]")
    assert page.address.startswith(paragraph(sqlite_world, FIRST))
