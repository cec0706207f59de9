"""Lists in files that other programs write: LibreOffice makes Word files of these, each in its own way.

Each line's text is its number between ⟦ and ⟧, as in the rest of the set.
"""

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_TYPE = "application/vnd.oasis.opendocument.text"


def _opendocument(styles: str, body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3" '
        f'office:mimetype="{_TYPE}"><office:styles>{styles}</office:styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _level(place: int, shape: str, before: str = "", after: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{place}" style:num-format="{shape}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}" {more}/>'
    )


def _item(inside: str, more: str = "") -> str:
    return f"<text:list-item{more}>{inside}</text:list-item>"


def _p(place: int) -> str:
    return f"<text:p>⟦{place}⟧</text:p>"


_LISTS = (
    '<text:list-style style:name="Outline">'
    + _level(1, "I")
    + _level(2, "A")
    + _level(3, "1")
    + _level(4, "a", "(", ")")
    + "</text:list-style>"
    + '<text:list-style style:name="Legal">'
    + _level(1, "1")
    + _level(2, "1", more='text:display-levels="2"')
    + _level(3, "i", "(", ")")
    + "</text:list-style>"
    + '<text:list-style style:name="Other">'
    + _level(1, "1", after=")", more='text:start-value="5"')
    + _level(2, "A", after=")")
    + "</text:list-style>"
    + '<text:list-style style:name="Chinese">'
    + _level(1, "一, 二, 三, ...", after="、")
    + "</text:list-style>"
    + '<text:list-style style:name="Arabic">'
    + _level(1, "أ, ب, ت, ...", after="-")
    + "</text:list-style>"
)


def _list(style: str, *items: str, more: str = "") -> str:
    return f'<text:list text:style-name="{style}"{more}>{"".join(items)}</text:list>'


def _under(*items: str) -> str:
    return f"<text:list>{''.join(items)}</text:list>"


_NESTED = _opendocument(
    _LISTS,
    _list(
        "Outline",
        _item(_p(1) + _under(_item(_p(2) + _under(_item(_p(3) + _under(_item(_p(4)), _item(_p(5)))), _item(_p(6)))))),
        _item(_p(7) + _under(_item(_p(8)), _item(_p(9)))),
    )
    + _p(10)
    + _list("Outline", _item(_p(11)), _item(_p(12)), more=' text:continue-numbering="true"')
    + _list("Outline", _item(_p(13))),
)
_LEGAL = _opendocument(
    _LISTS,
    _list(
        "Legal",
        _item(_p(1) + _under(_item(_p(2)), _item(_p(3) + _under(_item(_p(4)), _item(_p(5)))))),
        _item(_p(6) + _under(_item(_p(7)))),
        _item(_p(8), ' text:start-value="10"'),
        _item(_p(9)),
    )
    + _list("Other", _item(_p(10)), _item(_p(11) + _under(_item(_p(12)))))
    + _list("Chinese", *(_item(_p(place)) for place in range(13, 25)))
    + _list("Arabic", _item(_p(25)), _item(_p(26))),
)
_HEADINGS = _opendocument(
    _LISTS
    + '<text:outline-style style:name="Outline">'
    + "".join(
        f'<text:outline-level-style text:level="{place}" style:num-format="1" text:display-levels="{place}"/>'
        for place in (1, 2, 3)
    )
    + "</text:outline-style>",
    "".join(
        f'<text:h text:outline-level="{level}">⟦{place}⟧</text:h>'
        for place, level in enumerate((1, 2, 2, 3, 1, 3, 2, 2), 1)
    )
    + '<text:list text:style-name="Legal"><text:list-header><text:p>⟦20⟧</text:p></text:list-header>'
    + _item(_p(21) + _p(22))
    + _item(_p(23))
    + "</text:list>"
    + "<table:table><table:table-column/><table:table-row><table:table-cell>"
    + _list("Other", _item(_p(30)), _item(_p(31)))
    + "</table:table-cell></table:table-row></table:table>",
)
_HTML = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"
    "<ol><li>⟦1⟧</li><li>⟦2⟧<ol type='a'><li>⟦3⟧</li><li>⟦4⟧<ol type='i'><li>⟦5⟧</li></ol></li></ol></li>"
    "<li>⟦6⟧</li></ol>"
    "<p>⟦7⟧</p><ol start='7'><li>⟦8⟧</li><li>⟦9⟧</li></ol><ol type='I'><li>⟦10⟧</li><li>⟦11⟧</li></ol></body></html>"
)
_RTF = (
    r"{\rtf1\ansi{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc1\levelstartat1{\leveltext\'02\'00.;}"
    r"{\levelnumbers\'01;}}{\listlevel\levelnfc4\levelstartat1{\leveltext\'03(\'01);}{\levelnumbers\'02;}}\listid7}}"
    r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}"
    r"{\listoverride\listid7\listoverridecount1{\lfolevel\listoverridestartat\levelstartat4}\ls2}}"
    r"\pard\ls1\ilvl0 \u10214?1\u10215?\par\pard\ls1\ilvl1 \u10214?2\u10215?\par\pard\ls1\ilvl1 \u10214?3\u10215?\par"
    r"\pard\ls1\ilvl0 \u10214?4\u10215?\par\pard\ls2\ilvl0 \u10214?5\u10215?\par\pard \u10214?6\u10215?\par}"
)

FILES = {
    "nested.fodt": _NESTED.encode(),
    "legal.fodt": _LEGAL.encode(),
    "headings.fodt": _HEADINGS.encode(),
    "lists.html": _HTML.encode(),
    "overrides.rtf": _RTF.encode(),
}
"""By name, files that LibreOffice turns into Word files."""
