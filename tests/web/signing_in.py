"""Asking for a letter of sign-in, and what is in it."""

import json

from commentspace.demo.cast import member
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

AMA = member("ama").address


async def ask(someone: Visitor, address: str = AMA, next: str = "/") -> Page:
    """Ask for a letter on the page of the form."""
    return await someone.submit(await someone.get(f"/sign-in?next={next}"), address=address)


def mailed(world: World) -> dict[str, str]:
    """The link and the code in the letters that wait, of the last one."""
    letters = world.rows("SELECT subjects FROM outbox WHERE kind = 'sign-in' ORDER BY id")
    subjects: dict[str, str] = json.loads(letters[-1][0])
    return subjects


async def signed_in_as(someone: Visitor) -> str:
    """The name in the corner of the page; empty for a stranger."""
    return " ".join((await someone.get("/")).said("nav.who a[href='/settings']"))
