"""A Word file with the labels that it prints, described line by line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tests.word import building

NOT_SHOWN = "not shown"
"""What LibreOffice prints for a line that its text export leaves out."""

_MARK = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, and the label that Word prints before it: None for none at all.

    `office` is what LibreOffice prints where it does otherwise; `around` is XML with {} where the paragraph goes.
    """

    label: str | None
    xml: str
    office: str | None = None
    around: str = "{}"


def line(  # noqa: PLR0913  # as many things as a paragraph can say
    label: str | None = None,
    number: object = None,
    level: object = None,
    *,
    style: str = "",
    properties: str = "",
    mark: str = "",
    around: str = "{}",
    inside: str = "{}",
    office: str | None = None,
) -> Line:
    """A paragraph of the list `number` at this level; `inside` is XML with {} where its run goes."""
    run = inside.format("<w:r><w:t>⟦#⟧</w:t></w:r>")
    xml = building.p(num=number, level=level, style=style, properties=properties, mark=mark, inside=run)
    return Line(label, xml, office, around)


def plain(xml: str) -> Line:
    """XML between the lines, in which no label is looked for."""
    return Line(None, "", None, xml.replace("{", "{{").replace("}", "}}"))


@dataclass(frozen=True, slots=True)
class Case:
    """A file: its name, its lines, and the insides of its other parts.

    `why` says in what LibreOffice is known to do otherwise than Word, and by which source; `is_asked` is False for a
    file that it cannot open.
    """

    name: str
    lines: Sequence[Line]
    numbering: str = ""
    styles: str = ""
    parts: Mapping[str, str] | None = None
    why: str = ""
    is_asked: bool = True

    def file(self) -> bytes:
        """The .docx; each line's text is its number between ⟦ and ⟧."""
        body = "".join(
            each.around.replace("{}", each.xml.replace("#", str(place)), 1) if each.xml else each.around.format()
            for place, each in enumerate(self.lines)
        )
        return building.word_file(body, numbering=self.numbering, styles=self.styles, parts=self.parts)

    def expected(self) -> dict[int, str | None]:
        """The labels by line."""
        return {place: each.label for place, each in enumerate(self.lines) if each.xml}

    def expected_of_office(self) -> dict[int, str | None]:
        """The labels that LibreOffice is expected to print."""
        return {
            place: each.label if each.office is None else each.office
            for place, each in enumerate(self.lines)
            if each.xml
        }


def number_in(text: str) -> int | None:
    """Which line a text is of."""
    found = _MARK.search(text)
    return int(found[1]) if found else None


def before_mark(text: str) -> str:
    """What stands before the text of a line."""
    return text.partition("⟦")[0].replace("\t", " ").strip()


@cache
def all_cases() -> tuple[Case, ...]:
    """The whole set."""
    from tests.word.cases import (  # noqa: PLC0415  # they are made of what is above
        changes,
        counting,
        definitions,
        formats,
        overrides,
        places,
        styles,
        wild,
    )

    modules = (counting, overrides, definitions, styles, formats, places, changes, wild)
    return tuple(case for module in modules for case in module.CASES)
