"""A document as a Word file with its comments: in the file that it was read from, where that is one of Word's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from commentspace.domain.exported import Exported, ExportedAnswer, ExportedComment
from commentspace.errors import Refusal
from commentspace.formats.options import Options
from commentspace.formats.word_out import building, naming, sources
from commentspace.formats.word_out.comment_parts import Links, Remark, put
from commentspace.formats.word_out.elements import moment, safe, written
from commentspace.formats.word_out.lines import marked, marked_whole
from commentspace.formats.word_out.parts import Parts
from commentspace.formats.word_out.proposing import Author, Proposing
from commentspace.formats.word_out.remarks import (
    LONGEST_NAME,
    Extra,
    answer_balloon,
    author_of,
    balloon,
    identity_of,
    initials_of,
    moment_of,
)
from commentspace.formats.word_out.sources import Place


def write(exported: Exported, options: Options) -> bytes:
    """The file, with each thread at its words, its proposals as tracked changes, and names for coming back.

    The answer to a comment stands in its thread, after it, in the name of who gave it.

    Withdrawn comments are left out, except where others answer them. A thread is resolved where the file that it came
    from says so, or where what began it is withdrawn. Moments are in UTC.
    """
    parts, places = _opened(exported)
    root = parts.package.part(parts.package.main)
    if root is None:
        raise sources.NotOurs
    if not options.empty and options.with_comments:
        _Writer(exported, options, parts, places, root).write()
    _name(places, root)
    naming.put_properties(parts, {naming.DOCUMENT: exported.uid, naming.REVISION: exported.revision_uid})
    parts.put(parts.package.main, written(root))
    return parts.saved()


def _opened(exported: Exported) -> tuple[Parts, dict[str, Place]]:
    """The file to write into, and where the paragraphs stand in it."""
    if exported.source.startswith(b"PK"):
        try:
            parts = Parts(exported.source)
            return parts, sources.in_source(parts, exported)
        except (Refusal, sources.NotOurs):
            pass  # a zip of another kind, as .odt, or a file whose paragraphs are no longer those of the revision
    built = building.build(exported)
    parts = Parts(built.content)
    return parts, sources.in_built(parts, exported, built)


def _name(places: Mapping[str, Place], root: etree._Element) -> None:
    """Name all paragraphs that stand in the text of the file."""
    named = [(uid, place) for uid, place in places.items() if not place.is_beside]
    for number, (uid, place) in enumerate(named, start=sources.first_free_identity(root)):
        naming.name_paragraph(*place.ends(), uid, number)


@dataclass(slots=True)
class _Thread:
    """A comment and those that answer it, in their order."""

    comments: list[ExportedComment]

    @property
    def root(self) -> ExportedComment:
        return self.comments[0]

    @property
    def size(self) -> int:
        """How many balloons it has: a comment and its answer are two."""
        return sum(1 if each.answer is None else 2 for each in self.comments)

    @property
    def is_resolved(self) -> bool:
        return self.root.said_resolved or self.root.status == "withdrawn"


MOST_ABOUT = 300
"""So much of a paragraph that the file has not is told in a comment on it."""


class _Writer:
    """Puts the comments of a document into a file."""

    def __init__(
        self,
        exported: Exported,
        options: Options,
        parts: Parts,
        places: Mapping[str, Place],
        root: etree._Element,
    ):
        self._parts, self._places, self._root = parts, places, root
        self._exported, self._language = exported, options.language
        self._base, _, _ = exported.address.rpartition("/d/")
        self._links, self._remarks = Links(), list[Remark]()
        self._identities: set[int] = set(sources.identities(root))
        self._proposing = Proposing(sources.first_free_identity(root))

    def write(self) -> None:
        """Write all threads, paragraph by paragraph: first the marks of all, then what they say and propose."""
        found = [(thread, self._places.get(thread.root.paragraph)) for thread in _threads(self._exported)]
        placed = [(thread, place, place.span(thread.root)) for thread, place in found if place is not None]
        name = 0
        for thread, place, span in placed:
            for _ in range(thread.size):
                if span is None or not marked(place.line, *span, name):
                    marked_whole(place.holder, name)
                name += 1
        for thread, place, span in placed:
            self._thread(thread, place, span)
        put(self._parts, self._remarks, self._links)

    def _thread(self, thread: _Thread, place: Place, span: tuple[int, int] | None) -> None:
        parent = 0
        for comment in thread.comments:
            identity = self._identity(comment.uid)
            extra = self._extra(comment, place, span)
            self._remarks.append(self._remark(comment, (identity, parent), thread.is_resolved, extra))
            parent = parent or identity
            if comment.answer is not None:
                self._remarks.append(self._answer(comment, comment.answer, parent, thread.is_resolved))

    def _answer(self, comment: ExportedComment, answer: ExportedAnswer, parent: int, is_resolved: bool) -> Remark:
        author, name = safe(answer.by)[:LONGEST_NAME], len(self._remarks)
        said = answer_balloon(answer, self._address(comment), self._language, self._links.linked)
        identity = self._identity(answer.uid)
        return Remark(name, identity, parent, author, initials_of(author), moment(answer.at), is_resolved, said)

    def _address(self, comment: ExportedComment) -> str:
        return f"{self._base}/c/{comment.uid}" if "://" in self._base else ""

    def _remark(self, comment: ExportedComment, identities: tuple[int, int], is_resolved: bool, extra: Extra) -> Remark:
        author = author_of(comment)
        said = balloon(comment, self._address(comment), extra, self._language, self._links.linked)
        name = len(self._remarks)
        return Remark(name, *identities, author, initials_of(author), moment_of(comment), is_resolved, said)

    def _extra(self, comment: ExportedComment, place: Place, span: tuple[int, int] | None) -> Extra:
        """What cannot be shown in the text itself; the proposal is tracked there if it can be."""
        is_found = place.has_words(comment)
        about = "" if is_found else comment.exact or (place.text[:MOST_ABOUT] if place.is_beside else "")
        if not comment.proposal or comment.status == "withdrawn":
            return Extra(about)
        words = place.span(comment) if comment.exact else span
        by = Author(author_of(comment), moment_of(comment))
        if comment.base is not None:
            return Extra(about or comment.base[:MOST_ABOUT], comment.proposal)
        if is_found and words and self._proposing.tracked(place.line, *words, comment.proposal, by):
            return Extra(about)
        return Extra(about, comment.proposal)

    def _identity(self, uid: str) -> int:
        identity = identity_of(uid)
        while identity in self._identities:
            identity += 1
        self._identities.add(identity)
        return identity


def _threads(exported: Exported) -> Sequence[_Thread]:
    """The threads in the order of their paragraphs and words; a reply to what cannot be seen begins its own."""
    places = {paragraph.uid: paragraph.position for paragraph in exported.shown}
    threads: dict[str, _Thread] = {}
    for comment in exported.comments:
        if comment.thread in threads:
            threads[comment.thread].comments.append(comment)
        else:
            threads[comment.thread] = _Thread([comment])
    said = [thread for thread in threads.values() if any(each.status != "withdrawn" for each in thread.comments)]
    return sorted(said, key=lambda thread: (places.get(thread.root.paragraph, 0), thread.root.start or 0))
