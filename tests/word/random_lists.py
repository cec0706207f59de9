"""Random files with several lists, styles and overrides: nobody has thought out what is printed in them.

They keep to what LibreOffice is known to count as Word does, so that the two can be compared label by label.
"""

from random import Random

from tests.word.building import abstract, lvl, num, numbered, override, style
from tests.word.case import Case, Line, line

_FORMATS = ("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "decimalZero")
_UNKNOWN = None
"""What is printed is not told: LibreOffice is asked."""


def cases(seed: int, count: int) -> list[Case]:
    """So many files, the same ones for one seed."""
    random = Random(seed)  # noqa: S311  # it chooses tests, and no secrets
    return [_case(f"random {seed}-{place}", random) for place in range(count)]


def _case(name: str, random: Random) -> Case:
    definitions, lists, known = "", "", ""
    depths: list[tuple[int, int]] = []
    named: list[str] = []
    for definition in range(random.randint(1, 3)):
        deep = random.randint(2, 5)
        linked = [f"S{definition}x{place}" for place in range(deep)] if random.random() < 0.5 else []
        definitions += abstract(definition, *(_level(place, linked, random) for place in range(deep)))
        first = len(depths) + 1
        for again in range(random.randint(1, 3)):
            depths.append((len(depths) + 1, deep))
            lists += num(len(depths), definition, _overrides(deep, random) if again else "")
        for place, identifier in enumerate(linked):
            based_on = random.choice(["Normal", *linked[:place]])
            known += style(identifier, based_on=based_on, paragraph=numbered(first, place))
        named += linked
    lines = [_line(depths, named, random) for _ in range(random.randint(8, 30))]
    return Case(name, lines, definitions + lists, style("Normal", is_default=True) + known)


def _level(place: int, linked: list[str], random: Random) -> str:
    own = f"%{place + 1}"
    texts = (own + random.choice(".)-"), ".".join(f"%{above + 1}" for above in range(place + 1)), f"Art. {own}")
    more = f'<w:pStyle w:val="{linked[place]}"/>' if linked else ""
    return lvl(place, random.choice(texts), random.choice(_FORMATS), 1, more)


def _overrides(deep: int, random: Random) -> str:
    """Some levels begin again; other numbers than one only at the first, where the two agree for sure."""
    begun = [place for place in range(deep) if random.random() < 0.5]
    return "".join(override(place, 1 if place else random.choice((1, 4))) for place in begun)


def _line(lists: list[tuple[int, int]], named: list[str], random: Random) -> Line:
    chance = random.random()
    if chance < 0.1:
        return line(_UNKNOWN)
    if chance < 0.4 and named:
        return line(_UNKNOWN, 0 if chance > 0.35 else None, style=random.choice(named))
    identifier, deep = random.choice(lists)
    return line(_UNKNOWN, identifier, random.randrange(deep))
