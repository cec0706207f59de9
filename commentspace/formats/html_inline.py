"""What stands within the lines of a page: how words look, which language they have, what is not shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from commentspace.formats.runs_of_text import Run
from commentspace.text import languages, links

_DROPPED_NAMES = (
    "applet area audio base button canvas col colgroup datalist del embed head iframe input link map meta nav noframes "
    "noscript object optgroup option param progress rp rt script select source style svg template textarea title track "
    "video"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_BOLD, _ITALIC = frozenset(["b", "strong"]), frozenset(["i", "em", "cite", "dfn", "var"])
_HEAVY = 600
_RAISED = str.maketrans("0123456789+-=()niao", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵒ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_CAN_BE_RAISED, _CAN_BE_LOWERED = frozenset("0123456789+-=()"), frozenset("0123456789+-=()")
_PERMALINKS = frozenset(["¶", "#", "§", "🔗"])
_INSIDE = "#"


@dataclass(frozen=True, slots=True)
class Format:
    """How words are shown, by the elements around them; `shift` is "super", "sub" or ""."""

    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    shift: str = ""
    language: str = ""
    direction: str = ""

    def run(self, text: str) -> Run:
        """The words in this format, line ends as spaces."""
        text = text.replace("\n", " ").replace("\xad", "")
        bare = text.strip()
        if self.shift == "super" and bare and _CAN_BE_RAISED.issuperset(bare):
            text = text.translate(_RAISED)
        elif self.shift == "sub" and bare and _CAN_BE_LOWERED.issuperset(bare):
            text = text.translate(_LOWERED)
        language = self.language
        if self.direction == "rtl" and languages.direction(language) == "ltr":
            guessed = languages.guess(text)
            language = guessed if languages.direction(guessed) == "rtl" else language
        return Run(text, self.is_bold, self.is_italic, self.link, language=language)


def within(element: etree._Element, style: dict[str, str], outer: Format) -> Format:
    """The format of what stands within an element."""
    tag, changes = element.tag, dict[str, Any]()
    if tag in _BOLD or "font-weight" in style:
        changes["is_bold"] = _is_heavy(style.get("font-weight", "bold"), outer.is_bold)
    if tag in _ITALIC or "font-style" in style:
        changes["is_italic"] = style.get("font-style", "italic") in ("italic", "oblique")
    if tag in ("sup", "sub") or style.get("vertical-align") in ("super", "sub"):
        changes["shift"] = style.get("vertical-align") or {"sup": "super"}.get(tag, "sub")
    if tag == "a" and (href := (element.get("href") or "").strip()):
        changes["link"] = href if links.is_allowed(href) or href.startswith(_INSIDE) else ""
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "th"):
        changes["is_bold"] = False
    said = (element.get("lang") or element.get("xml:lang") or "").strip()
    if languages.known(said):
        changes["language"] = said
    if (direction := (element.get("dir") or style.get("direction") or "").lower()) in ("rtl", "ltr"):
        changes["direction"] = direction
    return replace(outer, **changes) if changes else outer


def is_dropped(element: etree._Element) -> bool:
    """Whether an element is no text of the draft: scripts, menus, fields of forms, words that are marked as deleted."""
    if not isinstance(element.tag, str):  # what lxml has besides elements
        return True
    return element.tag in _DROPPED or (element.tag == "a" and words(element).strip() in _PERMALINKS)


def words(element: etree._Element) -> str:
    """All text within an element."""
    return "".join(map(str, element.itertext()))


def is_hidden(element: etree._Element, style: dict[str, str]) -> bool:
    """Whether the page does not show an element."""
    return (
        element.get("hidden") is not None
        or style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
    )


def language(runs: Iterable[Run]) -> str:
    """The language of most of the words, or ""."""
    counts: Counter[str] = Counter()
    for run in runs:
        counts[run.language] += len(run.text)
    return max(counts, key=lambda tag: counts[tag]) if counts else ""


def leads_inside(runs: Iterable[Run]) -> bool:
    """Whether all words are a link to another place of the page, as the entries of a contents list are."""
    worded = [run for run in runs if run.text.strip(" .…0123456789")]
    return bool(worded) and all(run.link.startswith(_INSIDE) and len(run.link) > 1 for run in worded)


def _is_heavy(weight: str, is_bold: bool) -> bool:
    if weight.isdecimal():
        return int(weight) >= _HEAVY
    return is_bold if weight in ("inherit", "lighter") else weight in ("bold", "bolder")
