"""Equations (ISO/IEC 29500-1, 22.1) as one line of text: "x^2", "(a+b)/c", "√(2)"."""

from collections.abc import Callable

from lxml import etree

from commentspace.formats.word.alternatives import children
from commentspace.formats.word.names import m, w

_VAL = m("val")
_PROPERTIES = "Pr"


def linear(element: etree._Element) -> str:
    """The text of an `m:oMath` or of a part of one."""
    return "".join(map(_one, children(element)))


def _one(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in {m("t"), w("t")}:
        return element.text or ""
    if tag == w("delText") or tag == w("del") or tag.endswith(_PROPERTIES):
        return ""
    shape = _SHAPES.get(tag)
    return shape(element) if shape else linear(element)


def _part(element: etree._Element, name: str) -> str:
    found = element.find(m(name))
    return "" if found is None else linear(found)


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _scripts(element: etree._Element) -> str:
    below, above = _part(element, "sub"), _part(element, "sup")
    return _part(element, "e") + (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")


def _before(element: etree._Element) -> str:
    below, above = _part(element, "sub"), _part(element, "sup")
    return f"_{_grouped(below)}^{_grouped(above)}{_part(element, 'e')}"


def _radical(element: etree._Element) -> str:
    degree = _part(element, "deg")
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree, f"{degree}√")
    return f"{sign}({_part(element, 'e')})"


def _large(element: etree._Element) -> str:
    sign = element.find(f"{m('naryPr')}/{m('chr')}")
    below, above = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{'∫' if sign is None else sign.get(_VAL, '')}{limits} {_part(element, 'e')}"


def _delimited(element: etree._Element) -> str:
    own = element.find(m("dPr"))

    def sign(name: str, usual: str) -> str:
        found = None if own is None else own.find(m(name))
        return usual if found is None else found.get(_VAL, "")

    inner = sign("sepChr", "|").join(linear(part) for part in element.iterchildren(m("e")))
    return f"{sign('begChr', '(')}{inner}{sign('endChr', ')')}"


def _function(element: etree._Element) -> str:
    name, argument = _part(element, "fName"), _part(element, "e")
    return f"{name}{argument}" if argument.startswith("(") else f"{name} {argument}"


def _rows(element: etree._Element) -> str:
    rows = [", ".join(linear(cell) for cell in row.iterchildren(m("e"))) for row in element.iterchildren(m("mr"))]
    return f"[{'; '.join(rows)}]"


def _array(element: etree._Element) -> str:
    return "; ".join(linear(row) for row in element.iterchildren(m("e")))


def _limit(sign: str) -> Callable[[etree._Element], str]:
    return lambda element: f"{_part(element, 'e')}{sign}{_grouped(_part(element, 'lim'))}"


_SHAPES: dict[str, Callable[[etree._Element], str]] = {
    m("f"): _fraction,
    m("sSup"): _scripts,
    m("sSub"): _scripts,
    m("sSubSup"): _scripts,
    m("sPre"): _before,
    m("rad"): _radical,
    m("nary"): _large,
    m("d"): _delimited,
    m("func"): _function,
    m("m"): _rows,
    m("eqArr"): _array,
    m("limLow"): _limit("_"),
    m("limUpp"): _limit("^"),
}
