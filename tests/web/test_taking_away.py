"""Taking a document away: the file is what the domain gives this person, and nothing else."""

import json
from typing import Any

import pytest

from commentspace.render.exporting import FORMS
from tests.small_draft import FIRST, PARAGRAPHS
from tests.web.addresses import comment, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.world import OUTSIDER, World


async def taken(visitor: AsVisitor, world: World, key: str | None) -> Page:
    return await visitor(key).get(f"{room(world)}/export.json")


def gathered(world: World, key: str | None) -> dict[str, Any]:
    """What the domain gives this person."""
    return world.exported(key)


@pytest.fixture
def discussed(sqlite_world: World) -> World:
    """The world with a comment of every state."""
    first = sqlite_world.post("ama", FIRST, "Which *water*?", quote="flow of water", door="mail")
    sqlite_world.edit("ama", first, "Which *sea*?")
    sqlite_world.reply("wei", first, "同意。")
    sqlite_world.hold(sqlite_world.post("li", FIRST, "A name."))
    sqlite_world.withdraw("olga", sqlite_world.post("olga", FIRST, "Taken back."))
    return sqlite_world


@pytest.mark.parametrize("key", ["priya", "ama", "li", "olga", "lars", "fang"])
async def test_the_file_is_what_the_domain_gives_this_person(discussed: World, visitor: AsVisitor, key: str) -> None:
    page = await taken(visitor, discussed, key)
    assert json.loads(page.text) == json.loads(json.dumps(gathered(discussed, key)))
    assert page.header("Content-Type") == "application/json"
    assert page.header("Content-Disposition").startswith('attachment; filename="WET-2-3.json";')
    assert page.header("Cache-Control") == "private, no-store"
    assert page.header("Content-Security-Policy") == "default-src 'none'; sandbox"


async def test_it_has_the_paragraphs_and_the_comments_with_their_states(discussed: World, visitor: AsVisitor) -> None:
    found = json.loads((await taken(visitor, discussed, "priya")).text)
    assert [(each["label"], each["kind"], each["level"]) for each in found["paragraphs"]] == [
        (each.label, each.kind.value, each.level) for each in PARAGRAPHS
    ]
    first = found["comments"][0]
    assert (first["author"], first["on_behalf_of"], first["body"]) == ("Ama Boateng", "Ghana", "Which *sea*?")
    assert first["quotation"]["exact"] == "flow of water"
    assert first["provenance"]["door"] == "mail"
    assert [state["body"] for state in first["earlier_states"]] == ["Which *water*?"]
    assert [each["state"] for each in found["comments"]] == ["shown", "shown", "withdrawn"]


async def test_the_page_links_to_it(discussed: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(room(discussed))
    assert page.link("Take away") == f"{room(discussed)}/take"
    offered = await visitor("priya").get(f"{room(discussed)}/take")
    leading = [node.get("href") or node.get("action") for node in offered.all("main form[action], main a[download]")]
    for form in FORMS.values():
        assert offered.has(f"#as-{form.name}")
        assert (f"{room(discussed)}/export.{form.name}" in leading) is not form.is_long


@pytest.mark.parametrize("form", [form.name for form in FORMS.values() if not form.is_long])
async def test_every_short_form_is_saved_and_never_shown(discussed: World, visitor: AsVisitor, form: str) -> None:
    page = await visitor("priya").get(f"{room(discussed)}/export.{form}")
    assert (page.status, page.header("Content-Type")) == (200, FORMS[form].type)
    name = f"WET-2-3{'-matrix' if form.startswith('matrix') else ''}.{FORMS[form].extension}"
    assert page.header("Content-Disposition").startswith(f'attachment; filename="{name}"')
    assert page.header("X-Content-Type-Options") == "nosniff"


async def test_what_takes_long_is_not_written_while_one_waits(discussed: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(f"{room(discussed)}/export.pdf")
    assert (page.status, page.address) == (200, f"{room(discussed)}/take")
    assert (await visitor(OUTSIDER).get(f"{room(discussed)}/export.pdf")).status == 404


async def test_an_option_that_there_is_not_gets_a_sentence(discussed: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(f"{room(discussed)}/export.json?language=not-a-tag-")
    assert (page.status, "is not the tag of a language" in page.words()) == (422, True)


@pytest.mark.parametrize("key", [None, OUTSIDER])
async def test_strangers_take_nothing_away(discussed: World, visitor: AsVisitor, key: str | None) -> None:
    assert (await taken(visitor, discussed, key)).status == 404
    discussed.change_space(is_open=True)
    assert json.loads((await taken(visitor, discussed, key)).text) == json.loads(json.dumps(gathered(discussed, key)))


async def test_a_script_that_asks_for_what_is_not_there_gets_json(visitor: AsVisitor) -> None:
    page = await visitor("ama").get("/d/aaaaaaaaaaaaaaaa/export.json", {"Accept": "application/json"})
    assert (page.status, json.loads(page.text)["refusal"]) == (404, "NotFound")
    page = await visitor("ama").get(comment("aaaaaaaaaaaaaaaa"), {"Accept": "application/json"})
    assert (page.status, json.loads(page.text)["refusal"]) == (404, "NotFound")
