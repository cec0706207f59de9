"""Cookies: what other programs of the same host have set takes nobody's session away."""

import pytest

from tests.web.fixtures import AsVisitor
from tests.web.visitor import Visitor
from tests.world import World

ODD = ['x={"a":1}', "foo[0]=1", "x@y=1", "a b=1", "x=café", "=", ";;", 'x="', "session2=y", "x=\\"]


async def name_with(someone: Visitor, cookies: str) -> str:
    """The name in the corner of the page that this header brings."""
    return " ".join((await someone.get("/", {"Cookie": cookies})).said("nav.who a[href='/settings']"))


@pytest.mark.parametrize("odd", ODD)
async def test_an_odd_cookie_beside_ours_signs_nobody_out(sqlite_world: World, visitor: AsVisitor, odd: str) -> None:
    token = visitor("ama").client.cookies["session"]
    stranger = visitor()
    for cookies in (f"{odd}; session={token}", f"session={token}; {odd}", f"{odd};session={token};{odd}"):
        answer = await stranger.client.get("/", headers=[(b"Cookie", cookies.encode("latin-1"))])
        assert "Ama Boateng" in answer.text, cookies
    assert await name_with(stranger, "session=another") == ""
