"""Every form in which a document can be taken away, and writing one of them."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Final

from commentspace.domain.exported import Exported
from commentspace.errors import Invalid, marked
from commentspace.formats import progress
from commentspace.formats.options import Made, Options
from commentspace.render.environment import in_words

__all__ = ["FORMS", "Form", "Made", "Options", "form_of", "make", "write"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a document can be taken away.

    `title` and `about` (one line: what it is for) are marked for translation. `extension` stands after the dot, `type`
    is a media type. `writer` names the function that writes it, "module:function", which is looked up when it is
    wanted: it takes an Exported and Options, and returns bytes, or a Made with what has to be said of them. What
    `is_long` is made as a job, never while somebody waits for a page. `with_source` asks for the source file and the
    pictures with the document, `with_history` for all revisions. `options` are those that it looks at, beside
    language and zone.
    """

    name: str
    title: str
    about: str
    extension: str
    type: str
    writer: str
    is_long: bool = False
    with_source: bool = False
    with_history: bool = False
    options: tuple[str, ...] = ()


_ALL: Final = (
    Form(
        "json",
        marked("JSON"),
        marked("For programs: the text and every comment with all that is known of it."),
        "json",
        "application/json",
        "commentspace.formats.json_export:as_bytes",
        with_history=True,
    ),
    Form(
        "jsonld",
        marked("Web Annotations"),
        marked("For programs: the comments as the World Wide Web Consortium's annotations, in JSON-LD."),
        "jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "commentspace.formats.annotations:write",
    ),
    Form(
        "mbox",
        marked("Mailbox"),
        marked("For mail programs: the discussion as messages in threads."),
        "mbox",
        "application/mbox",
        "commentspace.render.mailbox:write",
    ),
    Form(
        "atom",
        marked("Feed"),
        marked("For feed readers: the newest comments, in Atom."),
        "atom",
        "application/atom+xml",
        "commentspace.render.feed:write",
    ),
    Form(
        "ics",
        marked("Calendar"),
        marked("For calendars: when the review opens and closes, with a reminder a day before."),
        "ics",
        "text/calendar",
        "commentspace.render.calendar:write",
    ),
    Form(
        "pdf",
        marked("PDF"),
        marked("To read, print or cite: the text with its comments in the margin or as an annex."),
        "pdf",
        "application/pdf",
        "commentspace.render.printing:write",
        is_long=True,
        with_source=True,
        options=("place",),
    ),
    Form(
        "docx",
        marked("Word"),
        marked("To work off line: the draft's Word file with all comments. Write in it, and send it back."),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "commentspace.formats.word_out.writing:write",
        is_long=True,
        with_source=True,
        options=("with_comments",),
    ),
    Form(
        "packet",
        marked("Packet"),
        marked(
            "To read and comment off line, in one file for any browser. Save your comments there, and send them back."
        ),
        "html",
        "text/html; charset=utf-8",
        "commentspace.render.packet:write",
        with_source=True,
    ),
    Form(
        "matrix-xlsx",
        marked("Comment matrix, workbook"),
        marked("For spreadsheets: a row for each comment, or an empty form to fill in. Fill it in, and send it back."),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "commentspace.formats.matrix.writing:xlsx",
        is_long=True,
        options=("layout", "columns", "empty"),
    ),
    Form(
        "matrix-csv",
        marked("Comment matrix, CSV"),
        marked("For other programs: the same table as plain text."),
        "csv",
        "text/csv; charset=utf-8",
        "commentspace.formats.matrix.writing:to_csv",
        options=("layout", "columns", "empty"),
    ),
    Form(
        "matrix-docx",
        marked("Comment matrix, Word"),
        marked("For word processors: the same table in a Word file. Fill it in, and send it back."),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "commentspace.formats.matrix.writing:docx",
        is_long=True,
        options=("layout", "columns", "empty"),
    ),
)

_ORDER: Final = (
    *("docx", "pdf", "packet", "matrix-xlsx", "matrix-docx", "matrix-csv", "ics", "mbox", "atom", "json", "jsonld"),
)
"""What people open comes first, what programs read last."""

FOR_PROGRAMS: Final = ("json", "jsonld")
"""Forms in which a sign stands in the place of a name that is not shown: a program knows it by that."""

FORMS: Final = {form.name: form for form in sorted(_ALL, key=lambda form: _ORDER.index(form.name))}


def form_of(name: str) -> Form:
    """The form of this name; Invalid, with all the names, where there is none."""
    if name not in FORMS:
        raise Invalid(
            marked("“%(form)s” is not a form that can be written. It can be: %(forms)s."),
            form=name[:50],
            forms=", ".join(FORMS),
            field="form",
        )
    return FORMS[name]


def write(name: str, exported: Exported, options: Options) -> bytes:
    """The document in a form, as the bytes of a file. Long forms are asked for in a child process."""
    return make(name, exported, options).content


def make(name: str, exported: Exported, options: Options) -> Made:
    """The same, with what has to be said about it."""
    module, _, function = form_of(name).writer.partition(":")
    writer: Callable[[Exported, Options], bytes | Made] = getattr(import_module(module), function)
    made = writer(exported if name in FOR_PROGRAMS else _with_words(exported, options.language), options)
    return made if isinstance(made, Made) else Made(made)


def _with_words(exported: Exported, language: str) -> Exported:
    """The same with words in the place of names that are not shown, or were erased; also of who has answered."""
    comments = (
        replace(
            each,
            author=in_words(each.author, language),
            answers=tuple(replace(answer, by=in_words(answer.by, language)) for answer in each.answers),
        )
        for each in exported.comments
    )
    return replace(exported, comments=tuple(comments))


def make_telling(path: str, name: str, exported: Exported, options: Options) -> Made:
    """The same, for a child process: how far it has come is told in a file at this path (`how_far`)."""

    with telling(path):
        return make(name, exported, options)


def telling(path: str) -> AbstractContextManager[None]:
    """As long as this lasts, how far the writing has come is told in a file at this path (`how_far`)."""

    def told(phase: str, done: int, total: int) -> None:
        new = Path(f"{path}.new")
        new.write_text(json.dumps([phase, done, total]), "utf-8")
        new.replace(path)

    return progress.listening(told)


def how_far(path: str) -> tuple[str, int, int]:
    """The phase, how much of it is done, and of how much (0: nobody knows), as a child has told it at this path."""
    try:
        phase, done, total = json.loads(Path(path).read_text("utf-8"))
    except OSError:
        return "writing", 0, 0
    return str(phase), int(done), int(total)


def columns(language: str) -> list[tuple[str, str]]:
    """The columns that our own layout of a matrix has: the name of each, and its head in this language."""
    layouts, titles = (import_module(f"commentspace.formats.matrix.{name}") for name in ("layouts", "titles"))
    return [(name, titles.title(name, language)) for name in layouts.LAYOUTS["ours"]]


def filename(form: Form, exported: Exported) -> str:
    """What the file is called: the document's symbol, in letters that every system takes; a matrix says that it is."""
    stem = re.sub(r"[^\w.-]+", "-", exported.symbol).strip("-.")
    return f"{stem or 'document'}{'-matrix' if form.name.startswith('matrix') else ''}.{form.extension}"
