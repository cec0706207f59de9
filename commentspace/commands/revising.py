"""The next revision of a document, from the command line."""

import sys

import typer

from commentspace.database import Database
from commentspace.domain import documents, spaces
from commentspace.domain.access import Caller
from commentspace.domain.documents import DocumentView
from commentspace.domain.previews import Follows, Heading
from commentspace.domain.revisions import corrections, drafts, issue, plans
from commentspace.domain.revisions.aligned import Aligned, is_doubtful
from commentspace.errors import Conflict, NotFound, marked, marked_many

BIG = 500
"""Paragraphs and comments from which progress is shown."""
DOUBTFUL = marked_many(
    "%(count)s place of the text is doubtful, so nothing was issued; the draft waits at %(address)s. Look at it there, "
    "or add --doubtful: then comments at doubtful places wait until a moderator says where they belong.",
    "%(count)s places of the text are doubtful, so nothing was issued; the draft waits at %(address)s. Look at it "
    "there, or add --doubtful: then comments at doubtful places wait until a moderator says where they belong.",
)


def document(database: Database, caller: Caller, slug: str, symbol: str) -> DocumentView:
    """The document of which a file is to be the next revision; NotFound where there is none."""
    try:
        if database.read_here(spaces.id_of, slug) is not None:
            return database.read_here(documents.with_symbol, caller, symbol, slug)
    except NotFound:
        pass
    raise NotFound(
        marked("There is no document %(symbol)s in the space %(space)s. Leave out --next to issue its first revision."),
        symbol=symbol,
        space=slug,
    )


def follows(database: Database, caller: Caller, found: DocumentView, title: str) -> tuple[Follows, Heading]:
    """That a draft is to be the next revision of this document, and its heading."""
    then, heading, _ = database.read_here(drafts.follows, caller, found.uid)
    return then, Heading.of(heading.symbol, title or heading.title, heading.language)


def issued(database: Database, caller: Caller, preview_uid: str, address: str, *, takes_doubtful: bool) -> int:
    """Issue a draft as the next revision; returns how many places of it are doubtful.

    Conflict where some are, unless it `takes_doubtful`: the draft waits at `address` then.
    """
    plan = database.read_here(plans.of_preview, caller, preview_uid)
    links = plans.aligned(plan)
    database.write_here(corrections.keep_links, caller, preview_uid, links)
    lined = Aligned.of(plan, links)
    number = sum(map(is_doubtful, lined.links)) if lined else 0
    if number and not takes_doubtful:
        one, many = DOUBTFUL
        raise Conflict(one if number == 1 else many, count=number, address=address)
    with typer.progressbar(length=100, label="Issuing", hidden=len(plan.paragraphs) < BIG, file=sys.stderr) as bar:
        told: dict[str, int] = {"at": 0}

        def tell(phase: str, done: int, total: int) -> None:
            at = {"placing": 0, "carrying": 50}.get(phase, 0) + (50 * done // total if total else 0)
            bar.update(max(0, at - told["at"]))
            told["at"] = max(at, told["at"])

        database.carry_out_here(issue.steps(caller, preview_uid, plan.mark, tell))
    return number
