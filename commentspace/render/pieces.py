"""Pieces of page, each rendered once and kept: pages are joined from them, and live frames carry the same bytes.

A piece holds nothing of who asks: its key is the view that it shows (with its face) and the language of the interface.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from commentspace.domain.documents import DocumentView
from commentspace.domain.review_windows import StandingOfReview
from commentspace.domain.views import CommentView, ParagraphView
from commentspace.render.environment import interface
from commentspace.render.kept import Kept


@dataclass(frozen=True, slots=True)
class ThreadViews:
    """A thread as one audience sees it; `root` is None where only answers were asked for."""

    uid: str
    root: CommentView | None
    replies: tuple[CommentView, ...]


def thread_views(views: Sequence[CommentView]) -> list[ThreadViews]:
    """The threads of one paragraph's views: by the time of their first comment, and the replies by time too."""
    threads: dict[str, list[CommentView]] = {}
    for view in sorted(views, key=lambda view: (view.posted_at, view.id)):
        threads.setdefault(view.thread, []).append(view)
    return [_thread(uid, members) for uid, members in threads.items()]


def _thread(uid: str, members: Sequence[CommentView]) -> ThreadViews:
    root = next((view for view in members if view.uid == uid), None)
    return ThreadViews(uid, root, tuple(view for view in members if view is not root))


def counted(views: Sequence[CommentView]) -> int:
    """How many comments these are for readers: withdrawn ones keep their place, but do not count."""
    return sum(view.status != "withdrawn" for view in views)


LETTERS = 64_000_000
"""How many characters of rows are kept: a hundred drafts of 200 paragraphs with 1,000 comments."""


MOST_WORDS = 120
"""Characters of a paragraph by which it is known again."""


class Pieces:
    """All pieces of one process, from any thread: the `most` comments used last, and rows of up to `LETTERS`."""

    def __init__(self, environment: Environment, most: int = 20_000):
        self._environment = environment
        self._kept_comment = lru_cache(most)(self._comment)
        self._rows = Kept(LETTERS)

    def forget(self) -> None:
        """Let go of all that is kept: somebody was erased, and old pieces still say what they wrote."""
        self._kept_comment.cache_clear()
        self._rows.forget()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not self._rows and not self._kept_comment.cache_info().currsize

    def comment(self, view: CommentView, language: str) -> Markup:
        """One comment."""
        return self._kept_comment(view, language)

    def threads(self, paragraph_uid: str, views: Sequence[CommentView], language: str) -> Markup:
        """All threads of a paragraph, from its views."""
        paragraph = {"uid": paragraph_uid, "threads": self._threads(views, language)}
        return self._render("pieces/threads.html", language, paragraph=paragraph)

    def paragraph(
        self,
        document: DocumentView,
        paragraph: ParagraphView,
        views: Sequence[CommentView],
        language: str,
        beside: ParagraphView | None = None,
    ) -> Markup:
        """A paragraph with its threads: a row of the reading room; with another version of it `beside`, if any."""
        own = tuple(view.uid for view in views if view.face == "own")
        is_inside = any(view.face == "inside" for view in views)
        key = (paragraph.uid, language, document.version, beside.language if beside else "", own, is_inside)
        shown = tuple(views)
        return self._rows.get(
            key,
            (paragraph, beside, shown),
            lambda: self._paragraph(document, paragraph, shown, language, beside=beside),
        )

    def then(
        self, document: DocumentView, paragraph: ParagraphView, views: Sequence[CommentView], language: str
    ) -> Markup:
        """The same in an older revision: not kept, as what is read all day is the newest."""
        return self._paragraph(document, paragraph, tuple(views), language)

    def gone(self, paragraph: ParagraphView, language: str) -> Markup:
        """The row of a paragraph that was taken out, without the threads: these come one by one."""
        nowhere = {"uid": "", "version": "", "reads": ""}  # the row of what is gone leads nowhere
        return self._row(nowhere, paragraph, (), language)

    def some(
        self, document: DocumentView, paragraph: ParagraphView, views: Sequence[CommentView], count: int, language: str
    ) -> Markup:
        """A paragraph with some of its threads, and the number of all: not kept, as a filter is one person's wish."""
        return self._paragraph(document, paragraph, tuple(views), language, count)

    def found(
        self, document: DocumentView, paragraph: ParagraphView, views: Sequence[CommentView], mark: str, language: str
    ) -> Markup:
        """Threads away from their paragraph, under a line that says where they stand and leads to `mark` there."""
        return self._render(
            "pieces/found.html",
            language,
            document={"uid": document.uid},
            paragraph={
                "label": paragraph.label,
                "words": " ".join(paragraph.text[:MOST_WORDS].split()),
                "is_longer": len(paragraph.text) > MOST_WORDS,
                "language": paragraph.language,
                "direction": paragraph.direction,
                "threads": self._threads(views, language),
            },
            mark=mark,
        )

    def count(self, paragraph_uid: str, number: int, language: str) -> Markup:
        """How many comments a paragraph has; its element is `p-<uid>-count`."""
        return self._render("pieces/count.html", language, paragraph={"uid": paragraph_uid, "count": number})

    def tally(self, number: int, language: str) -> Markup:
        """How many comments the document has; its element is `tally`."""
        return self._render("pieces/tally.html", language, tally=number)

    def standing(self, review: StandingOfReview, language: str) -> Markup:
        """Where the review stands; its element is `standing`."""
        return self._render("pieces/standing.html", language, standing=review)

    def _comment(self, view: CommentView, language: str) -> Markup:
        return self._render("pieces/comment.html", language, comment=view, face=view.face)

    def _paragraph(
        self,
        document: DocumentView,
        paragraph: ParagraphView,
        views: tuple[CommentView, ...],
        language: str,
        count: int | None = None,
        beside: ParagraphView | None = None,
    ) -> Markup:
        where = {"uid": document.uid, "version": document.version, "reads": document.reads}
        return self._row(where, paragraph, views, language, count, beside)

    def _row(
        self,
        where: Mapping[str, str],
        paragraph: ParagraphView,
        views: tuple[CommentView, ...],
        language: str,
        count: int | None = None,
        beside: ParagraphView | None = None,
    ) -> Markup:
        shown = {
            "uid": paragraph.uid,
            "kind": paragraph.kind,
            "level": paragraph.level,
            "label": paragraph.label,
            "html": paragraph.html,
            "language": paragraph.language,
            "direction": paragraph.direction,
            "is_borrowed": paragraph.is_borrowed,
            "is_behind": paragraph.is_behind,
            "beside": beside,
            "is_gone": paragraph.is_gone,
            "gone_in": paragraph.gone_in,
            "count": counted(views) if count is None else count,
            "threads": self._threads(views, language),
        }
        return self._render("pieces/paragraph.html", language, document=where, paragraph=shown)

    def _threads(self, views: Sequence[CommentView], language: str) -> list[dict[str, object]]:
        """What the templates want of a thread: its name and its kept comments."""
        return [
            {
                "uid": thread.uid,
                "root": self.comment(thread.root, language) if thread.root else Markup(),
                "replies": [self.comment(view, language) for view in thread.replies],
            }
            for thread in thread_views(views)
        ]

    def _render(self, template: str, language: str, **context: object) -> Markup:
        return Markup(self._environment.get_template(template).render(interface(language), **context))  # noqa: S704  # our own templates, which escape
