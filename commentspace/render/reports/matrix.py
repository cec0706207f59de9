"""The comments of a report as tables: the final matrix, and the short list of those without an answer."""

from collections.abc import Sequence

from commentspace.domain.reporting.values import Report
from commentspace.domain.views import CommentView
from commentspace.errors import marked, marked_many
from commentspace.formats.report.book import Cell, Grid, Section
from commentspace.render import outcomes
from commentspace.render.reports.words import KINDS, Words
from commentspace.text import markdown

SHORT = 300
"""Letters of a comment in the list of those without an answer."""
CUT = marked_many(
    "The first %(num)s comment stands here; the files have all of them.",
    "The first %(num)s comments stand here; the files have all of them.",
)
HEADS = (
    *(marked("No."), marked("Paragraph"), marked("Who"), marked("Kind"), marked("On the words"), marked("Comment")),
    *(marked("Proposed wording"), marked("What was decided"), marked("Reason"), marked("What its writer says")),
)
SATISFIED, UNSATISFIED = marked("satisfied"), marked("not satisfied")
TAKEN = marked("Taken over in revision %(number)s.")


def section(report: Report, words: Words) -> Section:
    """Every comment with its answer, in the order of the text."""
    rows = [_row(report, each, words) for each in report.rows]
    told = [words.many(CUT, len(rows))] if report.is_cut else []
    widths = (3, 4, 7, 6, 7, 13, 10, 5, 11, 6)
    grid = Grid([words.one(head) for head in HEADS], rows, widths)
    return Section("comments", words.one(marked("All comments and their answers")), told, grid if rows else None)


def short(report: Report, comments: Sequence[CommentView], words: Words) -> Grid:
    """Number, place, who, and the beginning of what they said."""
    rows = [
        (
            _number(each),
            _place(report, each),
            Cell(_who(each, words)),
            Cell(_beginning(each), language=each.language),
        )
        for each in comments
    ]
    heads = [words.one(each) for each in (HEADS[0], HEADS[1], HEADS[2], HEADS[5])]
    return Grid(heads, rows, (3, 4, 8, 24))


def _row(report: Report, comment: CommentView, words: Words) -> tuple[Cell, ...]:
    answer = comment.disposition
    return (
        _number(comment),
        _place(report, comment),
        Cell(_who(comment, words)),
        Cell(words.one(KINDS[comment.kind])),
        Cell(comment.quotation or "", language=report.language),
        Cell(markdown.to_text(comment.body), language=comment.language),
        Cell(comment.proposal or "", language=report.language),
        Cell(outcomes.said(answer, words.one) if answer else ""),
        Cell(_reason(comment, words)),
        Cell(_said(comment, words)),
    )


def _number(comment: CommentView) -> Cell:
    return Cell(f"#{comment.number}" if comment.number else "–", address=f"?at=c-{comment.uid}#c-{comment.uid}")


def _place(report: Report, comment: CommentView) -> Cell:
    paragraph = report.paragraphs.get(comment.paragraph)
    return Cell(paragraph.label or "¶" if paragraph else "", address=f"#p-{comment.paragraph}")


def _who(comment: CommentView, words: Words) -> str:
    """The writer, and for whom; as this reader may know them. Who filed a letter does not speak for its sender."""
    name, is_outside = words.name(comment.name), comment.channel and comment.said_by
    party = comment.said_for or ("" if is_outside else comment.on_behalf_of or comment.affiliation)
    return f"{name}\n{party}" if party else name


def _beginning(comment: CommentView) -> str:
    said = markdown.to_text(comment.body) or comment.proposal or ""
    return said if len(said) <= SHORT else said[: SHORT - 1].rstrip() + "…"


def _reason(comment: CommentView, words: Words) -> str:
    """The reason of its answer, and what came of it."""
    answer = comment.disposition
    parts = [markdown.to_text(answer.reason)] if answer and answer.reason else []
    if comment.taken_in:
        parts.append(words.one(TAKEN, number=comment.taken_in))
    return "\n".join(parts)


def _said(comment: CommentView, words: Words) -> str:
    answer = comment.disposition
    if answer is None or answer.is_satisfied is None:
        return ""
    said = words.one(SATISFIED if answer.is_satisfied else UNSATISFIED)
    return f"{said}: {answer.word}" if answer.word else said
