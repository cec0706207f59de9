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
from commentspace.errors import Invalid, SignInNeeded, marked
from commentspace.text.quotation import Quotation
from commentspace.web.guards import UPLOAD_LIMIT

FEW = 60
"""No form that a stranger can fill in has more fields."""
FIELDS_OF_SETTINGS = 2_000
"""A person's settings have six for each of their spaces."""
FIELDS_OF_PREVIEW = 1_000
"""A preview has a box for each of the 300 paragraphs on its page, and some more."""

WRITTEN = frozenset({"subject", "body", "text", "reason", "note"})
UNWRITTEN = frozenset({"key", "verb", "exact", "prefix", "suffix", "start", "end", "next", "mark", "began"})
LONG_ENOUGH = 20
"""Characters from which the text of any other field is worth handing back."""

SIGNED_OUT = marked(
    "You are not signed in any more, so this form was not read. Sign in, in another tab; then go back to the form, "
    "where your browser may still have what you changed, and send it again."
)

LONGEST_NUMBER = 9
"""Digits; no number that our forms hold is longer."""


async def read(request: Request, most: int = FEW) -> FormData:
    """The form that was sent, its files in memory; Invalid where it cannot be read as one.

    More than a few fields are read only of somebody who has signed in. The request remembers the form, so that
    a refusal can hand back what was written (`kept`).
    """
    is_known = request.scope["known"] is not None
    try:
        async with request.form(max_files=2, max_fields=most if is_known else FEW, max_part_size=UPLOAD_LIMIT) as form:
            taken = FormData([(name, await _taken(value)) for name, value in form.multi_items()])
    except HTTPException as error:
        if most > FEW and not is_known:
            raise SignInNeeded(SIGNED_OUT) from error
        raise Invalid(marked("The form could not be read. Load the page again and send it once more.")) from error
    request.state.form = taken
    return taken


def kept(request: Request) -> str:
    """What was written in the form that came with this request, for handing it back; empty where none was read."""
    form: FormData = getattr(request.state, "form", None) or FormData()
    return "\n\n".join(
        value
        for name, value in form.multi_items()
        if isinstance(value, str)
        and value.strip()
        and (name in WRITTEN or (name not in UNWRITTEN and len(value) > LONG_ENOUGH))
    )


async def _taken(value: UploadFile | str) -> UploadFile | str:
    """A file out of the temporary one that is closed with the form."""
    if isinstance(value, str):
        return value
    return UploadFile(BytesIO(await value.read()), filename=value.filename)


def word(form: FormData, name: str, otherwise: str = "") -> str:
    """A field's text; a file in its place counts as nothing."""
    value = form.get(name, otherwise)
    return value if isinstance(value, str) else otherwise


def choice(form: FormData, name: str) -> bool | None:
    """A field that says "yes" or "no"; None where the form does not have it."""
    said = word(form, name)
    return said == "yes" if said else None


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


def is_shown_anywhere(at: datetime) -> bool:
    """Whether every zone can show it, and some years before and after it: the calendar has an end on both sides."""
    return 1_000 <= at.year < 9_000


def moment(form: FormData, name: str, zone: str) -> datetime:
    """A time typed as datetime-local, in this zone; Invalid where it is none, or falls into an hour that is skipped."""
    try:
        typed = datetime.fromisoformat(word(form, name))
        if not is_shown_anywhere(typed):
            raise ValueError(typed.year)
        local = typed.replace(tzinfo=ZoneInfo(zone)) if typed.tzinfo is None else typed
        at = local.astimezone(UTC)
        shown = at.astimezone(local.tzinfo)
    except ValueError as error:
        raise Invalid(marked("Choose a day and an hour, such as 2027-03-01 18:00."), field=name) from error
    if shown.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid(
            marked("On that day the clocks in %(zone)s skip this hour. Choose one before or after it."),
            field=name,
            zone=zone,
        )
    return at
