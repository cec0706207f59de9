"""Comparing two revisions: the page, side by side or in line, in parts; and the Word file with tracked changes."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Final, NamedTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.children import Drowned, Endless, Failed, Pool
from commentspace.domain.access import Caller
from commentspace.domain.comparing import choosing, comparison, reasons
from commentspace.domain.comparing.choosing import Asked, Chosen
from commentspace.domain.comparing.comparison import Comparison
from commentspace.domain.comparing.reasons import Reasons
from commentspace.errors import Conflict, marked
from commentspace.formats.word_out import tracked
from commentspace.formats.word_out.leading import Leading
from commentspace.formats.word_out.tracked import Tracked
from commentspace.render import addresses
from commentspace.render.compared import Shape
from commentspace.render.environment import translations
from commentspace.text.comparing import CHANGES, folding
from commentspace.text.comparing.folding import Part, Wanted
from commentspace.text.languages import direction
from commentspace.web import comparing_values
from commentspace.web.answers import caller, document_values, etag_of, page, sent, unchanged
from commentspace.web.documents import Scene, scene
from commentspace.web.house import house
from commentspace.web.saving import for_saving

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOO_LONG = marked("These revisions take too long to write as one file. Read the comparison as a page, and print it.")
REVISION = marked("Revision %(number)s")
MOST_ROWS: Final = 20_000
"""Of all comparisons that are kept together."""

_NAME = re.compile(r"(?:r|left)-[a-z2-7]{16}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")
_POOL: Final = Pool(seconds=60, memory=2 << 30, children=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address of a comparison says; what makes no sense in it counts as not said."""

    asked: Asked
    shape: Shape
    wanted: Wanted

    @classmethod
    def of(cls, request: Request) -> "Wish":
        """What the query says."""
        query = request.query_params
        asked = Asked(_number(query, "from"), _number(query, "to"), _fit(query, "version", _LANGUAGE))
        kind = query.get("show", "")
        wanted = Wanted(
            "changed" in query, kind if kind in CHANGES else "", _fit(query, "open", _NAME), _fit(query, "at", _NAME)
        )
        return cls(asked, "inline" if query.get("shape") == "inline" else "side", wanted)

    def address(self, chosen: Chosen, **other: str) -> str:
        """The address of this with something else said."""
        said = {
            "from": str(chosen.older.number),
            "to": str(chosen.newer.number),
            "version": chosen.version if chosen.version != chosen.document.language else "",
            "shape": "inline" if self.shape == "inline" else "",
            "changed": "yes" if self.wanted.only_changes else "",
            "show": self.wanted.kind,
            "open": self.wanted.opened,
            "at": self.wanted.at,
        }
        query = {name: value for name, value in (said | other).items() if value}
        return addresses.asked(f"/d/{chosen.document.uid}/compare", query)


def _number(query: Mapping[str, str], name: str) -> int | None:
    given = query.get(name, "")
    return int(given) if _NUMBER.fullmatch(given) else None


def _fit(query: Mapping[str, str], name: str, form: re.Pattern[str]) -> str:
    given = query.get(name, "")
    return given if form.fullmatch(given) else ""


class _Recent:
    """The comparisons that were asked for last: revisions never change, so they stay true."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, Comparison] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Comparison | None:
        """One that is kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, made: Comparison) -> Comparison:
        """Keep it, and let those go that nobody has asked for longest."""
        with self._lock:
            self._found[key] = made
            while len(self._found) > 1 and sum(len(each.rows) for each in self._found.values()) > MOST_ROWS:
                self._found.popitem(last=False)
        return made


_RECENT: Final = _Recent()


class Looked(NamedTuple):
    """A page about a document, and the revisions that it compares."""

    scene: Scene
    chosen: Chosen


async def show(request: Request) -> Response:
    """GET /d/{uid}/compare?from=&to=&shape=&changed=&show=&version=&at=&open="""
    home, wish = house(request), Wish.of(request)
    found = await home.database.read(
        _looked, caller(request), request.path_params["uid"], wish.asked, home.database.now()
    )
    etag = _etag(request, found)
    answer = unchanged(request, etag)
    if answer is None:
        compared = await comparison_of(request, found.chosen)
        part = await asyncio.to_thread(folding.part, compared.rows, wish.wanted)
        rows = [row for line in part.lines for row in line.rows]
        led = await home.database.read(reasons.of_rows, found.chosen, rows)
        answer = await asyncio.to_thread(_page, request, wish, found, compared, part, led)
        answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "private, no-cache"
    return answer


def _looked(session: Session, who: Caller, uid: str, asked: Asked, now: datetime) -> Looked:
    return Looked(scene(session, who, uid, now), choosing.chosen(session, who, uid, asked))


def _etag(request: Request, found: Looked) -> str:
    """Comments stand beside the changes, so it is of all that this person may see of the document."""
    known, language, build = request.scope["known"], request.scope["language"], house(request).assets.build
    seen = found.scene.cursor, found.scene.names, found.scene.who, known, language
    return etag_of(build, found.chosen.key, found.chosen.revisions, seen, request.url.path, request.url.query)


async def comparison_of(request: Request, chosen: Chosen) -> Comparison:
    """The comparison, kept or computed beside the event loop."""
    kept = _RECENT.get(chosen.key)
    if kept is not None:
        return kept
    found = await house(request).database.read(comparison.texts, chosen)
    return _RECENT.keep(chosen.key, await asyncio.to_thread(comparison.compared, found))


def _page(
    request: Request, wish: Wish, found: Looked, compared: Comparison, part: Part, led: dict[str, Reasons]
) -> Response:
    chosen = found.chosen
    calm = replace(wish, wanted=replace(wish.wanted, at="", opened=""))
    language, environment = request.scope["language"], house(request).environment
    opens = not (wish.wanted.only_changes or wish.wanted.kind)
    teller = comparing_values.Teller(chosen, wish.shape, language, environment, opens=opens)
    given = {
        "document": document_values(chosen.document),
        "older": chosen.older,
        "newer": chosen.newer,
        "revisions": chosen.revisions,
        "version": {"language": chosen.version, "direction": direction(chosen.version)},
        "versions": [{"language": each, "name": comparing_values.language_name(each)} for each in chosen.versions],
        "shape": wish.shape,
        "wanted": wish.wanted,
        "counts": [
            {"name": name, "count": count, "address": calm.address(chosen, show=name)}
            for name, count in compared.counts.items()
        ],
        "unchanged": compared.unchanged,
        "lines": teller.lines(part, led, calm),
        "before": calm.address(chosen, at=part.before) + f"#{part.before}" if part.before else "",
        "after": calm.address(chosen, at=part.after) + f"#{part.after}" if part.after else "",
        "everything": calm.address(chosen, show="", changed=""),
        "only_changes": calm.address(chosen, show="", changed="yes"),
        "shapes": {
            "side": replace(wish, shape="side").address(chosen),
            "inline": replace(wish, shape="inline").address(chosen),
        },
        "file": f"/d/{chosen.document.uid}/compare.docx" + _query(chosen),
    }
    return page(request, "compare.html", given, may=found.scene.may)


def _query(chosen: Chosen) -> str:
    return f"?from={chosen.older.number}&to={chosen.newer.number}&version={chosen.version}"


async def word(request: Request) -> Response:
    """GET /d/{uid}/compare.docx?from=&to=&version="""
    asked = Wish.of(request).asked
    chosen = await house(request).database.read(choosing.chosen, caller(request), request.path_params["uid"], asked)
    compared = await comparison_of(request, chosen)
    said = translations(request.scope["language"]).gettext(REVISION) % {"number": chosen.newer.number}
    found = await house(request).database.read(reasons.of_rows, chosen, compared.rows)
    leading = comparing_values.leading(found, house(request).settings.base_url)
    try:
        content = await asyncio.to_thread(_POOL.call, tracked.write, as_tracked(chosen, compared, said, leading))
    except (Endless, Drowned, Failed) as error:
        raise Conflict(TOO_LONG) from error
    answer = sent(request, content, WORD)
    headers = for_saving(filename(chosen), WORD, b"").headers
    answer.headers.update({name: value for name, value in headers.items() if name != "content-length"})
    return answer


def as_tracked(chosen: Chosen, compared: Comparison, by: str, leading: Mapping[str, Sequence[Leading]]) -> Tracked:
    """A comparison as a Word file says it, its changes ascribed to `by`, with the comments that led to them."""
    title = chosen.newer.title(chosen.version) or chosen.document.title
    return Tracked(title, chosen.version, by, chosen.newer.issued_at, compared.rows, leading)


def filename(chosen: Chosen) -> str:
    """The document's symbol, and the numbers of the revisions."""
    stem = re.sub(r"[^\w.-]+", "-", chosen.document.symbol).strip("-.") or "document"
    return f"{stem}-{chosen.older.number}-{chosen.newer.number}.docx"
