"""The biography of a paragraph: every wording, what was said about it, and which change came of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col

from commentspace.domain.access import Caller, Standing
from commentspace.domain.biographies import finding, lines, placed, spoken, telling, words
from commentspace.domain.biographies.lines import Line
from commentspace.domain.biographies.placed import Issued, Placed
from commentspace.domain.biographies.spoken import Outcome, Said
from commentspace.domain.biographies.telling import Passage, Rows
from commentspace.domain.biographies.words import Asked
from commentspace.domain.documents import DocumentView
from commentspace.domain.tables import Adoption, Revision
from commentspace.domain.views import CommentView
from commentspace.errors import NotFound

FEW = 8
"""Threads about one wording on the page of the whole biography; its own pages have the rest."""
MANY = 40
"""Threads on one of those."""
ANSWERS = 20
"""Answers of a thread that are told; its own page has the rest."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: a language version, the comments on one wording by its place, and some words."""

    version: str = ""
    of: str = ""
    page: int = 1
    span: tuple[int, int] | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A comment, and what came of it."""

    view: CommentView
    outcomes: Sequence[Outcome] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread about a wording, as far as it is seen; `left` answers are not told here."""

    comments: Sequence[Told]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """A passage, whose proposals it took over, and the threads about its words; `number` counts their comments."""

    passage: Passage
    taken: Sequence[Told]
    threads: Sequence[Thread]
    number: int
    left: int = 0
    """Threads that are not told here."""

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell of it."""
        return self.passage.is_unchanged and not self.number and not self.taken


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there were, as far as the reader may see them."""

    wordings: int
    comments: int
    proposals: int
    taken: int


@dataclass(frozen=True, slots=True)
class Biography:
    """The whole of it, the newest first; `pages` of the comments about one wording where that was asked for."""

    document: DocumentView
    who: Standing
    version: str
    uid: str
    line: Line
    issued: Sequence[Issued]
    passages: Sequence[Passage]
    accounts: Sequence[Account]
    tally: Tally
    asked: Asked | None
    page: int = 1
    pages: int = 1

    @property
    def last(self) -> Placed:
        """The paragraph as it stands, or as it stood last."""
        return next(each.stood for each in reversed(self.passages) if each.paragraph_id == self.line.paragraph_id)

    @property
    def stands(self) -> bool:
        """Whether it stands in the newest revision."""
        own = [each for each in self.passages if each.paragraph_id == self.line.paragraph_id]
        return bool(own) and own[-1].now is not None


def of_paragraph(
    session: Session, caller: Caller, paragraph_uid: str, wish: Wish | None = None, *, document: str = ""
) -> Biography:
    """The biography of a paragraph as the caller may see it at this moment; NotFound where there is none for them.

    `document`, where it is given, has to be the paragraph's own.
    """
    wish = wish or Wish()
    (paragraph_id, about), who = finding.paragraph(session, caller, paragraph_uid, document)
    version = wish.version or about.language
    line = lines.of_paragraph(session, about.id, paragraph_id)
    issued = placed.issued(session, about.id, version, about.language)
    rows = Rows(line, issued, placed.of_paragraphs(session, about.id, line.related, version))
    passages = _with_neighbours(session, rows, telling.passages(rows), version)
    if not any(each.paragraph_id == paragraph_id for each in passages):
        raise NotFound()
    said = spoken.on(session, who, line)
    taken = spoken.taken_over(session, who, line.within(col(Adoption.paragraph_id), col(Revision.number)))
    chosen, pages = _chosen(passages, said, wish)
    return Biography(
        document=about,
        who=who,
        version=version,
        uid=paragraph_uid,
        line=line,
        issued=issued,
        passages=passages,
        accounts=_accounts(session, who, chosen, said, taken),
        tally=_tally(passages, said, taken),
        asked=words.asked(passages, paragraph_id, wish.span, wish.quote) if wish.span or wish.quote else None,
        page=min(max(1, wish.page), pages),
        pages=pages,
    )


def _with_neighbours(session: Session, rows: Rows, passages: Sequence[Passage], version: str) -> list[Passage]:
    """The passages, those that moved with what stood above them before and now."""
    revisions = {each.number: each.id for each in rows.issued}
    moved = [each for each in passages if each.has_moved and each.was and each.now]
    spots = [(revisions[each.number], each.position) for one in moved for each in (one.was, one.now) if each]
    above = placed.above(session, spots, version)

    def under(each: Placed | None) -> placed.Neighbour | None:
        return above.get((revisions[each.number], each.position)) if each else None

    return [
        replace(each, was_under=under(each.was), is_under=under(each.now)) if each in moved else each
        for each in passages
    ]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The threads about one passage that are told, how many comments there are, and how many threads are left."""

    passage: Passage
    threads: Sequence[Sequence[Said]]
    number: int
    left: int


def _chosen(passages: Sequence[Passage], said: Sequence[Said], wish: Wish) -> tuple[list[_Chosen], int]:
    """What is told of each passage, the newest first: some of its threads, or a page of those of the one asked for."""
    about: dict[tuple[int, int], list[Said]] = {}
    for each in said:
        about.setdefault((each.number, each.paragraph_id), []).append(each)
    found, pages = list[_Chosen](), 1
    for passage in sorted(passages, key=lambda each: (-each.issued.number, each.stood.position)):
        if wish.of and passage.place != wish.of:
            continue
        mine = about.get((passage.issued.number, passage.paragraph_id), []) if passage.now else []
        threads, start, size = spoken.threads(mine), 0, FEW
        if wish.of:
            pages, size = max(1, -(-len(threads) // MANY)), MANY
            start = (min(max(1, wish.page), pages) - 1) * MANY
        shown = threads[start : start + size]
        number = sum(not each.is_withdrawn for each in mine)
        found.append(_Chosen(passage, shown, number, 0 if wish.of else len(threads) - len(shown)))
    if not found:
        raise NotFound()
    return found, pages


def _accounts(
    session: Session, who: Standing, chosen: Sequence[_Chosen], said: Sequence[Said], taken: Sequence[Outcome]
) -> list[Account]:
    """The passages with the comments that are told, as this person sees them: a query for each kind of thing."""
    listed = {each.comment_id for one in chosen for thread in one.threads for each in thread[: ANSWERS + 1]}
    credited = {each.comment_id for each in taken}
    views = spoken.views(session, who, listed | credited)
    elsewhere = spoken.taken_over(session, who, col(Adoption.comment_id).in_(listed)) if listed else []
    settled = spoken.settled(session, who, listed) if listed else []
    answered = spoken.answered(session, who, listed) if listed else []
    outcomes = spoken.by_comment([*elsewhere, *settled, *answered])
    return [
        Account(
            passage=one.passage,
            taken=_credits(one.passage, taken, views),
            threads=[_thread(thread, views, outcomes) for thread in one.threads],
            number=one.number,
            left=one.left,
        )
        for one in chosen
    ]


def _credits(passage: Passage, taken: Sequence[Outcome], views: Mapping[int, CommentView]) -> list[Told]:
    """Whose proposals went into a paragraph in a revision."""
    here = passage.issued.number, passage.paragraph_id
    mine = [each for each in taken if (each.number, each.paragraph_id) == here]
    return [Told(views[each.comment_id], (each,)) for each in mine if each.comment_id in views]


def _thread(
    thread: Sequence[Said], views: Mapping[int, CommentView], outcomes: Mapping[int, Sequence[Outcome]]
) -> Thread:
    shown = [views[each.comment_id] for each in thread if each.comment_id in views]
    return Thread([Told(view, outcomes.get(view.id, ())) for view in shown], len(thread) - len(shown))


def _tally(passages: Sequence[Passage], said: Sequence[Said], taken: Sequence[Outcome]) -> Tally:
    spoken_now = [each for each in said if not each.is_withdrawn]
    return Tally(
        wordings=sum(each.change in telling.WORDED for each in passages),
        comments=len(spoken_now),
        proposals=sum(each.proposes for each in spoken_now),
        taken=len({each.comment_id for each in taken}),
    )
