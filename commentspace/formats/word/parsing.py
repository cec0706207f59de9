"""XML of a stranger's Word file, parsed with limits: nothing declared, nothing fetched, nothing endless."""

from lxml import etree

from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats.word.names import transitional
from commentspace.formats.word.zipped import damaged

MOST_TAGS = 3_000_000
"""In one part; a draft of 600 pages has about 300,000."""
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def parse(xml: bytes) -> etree._Element:
    """The root of a part's XML, in the transitional namespaces.

    Raises Invalid for XML that is broken, declares a document type, is nested too deep (libxml2 takes 256 levels)
    or has too many tags.
    """
    if xml.startswith(_BYTE_ORDER_MARKS):
        xml = _in_utf8(xml)
    if b"<!DOCTYPE" in xml:
        raise _declaring()
    if xml.count(b"<") > MOST_TAGS:
        raise TooLong(marked("This Word file is too long. Send it in several files."), field="file")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(transitional(xml), parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise damaged() from broken
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declaring()
    return root


def _in_utf8(xml: bytes) -> bytes:
    try:
        text = xml.decode("utf-16")
    except UnicodeDecodeError as broken:
        raise damaged() from broken
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return text.encode("utf-8", "surrogatepass")


def _declaring() -> Invalid:
    return Invalid(
        marked(
            "This Word file declares a document type (DOCTYPE), which Word never does. "
            "Save it again as .docx in Word and send that."
        ),
        field="file",
    )
