"""What programs send about rounds, and where it is carried out."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request

from commentspace.domain import documents, unveiling
from commentspace.errors import Invalid, marked
from commentspace.web.answers import caller
from commentspace.web.house import house

MEMBERS = marked("“%(name)s” has to be a list of names of members.")

TEXT = {"type": "string"}
MOMENT = {"type": "string", "format": "date-time"}
NAMES = {"type": "array", "items": TEXT, "description": "Names of members, as in the list of members."}
REASON = {**TEXT, "description": "Everybody who may read the document sees it."}
FLAG = {"type": "boolean"}


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    """The schema of an object with these fields."""
    return {"type": "object", "properties": properties, "required": list(required)}


def names(sent: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of names, empty where it was left out; else Invalid."""
    given = sent.get(name) or []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise Invalid(MEMBERS, field=name, name=name)
    return tuple(given)


async def write(request: Request, verb: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Run a verb in the space of the document of the address."""
    database, uid = house(request).database, request.path_params["uid"]
    document, _ = await database.read(documents.find, caller(request), uid)
    return await database.write(verb, caller(request), *args, space=document.space_id, **named)


async def write_of_round(request: Request, verb: Callable[..., Any], *args: Any) -> Any:
    """Run a verb in the space of the round of the address, for its moderators."""
    database = house(request).database
    _, document, _ = await database.read(unveiling.moderated, caller(request), request.path_params["uid"])
    return await database.write(verb, caller(request), *args, space=document.space_id)
