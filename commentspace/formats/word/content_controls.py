"""Content controls (`w:sdt`, ISO/IEC 29500-1, 17.5.2): what of them is no text of the draft."""

from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.properties import is_on

_CONTENTS = "table of contents"


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control shows only what to put into it."""
    own = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    return own is not None and is_on(own)


def is_contents(control: etree._Element) -> bool:
    """Whether a content control holds the contents list."""
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and gallery.get(w("val"), "").lower() == _CONTENTS
