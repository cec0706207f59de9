"""Whatever refuses a form, and why ever: what was written in it is on the page that says so."""

import json
from collections.abc import Callable

import pytest

from commentspace.web import forms
from commentspace.web.guards import FORM_LIMIT
from tests.web.addresses import comment, paragraph, space
from tests.web.fixtures import AsVisitor
from tests.web.visitor import JSON
from tests.world import OUTSIDER, World

LONG = "A long thought about water that took the whole morning to write."
COMMENT = {"body": LONG, "key": "a-key-of-a-form"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}


def of_comment(verb: str) -> Callable[[World], str]:
    return lambda world: comment(world.post("wei"), verb)


def of_space(part: str) -> Callable[[World], str]:
    return lambda world: space(world, part)


PLACES: dict[str, tuple[Callable[[World], str], str]] = {
    "a comment": (paragraph, "body"),
    "a reply": (of_comment("reply"), "body"),
    "an edit": (of_comment("edit"), "body"),
    "a letter": (of_comment("letter"), "body"),
    "a withdrawal": (of_comment("withdrawal"), "reason"),
    "a hold": (of_comment("hold"), "reason"),
    "a release": (of_comment("release"), "reason"),
    "a closure": (lambda world: f"/d/{world.document}/review/closure", "reason"),
    "a reopening": (lambda world: f"/d/{world.document}/review/reopening", "reason"),
    "a letter to all": (of_space("broadcast"), "body"),
    "a draft": (of_space("drafts"), "text"),
    "a preview": (of_space("drafts/aaaaaaaaaaaaaaaa"), "text"),
    "a member": (of_space("members"), "affiliation"),
    "a list of members": (of_space("members/list"), "text"),
    "the settings of a space": (of_space("settings"), "title"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", [None, OUTSIDER])
async def test_who_is_not_signed_in_any_more_gets_the_text_back(
    sqlite_world: World, visitor: AsVisitor, place: str, key: str | None
) -> None:
    address, field = PLACES[place][0](sqlite_world), PLACES[place][1]
    page = await visitor(key).send(address, **(COMMENT | {"body": ""} | {field: LONG}))
    assert page.status in (401, 403, 404)
    assert LONG in "".join(str(part) for node in page.all("main textarea") for part in node.itertext())


@pytest.mark.parametrize("place", ["a comment", "a reply", "a letter"])
async def test_in_an_open_space_too(sqlite_world: World, visitor: AsVisitor, place: str) -> None:
    sqlite_world.change_space(is_open=True)
    page = await visitor().send(PLACES[place][0](sqlite_world), **COMMENT)
    assert page.status == 401
    assert [text for text in page.said("main textarea") if text] == [LONG]


async def test_all_that_was_written_comes_back_and_nothing_that_was_not(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    letter = {"subject": "Friday", "body": "No.", "verb": "send", "key": "k" * 40, "next": "/" * 40}
    page = await visitor().send(space(sqlite_world, "broadcast"), **letter)
    assert (page.status, page.words("textarea")) == (404, "Friday No.")


async def test_more_than_is_taken_is_said_not_to_be_here(sqlite_world: World, visitor: AsVisitor) -> None:
    big = COMMENT | {"body": "x" * FORM_LIMIT}
    page = await visitor("ama").send(paragraph(sqlite_world), **big)
    assert (page.status, page.has("main textarea")) == (413, False)
    assert "your browser may still have it" in page.words(".sentence")
    said = json.loads((await visitor("ama").send(paragraph(sqlite_world), JSON, **big)).text)
    assert "your browser may still have it" in said["sentence"]


async def test_nearly_as_much_comes_back_even_to_a_stranger(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor().send(paragraph(sqlite_world), **(COMMENT | {"body": "word " * 200_000}))
    assert (page.status, len(page.words("textarea"))) == (404, 999_999)


@pytest.mark.parametrize("part", ["drafts", "drafts/aaaaaaaaaaaaaaaa", "members/list"])
async def test_only_somebody_known_sends_files(sqlite_world: World, visitor: AsVisitor, part: str) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\n'
    body = head + b"x" * (FORM_LIMIT + 1) + b"\r\n--b--\r\n"
    for key, status in [(None, 413), (OUTSIDER, 404)]:
        assert (await visitor(key).ask("POST", space(sqlite_world, part), MULTIPART, body)).status == status


@pytest.mark.parametrize("address", ["/sign-in", "/settings", "/s/wetlands/members"])
async def test_a_form_has_no_more_fields_than_a_page_shows(visitor: AsVisitor, address: str) -> None:
    many = {f"field-{number}": "x" for number in range(forms.FIELDS_OF_SETTINGS + 1)}
    page = await visitor("ama").send(address, **many)
    assert (page.status, "could not be read" in page.words()) == (422, True)


async def test_only_who_is_known_has_a_large_preview_read(sqlite_world: World, visitor: AsVisitor) -> None:
    many = {f"label-{number}": "1." for number in range(forms.FEW + 1)}
    address = space(sqlite_world, "drafts/aaaaaaaaaaaaaaaa")
    page = await visitor().send(address, **many)
    assert (page.status, "Sign in, in another tab" in page.words(".sentence")) == (401, True)
    assert (await visitor("lars").send(address, **many)).status == 404


async def test_signing_in_leads_back_to_the_form(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.change_space(is_open=True)
    form = "http://localhost" + space(sqlite_world, "drafts/new")
    headers = {"Sec-Fetch-Site": "same-origin", "Referer": form}
    page = await visitor().send(space(sqlite_world, "drafts"), headers, text=LONG, symbol="X")
    assert (page.status, page.link("Sign in", "main")) == (401, "/sign-in?next=" + space(sqlite_world, "drafts/new"))
