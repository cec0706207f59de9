"""Octets of a message to text, whatever their label says, so that no octet disappears in silence."""

import codecs

from commentspace.mail.likely_charset import likely

LONGEST_LABEL = 60
# No charsets of mail, though Python decodes them; two of them in quadratic time.
NOT_OF_MAIL = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
# Labels that programs write without meaning them; what is not UTF-8 under them is the superset that browsers read
# (WHATWG Encoding Standard, "Names and labels").
VAGUE = frozenset({"", "ascii", "iso8859-1", "latin-1", "cp1252"})
CHINESE = frozenset({"gb2312", "gbk", "gb18030"})
RENAMED = {
    "x-gbk": "gb18030",
    "cn-gb": "gb18030",
    "gb_2312-80": "gb18030",
    "chinese": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "cp-850": "cp850",
}
SPOILT = 10


def text_of(octets: bytes, label: str = "") -> str:
    """The text of these octets: by their label, else as UTF-8, else by the nearest rung of the ladder.

    gb2312 and gbk are read as gb18030, which contains both. What no rung can read shows as U+FFFD, never as nothing.
    """
    name = _codec(label)
    vague = name in VAGUE
    for rung in ("utf-8",) if vague else (name, "utf-8"):
        text = _strictly(octets, rung)
        if text is not None:
            return sound(text)
    if vague:
        return sound(_unlabelled(octets))
    return sound(_repaired(octets, name))


def sound(text: str) -> str:
    """The text without what no database or encoder takes: lone surrogates and NUL become U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")


def _unlabelled(octets: bytes) -> str:
    rungs = (likely(octets), "cp1252")
    return next(
        (text for rung in rungs if rung and (text := _strictly(octets, rung)) is not None), octets.decode("latin-1")
    )


def _codec(label: str) -> str:
    """Python's name for a charset label; empty where the label says nothing."""
    wanted = label.strip(" \"'").lower()[:LONGEST_LABEL]
    try:
        name = codecs.lookup(RENAMED.get(wanted, wanted)).name
        b"a".decode(name, "replace")  # base64, zip and their like are codecs, but not of text
    except (LookupError, ValueError):
        return "gb18030" if wanted.startswith(("gb", "x-gb")) else ""
    if name in CHINESE:
        return "gb18030"
    return "" if name in NOT_OF_MAIL else name


def _strictly(octets: bytes, name: str) -> str | None:
    try:
        return octets.decode(name)
    except (UnicodeError, LookupError):
        return None


def _repaired(octets: bytes, name: str) -> str:
    """The text by its label with a few marks where it is damaged; where there are many, the label was wrong."""
    text = octets.decode(name, "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") * SPOILT <= beyond_ascii:
        return text
    rungs = (likely(octets), "gb18030", "cp1252")
    return next((read for rung in rungs if rung and (read := _strictly(octets, rung))), text)
