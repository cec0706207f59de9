"""A program that asks the API, with a key or without one, and checks each answer against its schema."""

import json
from dataclasses import dataclass, field
from typing import Any

import jsonschema

from commentspace.domain import names, tokens
from commentspace.domain.tokens import Wanted
from commentspace.web.api.endpoints import ROOT
from commentspace.web.api.routes import description
from tests.web.pages import Page
from tests.web.visitor import Visitor
from tests.world import World

API = description("http://localhost")


@dataclass
class Program:
    """What it sends goes through a browser without a session."""

    browser: Visitor
    key: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Page:
        """The very answer."""
        bearer = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.browser.ask(method, ROOT + path, bearer | self.headers | named, body)

    async def get(self, path: str, status: int = 200) -> Any:
        """The JSON of an answer, which has to have this status and be as the description says."""
        return checked(await self.ask("GET", path), "get", path, status)

    async def post(self, path: str, sent: Any = None, status: int = 201, **headers: str) -> Any:
        """The same for what is sent: bytes as they are, anything else as JSON."""
        body = sent if isinstance(sent, bytes) else json.dumps(sent or {}).encode()
        return checked(await self.ask("POST", path, body, **headers), "post", path, status)


def checked(page: Page, method: str, path: str, status: int) -> Any:
    """The JSON, once it has been compared with the schema of its operation."""
    assert page.status == status, (page.status, page.text)
    found = json.loads(page.text)
    operation = _operation(method, path)
    answer = operation["responses"].get(str(status), operation["responses"]["default"])
    schema = answer["content"]["application/json"]["schema"]
    jsonschema.validate(found, {**schema, "components": API["components"]})
    return found


def _operation(method: str, path: str) -> Any:
    parts = path.partition("?")[0].split("/")
    for pattern, operations in API["paths"].items():
        wanted = pattern.split("/")
        if len(wanted) != len(parts) or method not in operations:
            continue
        if all(a.startswith("{") or a == b for a, b in zip(wanted, parts, strict=True)):
            return operations[method]
    raise AssertionError(f"{method} {path} is not described")


def program_of(browser: Visitor, world: World, key: str | None, scope: str = "write") -> Program:
    """A program that acts for somebody of the cast."""
    if key is None:
        return Program(browser)
    wanted = Wanted.of(f"Program {names.new()}", scope, "30")
    return Program(browser, world.database.write_here(tokens.make, world.caller(key), wanted))
