"""What stands before every page: other sites, wrong hosts, bodies without end, methods that are not for an address."""

import json
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest

from commentspace.web.guards import FORM_LIMIT, UPLOAD_LIMIT
from tests.web.addresses import paragraph, room, space
from tests.web.fixtures import AsVisitor
from tests.web.visitor import JSON
from tests.world import World

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
COMMENT = {"body": "Which water?", "key": "a-key-of-a-form"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "localhost"},
        {"Origin": ""},
    ],
)
async def test_a_post_that_another_site_began_is_refused(
    sqlite_world: World, visitor: AsVisitor, headers: dict[str, str]
) -> None:
    page = await visitor("ama").send(paragraph(sqlite_world), headers, **COMMENT)
    assert (page.status, "another site" in page.text) == (403, True)
    assert not sqlite_world.views("lars")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {},  # curl, and browsers before 2020
    ],
)
async def test_a_post_of_our_own_pages_passes(sqlite_world: World, visitor: AsVisitor, headers: dict[str, str]) -> None:
    assert (await visitor("ama").send(paragraph(sqlite_world), headers, **COMMENT)).status == 303
    assert len(sqlite_world.views("lars")) == 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "PROPFIND"])
async def test_no_other_way_of_writing_gets_past(visitor: AsVisitor, method: str) -> None:
    page = await visitor("ama").ask(method, "/sign-out", {"Sec-Fetch-Site": "cross-site"})
    assert page.status == 403


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_link_on_another_site_may_lead_here(sqlite_world: World, visitor: AsVisitor, method: str) -> None:
    page = await visitor("ama").ask(method, room(sqlite_world), {"Sec-Fetch-Site": "cross-site"})
    assert page.status == 200


async def test_a_form_of_more_than_a_mebibyte_is_refused_in_words(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, body = visitor("ama"), urlencode(COMMENT | {"body": "x" * FORM_LIMIT}).encode()
    page = await ama.ask("POST", paragraph(sqlite_world), FORM, body)
    assert (page.status, "More than 1 MiB was sent" in page.words()) == (413, True)
    page = await ama.ask("POST", paragraph(sqlite_world), FORM | JSON, body)
    assert (page.status, "More than 1 MiB" in json.loads(page.text)["sentence"]) == (413, True)


async def test_a_body_without_end_is_not_waited_for(sqlite_world: World, visitor: AsVisitor) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b"x" * 65_536

    ama = visitor("ama")
    for address in (paragraph(sqlite_world), "/sign-in", space(sqlite_world, "broadcast")):
        sent = 0
        answer = await ama.client.post(address, headers=FORM, content=endless())
        assert (answer.status_code, sent <= FORM_LIMIT + 2 * 65_536) == (413, True)


async def test_an_upload_may_be_larger_but_not_without_end(sqlite_world: World, visitor: AsVisitor) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'
    kind, lars = {"Content-Type": "multipart/form-data; boundary=b"}, visitor("lars")
    address = space(sqlite_world, "members/list")
    page = await lars.ask("POST", address, kind, head + b"x" * (2 * FORM_LIMIT) + b"\r\n--b--\r\n")
    assert (page.status, "MiB" in page.words()) == (413, False)
    page = await lars.ask("POST", address, kind, head + b"x" * UPLOAD_LIMIT + b"\r\n--b--\r\n")
    assert (page.status, "More than 26 MiB" in page.words()) == (413, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--c\r\nnothing"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="body'),
        ("application/json", b'{"body": "x"}'),
        ("text/plain", b"body=x&key=a-key-of-a-form"),
        ("", b"\xff\xfe\x00"),
        ("application/x-www-form-urlencoded", b"\xff\xfe=\x00&%ZZ=%ff&key"),
        ("application/x-www-form-urlencoded", b"&" * 100),
    ],
)
async def test_a_body_that_is_no_form_is_refused_in_words(
    sqlite_world: World, visitor: AsVisitor, kind: str, body: bytes
) -> None:
    for address in (paragraph(sqlite_world), "/sign-in", "/settings"):
        page = await visitor("ama").ask("POST", address, {"Content-Type": kind}, body)
        assert page.status == 422, address
        assert page.said(".problem, .sentence")
    assert not sqlite_world.views("lars")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:80", "", "a b", "www.localhost"]
)
async def test_a_request_for_another_host_is_refused(visitor: AsVisitor, host: str) -> None:
    page = await visitor().ask("GET", "/", {"Host": host})
    assert (page.status, "location" in page.response.headers) == (400, False)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "LOCALHOST", "[::1]:8000"])
async def test_any_name_of_this_machine_is_ours_while_we_serve_only_it(visitor: AsVisitor, host: str) -> None:
    assert (await visitor().ask("GET", "/", {"Host": host})).status == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
async def test_a_method_that_an_address_does_not_take_is_said(
    sqlite_world: World, visitor: AsVisitor, method: str
) -> None:
    for address in ("/", room(sqlite_world), paragraph(sqlite_world), "/sign-out", "/static/x/y"):
        page = await visitor("ama").ask(method, address)
        assert page.status == 405
        assert page.header("Allow")


async def test_posting_where_one_only_reads_is_said_too(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("ama").send(room(sqlite_world))
    assert (page.status, {*page.header("Allow").split(", ")}) == (405, {"GET", "HEAD"})
    assert (await visitor("ama").send("/nowhere")).status == 404


@pytest.mark.parametrize("address", ["/", "/sign-in", "/settings", "/healthz", "/nothing", "/spaces/new"])
async def test_head_says_what_get_would(visitor: AsVisitor, address: str) -> None:
    for key in (None, "lars"):
        head, get = await visitor(key).ask("HEAD", address), await visitor(key).ask("GET", address)
        assert (head.status, head.header("Content-Length")) == (get.status, get.header("Content-Length"))
        assert head.header("Content-Type") == get.header("Content-Type")
