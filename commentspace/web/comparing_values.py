"""The lines of a comparison as its page wants them: pieces that are kept, and beside them what one reader may see."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from babel import UnknownLocaleError
from jinja2 import Environment
from markupsafe import Markup

from commentspace.domain.comparing.choosing import Chosen
from commentspace.domain.comparing.reasons import NONE, Reasons
from commentspace.domain.views import CommentView
from commentspace.formats.word_out.leading import Leading
from commentspace.render import compared
from commentspace.render.compared import Shape
from commentspace.render.environment import interface, locale, translations
from commentspace.render.kept import Kept
from commentspace.text.comparing import Row
from commentspace.text.comparing.folding import Fold, Line, Part, Shown

QUOTED: Final = 160
"""Characters of a comment that are shown beside a change."""

_PIECES: Final = Kept(8_000_000)
"""Rows as they are shown: texts that never change, in words of the interface."""


class Addressed(Protocol):
    """Makes addresses of the comparison that a page shows."""

    def address(self, chosen: Chosen, **other: str) -> str:
        """The address of the same with something else said."""


class Teller:
    """Tells the lines of one page, in a shape and in a language of the interface; whether `opens`, folds open there."""

    def __init__(self, chosen: Chosen, shape: Shape, language: str, environment: Environment, *, opens: bool):
        self._chosen, self._shape, self._language, self._opens = chosen, shape, language, opens
        self._translate = translations(language).gettext
        self._template = environment.get_template("parts/compare_row.html")

    def lines(self, part: Part, led: Mapping[str, Reasons], calm: Addressed) -> list[dict[str, Any]]:
        """The lines in order; `calm` makes the addresses of rows that are on other pages."""
        here = {row.name for line in part.lines for row in line.rows}

        def where(name: str) -> str:
            if not name:
                return ""
            return f"#{name}" if name in here else calm.address(self._chosen, at=name) + f"#{name}"

        return [self._line(line, part, led, where, calm) for line in part.lines]

    def _line(self, line: Line, part: Part, led: Mapping[str, Reasons], where: Any, calm: Addressed) -> dict[str, Any]:
        if isinstance(line, Fold):
            opened = {"open": line.name, "at": line.name, "show": "", "changed": ""}
            return {
                "fold": len(line.rows),
                "renumbered": line.renumbered,
                "name": line.name,
                "pieces": self._folded(line),
                "address": calm.address(self._chosen, **opened) + f"#{line.name}",
            }
        row, at = line.row, line.change - 1
        names = part.changes
        return {
            "fold": 0,
            "name": row.name,
            "changes": row.changes,
            "is_left": row.is_left,
            "number": line.change,
            "previous": where(names[at - 1]) if at > 0 else "",
            "next": where(names[at + 1]) if 0 <= at < len(names) - 1 else "",
            "other": where(row.other) if row.has_moved else "",
            "moves": self._moves(row, where),
            "html": self._piece(row),
            "taken": [_told(each) for each in led.get(row.name, NONE).taken],
            "said": [_told(each) for each in led.get(row.name, NONE).said],
            "biography": self._biography(line),
        }

    def _folded(self, fold: Fold) -> list[dict[str, Any]]:
        """What opens in its place; all else is on another page."""
        if not fold.is_here or not self._opens:
            return []
        return [{"name": each.name, "html": self._piece(each)} for each in fold.rows]

    def _moves(self, row: Row, where: Any) -> list[dict[str, Any]]:
        ends = [("gone", each) for each in row.gone] + [("come", each) for each in row.come]
        return [{"number": each.number, "side": side, "address": where(each.other)} for side, each in ends]

    def _biography(self, line: Shown) -> str:
        if not line.change or line.row.is_left:
            return ""
        return f"/d/{self._chosen.document.uid}/p/{(line.row.match.new or line.row.match.old)[0].uid}/biography"

    def _piece(self, row: Row) -> Markup:
        """The row itself, made once for everybody."""
        made_from = (self._chosen.key, self._shape, self._language)
        return _PIECES.get((made_from, row.name), made_from, lambda: self._made(row))

    def _made(self, row: Row) -> Markup:
        given = {
            "row": compared.shown(row, self._shape, self._translate),
            "shape": self._shape,
            "older": self._chosen.older.number,
            "newer": self._chosen.newer.number,
        }
        return Markup(self._template.render(interface(self._language) | given))  # noqa: S704  # a template's own output


def _told(comment: CommentView) -> dict[str, Any]:
    """A comment in a line: who, and how it begins."""
    said = " ".join((comment.body or comment.proposal or "").split())
    return {
        "uid": comment.uid,
        "number": comment.number,
        "name": comment.name,
        "on_behalf_of": comment.on_behalf_of,
        "is_held": comment.is_held,
        "was": comment.was,
        "said": said if len(said) <= QUOTED else said[:QUOTED].rstrip() + "…",
        "language": comment.language,
    }


def language_name(tag: str) -> str:
    """What a language calls itself, or its tag."""
    try:
        found = locale(tag).get_display_name(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return tag
    return found or tag


def leading(found: Mapping[str, Reasons], base_url: str) -> dict[str, Sequence[Leading]]:
    """The comments beside each row as the Word file has them: first what was taken over."""
    base = base_url.rstrip("/")
    return {
        name: [
            *(_leading(view, base, is_taken=True) for view in reasons.taken),
            *(_leading(view, base, is_taken=False) for view in reasons.said),
        ]
        for name, reasons in found.items()
    }


def _leading(view: CommentView, base: str, *, is_taken: bool) -> Leading:
    party = view.said_for if view.said_by else view.on_behalf_of
    author = f"{view.name} ({party})" if party else view.name
    address = f"{base}/c/{view.uid}" if base else ""
    return Leading(
        view.uid, view.number, author, view.posted_at, view.html, view.proposal, view.language, is_taken, address
    )
