"""Drafts composed at random: sections with headings, numbered paragraphs, items, rows, notes and look-alikes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.aligning.words import Words

SHORT_ITEMS = ("{thing}", "{purpose}", "{party}", "{when}: {thing}", "{condition}, {thing}", "{thing}; {thing}")


@dataclass
class Made:
    """A paragraph as it was composed; `alike` is its cluster of look-alikes, `slot` what tells it apart there."""

    text: str
    kind: str = "paragraph"
    level: int = 1
    is_plain: bool = False
    """Sentences of its own, which may be moved, split and merged."""
    alike: int | None = None
    pattern: str = ""
    slot: str = ""
    is_article: bool = False
    """The number in its text is renumbered with the text."""


@dataclass
class Style:
    """How a draft prints its numbers: the same all through it."""

    has_labels: bool
    is_continuous: bool
    heading: int
    """0 a label before the heading, 1 a paragraph of its own above it, 2 in the text of the heading."""


def style(chance: Random) -> Style:
    """A way to number."""
    return Style(chance.random() < 0.8, chance.random() < 0.4, chance.randrange(3))


@dataclass
class Composer:
    """Writes the paragraphs of one draft."""

    words: Words
    chance: Random
    style: Style
    alikes: float = 0.5
    """How often a section has look-alikes."""
    boilerplate: float = 0.5
    clusters: int = field(default=0, init=False)

    def draft(self, count: int) -> list[Made]:
        """A draft of so many paragraphs."""
        made: list[Made] = []
        while len(made) < count:
            made += self.section()
        return made[:count]

    def section(self) -> Iterator[Made]:
        """Heading, paragraphs, and what else stands in a section."""
        title = self.words.filled(self.chance.choice(self.words.headings), self.chance)
        article = self.words.article.replace("{n}", "0")
        if self.style.heading == 1:
            yield Made(article, "heading", 1, is_article=True)
        number = f"{article} " if self.style.heading == 2 else ""
        yield Made(number + title, "heading", 2, is_article=bool(number))
        for _ in range(self.chance.randint(2, 8)):
            yield self.plain()
            if self.chance.random() < 0.2:
                yield from self.items()
        if self.chance.random() < self.alikes:
            yield from self.look_alikes()
        if self.chance.random() < self.boilerplate:
            for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
                yield Made(self.chance.choice(self.words.boilerplate))
        if self.chance.random() < 0.15:
            yield from self.rows()

    def plain(self, sentences: int = 0) -> Made:
        """A paragraph of one sentence or several."""
        count = sentences or self.chance.choice((1, 1, 2, 2, 3, 3, 4, 6))
        text = self.words.space.join(self.words.sentence(self.chance) for _ in range(count))
        return Made(text, is_plain=True)

    def items(self) -> Iterator[Made]:
        for _ in range(self.chance.randint(2, 5)):
            pattern = self.chance.choice(SHORT_ITEMS)
            is_short = self.chance.random() < 0.4
            text = self.words.filled(pattern, self.chance) if is_short else self.words.sentence(self.chance)
            yield Made(text, "item", 2)

    def look_alikes(self) -> Iterator[Made]:
        """The same sentence for several countries, years or numbers."""
        yield from self.cluster(self.chance.choice(self.words.alike), self.chance.randint(3, 8))

    def cluster(self, pattern: str, size: int) -> Iterator[Made]:
        self.clusters += 1
        place = pattern[pattern.index("{") + 1 : pattern.index("}")]
        for slot in self.chance.sample(self.words.places[place], size):
            text = pattern.replace("{" + place + "}", slot)
            yield Made(text, alike=self.clusters, pattern=pattern, slot=slot)

    def rows(self) -> Iterator[Made]:
        """Rows of a table, with little in each."""
        for _ in range(self.chance.randint(3, 9)):
            cells = (self.chance.choice(self.words.places["country"]), f"{self.chance.randint(1, 99)}", "–")
            yield Made(" | ".join(cells), "row")
