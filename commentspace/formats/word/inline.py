"""What stands within a paragraph becomes bits, marks of comments, references to notes and text boxes."""

from collections.abc import Callable
from functools import partial

from lxml import etree

from commentspace.formats.word import drawings, equations, fields
from commentspace.formats.word.alternatives import children
from commentspace.formats.word.content_controls import is_contents, is_placeholder
from commentspace.formats.word.fields import Fields
from commentspace.formats.word.lines import NOWHERE, Around, Line, Mark, Reference
from commentspace.formats.word.names import m, r, w, w14
from commentspace.formats.word.opened import Opened
from commentspace.formats.word.properties import RunProperties
from commentspace.formats.word.raised_digits import shifted
from commentspace.formats.word.symbol_fonts import to_unicode
from commentspace.formats.word.texts import DELETED, Bit
from commentspace.formats.word.wording import picture
from commentspace.text.links import is_allowed

_ID = w("id")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Inline:
    """Reads the paragraphs of one story (the text, a note, a text box) in their order."""

    def __init__(self, opened: Opened, part: str):
        self._opened, self._part = opened, part
        self._fields = Fields()
        self._line = Line()
        self._p: etree._Element | None = None
        self._look = RunProperties()

    def line(self, p: etree._Element, around: Around) -> Line:
        """What is in a `w:p`; to be asked once for each."""
        self._line, self._p = Line(), p
        self._fields.counted = partial(self._opened.numbers.of_field, p)
        self._inside(p, around)
        return self._line

    def boxed(self) -> "Inline":
        """The reader of a text box's paragraphs: fields that are open around it are not open in it."""
        return Inline(self._opened, self._part)

    def _inside(self, element: etree._Element, around: Around) -> None:
        for child in children(element):
            read = _READERS.get(str(child.tag), Inline._inside)
            if read is not None:
                read(self, child, around)

    def _add(self, raw: str, element: etree._Element | None, around: Around) -> None:
        fields_, look = self._fields, self._look
        if not raw or fields_.hides or around.change == NOWHERE:
            return
        if look.hidden:
            if raw.strip() and not around.is_contents and not fields_.is_contents:
                self._line.remarks.add("hidden")
            return
        if look.strike and raw.strip() and not around.change:
            self._line.remarks.add("struck")
        self._line.bits.append(
            Bit(
                raw,
                element,
                look.bold,
                look.italic,
                around.link or fields_.link,
                around.change,
                around.author,
                self._language(raw),
                "",
                False,
                around.is_contents or fields_.is_contents,
            )
        )

    def _language(self, raw: str) -> str:
        look = self._look
        if look.rtl:
            return look.bidi
        if raw.isascii():
            return look.lang
        return look.east_asia if any("\u2e80" <= character <= "\uffef" for character in raw) else look.lang

    def _run(self, run: etree._Element, around: Around) -> None:
        before = self._look
        if self._p is not None:
            self._look = self._opened.styles.run(self._p, run)
        self._inside(run, around)
        self._look = before

    def _text(self, text: etree._Element, around: Around) -> None:
        raw = text.text or ""
        if text.get(_SPACE) != "preserve":
            raw = raw.strip(" \t\r\n")
        if not raw.isprintable():
            raw = raw.replace("\r", " ").replace("\n", " ")
        look = self._look
        if look.font and not raw.isascii():
            raw = to_unicode(look.font, raw) if any("\uf000" <= each <= "\uf0ff" for each in raw) else raw
        elif look.font and look.font.lower() == "symbol":
            raw = to_unicode(look.font, raw)
        self._add(shifted(raw, look.position), text, around)

    def _space(self, element: etree._Element, around: Around) -> None:
        self._add("\t", element, around)

    def _break(self, element: etree._Element, around: Around) -> None:
        is_of_page = element.get(w("type")) in {"page", "column"}
        self._add(" " if is_of_page else "\n", element, around)

    def _hyphen(self, element: etree._Element, around: Around) -> None:
        self._add("\u2011", element, around)

    def _symbol(self, element: etree._Element, around: Around) -> None:
        try:
            character = chr(int(element.get(w("char"), ""), 16))
        except (ValueError, OverflowError):
            return
        self._add(to_unicode(element.get(w("font"), ""), character), element, around)

    def _equation(self, element: etree._Element, around: Around) -> None:
        self._add(equations.linear(element), element, around)

    def _hyperlink(self, element: etree._Element, around: Around) -> None:
        relation = self._opened.package.relations(self._part).get(element.get(r("id"), ""))
        if relation is not None and relation.is_external and is_allowed(relation.target):
            anchor = element.get(w("anchor"), "")
            is_whole = not anchor or "#" in relation.target
            around = around._replace(link=relation.target if is_whole else f"{relation.target}#{anchor}")
        self._inside(element, around)

    def _inserted(self, element: etree._Element, around: Around) -> None:
        self._inside(element, around.inserted(element))

    def _deleted(self, element: etree._Element, around: Around) -> None:
        self._inside(element, around.deleted(element))

    def _control(self, element: etree._Element, around: Around) -> None:
        content = element.find(w("sdtContent"))
        if content is not None and not is_placeholder(element):
            self._inside(content, around._replace(is_contents=around.is_contents or is_contents(element)))

    def _field(self, element: etree._Element, around: Around) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin" and element not in self._opened.never_ended(self._part):
            self._add(fields.form(element), element, around)
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._add(self._fields.end(), element, around)

    def _code(self, element: etree._Element, around: Around) -> None:
        self._fields.code(element.text or "")

    def _simple_field(self, element: etree._Element, around: Around) -> None:
        found = fields.simple(element)
        if not fields.is_of_the_page(found):
            if not len(element):
                self._add(self._fields.counted(found.words), element, around)
            is_toc = found.name() == "TOC"
            self._inside(element, around._replace(link=found.link() or around.link, is_contents=is_toc))

    def _reference(self, element: etree._Element, around: Around) -> None:
        kind = "fn" if element.tag == w("footnoteReference") else "en"
        if self._fields.hides or self._look.hidden or around.change == NOWHERE:
            return
        run = element.getparent()
        own = element.get(w("customMarkFollows"))
        if own is not None and own.lower() not in {"0", "false", "off"} and run is not None:
            mark = "".join(_mark_of(sibling) for sibling in run)
        else:
            mark = self._opened.notes.next_mark(kind, is_deleted=around.change == DELETED)
            self._add(mark, element, around)
        self._line.references.append(Reference(kind, element.get(_ID, ""), mark, around.change))

    def _comment(self, element: etree._Element, around: Around) -> None:
        kind = {w("commentRangeStart"): "start", w("commentRangeEnd"): "end"}.get(str(element.tag), "reference")
        self._line.marks.append(Mark(kind, element.get(_ID, ""), len(self._line.bits)))

    def _drawing(self, element: etree._Element, around: Around) -> None:
        boxes = list(drawings.boxes(element))
        self._line.boxes += boxes
        found = list(drawings.pictures(element))
        if self._fields.hides or self._look.hidden or around.change == NOWHERE:
            return
        for shown in found:
            name = self._opened.pictures.name(self._part, shown)
            if name:
                bit = Bit("", element, change=around.change, author=around.author, picture=picture(shown.alt, name))
                self._line.bits.append(bit)
            else:
                self._line.remarks.add("picture")
        if not found and not boxes and not drawings.is_empty(element):
            self._line.remarks.add("drawing")

    def _ruby(self, element: etree._Element, around: Around) -> None:
        base = element.find(w("rubyBase"))
        if base is not None:
            self._inside(base, around)

    def _elsewhere(self, element: etree._Element, around: Around) -> None:
        self._line.remarks.add("part")


def _mark_of(element: etree._Element) -> str:
    if element.tag == w("t"):
        return element.text or ""
    if element.tag == w("sym"):
        code = element.get(w("char"), "")
        return to_unicode(element.get(w("font"), ""), chr(int(code, 16))) if code.isalnum() and len(code) == 4 else ""
    return ""


_Reader = Callable[[Inline, etree._Element, Around], None]
_READERS: dict[str, _Reader | None] = {
    w("r"): Inline._run,
    w("t"): Inline._text,
    w("delText"): Inline._text,
    w("tab"): Inline._space,
    w("ptab"): Inline._space,
    w("br"): Inline._break,
    w("cr"): Inline._break,
    w("noBreakHyphen"): Inline._hyphen,
    w("sym"): Inline._symbol,
    m("oMath"): Inline._equation,
    w("hyperlink"): Inline._hyperlink,
    w("ins"): Inline._inserted,
    w("moveTo"): Inline._inserted,
    w("del"): Inline._deleted,
    w("moveFrom"): Inline._deleted,
    w("sdt"): Inline._control,
    w("fldChar"): Inline._field,
    w("instrText"): Inline._code,
    w("delInstrText"): Inline._code,
    w("fldSimple"): Inline._simple_field,
    w("footnoteReference"): Inline._reference,
    w("endnoteReference"): Inline._reference,
    w("commentRangeStart"): Inline._comment,
    w("commentRangeEnd"): Inline._comment,
    w("commentReference"): Inline._comment,
    w("drawing"): Inline._drawing,
    w("pict"): Inline._drawing,
    w("object"): Inline._drawing,
    w("ruby"): Inline._ruby,
    w("subDoc"): Inline._elsewhere,
    w("altChunk"): Inline._elsewhere,
    **dict.fromkeys([w("pPr"), w("rPr"), w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr")]),
    **dict.fromkeys([w("softHyphen"), w("lastRenderedPageBreak"), w("proofErr"), w("fldData"), w("sectPr")]),
    **dict.fromkeys([w("bookmarkStart"), w("bookmarkEnd"), w("footnoteRef"), w("endnoteRef"), w("annotationRef")]),
    **dict.fromkeys([m("oMathParaPr"), w("ctrlPr"), w14("contentPart"), w("rt"), w("ffData")]),
}
