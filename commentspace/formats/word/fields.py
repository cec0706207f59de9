"""Fields (ISO/IEC 29500-1, 17.16): of an instruction and its result, the result is what Word shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.properties import is_on
from commentspace.formats.word.symbol_fonts import to_unicode
from commentspace.text.links import is_allowed

CHECKED, UNCHECKED = "☒", "☐"
_OF_THE_PAGE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_QUOTED = re.compile(r'"([^"]{0,4000})"|“([^”]{0,4000})”|(\S{1,4000})')
_LONGEST_CODE = 10_000
_DEEPEST = 50  # deeper fields are passed over: nobody nests them so
_VAL = w("val")
_CHARACTER = w("fldChar")
_KIND = w("fldCharType")
_BOX = w("txbxContent")


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction as far as it has come, and whether its result has begun."""

    code: str = ""
    is_result: bool = False
    words: list[str] = field(default_factory=list)

    def name(self) -> str:
        """What kind of field it is: "REF", "TOC"."""
        return self.words[0].upper() if self.words else ""

    def read(self) -> None:
        """Its instruction is complete."""
        self.words = ["".join(found) for found in _QUOTED.findall(self.code)]

    def link(self) -> str:
        """Where a HYPERLINK leads, if it is to the web or a mail address."""
        if self.name() != "HYPERLINK" or len(self.words) < 2 or self.words[1].startswith("\\"):
            return ""
        return self.words[1] if is_allowed(self.words[1]) else ""


class Fields:
    """The fields that are open at a place in a story, one inside the other."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self._too_deep = 0
        self.hides = False
        """Whether what stands here is an instruction, or a result that belongs to the page."""
        self.link = ""
        self.is_contents = False
        self.counted: Callable[[list[str]], str] = lambda words: ""
        """What a field prints that counts (LISTNUM), asked by its instruction."""

    def begin(self) -> None:
        """A field begins with its instruction."""
        if len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        self._open.append(Field())
        self._look()

    def code(self, text: str) -> None:
        """More of the innermost field's instruction."""
        innermost = self._open[-1] if self._open and not self._too_deep else None
        if innermost and not innermost.is_result and len(innermost.code) < _LONGEST_CODE:
            innermost.code += text

    def separate(self) -> None:
        """The instruction is over, the result begins."""
        if self._open and not self._too_deep:
            self._open[-1].is_result = True
            self._open[-1].read()
            self._look()

    def end(self) -> str:
        """The innermost field ends; answers what it shows that is in no result."""
        if self._too_deep or not self._open:
            self._too_deep = max(self._too_deep - 1, 0)
            return ""
        closed = self._open.pop()
        self._look()
        if closed.is_result:
            return ""
        closed.read()
        return shown_without_result(closed) or self.counted(closed.words)

    def _look(self) -> None:
        self.hides = any(not each.is_result or each.name() in _OF_THE_PAGE for each in self._open)
        self.link = next((link for each in reversed(self._open) if (link := each.link())), "")
        self.is_contents = any(each.name() == "TOC" and each.is_result for each in self._open)


def shown_without_result(closed: Field) -> str:
    """The text of the few kinds of fields that Word shows without a stored result."""
    match closed.name():
        case "MACROBUTTON":
            return " ".join(closed.words[2:])
        case "SYMBOL":
            return _symbol(closed.words)
        case "EQ":
            return _overlaid(closed.code)
    return ""


def simple(element: etree._Element) -> Field:
    """The field of a `w:fldSimple`."""
    found = Field(element.get(w("instr"), ""), is_result=True)
    found.read()
    return found


def is_of_the_page(found: Field) -> bool:
    """Whether a field shows a number that only a page has."""
    return found.name() in _OF_THE_PAGE


def form(character: etree._Element) -> str:
    """What a form field shows that has no result: the box of a check box, the choice of a list."""
    own = character.find(w("ffData"))
    if own is None:
        return ""
    box = own.find(w("checkBox"))
    if box is not None:
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        return CHECKED if state is not None and is_on(state) else UNCHECKED
    choices = own.find(w("ddList"))
    if choices is None:
        return ""
    chosen = choices.find(w("result"))
    number = "0" if chosen is None else chosen.get(_VAL, "0")
    entries = [entry.get(_VAL, "") for entry in choices.iterchildren(w("listEntry"))]
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def never_ended(root: etree._Element) -> set[etree._Element]:
    """The beginnings of fields that never end: taken for fields they would hide all that follows."""
    stories: dict[etree._Element | None, list[etree._Element]] = {}
    for character in root.iter(_CHARACTER):
        box = next(character.iterancestors(_BOX), None)
        begun = stories.setdefault(box, [])
        if character.get(_KIND) == "begin":
            begun.append(character)
        elif character.get(_KIND) == "end" and begun:
            begun.pop()
    return {character for begun in stories.values() for character in begun}


def _symbol(words: list[str]) -> str:
    if len(words) < 2:
        return ""
    font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
    try:
        number = int(words[1], 0)
        return to_unicode(font, chr(number)) if 0 < number < 0x110000 else ""
    except ValueError:
        return words[1]


def _overlaid(code: str) -> str:
    """The words of an EQ field: those in its brackets, "1/2" for a fraction, the last of those put over each other."""
    inner = re.search(r"\((.*)\)", code, re.DOTALL)
    if inner is None:
        return ""
    parts = [part.strip() for part in re.split(r"[,;]", re.sub(r"\\[a-z]+\d*\s*\(?|\)", " ", inner[1]))]
    if "\\f" in code.lower():
        return "/".join(part for part in parts if part)
    return parts[-1] if "\\o" in code.lower() else " ".join(part for part in parts if part)
