"""What the page of an alignment shows: one part of its links, with what became of each in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from commentspace.domain.revisions import aligned as asking
from commentspace.domain.revisions.aligned import Aligned, is_doubtful
from commentspace.domain.revisions.candidates import Texts
from commentspace.errors import marked
from commentspace.text import differences, markdown
from commentspace.text.alignment import Doubt, Link, Relation
from commentspace.text.differences import Run
from commentspace.text.languages import direction

PART = 60
"""Links on one page."""
BRIEF = 90

BECAME = {
    Relation.UNCHANGED: marked("It is unchanged"),
    Relation.RENUMBERED: marked("It was renumbered"),
    Relation.EDITED: marked("It was edited"),
    Relation.SPLIT: marked("It was divided"),
    Relation.MERGED: marked("It was joined from several"),
    Relation.DELETED: marked("It was taken out"),
    Relation.NEW: marked("It is new"),
}
MOVED = marked("It was moved")
SHOWN = (
    (asking.DOUBTFUL, marked("to look at")),
    (asking.CHANGES, marked("all changes")),
    (Relation.EDITED.value, marked("edited")),
    (asking.MOVED, marked("moved")),
    (Relation.SPLIT.value, marked("divided")),
    (Relation.MERGED.value, marked("joined")),
    (Relation.DELETED.value, marked("taken out")),
    (Relation.NEW.value, marked("new")),
    (Relation.RENUMBERED.value, marked("renumbered")),
    (asking.SAID, marked("said by hand")),
    (asking.ALL, marked("everything")),
)
"""What one may ask to see."""
WHY = {
    Doubt.ALIKE: marked("Another paragraph is as likely: several say nearly the same."),
    Doubt.FAR: marked("Few words are the same, so it may as well be another paragraph."),
    Doubt.LOST: marked("It seems to be new, though something not unlike it stood in the revision before."),
}
LOST = marked("It seems to be taken out, though something not unlike it stands in the draft.")

Said = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of an alignment is to be shown."""

    show: str
    page: int

    @classmethod
    def of(cls, query: Mapping[str, str], numbers: Mapping[str, int]) -> "Asked":
        """From an address: what is doubtful first, else what has changed."""
        first = asking.DOUBTFUL if numbers[asking.DOUBTFUL] else asking.CHANGES
        show = query.get("show", "")
        page = query.get("page", "")
        known = show in {name for name, _ in SHOWN}
        return cls(show if known else first, int(page) if page.isdecimal() and len(page) < 7 else 1)


class Sheet:
    """One page of an alignment, in one language; `spoken` counts comments by the names of paragraphs."""

    def __init__(self, aligned: Aligned, asked: Asked, spoken: Mapping[str, int], language: str, said: Said):
        self._aligned, self._spoken, self._language, self._said = aligned, spoken, language, said
        self._show = asked.show
        entries = list(self._entries())
        self.pages = max(1, -(-len(entries) // PART))
        self.page = min(max(1, asked.page), self.pages)
        self._shown = entries[(self.page - 1) * PART : self.page * PART]

    def rows(self) -> list[dict[str, Any]]:
        """The links of this page, and how many that are unchanged stand between them."""
        return [self._row(each) if isinstance(each, Link) else _between(*each) for each in self._shown]

    def _entries(self) -> Iterator[Link | tuple[int, int]]:
        """The links that are asked for, and among all changes how many stand between them, up to which."""
        run = 0
        for at, link in enumerate(self._aligned.links):
            if self._aligned.belongs(link, self._show):
                if run and self._show == asking.CHANGES:
                    yield run, at
                run = 0
                yield link
            else:
                run += 1
        if run and self._show == asking.CHANGES:
            yield run, len(self._aligned.links)

    def _row(self, link: Link) -> dict[str, Any]:
        old, new = self._aligned.old, self._aligned.new
        texts = [old[at].text for at in link.old], [markdown.to_text(new[at].markdown) for at in link.new]
        found = differences.runs("\n".join(texts[0]), "\n".join(texts[1])) if link.old and link.new else None
        befores = [self._old(at, html) for at, html in zip(link.old, sided(found, "out", texts[0]), strict=True)]
        afters = [self._new(at, html) for at, html in zip(link.new, sided(found, "in", texts[1]), strict=True)]
        return {
            "unchanged": 0,
            "name": name_of(self._aligned, link),
            "relation": link.relation.value,
            "words": self._words(link),
            "why": self._why(link) if is_doubtful(link) else "",
            "is_said": self._aligned.is_said(link),
            "is_known": link.is_given,
            "old": befores,
            "new": afters,
            "comments": sum(self._spoken.get(old[at].uid, 0) for at in link.old),
            "candidates": self._candidates(link, texts),
            "was": "\n".join(texts_of(self._aligned, link)),
        }

    def _words(self, link: Link) -> str:
        words = [self._said(BECAME[link.relation])] if link.relation != Relation.UNCHANGED or not link.has_moved else []
        return " · ".join([*words, *([self._said(MOVED)] if link.has_moved else [])])

    def _why(self, link: Link) -> str:
        return self._said(LOST if link.doubt == Doubt.LOST and not link.new else WHY[link.doubt])

    def _old(self, at: int, html: str) -> dict[str, Any]:
        each = self._aligned.old[at]
        return self._side(at, each.label, each.language, html) | {"uid": each.uid}

    def _new(self, at: int, html: str) -> dict[str, Any]:
        each = self._aligned.new[at]
        return self._side(at, each.label, each.language or self._language, html) | {"key": each.key}

    def _side(self, at: int, label: str, language: str, html: str) -> dict[str, Any]:
        return {"label": label or f"§{at + 1}", "language": language, "direction": direction(language), "html": html}

    def _candidates(self, link: Link, texts: tuple[Sequence[str], Sequence[str]]) -> list[dict[str, str]]:
        """Where what is new may have come from, or what it may have become where it was taken out."""
        aligned = self._aligned
        if link.new:
            text, place = " ".join(texts[1]), link.new[0] / len(aligned.new)
            found = [at for at in self._old_texts.like(text, place) if at not in link.old]
            return [
                self._candidate(aligned.old[at].uid, at, aligned.old[at].label, aligned.old[at].text) for at in found
            ]
        place = link.old[0] / len(aligned.old)
        likely = self._new_texts.like(" ".join(texts[0]), place)
        return [
            self._candidate(each.key, at, each.label, markdown.to_text(each.markdown))
            for at, each in ((at, aligned.new[at]) for at in likely)
        ]

    def _candidate(self, name: str, at: int, label: str, text: str) -> dict[str, str]:
        shown = " ".join(text.split())
        brief = shown if len(shown) <= BRIEF else f"{shown[:BRIEF].rstrip()}…"
        return {"name": name, "words": f"{label or f'§{at + 1}'} {brief}"}

    @cached_property
    def _old_texts(self) -> Texts:
        return Texts([each.text for each in self._aligned.old])

    @cached_property
    def _new_texts(self) -> Texts:
        return Texts([markdown.to_text(each.markdown) for each in self._aligned.new])


def _between(number: int, end: int) -> dict[str, Any]:
    return {"unchanged": number, "page": (end - number) // PART + 1}


def texts_of(aligned: Aligned, link: Link) -> list[str]:
    """The words of the draft in a link; where there are none, those that were taken out."""
    if link.new:
        return [markdown.to_text(aligned.new[at].markdown) for at in link.new]
    return [aligned.old[at].text for at in link.old]


def name_of(aligned: Aligned, link: Link) -> str:
    """The name of a link in its page: that of its first paragraph."""
    return f"n-{aligned.new[link.new[0]].key}" if link.new else f"o-{aligned.old[link.old[0]].uid}"


def link_named(aligned: Aligned, name: str) -> Link | None:
    """The link in which the paragraph of such a name stands now."""
    kind, _, rest = name.partition("-")
    if kind == "n" and rest in aligned.place:
        return aligned.by_new[aligned.place[rest]]
    if kind == "o" and rest in aligned.old_place:
        return aligned.by_old[aligned.old_place[rest]]
    return None


def sided(found: Sequence[Run] | None, side: str, texts: Sequence[str]) -> list[str]:
    """The texts of one side as HTML, with what only they have marked; `found` is of all, joined by line ends."""
    if found is None:
        return [differences.to_html([Run("kept", text)]) for text in texts]
    mine = [run for run in found if run.kind in ("kept", side)]
    made, at = [], 0
    for text in texts:
        made.append(differences.to_html(list(_cut(mine, at, at + len(text)))))
        at += len(text) + 1
    return made


def _cut(found: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """What of the runs stands from `start` up to `end`."""
    at = 0
    for run in found:
        part = run.text[max(0, start - at) : max(0, end - at)]
        if part:
            yield Run("kept" if part.isspace() else run.kind, part)
        at += len(run.text)


def numbers(aligned: Aligned, said: Said) -> list[tuple[str, str, int]]:
    """What one may ask to see, in words, with how many there are; what there is none of is left out."""
    found = aligned.numbers()
    always = (asking.CHANGES, asking.ALL)
    return [(name, said(words), found[name]) for name, words in SHOWN if found[name] or name in always]
