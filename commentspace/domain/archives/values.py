"""The values of an archive's rows, as this server takes them: of the kind of their columns, and harmless to show."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import Boolean, Integer, LargeBinary, Table

from commentspace.database import UtcDateTime
from commentspace.domain import people
from commentspace.domain.picture_kinds import TYPES
from commentspace.errors import Invalid, marked
from commentspace.text import kept_html

WAITING = ("intended", "ready")
SENT_BY_OTHERS = "brought in from another server"
UNFIT = marked("The archive has a value that does not fit (%(column)s), so nothing was brought in.")

HTML = frozenset({"html", "proposal_html"})
UNSHOWN = "outbox"
"""What a letter said stands in no page."""
OBJECTS = frozenset(
    {("event_content", "content"), ("outbox", "subjects"), ("announcement", "part"), ("submission_row", "row")}
)
LISTS = frozenset({("event", "things"), ("inbound", "trail")})
ONE_LINE = frozenset(
    {"name", "title", "symbol", "slug", "affiliation", "on_behalf_of", "filename", "language", "address", "folded"}
    | {"said_by", "said_for", "type"}
)
"""Columns that stand in headers and lists, where a line's end or a control would do harm."""

_CONTROL = re.compile("[\x00-\x1f\x7f]")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:; ?charset=[\w-]+)?", re.ASCII)


def read(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row with the values that its columns take; Invalid where it has a column that there is not, or another kind
    of value."""
    made = {}
    for name, value in row.items():
        if name not in table.c:
            raise Invalid(
                marked("This archive is of another version: it has a column %(column)s."),
                column=f"{table.name}.{name[:40]}".encode("unicode_escape").decode(),
            )
        column = f"{table.name}.{name}"
        made[name] = None if value is None else _value(table.c[name].type, value, column)
        _require_fit(table.name, name, made[name])
        if name in HTML and made[name] and table.name != UNSHOWN:
            made[name] = kept_html.safe(str(made[name]))
    return made | _of_this_server(table.name, made)


def _value(kind: Any, value: Any, column: str) -> Any:
    expected: type = str
    if isinstance(kind, Boolean):
        expected = bool
    elif isinstance(kind, Integer):
        expected = int
    elif isinstance(kind, LargeBinary):
        expected = bytes
    if type(value) is not expected:
        raise Invalid(UNFIT, column=column)
    if not isinstance(kind, UtcDateTime):
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Invalid(UNFIT, column=column) from error


def _require_fit(table: str, name: str, value: Any) -> None:
    """Refuse what other rows and pages would stumble over, or what is not what it says."""
    fits = not (name in ONE_LINE and isinstance(value, str) and _CONTROL.search(value))
    if name == "type" and isinstance(value, str):
        fits = value in TYPES if table == "picture" else _MEDIA_TYPE.fullmatch(value) is not None
    if (table, name) in OBJECTS | LISTS:
        fits = _is_json(value, list if (table, name) in LISTS else dict)
    if not fits:
        raise Invalid(UNFIT, column=f"{table}.{name}")


def _is_json(value: Any, kind: type) -> bool:
    try:
        return isinstance(json.loads(value), kind)
    except (ValueError, TypeError, RecursionError):
        return False


def _of_this_server(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """What an archive does not decide here: rights, letters that wait, and whose an address is."""
    if table == "person":
        zone, language = row.get("zone"), row.get("language")
        known = {"zone": zone if zone in available_timezones() else "UTC"} if zone is not None else {}
        known |= {"language": language if language in people.LANGUAGES else "en"} if language is not None else {}
        return known | {"is_admin": False, "next_digest_at": None}
    if table == "outbox" and row["state"] in WAITING:
        return {"state": "dropped", "answer": SENT_BY_OTHERS, "leased_until": None}
    if table == "address" and row["folded"] != people.folded(row["address"]):
        raise Invalid(UNFIT, column="address.folded")
    return {}
