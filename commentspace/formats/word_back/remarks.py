"""The comments of a Word file as they stand in its parts, and which of them are comments of ours."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from commentspace.domain.submitted import Known, KnownComment
from commentspace.formats.word.names import r, w, w14
from commentspace.formats.word.package import Package
from commentspace.formats.word_out import walking
from commentspace.formats.word_out.remarks import identity_of, tails
from commentspace.formats.word_out.said import ABOUT, WITHDRAWN
from commentspace.text.markdown import to_html
from commentspace.text.normal import normal

_LINK = re.compile(r"/c/([a-z2-7]{16})(?:[?#].*)?$")
HEAD = re.compile(r"#(\d{0,9}) · .{1,200}")
_SIGNS = ".,;:!?…\"'’”»)]}。！？；：）】」』؟؛ "
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): " "}
_SURELY_LONG = 40
"""Letters that two people do not happen to write alike."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as it stands in the file: its paragraphs' text, the addresses it links to, the number of its end."""

    name: str
    author: str
    date: str
    lines: tuple[str, ...]
    links: tuple[str, ...]
    identity: int

    @property
    def has_head(self) -> bool:
        """Whether it begins with a line of ours."""
        return bool(self.lines) and HEAD.fullmatch(self.lines[0].strip()) is not None

    @property
    def said(self) -> str:
        """What its writer wrote."""
        lines = list(self.lines)
        if self.has_head:
            lines = lines[1:]
            if lines and lines[0].startswith(tuple(ABOUT.values())):
                lines = lines[1:]
        return "\n".join(lines).strip()


def remarks(package: Package) -> list[Remark]:
    """All comments of a file."""
    name = package.related(package.main, "comments")
    root = package.part(name) if name else None
    if root is None or name is None:
        return []
    targets = {key: relation.target for key, relation in package.relations(posixpath.normpath(name)).items()}
    met: Counter[str] = Counter()
    return [_remark(each, targets, met) for each in root.iterchildren(w("comment"))]


def recognised(found: Sequence[Remark], known: Known) -> dict[str, KnownComment]:
    """Which comments of the file are ours, by their names in the file: each of ours at most once.

    The link in the first line says so, or the number there with the same writer or words, or Word's own identity of
    the comment, or at last the same words by the same writer.
    """
    return _Recognising(known).all(found)


class _Recognising:
    def __init__(self, known: Known):
        self._free = {comment.uid: comment for comment in known.comments}
        self._numbers = {comment.number: comment.uid for comment in known.comments if comment.number is not None}
        self._identities = {identity_of(comment.uid): comment.uid for comment in known.comments}
        self._words: dict[str, list[str]] = defaultdict(list)
        for comment in known.comments:
            self._words[normal(words_of(comment.markdown))].append(comment.uid)

    def all(self, found: Sequence[Remark]) -> dict[str, KnownComment]:
        ours: dict[str, KnownComment] = {}
        for way in (self._by_link, self._by_number, self._by_identity, self._by_words):
            for remark in found:
                if remark.name not in ours and (uid := way(remark)) is not None:
                    ours[remark.name] = self._free.pop(uid)
        return ours

    def _by_link(self, remark: Remark) -> str | None:
        if not remark.has_head:
            return None
        said = (match[1] for link in remark.links[:1] if (match := _LINK.search(link)))
        return next((uid for uid in said if uid in self._free), None)

    def _by_number(self, remark: Remark) -> str | None:
        head = HEAD.fullmatch(remark.lines[0].strip()) if remark.lines else None
        uid = self._numbers.get(int(head[1])) if head and head[1] else None
        comment = self._free.get(uid) if uid else None
        if comment is None or not (_is_by(remark, comment) or _says(remark, comment)):
            return None
        return uid

    def _by_identity(self, remark: Remark) -> str | None:
        uid = self._identities.get(remark.identity)
        comment = self._free.get(uid) if uid else None
        return uid if comment and (_is_by(remark, comment) or _says(remark, comment)) else None

    def _by_words(self, remark: Remark) -> str | None:
        words = normal(remark.said)
        if not words:
            return None
        alike = [uid for uid in self._words.get(words, ()) if uid in self._free]
        by_them = [uid for uid in alike if _is_by(remark, self._free[uid])]
        return next(iter(by_them or (alike if len(words) >= _SURELY_LONG else ())), None)


def addition(remark: Remark, comment: KnownComment) -> str | None:
    """What was written into a comment of ours: the words after its own, or its whole text where that was changed."""
    expected = words_of(comment.markdown)
    said, ours = normal(remark.said), normal(expected)
    if said == ours:
        return None
    after = tails(comment.proposal) if comment.proposal else () if comment.markdown else WITHDRAWN.values()
    if said in {normal(f"{expected}\n{tail}") for tail in after}:
        return None
    rest = _after(remark.said, expected) if ours and said.startswith(ours) else remark.said
    return rest or None


def _after(text: str, expected: str) -> str:
    """The text after the words of another, of which it has all letters first."""
    left = len(normal(expected))
    for at, character in enumerate(text):
        left -= len(normal(character))
        if left <= 0:
            signs = expected[len(expected.rstrip(_SIGNS)) :]
            return text[at + 1 :].removeprefix(signs).strip()
    return ""


def words_of(markdown: str) -> str:
    """The words of a text in Markdown as they stand in a file of ours."""
    return walking.plain(to_html(markdown)) if markdown else ""


def _is_by(remark: Remark, comment: KnownComment) -> bool:
    """Whether the file names the same writer, or whom another file named, with or without those they speak for."""
    names = (comment.author, *([comment.said_by] if comment.said_by else []))
    return any(remark.author == name or remark.author.startswith(f"{name} (") for name in names)


def _says(remark: Remark, comment: KnownComment) -> bool:
    expected = normal(words_of(comment.markdown))
    return bool(expected) and expected in normal(remark.said)


def _remark(comment: etree._Element, targets: dict[str, str], met: Counter[str]) -> Remark:
    own = comment.get(w("id"), "")
    met[own] += 1
    paragraphs = list(comment.iter(w("p")))
    links = tuple(targets.get(each.get(r("id"), ""), "") for each in comment.iter(w("hyperlink")))
    return Remark(
        name=own if met[own] == 1 else f"{own}#{met[own]}",  # as the reader of drafts calls it
        author=" ".join(comment.get(w("author"), "").split()),
        date=comment.get(w("date"), ""),
        lines=tuple("".join(_texts(each)) for each in paragraphs),
        links=tuple(link for link in links if link),
        identity=_number(paragraphs[-1].get(w14("paraId"), "")) if paragraphs else 0,
    )


def _texts(paragraph: etree._Element) -> Iterable[str]:
    for each in paragraph.iter(w("t"), *_BREAKS):
        yield _BREAKS.get(str(each.tag), "") or each.text or ""


def _number(hexadecimal: str) -> int:
    try:
        return int(hexadecimal, 16)
    except ValueError:
        return 0
