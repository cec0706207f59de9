"""What a paragraph and a run look like in a Word file: their own properties over those of their styles (17.7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from commentspace.formats.word.heading_names import heading_rank, is_title
from commentspace.formats.word.names import w
from commentspace.formats.word.package import Package
from commentspace.formats.word.properties import RunProperties, Said, combined, is_on, said, shown

_VAL = w("val")
_BODY_TEXT = 9
"""The outline level of what is no heading (17.3.1.20)."""
_PLAIN = RunProperties()


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """What a paragraph is.

    `style` is the id of its style and `name` that style's name in the file. `outline` is the rank of a heading from 0,
    None for text. `num_id` is the `w:num` that numbers it, None for none; `numbered_by` is the style that names it,
    "" for the paragraph itself; `ilvl` is the level where it is said, and `says_level` whether the paragraph says it
    itself. `mark` is what the mark at its end looks like.
    """

    style: str = ""
    name: str = ""
    outline: int | None = None
    is_title: bool = False
    num_id: str | None = None
    numbered_by: str = ""
    ilvl: int | None = None
    says_level: bool = False
    bidi: bool = False
    mark: RunProperties = _PLAIN


@dataclass(frozen=True, slots=True)
class _Based:
    """What a paragraph style comes to, with all that it is based on."""

    properties: ParagraphProperties
    run: Said = field(default_factory=dict)


class Styles:
    """The styles of a file; a file without any has the defaults of the standard."""

    def __init__(self, package: Package):
        name = package.related(package.main, "styles")
        root = package.part(name) if name else None
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        for style in () if root is None else root.iterchildren(w("style")):
            self._take(style)
        self._folded = {style_id.lower(): style_id for style_id in reversed(self._styles)}
        self._defaults = said(None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
        self._bidi = _switch(None if root is None else root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"))
        self._paragraphs: dict[str, _Based] = {}
        self._characters: dict[str, Said] = {}
        self._runs: dict[tuple[str, str], Said] = {}
        self._shown: dict[tuple[str, str], RunProperties] = {}
        self._asked: tuple[etree._Element | None, str] = None, ""

    def paragraph(self, p: etree._Element) -> ParagraphProperties:
        """What a `w:p` is: what it says itself, else what its styles say."""
        own = p.find(w("pPr"))
        based = self._based(self._style_of(own))
        if own is None:
            return based.properties
        return self._over(based, own)

    def run(self, p: etree._Element, r: etree._Element) -> RunProperties:
        """What a `w:r` in a `w:p` looks like."""
        if p is not self._asked[0]:  # a paragraph may have many runs, and looking for its style takes as long as it is
            self._asked = p, self._style_of(p.find(w("pPr")))
        return self._look(self._asked[1], r.find(w("rPr")))

    def numbering_style(self, name: str) -> str | None:
        """The `w:num` that a numbering style names (17.9.21), or None."""
        style = self._styles.get(name)
        found = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        return None if found is None else found.get(_VAL)

    def _take(self, style: etree._Element) -> None:
        style_id, kind = style.get(w("styleId"), ""), style.get(w("type"), "paragraph")
        self._styles.setdefault(style_id, style)
        if style.get(w("default"), "0").lower() not in {"0", "false", "off"}:
            self._default[kind] = style_id  # the last one is in force (17.7.4.17)

    def _known(self, style_id: str, kind: str) -> str:
        """The id as the file's styles have it, or "" where no style of this kind has it."""
        found = style_id if style_id in self._styles else self._folded.get(style_id.lower(), "")
        style = self._styles.get(found)
        return found if style is not None and style.get(w("type"), "paragraph") == kind else ""

    def _style_of(self, own: etree._Element | None) -> str:
        """The id of a paragraph's style: the default one where it has none."""
        named = None if own is None else own.find(w("pStyle"))
        asked = "" if named is None else named.get(_VAL, "")
        return asked or self._default.get("paragraph", "")

    def _chain(self, style_id: str, kind: str) -> Iterator[tuple[str, etree._Element]]:
        """A style and those that it is based on, each once."""
        seen: set[str] = set()
        while (known := self._known(style_id, kind)) and known not in seen:
            seen.add(known)
            style = self._styles[known]
            yield known, style
            base = style.find(w("basedOn"))
            style_id = "" if base is None else base.get(_VAL, "")

    def _based(self, style_id: str) -> _Based:
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._assemble(style_id)
        return self._paragraphs[style_id]

    def _assemble(self, style_id: str) -> _Based:
        if style_id and not self._known(style_id, "paragraph"):
            return self._undefined(style_id)
        chain = list(self._chain(style_id, "paragraph"))
        run: dict[str, str | bool] = {}
        properties = ParagraphProperties(bidi=self._bidi or False)
        for known, style in reversed(chain):
            own = style.find(w("pPr"))
            name = _named(style)
            rank = heading_rank(name)
            outline = properties.outline if rank is None else rank - 1
            num_id, ilvl = _numbering(own)
            bidi = _switch(own)
            properties = ParagraphProperties(
                style=known,
                name=name,
                outline=_outline(own, outline),
                is_title=properties.is_title or is_title(name),
                num_id=properties.num_id if num_id is None else num_id,
                numbered_by=properties.numbered_by if num_id is None else known,
                ilvl=properties.ilvl if ilvl is None else ilvl,
                bidi=properties.bidi if bidi is None else bidi,
            )
            run |= said(style.find(w("rPr")))
        return _Based(replace(properties, mark=shown(combined(self._defaults, run, {}))), run)

    def _undefined(self, style_id: str) -> _Based:
        """A style that the file names but does not have is the default one; only its name may say more."""
        based = self._based(self._default.get("paragraph", "") if style_id != self._default.get("paragraph") else "")
        rank = heading_rank(style_id)
        properties = based.properties
        found = ParagraphProperties(
            style=style_id,
            name=style_id,
            outline=properties.outline if rank is None else rank - 1,
            is_title=is_title(style_id),
            num_id=properties.num_id,
            numbered_by=properties.numbered_by,
            ilvl=properties.ilvl,
            bidi=properties.bidi,
            mark=properties.mark,
        )
        return _Based(found, based.run)

    def _over(self, based: _Based, own: etree._Element) -> ParagraphProperties:
        """A paragraph's own properties over those of its style."""
        of_style = based.properties
        num_id, ilvl = _numbering(own)
        bidi = _switch(own)
        mark = own.find(w("rPr"))
        return ParagraphProperties(
            style=of_style.style,
            name=of_style.name,
            outline=_outline(own, of_style.outline),
            is_title=of_style.is_title,
            num_id=of_style.num_id if num_id is None else num_id,
            numbered_by=of_style.numbered_by if num_id is None else "",
            ilvl=of_style.ilvl if ilvl is None else ilvl,
            says_level=ilvl is not None,
            bidi=of_style.bidi if bidi is None else bidi,
            mark=of_style.mark if mark is None else self._look(self._style_of(own), mark),
        )

    def _look(self, style_id: str, own: etree._Element | None) -> RunProperties:
        named = None if own is None else own.find(w("rStyle"))
        character = "" if named is None else named.get(_VAL, "")
        key = (style_id, character)
        if key not in self._runs:
            found = combined(self._defaults, self._based(style_id).run, self._character(character))
            self._runs[key], self._shown[key] = found, shown(found)
        if own is None or len(own) == (0 if named is None else 1):
            return self._shown[key]
        return shown({**self._runs[key], **said(own)})

    def _character(self, style_id: str) -> Said:
        if style_id not in self._characters:
            found: dict[str, str | bool] = {}
            for _, style in reversed(list(self._chain(style_id or self._default.get("character", ""), "character"))):
                found |= said(style.find(w("rPr")))
            self._characters[style_id] = found
        return self._characters[style_id]


def _named(style: etree._Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(_VAL, "")


def _switch(own: etree._Element | None) -> bool | None:
    """Whether a paragraph runs from right to left, None where it is not said."""
    found = None if own is None else own.find(w("bidi"))
    return None if found is None else is_on(found)


def _outline(own: etree._Element | None, inherited: int | None) -> int | None:
    found = None if own is None else own.find(w("outlineLvl"))
    level = _whole(found)
    if level is None:
        return inherited
    return level if 0 <= level < _BODY_TEXT else None


def _numbering(own: etree._Element | None) -> tuple[str | None, int | None]:
    """The `w:num` and the level that a `w:pPr` names, each None where it does not."""
    found = None if own is None else own.find(w("numPr"))
    if found is None:
        return None, None
    number = _whole(found.find(w("numId")))
    return None if number is None else str(number), _whole(found.find(w("ilvl")))


def _whole(element: etree._Element | None) -> int | None:
    try:
        return None if element is None else int(element.get(_VAL, ""))
    except ValueError:
        return None
