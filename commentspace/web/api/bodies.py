"""What programs send: JSON read as the fields of a form, files as they are."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request

from commentspace.errors import Invalid, marked
from commentspace.text import normal
from commentspace.web import forms

LONGEST_KEY = 100
WHEN = marked("“%(name)s” has to be a moment with its zone, such as 2027-03-01T18:00:00Z.")


async def fields(request: Request) -> dict[str, Any]:
    """The object that was sent; Invalid where it is none."""
    try:
        sent = json.loads(await request.body() or b"{}")
        json.dumps(sent, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Invalid(marked("The body is not JSON: %(why)s."), why=str(error)[:100]) from error
    if not isinstance(sent, dict):
        raise Invalid(marked("The body has to be a JSON object."))
    return sent


async def form(request: Request) -> FormData:
    """The same as a form of a page: numbers and texts as words, what is null left out."""
    taken = {name: value for name, value in (await fields(request)).items() if value is not None}
    for name, value in taken.items():
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise Invalid(marked("“%(name)s” has to be a text or a number."), name=name[:50], field=name[:50])
    return FormData({name: str(value) for name, value in taken.items()} | {"key": key(request)})


def moment(sent: Mapping[str, Any], name: str) -> datetime:
    """A moment that was sent with its zone, in UTC; else Invalid."""
    try:
        at = datetime.fromisoformat(str(sent.get(name, "")))
        if at.tzinfo is not None and forms.is_shown_anywhere(at):
            return at.astimezone(UTC)
    except ValueError as error:
        raise Invalid(WHEN, field=name, name=name) from error
    raise Invalid(WHEN, field=name, name=name)


async def file(request: Request) -> tuple[str, bytes]:
    """The name that the address gives, and the bytes; Invalid where either is missing."""
    name = normal.file_name(request.query_params.get("filename", ""))
    if not name:
        raise Invalid(marked("Name the file in the address: ?filename=draft.docx."), field="filename")
    content = await request.body()
    if not content:
        raise Invalid(marked("Send the bytes of the file as the body."), field="file")
    return name, content


def key(request: Request) -> str:
    """The key of this sending: the header Idempotency-Key, or a new one."""
    said = request.headers.get("idempotency-key", "")
    if len(said) > LONGEST_KEY or not said.isprintable():
        raise Invalid(
            marked("An Idempotency-Key has at most %(most)s characters that can be printed."), most=LONGEST_KEY
        )
    return hashlib.sha256(said.encode()).hexdigest() if said else forms.new_key()
