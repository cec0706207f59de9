"""Mail programs, each with its way of quoting a letter and of marking what is typed into it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from commentspace.demo.cast import Language
from tests.mail_reading.simulator import introducing
from tests.mail_reading.simulator.damage import Damage
from tests.mail_reading.simulator.writing import Quoted, Writing

PIECES = re.compile(r"[\u2e80-\uffef]\s*|[^\s\u2e80-\uffef]+\s*|\s+")
Links = Literal["own", "behind", "tight"]


@dataclass(frozen=True, slots=True)
class Program:
    """How one program answers in plain text; `width` 0 leaves lines as they are, `flows` is format=flowed.

    `introduction` is a form by language, or "headers", with the rule `rule` above. `links` says where the address of a
    block stands: as in the text part, or behind its marker as the HTML has it. `loses_marks` breaks
    lines again after they were marked, as relays and phones do.
    """

    name: str
    introduction: Mapping[Language, str] | Literal["headers"]
    mark: str = "> "
    width: int = 0
    rule: str = ""
    links: Links = "own"
    labels: tuple[str, ...] = ()
    flows: bool = False
    marks_introduction: bool = False
    loses_marks: bool = False
    is_phone: bool = False

    def written(self, writing: Writing, damage: Damage) -> str:
        """The text of the answer, lines ended by LF."""
        lines: list[str] = []
        for each in writing.above:
            lines += [*self._typed(each), ""]
        lines += self._signature(writing) if writing.above or not self._answers(writing) else []
        lines += self._introduction(writing)
        for quoted in writing.quoted:
            lines += self._quotation(quoted, writing, damage)
            for each in quoted.answers:
                lines += self._typed(each) if writing.tight and self.mark else ["", *self._typed(each), ""]
        if not writing.above and self._answers(writing):
            lines += self._signature(writing)
        return "\n".join(self._relayed(lines) if self.loses_marks else lines)

    def _introduction(self, writing: Writing) -> list[str]:
        language, facts = writing.letter.language, writing.letter.facts
        if self.introduction == "headers":
            rule = self.rule.format(introducing.ORIGINAL[language])
            return [rule, *introducing.headers(language, facts, labels=self.labels), ""]
        said = introducing.sentence(self.introduction[language], facts)
        lines = broken(said, self.width or 10_000)
        return [f"{self.mark}{line}" for line in (*lines, "")] if self.marks_introduction else [*lines, ""]

    def _quotation(self, quoted: Quoted, writing: Writing, damage: Damage) -> Iterator[str]:
        deeper = self.mark if writing.nested else ""
        for line in (*self._printed(quoted), *([] if writing.tight and quoted.answers else [""])):
            yield from self._marked(self.mark + deeper, damage.of(line))
        if quoted.earlier and self.mark:
            for line in (*quoted.earlier.split("\n"), ""):
                yield from self._marked(self.mark, line)

    def _marked(self, mark: str, line: str) -> Iterator[str]:
        for part in self._broken(line):
            yield (mark + part) if self.flows else (mark + part).rstrip()

    def _printed(self, quoted: Quoted) -> list[str]:
        """The lines of a block, not yet broken."""
        marker = quoted.block.marker if quoted.has_marker else ""
        if self.links == "own" or not quoted.block.link:
            return f"{marker} {quoted.text}".strip().split("\n")
        address = f"<{quoted.block.link}>" if marker else ""
        first = f"{marker}{' ' if self.links == 'behind' else ''}{address}".strip()
        first, *others = f"{first} {quoted.text.removesuffix(quoted.block.link).rstrip()}".strip().split("\n")
        return [first, *(line for other in others for line in ("", other))]

    def _broken(self, line: str) -> list[str]:
        if not self.width or not line:
            return [line]
        lines = broken(line, self.width - len(self.mark))
        return [f"{each} " for each in lines[:-1]] + lines[-1:] if self.flows else lines

    def _typed(self, text: str) -> list[str]:
        return [part for line in text.split("\n") for part in self._typed_line(line)]

    def _typed_line(self, line: str) -> list[str]:
        if not self.width or not line:
            return [line]
        lines = broken(line, self.width)
        return [f"{each} " for each in lines[:-1]] + lines[-1:] if self.flows else lines

    def _signature(self, writing: Writing) -> list[str]:
        if self.is_phone:
            return ["", introducing.PHONES[writing.letter.language], ""]
        return ["", "-- ", "Ama Boateng", "Coastal Field Station", ""] if writing.signed else []

    def _answers(self, writing: Writing) -> bool:
        return any(each.answers for each in writing.quoted)

    def _relayed(self, lines: Sequence[str]) -> Iterator[str]:
        """The lines broken once more at 76 characters; what is broken off has lost its mark."""
        for line in lines:
            yield from broken(line, 76) or [line]


def broken(line: str, width: int) -> list[str]:
    """A line broken at spaces, and between characters of scripts that have none, which are two columns wide."""
    lines, room = [""], width
    for piece in PIECES.findall(line):
        wide = len(piece.rstrip()) + sum(character >= "\u2e80" for character in piece)
        if wide > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += piece
        room -= wide + len(piece) - len(piece.rstrip())
    return [each.rstrip() for each in lines] if line.strip() else []


def _all(form: str) -> dict[Language, str]:
    return dict.fromkeys(introducing.GMAIL, form)


PROGRAMS = (
    Program("Gmail", introducing.GMAIL, width=74, links="behind"),
    Program("Gmail on a phone", introducing.GMAIL, width=78, links="behind", loses_marks=True),
    Program("Thunderbird", introducing.THUNDERBIRD, width=72, flows=True),
    Program("Apple Mail", introducing.APPLE, links="behind"),
    Program("iPhone", introducing.APPLE, links="behind", marks_introduction=True, is_phone=True),
    Program("Outlook", "headers", mark="", rule="________________________________", links="tight"),
    Program("Outlook with marks", "headers", width=72, rule="-----{}-----", links="tight"),
    Program("Outlook that wraps", "headers", mark="", width=76, rule="-----{}-----", links="tight"),
    Program("QQ", "headers", mark="", rule="------------------ {} ------------------", links="own"),
    Program("163", _all(introducing.NETEASE), mark=">"),
    Program("Notes", "headers", mark="", width=72, labels=("From", "Date", "To", "Subject"), links="own"),
    Program("Yandex", _all(introducing.YANDEX), mark=">  "),
    Program("K-9", introducing.THUNDERBIRD, width=72),
    Program("Samsung", "headers", mark="", rule="-------- {} --------", is_phone=False),
    Program("NeoMutt", _all(introducing.MUTT)),
    Program("Alpine with bars", _all(introducing.MUTT), mark="| ", width=76),
)
