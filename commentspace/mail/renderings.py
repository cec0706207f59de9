"""Which of a message's two renderings is read: the plain text first, the HTML where the plain text says less.

Some programs write a plain part that has lost its lines, what was struck through, or everything ("View this
message as HTML").
"""

from dataclasses import dataclass

from commentspace.mail.attribution import LetterFacts
from commentspace.mail.lines import STRUCK, words
from commentspace.mail.quoting import Quoting, quoting
from commentspace.mail.sent import Letter
from commentspace.text.normal import normal

MORE, LEAST_MORE = 1.1, 40
"""How much more of the letter has to be found in the HTML: this many times, and so many characters."""
LINES_LOOKED_AT = 40
SAYS_SOMETHING = 6


@dataclass(frozen=True, slots=True)
class Rendering:
    """The rendering that was read, and the text of the other one where it says something else."""

    found: Quoting
    passed_over: str = ""


def best(plain: str, rich: str, letter: Letter | None, facts: LetterFacts) -> Rendering:
    """How the better of the two quotes this letter. `rich` is the HTML in lines, empty where there is none."""
    found = quoting(plain, letter, facts)
    if not rich:
        return Rendering(found)
    if says_else(plain, rich):
        return Rendering(quoting(rich, letter, facts), plain)
    other = quoting(rich, letter, facts)
    return Rendering(other if _is_better(other, found, plain, rich) else found)


def says_else(plain: str, rich: str) -> bool:
    """Whether the HTML says more, and most of its first lines stand nowhere in the plain text."""
    said = words(plain)
    if len(said) >= len(words(rich)):
        return False
    first = [each for each in map(words, rich.split("\n", 10 * LINES_LOOKED_AT)) if len(each) >= SAYS_SOMETHING]
    looked_at = first[:LINES_LOOKED_AT] or [normal(rich)]
    missing = sum(len(each) for each in looked_at if each not in said)
    return 2 * missing > sum(map(len, looked_at))


def _is_better(other: Quoting, found: Quoting, plain: str, rich: str) -> bool:
    more, less = _aligned(other), _aligned(found)
    if STRUCK.search(rich) and not STRUCK.search(plain):
        return more > 0 or not less
    return more > less * MORE + LEAST_MORE


def _aligned(found: Quoting) -> int:
    """How many characters of the letter have a place in it."""
    return sum(place.end - place.start for place in found.places.values())
