"""Reading forms: plain strings, files, and times typed in the reader's zone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from commentspace.domain import names
from commentspace.domain.bodies import fingerprint
from commentspace.errors import Invalid, marked
from commentspace.text.quotation import Quotation
from commentspace.web.guards import UPLOAD_LIMIT

MOST_FIELDS = 100_000
"""A preview has four fields for each of up to 20,000 paragraphs."""

LONGEST_NUMBER = 9
"""Digits; no number that our forms hold is longer."""


async def read(request: Request) -> FormData:
    """The form that was sent, its files in memory; Invalid where it cannot be read as one."""
    try:
        async with request.form(max_files=2, max_fields=MOST_FIELDS, max_part_size=UPLOAD_LIMIT) as form:
            return FormData([(name, await _taken(value)) for name, value in form.multi_items()])
    except HTTPException as error:
        raise Invalid(marked("The form could not be read. Load the page again and send it once more.")) from error


async def _taken(value: UploadFile | str) -> UploadFile | str:
    """A file out of the temporary one that is closed with the form."""
    if isinstance(value, str):
        return value
    return UploadFile(BytesIO(await value.read()), filename=value.filename)


def word(form: FormData, name: str, otherwise: str = "") -> str:
    """A field's text; a file in its place counts as nothing."""
    value = form.get(name, otherwise)
    return value if isinstance(value, str) else otherwise


def words(form: FormData) -> dict[str, str]:
    """All fields that are text, to fill the form in again."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def upload(form: FormData, name: str) -> tuple[str, bytes] | None:
    """The name and the bytes of an uploaded file; None where none was chosen."""
    value = form.get(name)
    if not isinstance(value, UploadFile) or not value.filename:
        return None
    return value.filename, await value.read()


def new_key() -> str:
    """A key for a form, so that sending it twice does one thing."""
    return names.new()


def key_of(form: FormData, *fields: str) -> str:
    """The form's key with what it says: sent twice it is one letter, and with a changed text it is another."""
    return f"{word(form, 'key')}:{fingerprint(*(word(form, name) for name in fields))}"


def quotation(form: Mapping[str, object]) -> Quotation | None:
    """The words that a comment is about, as the page or a person gave them; None for the whole paragraph."""
    exact = str(form.get("exact", ""))
    if not exact.strip():
        return None
    start, end = (str(form.get(name, "")) for name in ("start", "end"))
    at = (whole(start, -1), whole(end, -1))
    return Quotation(exact[:10_000], str(form.get("prefix", ""))[:200], str(form.get("suffix", ""))[:200], *at)


def whole(typed: str, otherwise: int) -> int:
    """A whole number that a form's hidden field holds; `otherwise` where somebody has put anything else there."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else otherwise


def moment(form: FormData, name: str, zone: str) -> datetime:
    """A time typed as datetime-local, in this zone; Invalid where it is none, or falls into an hour that is skipped."""
    try:
        typed = datetime.fromisoformat(word(form, name))
        local = typed.replace(tzinfo=ZoneInfo(zone)) if typed.tzinfo is None else typed
        at = local.astimezone(UTC)
        shown = at.astimezone(local.tzinfo)
    except (ValueError, OverflowError) as error:
        raise Invalid(marked("Choose a day and an hour, such as 2027-03-01 18:00."), field=name) from error
    if shown.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid(
            marked("On that day the clocks in %(zone)s skip this hour. Choose one before or after it."),
            field=name,
            zone=zone,
        )
    return at
