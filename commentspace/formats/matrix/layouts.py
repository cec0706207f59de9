"""The layouts of matrices that are written: which columns they have, how wide they are, and what stands in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from commentspace.domain.exported import ExportedComment
from commentspace.errors import Invalid, marked
from commentspace.formats.matrix.outline import Stands
from commentspace.formats.matrix.shown import shown
from commentspace.formats.matrix.values import ISO_CODES, kind_title, outcome_title
from commentspace.formats.options import Options


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is made of: where it stands in the draft, and the comment on it, if there is one."""

    stands: Stands
    options: Options
    symbol: str
    revision: str
    comment: ExportedComment | None = None
    answers: str = ""
    depth: int = 0


Value = Callable[[Line, ExportedComment], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its width in characters, and what stands in it. `here` is what it says without a comment."""

    name: str
    width: int
    value: Value
    here: Callable[[Line], str] | None = None

    def text(self, line: Line) -> str:
        """What stands in this column of a row."""
        if line.comment is None:
            return self.here(line) if self.here else ""
        return self.value(line, line.comment)


def _nothing(line: Line, comment: ExportedComment) -> str:
    return ""


def _who(line: Line, comment: ExportedComment) -> str:
    """Whom the file named that the comment came in, and who brought it; else who wrote it, with their pseudonym."""
    said = comment.said_by
    name = f"{said} ({comment.author})" if said and said != comment.author else comment.author
    return f"{name} [{comment.others_see}]" if comment.others_see else name


def _for_whom(line: Line, comment: ExportedComment) -> str:
    return comment.said_for or comment.on_behalf_of


def _comment(line: Line, comment: ExportedComment) -> str:
    return shown(comment.markdown)


def _proposal(line: Line, comment: ExportedComment) -> str:
    return shown(comment.proposal or "")


def _quotation(line: Line, comment: ExportedComment) -> str:
    return comment.exact or line.stands.text


def _date(line: Line, comment: ExportedComment) -> str:
    at = comment.said_at or comment.posted_at
    return at.astimezone(ZoneInfo(line.options.zone)).strftime("%Y-%m-%d %H:%M")


def _number(line: Line, comment: ExportedComment) -> str:
    return "" if comment.number is None else str(comment.number)


def _kind(line: Line, comment: ExportedComment) -> str:
    return kind_title(comment.kind, line.options.language)


def _state(line: Line, comment: ExportedComment) -> str:
    return "" if comment.status == "shown" else comment.status


def _endorsements(line: Line, comment: ExportedComment) -> str:
    """How many endorse it, and those whose names may be known."""
    known = [f"{each.name} ({each.on_behalf_of})" if each.on_behalf_of else each.name for each in comment.endorsements]
    return "\n".join([str(len(known)), *filter(None, known)]) if known else ""


def _disposition(line: Line, comment: ExportedComment) -> str:
    """What was decided about it."""
    answer = comment.answer
    return outcome_title(answer.outcome, answer.duplicate_number, line.options.language) if answer else ""


def _reason(line: Line, comment: ExportedComment) -> str:
    return shown(comment.answer.reason) if comment.answer else ""


def _answer(line: Line, comment: ExportedComment) -> str:
    """What was decided about it, and why, in one column."""
    return "\n".join(part for part in (_disposition(line, comment), _reason(line, comment)) if part)


def _columns(*columns: Column) -> dict[str, Column]:
    return {column.name: column for column in columns}


LAYOUTS: Final[Mapping[str, Mapping[str, Column]]] = {
    "ours": _columns(
        Column("number", 7, _number),
        Column("answers", 9, lambda line, comment: line.answers),
        Column("symbol", 16, lambda line, comment: line.symbol, lambda line: line.symbol),
        Column("revision", 9, lambda line, comment: str(comment.revision), lambda line: line.revision),
        Column("section", 22, lambda line, comment: line.stands.section, lambda line: line.stands.section),
        Column("label", 11, lambda line, comment: line.stands.label, lambda line: line.stands.label),
        Column("quotation", 46, _quotation, lambda line: line.stands.text),
        Column("kind", 13, _kind),
        Column("reviewer", 20, _who),
        Column("organisation", 20, _for_whom),
        Column("comment", 56, _comment),
        Column("proposal", 46, _proposal),
        Column("disposition", 16, _disposition),
        Column("response", 36, _reason),
        Column("date", 17, _date),
        Column("state", 11, _state),
        Column("endorsements", 24, _endorsements),
    ),
    "iso": _columns(
        Column("mb", 18, _for_whom),
        Column("line", 10, _nothing),
        Column("clause", 22, lambda line, comment: line.stands.section, lambda line: line.stands.section),
        Column("element", 16, lambda line, comment: line.stands.label, lambda line: line.stands.words),
        Column("type", 10, lambda line, comment: ISO_CODES.get(comment.kind, "ge")),
        Column("comments", 56, _comment),
        Column("change", 46, _proposal),
        Column("observations", 36, _answer),
    ),
    "lines": _columns(
        Column("comment_number", 9, _number),
        Column("chapter", 22, lambda line, comment: line.stands.section, lambda line: line.stands.section),
        Column("from_page", 8, _nothing),
        Column("from_line", 8, _nothing),
        Column("to_page", 8, _nothing),
        Column("to_line", 8, _nothing),
        Column("label", 11, lambda line, comment: line.stands.label, lambda line: line.stands.words),
        Column("comment", 56, _comment),
        Column("proposal", 40, _proposal),
        Column("commenter", 22, _who),
        Column("organisation", 22, _for_whom),
        Column("response", 36, _answer),
    ),
}
"""By the name of the layout; the columns by their names, in order."""

TO_FILL: Final[Mapping[str, tuple[str, ...]]] = {
    "ours": ("section", "label", "quotation", "kind", "comment", "proposal"),
    "iso": tuple(LAYOUTS["iso"]),
    "lines": tuple(name for name in LAYOUTS["lines"] if name != "comment_number"),
}
"""What an empty matrix has."""

FILLED_IN: Final = frozenset(("comment", "comments", "proposal", "change"))
"""The columns of what people say: a reply is indented there."""

ON_PAPER: Final = (
    *("number", "answers", "label", "quotation", "kind", "reviewer", "organisation", "comment", "proposal"),
    *("disposition", "response"),
)
"""What of our own layout a page has room for."""


def chosen(options: Options, usual: tuple[str, ...] = ()) -> list[Column]:
    """The columns of a layout, those that were chosen, in that order; Invalid for one that it does not have.

    `usual` are those of our own layout that are taken where nothing is chosen; none for all.
    """
    layout = LAYOUTS[options.layout]
    names = options.columns
    if not names and options.empty:
        names = TO_FILL[options.layout]
    if not names and options.layout == "ours":
        names = usual
    for name in names:
        if name not in layout:
            raise Invalid(
                marked("This layout has no column “%(column)s”. It has: %(columns)s."),
                column=name,
                columns=", ".join(layout),
                field="columns",
            )
    return [layout[name] for name in names or layout]
