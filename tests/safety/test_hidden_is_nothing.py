"""Whoever asks for what they may not see is answered as if it had never been, whatever they ask and send."""

from dataclasses import dataclass

import pytest

from commentspace.web.routes import ROUTES
from tests.safety.canaries import SLUG, plant
from tests.safety.walking import FORM_KEY
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import JSON, Visitor
from tests.world import OUTSIDER, World

NEVER, NOTHING = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
FIELDS = {
    "body": "A text.",
    "key": "a-key-of-a-form",
    "reason": "A reason.",
    "closes_at": "2026-03-20T18:00",
    "based_on": "1",
    "verb": "issue",
    "subject": "A subject",
    "symbol": "X/1",
    "title": "A title",
    "digest": "off",
    "name": "Somebody",
    "address": "somebody@example.org",
}
"""What would be right for each of the forms."""


@dataclass(frozen=True)
class Hidden:
    """Something that is there: how its addresses begin, its name, and a name that nothing has."""

    begins: str
    place: str
    name: str
    never: str = NEVER

    def pairs(self, world: World) -> list[tuple[str, str, str]]:
        """The method and both addresses of everything that could be done with it."""
        found = []
        for route in ROUTES:
            if route.path.startswith(self.begins):
                for method in sorted((route.methods or set()) - {"HEAD"}):
                    path = route.path.replace("{slug}", world.slug) if self.place != "{slug}" else route.path
                    mine, never = (path.replace(self.place, name) for name in (self.name, self.never))
                    found.append((method, _rest(mine), _rest(never)))
        return found


def _rest(path: str) -> str:
    """The address with names of nothing in the places that are left."""
    return path.replace("{uid}", NOTHING).replace("{paragraph}", NOTHING)


def hidden_things(world: World) -> dict[str, Hidden]:
    """One of each kind, planted for the canary test."""

    def name(sql: str) -> str:
        [(found,)] = world.rows(sql)
        return str(found)

    held = name("SELECT uid FROM comment WHERE body = 'canary-held-third'")
    private = name("SELECT uid FROM document WHERE symbol = 'canary-symbol'")
    inside = name("SELECT uid FROM comment WHERE body = 'canary-private-comment'")
    letter = name("SELECT uid FROM announcement WHERE subject = 'canary-announced-subject'")
    to_a_part = name("SELECT uid FROM announcement WHERE subject = 'canary-part-subject'")
    between = name("SELECT uid FROM message WHERE body = 'canary-letter'")
    return {
        "held comment": Hidden("/c/{uid}", "{uid}", held),
        "private document": Hidden("/d/{uid}", "{uid}", private),
        "private comment": Hidden("/c/{uid}", "{uid}", inside),
        "private space": Hidden("/s/{slug}", "{slug}", SLUG, "never-harbour1"),
        "letter to members": Hidden("/s/{slug}/announcements/{uid}", "{uid}", letter),
        "letter to a part": Hidden("/s/{slug}/announcements/{uid}", "{uid}", to_a_part),
        "letter of two": Hidden("/letters/{uid}", "{uid}", between),
    }


UNSEEN: dict[str | None, list[str]] = {
    None: ["held comment", "private document", "private comment", "private space", "letter to members"],
    OUTSIDER: ["held comment", "private document", "private space", "letter to members"],
    "priya": ["held comment", "letter to a part", "letter of two"],
    "wei": ["held comment", "private document", "private comment", "private space"],
    "lars": ["private document", "private comment", "private space", "letter of two"],
}
"""What each of them may not know of."""


async def asked(someone: Visitor, method: str, address: str, headers: dict[str, str]) -> Page:
    if method == "GET":
        return await someone.ask("GET", address, headers)
    return await someone.send(address, headers, **FIELDS)


def answer(page: Page, name: str) -> tuple[int, str, list[tuple[str, str]]]:
    """All that is received, with one word in the place of the name that was asked for."""
    head = [(key, value.replace(name, "…")) for key, value in page.response.headers.multi_items()]
    lengths = [(key, value) for key, value in head if key != "content-length"]
    return page.status, FORM_KEY.sub("", page.text.replace(name, "…")), lengths


@pytest.mark.parametrize("key", UNSEEN)
async def test_what_is_hidden_answers_like_what_never_was(
    sqlite_world: World, visitor: AsVisitor, key: str | None
) -> None:
    plant(sqlite_world)
    things, someone = hidden_things(sqlite_world), visitor(key)
    for kind in UNSEEN[key]:
        pairs = things[kind].pairs(sqlite_world)
        assert pairs
        for method, address, never in pairs:
            for headers in ({}, JSON) if method == "POST" else ({},):
                here = await asked(someone, method, address, headers)
                there = await asked(someone, method, never, headers)
                assert answer(here, things[kind].name) == answer(there, things[kind].never), f"{method} {address}"
                assert here.status in (303, 401, 404), f"{method} {address}: {here.status}"
    assert not sqlite_world.rows("SELECT id FROM comment WHERE body = 'A text.'")
