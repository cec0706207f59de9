"""Somebody at the browser's door, signed in or not, who follows redirects and fills in the forms of pages."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urljoin

import httpx2
from starlette.types import ASGIApp

from tests.web.filling import BOUNDARY, Field, File, fields_of, multipart
from tests.web.pages import Page

SITE = "http://localhost"
JSON = {"Accept": "application/json"}
"""How the page's own script asks."""


class Visitor:
    """A browser without scripts. With `raising` an error of the site is raised here; else it is a page."""

    def __init__(self, app: ASGIApp, token: str | None = None, *, raising: bool = True):
        self.client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app, raise_app_exceptions=raising),
            base_url=SITE,
            cookies={"session": token} if token else {},
            headers={"Accept": "text/html", "Accept-Encoding": "identity"},
        )

    async def get(self, address: str, headers: Mapping[str, str] | None = None) -> Page:
        """The page at this address, redirects followed."""
        return Page(await self.client.get(address, headers=headers, follow_redirects=True))

    async def ask(self, method: str, address: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Page:
        """The very answer to one request."""
        return Page(await self.client.request(method, address, headers=headers, content=body))

    async def send(self, address: str, headers: Mapping[str, str] | None = None, /, **fields: str) -> Page:
        """The very answer to a form that need not stand on any page, as a script or a stranger would send it."""
        typed = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return await self.ask("POST", address, typed, urlencode(fields).encode())

    async def post(self, address: str, fields: Sequence[tuple[str, str]]) -> Page:
        """The answer to these fields, of which several may have one name; redirects followed."""
        kind, body = _encoded(list(fields), is_multipart=False)
        headers = {"Content-Type": kind}
        return Page(await self.client.post(address, content=body, headers=headers, follow_redirects=True))

    async def submit(
        self,
        page: Page,
        form: str = "main form:not(.does-endorse)",
        typed: Mapping[str, str | None] | None = None,
        *,
        press: str | None = None,
        file: File | None = None,
        **more: str | None,
    ) -> Page:
        """Type into a form that the page carries and send it; the answer, redirects followed."""
        node = page.one(form)
        fields = fields_of(node, {**(typed or {}), **more}, press)
        if file is not None:
            fields = [(name, value if isinstance(value, str) else file) for name, value in fields]
        address = urljoin(page.address, node.get("action") or page.address)
        is_multipart = node.get("enctype") == "multipart/form-data"
        assert file is None or is_multipart, "a form that takes files has to be multipart"
        kind, body = _encoded(fields, is_multipart)
        headers = {"Content-Type": kind}
        return Page(await self.client.post(address, content=body, headers=headers, follow_redirects=True))

    async def close(self) -> None:
        """Let go of the client."""
        await self.client.aclose()


def _encoded(fields: list[Field], is_multipart: bool) -> tuple[str, bytes]:
    if is_multipart:
        return f"multipart/form-data; boundary={BOUNDARY}", multipart(fields)
    return "application/x-www-form-urlencoded", urlencode([(name, str(value)) for name, value in fields]).encode()
