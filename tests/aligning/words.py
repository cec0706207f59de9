"""The words of a language, of which drafts are composed: patterns with places that are filled at random."""

from random import Random
from typing import NamedTuple


class Words(NamedTuple):
    """What a language needs: `patterns`, `alike` and `headings` have places like {party} that `places` fill."""

    patterns: tuple[str, ...]
    """Sentences."""
    places: dict[str, tuple[str, ...]]
    alike: tuple[str, ...]
    """Sentences that stand in a text many times, told apart by {country}, {year} or {number} alone."""
    boilerplate: tuple[str, ...]
    """What stands many times without any difference."""
    headings: tuple[str, ...]
    clauses: tuple[str, ...]
    """What is put into a sentence."""
    words: tuple[str, ...]
    """Single words that replace others."""
    article: str
    """How a numbered heading is printed: has {n}."""
    connecting: tuple[str, ...]
    """What stands between two paragraphs that were merged."""
    space: str
    """Between two sentences, and between two words."""
    letters: str
    """Of which a typing error is made."""

    def sentence(self, chance: Random) -> str:
        """A sentence."""
        return self.filled(chance.choice(self.patterns), chance)

    def filled(self, pattern: str, chance: Random) -> str:
        """A pattern whose places are filled, also those in what fills them."""
        while "{" in pattern:
            name = pattern[pattern.index("{") + 1 : pattern.index("}")]
            value = str(chance.randint(2, 90)) if name == "n" else chance.choice(self.places[name])
            pattern = pattern.replace("{" + name + "}", value, 1)
        return pattern[:1].upper() + pattern[1:]
