"""Which paragraphs of a Word file are there at all, once its tracked changes are carried out, and where they are."""

from lxml import etree

from commentspace.formats.word.names import w

_BOX, _ROW, _BODY = w("txbxContent"), w("tr"), w("body")
_GONE = (w("del"), w("moveFrom"))


def is_counted(p: etree._Element) -> bool:
    """Whether a paragraph takes part in counting: it is not deleted, not moved away, and not only a section's end."""
    own = p.find(w("pPr"))
    if own is not None:
        mark = own.find(w("rPr"))
        if mark is not None and any(mark.find(gone) is not None for gone in _GONE):
            return False
        if own.find(w("sectPr")) is not None and not _has_content(p):
            return False
    return _is_in_body(p) or not _in_deleted_row(p)


def story(p: etree._Element) -> str:
    """What is counted apart from the rest: the text, the notes, and each text box ("box" and where it is)."""
    if _is_in_body(p):
        return ""
    for ancestor in p.iterancestors():
        if ancestor.tag == _BODY:
            return ""
        if ancestor.tag == _BOX:
            return f"box {ancestor.getroottree().getpath(ancestor)}"
    return str(p.getroottree().getroot().tag)


def _is_in_body(p: etree._Element) -> bool:
    """Whether a paragraph stands in the text itself, as most do."""
    parent = p.getparent()
    return parent is not None and parent.tag == _BODY


def _has_content(p: etree._Element) -> bool:
    return any(len(run) > (run.find(w("rPr")) is not None) for run in p.iter(w("r")))


def _in_deleted_row(p: etree._Element) -> bool:
    for ancestor in p.iterancestors():
        if ancestor.tag in {_BODY, _BOX}:
            return False
        if ancestor.tag == _ROW and ancestor.find(f"{w('trPr')}/{w('del')}") is not None:
            return True
    return False
