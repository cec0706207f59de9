"""What the pages of the next revision's text show: its rows beside the revision before, proposals, and editors."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from commentspace.domain.anchors.states import Stood
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.preview_states import State
from commentspace.domain.revisions import collisions
from commentspace.domain.revisions.editing import stamp
from commentspace.domain.revisions.editing_acts import following, last_mark
from commentspace.domain.revisions.offers import Desk, Fits, Offer, Offers
from commentspace.domain.revisions.origins import Origins
from commentspace.text import differences, markdown, normal
from commentspace.text.languages import direction
from commentspace.text.merging import Fit, merged
from commentspace.web.next_text_offers import offer_values
from commentspace.web.next_text_opened import Opened
from commentspace.web.preview_values import KINDS

Said = Callable[[str], str]


class Sheet:
    """Makes the values of a draft in one state, in one language."""

    def __init__(self, desk: Desk, state: State, said: Said):
        self.desk, self.state, self.said = desk, state, said
        self.paragraphs = state.paragraphs
        self.language = desk.plan.heading.language
        self.origins = Origins.of(desk.plan, state.paragraphs)
        self._bases: dict[str, Stood] = {each.uid: each for each in desk.plan.old}
        self._is_known = any(self.origins.names)

    @cached_property
    def offers(self) -> list[Offer]:
        """The pending proposals, as they fit."""
        found = Offers(self.desk, self.paragraphs, self.origins)
        return [found.of(view) for view in self.desk.proposals]

    @cached_property
    def rivals(self) -> dict[str, list[Offer]]:
        """The open proposals that change the same words as another."""
        return collisions.rivals(self.offers)

    @cached_property
    def _offers_at(self) -> dict[str, list[Offer]]:
        found: dict[str, list[Offer]] = {}
        for each in self.offers:
            found.setdefault(each.key, []).append(each)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.key: n for n, each in enumerate(self.paragraphs)}

    def place(self, key: str) -> int | None:
        """Where the paragraph of this key stands; None where there is none."""
        return self._places.get(key)

    def row(self, n: int, opened: Opened | None = None) -> dict[str, Any]:
        """One paragraph as its row shows it; positions on pages count from 1."""
        each = self.paragraphs[n]
        language = each.language or self.language
        is_open = opened is not None and opened.key == each.key and opened.way != ""
        return {
            "key": each.key,
            "position": n + 1,
            "kind": each.kind.value,
            "kind_words": self.said(KINDS[each.kind]),
            "level": each.level,
            "label": each.label,
            "html": markdown.paragraph_html(each.markdown, self.desk.plan.sizes),
            "language": language,
            "direction": direction(language),
            "mark": stamp(each),
            "is_out": bool(each.left_out),
            **self._change(n, each),
            "offers": [offer_values(offer, self.rivals, self.said) for offer in self._offers_at.get(each.key, ())],
            "editor": self._editor(n, each, opened) if is_open and opened else None,
        }

    def _change(self, n: int, each: DraftParagraph) -> dict[str, Any]:
        """What became of it since the revision before: a word for it, and the difference of its words."""
        before = [self._bases[name] for name in self.origins.names[n] if name in self._bases]
        moved = n in self.origins.moved and not each.left_out
        if each.left_out:
            return {"change": "", "difference": "", "was_label": "", "has_moved": False}
        if not before:
            return {"change": "new" if self._is_known else "", "difference": "", "was_label": "", "has_moved": False}
        word = _word(each, before, len(self.origins.rows_of(before[0].uid)))
        shown = ""
        if word in ("edited", "joined"):
            was, now = " ".join(one.text for one in before), markdown.to_text(each.markdown)
            shown = differences.to_html(differences.runs(was, now)) if was != now else ""
        was_label = before[0].label if before[0].label != each.label and word != "divided" else ""
        return {"change": word, "difference": shown, "was_label": was_label, "has_moved": moved}

    def _editor(self, n: int, each: DraftParagraph, opened: Opened) -> dict[str, Any]:
        """The fields of a row that is open, as they were typed or as the paragraph is."""
        is_new = opened.way != "edit"
        now = {"text": "", "label": "", "kind": Kind.PARAGRAPH.value, "level": "1"}
        if not is_new:
            now = {"text": each.markdown, "label": each.label, "kind": each.kind.value, "level": str(each.level)}
        typed = dict(opened.typed or {})
        fields = {name: typed.get(name, said) for name, said in now.items()}
        neighbours = [self.paragraphs[at].key if 0 <= at < len(self.paragraphs) else "" for at in (n - 2, n - 1, n + 1)]
        return {
            **fields,
            "way": opened.way,
            "began": "" if is_new else each.markdown,
            "before": neighbours[1],
            "after": neighbours[2],
            "up": neighbours[0] if n else None,
            "down": neighbours[2] or None,
            "next": following(self.state, n),
            "credits": opened.credits,
            "behind": typed.get("behind", ""),
            "conflict": None if is_new else self._conflict(each, opened),
            "preview": self._preview(each, fields["text"], is_new) if opened.is_previewed else None,
        }

    def _conflict(self, each: DraftParagraph, opened: Opened) -> dict[str, Any] | None:
        """Both texts, where somebody has changed the paragraph since it was opened."""
        typed = opened.typed or {}
        if not opened.is_refused or "began" not in typed or typed.get("mark") == stamp(each):
            return None
        began, mine = (normal.clean(typed.get(name, "")).strip() for name in ("began", "text"))
        both = merged(began, mine, each.markdown)
        return {
            "theirs": _difference(began, each.markdown),
            "mine": _difference(began, mine),
            "merged": both.text if both.fit == Fit.MERGED else "",
            "is_out": bool(each.left_out),
        }

    def _preview(self, each: DraftParagraph, text: str, is_new: bool) -> dict[str, str]:
        shown = markdown.paragraph_html(normal.clean(text).strip(), self.desk.plan.sizes)
        return {"html": shown, "difference": "" if is_new else _difference(each.markdown, normal.clean(text).strip())}

    def lost(self, opened: Opened) -> dict[str, str] | None:
        """What was typed for a paragraph that is not in the draft any more."""
        if not opened.typed or self.place(opened.key) is not None:
            return None
        names = ("text", "label", "kind", "level", "before")
        said = {name: opened.typed.get(name, "") for name in names}
        return said | {"before": said["before"] if said["before"] in self._places else ""}

    def facts(self) -> dict[str, Any]:
        """What is said of the whole draft, counted without reading any text."""
        words = [self._fact(n, each) for n, each in enumerate(self.paragraphs)]
        return {
            "edited": sum(word in ("edited", "joined", "divided", "relabelled") for word in words),
            "new": words.count("new"),
            "out": words.count("out"),
            "moved": len(self.origins.moved),
            "undo": len(self.state.steps),
            "last": last_mark(self.state),
            "is_compared": self._is_known,
            "is_overtaken": self.desk.is_overtaken,
            "open": sum(each.fits != Fits.TAKEN for each in self.offers),
            "taken": sum(each.fits == Fits.TAKEN for each in self.offers),
        }

    def _fact(self, n: int, each: DraftParagraph) -> str:
        if each.left_out:
            return "out"
        before = [self._bases[name] for name in self.origins.names[n] if name in self._bases]
        if not before:
            return "new" if self._is_known else ""
        return _word(each, before, len(self.origins.rows_of(before[0].uid)))

    def outline(self) -> list[dict[str, Any]]:
        """The headings, as places to go to."""
        return [
            {"key": each.key, "level": each.level, "label": each.label, "text": markdown.to_text(each.markdown)}
            for each in self.paragraphs
            if each.kind == Kind.HEADING and not each.left_out
        ]

    def changes(self, before: State, key: str) -> tuple[list[int], list[str]]:
        """The places whose rows are not what they were, or stand elsewhere, and the keys of those that are gone."""
        old = {each.key: each for each in before.paragraphs}
        gone = [each for each in old if each not in self._places]
        changed = {n for n, each in enumerate(self.paragraphs) if old.get(each.key) != each or each.key == key}
        order = [each.key for each in before.paragraphs if each.key in self._places]
        places = {name: at for at, name in enumerate(order)}
        kept = [each.key for each in self.paragraphs if each.key in places]
        if kept != order:
            changed |= {self._places[one] for one, other in zip(kept, order, strict=True) if one != other}
        return sorted(changed), gone


def _word(each: DraftParagraph, before: list[Stood], parts: int) -> str:
    if parts > 1:
        return "divided"
    if len(before) > 1:
        return "joined"
    was = before[0]
    if was.markdown != each.markdown:
        return "edited"
    return "relabelled" if (was.label, was.kind, was.level) != (each.label, each.kind.value, each.level) else ""


def _difference(before: str, after: str) -> str:
    return differences.to_html(differences.runs(before, after))
