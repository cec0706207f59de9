"""A comment matrix before it is a file: heads, rows, and the names of what each row is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commentspace.domain.exported import Exported, ExportedComment
from commentspace.formats.matrix.layouts import Column, Line, chosen
from commentspace.formats.matrix.outline import Stands, outline
from commentspace.formats.matrix.titles import GUIDE, NAME, in_language, title
from commentspace.formats.options import Options


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its texts, our names of it, how deep in its thread it is, and whether it is a heading to fill in."""

    texts: Sequence[str]
    names: Mapping[str, str]
    depth: int = 0
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What stands above the table, its columns with their titles, and its rows."""

    title: str
    about: str
    guide: str
    fields: Sequence[str]
    columns: Sequence[Column]
    heads: Sequence[str]
    rows: Sequence[TableRow]


def table(exported: Exported, options: Options, usual: tuple[str, ...] = ()) -> Table:
    """The matrix of a document: a row for each comment that is in `exported`, replies below what they answer.

    With `options.empty` a row for each paragraph instead, to be filled in. `usual` are the columns of our own layout
    that are taken where none are chosen.
    """
    columns = chosen(options, usual)
    heads = [title(column.name, options.language) for column in columns]
    lines = _paragraphs(exported, options) if options.empty else _comments(exported, options)
    rows = [
        TableRow(
            [column.text(line) for column in columns],
            _names(exported, line),
            line.depth,
            is_heading=line.comment is None and line.stands.is_heading,
        )
        for line in lines
    ]
    about = " · ".join(
        part
        for part in (
            exported.symbol,
            f"{title('revision', options.language)} {exported.revision}",
            exported.at.date().isoformat(),
            exported.address,
        )
        if part
    )
    return Table(exported.title, about, *_form(columns, options), columns, heads, rows)


def _form(columns: Sequence[Column], options: Options) -> tuple[str, Sequence[str]]:
    """What an empty matrix says above its rows, and the fields in which somebody says who they are."""
    if not options.empty:
        return "", ()
    titles = {
        name: next((title(each, options.language) for each in also if each in {column.name for column in columns}), "")
        for name, also in (("comment", ("comment", "comments")), ("proposal", ("proposal", "change", "comment")))
    }
    fields = [in_language(NAME, options.language), title("organisation", options.language)]
    return in_language(GUIDE, options.language).format(**titles), [f"{field}:" for field in fields]


def _names(exported: Exported, line: Line) -> dict[str, str]:
    comment = line.comment
    return {
        "commentspace-document": exported.uid,
        "commentspace-paragraph": comment.paragraph if comment else line.stands.uid,
        "commentspace-comment": comment.uid if comment else "",
        "commentspace-answer": comment.last_answer if comment else "",
    }


def _paragraphs(exported: Exported, options: Options) -> Iterator[Line]:
    for stands in outline(exported.paragraphs).values():
        yield Line(stands, options, exported.symbol, str(exported.revision))


def _comments(exported: Exported, options: Options) -> Iterator[Line]:
    """The comments in the order of the text, each thread together."""
    places = outline(exported.shown)
    numbers = {comment.uid: comment.number for comment in exported.comments}
    children: defaultdict[str | None, list[ExportedComment]] = defaultdict(list)
    for comment in exported.comments:
        children[comment.parent if comment.parent in numbers else None].append(comment)
    gone = len(places)

    def order(comment: ExportedComment) -> tuple[int, int, float]:
        at = places[comment.paragraph].position if comment.paragraph in places else gone
        return at, comment.start if comment.start is not None else -1, comment.posted_at.timestamp()

    waiting = [(comment, 0) for comment in sorted(children[None], key=order, reverse=True)]
    while waiting:
        comment, depth = waiting.pop()
        number = numbers.get(comment.parent or "")
        stands = places.get(comment.paragraph, Stands())
        answers = "" if number is None else str(number)
        yield Line(stands, options, exported.symbol, str(exported.revision), comment, answers, depth)
        replies = sorted(children[comment.uid], key=lambda each: each.posted_at, reverse=True)
        waiting.extend((reply, depth + 1) for reply in replies)
