"""As much of a page's style sheets as changes what its words say: what is hidden, bold, raised, how lists count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_LONGEST = 1_000_000
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?(\.[\w-]{1,80})?", re.IGNORECASE)
_GOOGLE_LIST = re.compile(r"\.([\w-]{1,80})\s{0,5}>\s{0,5}li:before$")
_GOOGLE_COUNTER = re.compile(r'"([^"]{0,40})"|counter\([\w-]{1,80}\s*,\s*([a-z-]{1,40})\)')
_NONE: dict[str, str] = {}


@dataclass(slots=True)
class Sheet:
    """The rules of a page that name an element, a class, or both; all others change nothing here.

    `markers` has what Google Docs prints before the items of a list of its classes, in parts: the text before the
    number, how it counts, the text after it.
    """

    by_tag: dict[str, dict[str, str]] = field(default_factory=dict)
    by_class: dict[str, dict[str, str]] = field(default_factory=dict)
    by_both: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    markers: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> "Sheet":
        """The rules in all `style` elements of a page."""
        sheet = cls()
        css = "\n".join(element.text or "" for element in root.iter("style"))[:_LONGEST]
        for selectors, body in _rules(_without_comments(css)):
            for selector in selectors.split(","):
                sheet._add(selector.strip(), body)
        return sheet

    def style(self, element: etree._Element) -> dict[str, str]:
        """The properties of an element, in small letters, the element's own last."""
        tag, classes, own = element.tag, element.get("class"), element.get("style")
        base = self.by_tag.get(tag, _NONE)
        if not classes and not own:
            return base
        style = dict(base)
        for name in (classes or "").split():
            style.update(self.by_class.get(name, _NONE))
            style.update(self.by_both.get((tag, name), _NONE))
        style.update(declarations(own or ""))
        return style

    def _add(self, selector: str, body: str) -> None:
        if google := _GOOGLE_LIST.search(selector):
            self._add_marker(google[1], declarations(body).get("content", ""))
            return
        match = _SELECTOR.fullmatch(selector)
        if match is None or not selector:
            return
        tag, name = (match[1] or "").lower(), (match[2] or "").removeprefix(".")
        if tag and name:
            rules = self.by_both.setdefault((tag, name), {})
        else:
            rules = self.by_class.setdefault(name, {}) if name else self.by_tag.setdefault(tag, {})
        rules.update(declarations(body))

    def _add_marker(self, name: str, content: str) -> None:
        before, style, after = "", "", ""
        for match in _GOOGLE_COUNTER.finditer(content):
            if match[2]:
                style = match[2]
            elif style:
                after += match[1]
            else:
                before += match[1]
        self.markers[name] = (before.strip(), style, after.strip())


def declarations(css: str) -> dict[str, str]:
    """The properties in a style attribute or the body of a rule; those that are important too."""
    found = {}
    for declaration in css.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def _without_comments(css: str) -> str:
    first, *parts = css.split("/*")
    return first + "".join(part.partition("*/")[2] for part in parts)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The selectors and the body of each rule; what stands within @media and its like is for other places."""
    depth, start, selectors = 0, 0, ""
    for brace in re.finditer("[{}]", css):
        words = css[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = words.rpartition(";")[2].strip() if depth == 1 else ""
        else:
            if depth == 1 and selectors and not selectors.startswith("@"):
                yield selectors, words
            depth = max(0, depth - 1)
