"""A long draft whose labels repeat and begin again, and matrices about it of which every row's place is known."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from commentspace.domain.submitted import Known, KnownParagraph
from commentspace.formats.matrix.facts import Facts

_WORDS = (Path(__file__).parent / "words.txt").read_text("utf-8").split()
_SMALL = "the of and in a to for with shall should may be is are by on at from as its their which that"
_HAN = (
    "水湿地鸟芦苇河流季节植物监测鱼沉积物社区景观泥炭溪潟湖坝红树林盐潮汐洪农民许可预算报告机构科学学校地图调查样本数据"
)
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = "abcdefgh"
_SMALL_ROMANS = ("i", "ii", "iii", "iv", "v")
_BOILERPLATE = "The Conference of the Parties invites Parties and other Governments to take note of this."


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, and how one could refer to it: from the heading down, and its own label."""

    paragraph: KnownParagraph
    section: str
    subsection: str
    number: str
    item: str
    inner: str


class Maker:
    """Makes the same draft and rows for the same seed."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311  # the same each time
        self.rare = [
            f"{first}{second}" for first in ("hydro", "geo", "bio", "eco", "limno", "lake", "sea") for second in _WORDS
        ]
        self.small = _SMALL.split()

    def words(self, least: int, most: int) -> str:
        """Words of a text: mostly common, some rare."""
        chosen = []
        for _ in range(self.chance.randint(least, most)):
            dice = self.chance.random()
            chosen.append(self.chance.choice(self.small if dice < 0.45 else _WORDS if dice < 0.9 else self.rare))
        return " ".join(chosen)

    def text(self) -> str:
        """A paragraph: sentences, now and then the same as elsewhere, now and then Chinese."""
        dice = self.chance.random()
        if dice < 0.02:
            return _BOILERPLATE
        if dice < 0.06:
            return "".join(self.chance.choices(_HAN, k=self.chance.randint(20, 80))) + "。"
        return ". ".join(self.words(6, 30).capitalize() for _ in range(self.chance.randint(1, 4))) + "."

    def draft(self, paragraphs: int) -> list[Place]:
        """Sections and subsections; numbers begin again in every other section, letters below every number."""
        places: list[Place] = []
        section, number = 0, 0
        while len(places) < paragraphs:
            section += 1
            roman = _ROMANS[section] if section < len(_ROMANS) else f"{section}"
            is_annex = section % 6 == 5
            label = f"Annex {roman}" if is_annex else f"{roman}."
            self._add(places, "heading", label, "", "", "", label, self.words(2, 6).capitalize())
            number = 0 if section % 2 or is_annex else number
            for letter in ("A.", "B.", "C.") if section % 3 == 0 else ("",):
                if letter:
                    self._add(places, "heading", label, letter, "", "", letter, self.words(2, 6).capitalize())
                for _ in range(self.chance.randint(8, 25)):
                    number += 1
                    self._numbered(places, label, letter, f"{number}.")
        return places[:paragraphs]

    def _numbered(self, places: list[Place], section: str, subsection: str, number: str) -> None:
        self._add(places, "paragraph", section, subsection, number, "", number, self.text())
        if self.chance.random() < 0.1:
            self._add(places, "paragraph", section, subsection, "", "", "", self.text())
        if self.chance.random() > 0.35:
            return
        for letter in _LETTERS[: self.chance.randint(2, 8)]:
            self._add(places, "item", section, subsection, number, f"({letter})", f"({letter})", self.text())
            if self.chance.random() < 0.1:
                for roman in _SMALL_ROMANS[: self.chance.randint(2, 5)]:
                    self._add(places, "item", section, subsection, number, f"({letter})", f"({roman})", self.text())

    def _add(self, places: list[Place], *said: str) -> None:
        kind, section, subsection, number, item, label, text = said
        at = len(places)
        inner = label if item and label != item else ""
        paragraph = KnownParagraph(f"p{at:05}", at, kind, label, text, text, "en")
        places.append(Place(paragraph, section, subsection, number, item, inner))

    def row(self, place: Place) -> Facts:
        """A comment on a paragraph, which says in one of many ways where it belongs."""
        paragraph = place.paragraph
        facts = Facts((), comment=self.comment(paragraph.text))
        dice = self.chance.random()
        if dice < 0.3:
            facts = replace(facts, quotation=self.quotation(paragraph.text))
        elif dice < 0.45:
            facts = replace(facts, comment=f"“{self.quotation(paragraph.text)}”: {facts.comment}")
        elif dice < 0.6:
            facts = replace(facts, proposal=self.changed(paragraph.text))
        if self.chance.random() < 0.15 and dice < 0.6:
            return facts
        if self.chance.random() < 0.02 and dice < 0.6:
            return replace(facts, label=str(self.chance.randint(1, 40)))  # a slip, which the words tell
        return self.labelled(facts, place)

    def comment(self, text: str) -> str:
        """What somebody says: mostly with some of the paragraph's own words in it, often with those of others."""
        said = self.words(4, 25)
        topics = [word for word in text.strip(".").split() if word not in self.small] if text.isascii() else [text[:6]]
        if topics and self.chance.random() < 0.7:
            said = f"{said} {' '.join(self.chance.choices(topics, k=self.chance.randint(1, 4)))}"
        return said

    def quotation(self, text: str) -> str:
        """Words of a text, sometimes few."""
        if not text.isascii():
            start = self.chance.randrange(max(1, len(text) - 12))
            return text[start : start + self.chance.randint(4, 12)]
        said = text.split()
        start = self.chance.randrange(max(1, len(said) - 8))
        return " ".join(said[start : start + self.chance.randint(2, 12)])

    def changed(self, text: str) -> str:
        """A text with a few words changed."""
        said = text.split() if text.isascii() else list(text)
        for _ in range(max(1, len(said) // 15)):
            said[self.chance.randrange(len(said))] = self.chance.choice(_WORDS)
        return (" " if text.isascii() else "").join(said)

    def labelled(self, facts: Facts, place: Place) -> Facts:
        """The row with its label: whole or its last step alone, in the forms of several languages."""
        number, item, inner = place.number.strip("."), place.item, place.inner
        steps = " ".join(filter(None, (number, item, inner)))
        if place.paragraph.kind == "heading":
            whole = " ".join(filter(None, (place.section.strip("."), place.subsection.strip("."))))
            return replace(facts, section=whole if self.chance.random() < 0.6 else f"Section {whole}")
        if not place.paragraph.label:
            return facts
        above = " ".join(filter(None, (place.section, place.subsection)))
        forms = ("¶{}", "para {}", "第{}段", "الفقرة {}", "пункт {}", "párrafo {}", "paragraphe {}")
        dice = self.chance.random()
        if dice < 0.3:
            where = {"section": above, "label": steps}
        elif dice < 0.45:
            where = {"place": f"{above}, para. {steps}"}
        elif dice < 0.6:
            where = {"label": self.chance.choice(forms).format(number) + item + inner}
        elif dice < 0.64 and item:
            where = {"label": inner or item}
        elif dice < 0.7 and not item:
            where = {"label": f"{number}-{int(number) + 2}"}
        else:
            where = {"label": steps}
        return replace(facts, **where)  # type: ignore[arg-type]  # all of them are texts


def known(places: list[Place]) -> Known:
    """The draft as rows are compared with it."""
    return Known("long", "LONG/1", 1, "r1", ("en",), tuple(place.paragraph for place in places), ())
