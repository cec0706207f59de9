"""LibreOffice, too, makes the newer text of the file when it accepts all changes, the older when it rejects them."""

from random import Random

from commentspace.text.comparing import Passage, Row
from tests.comparing.office_changes import settled
from tests.comparing.passages import NEW, OLD, REPORT, both, compared, passages
from tests.comparing.test_tracked import tracked
from tests.comparing.tracked_text import lines

_WORDS = ("land", "water", "shall be kept", "恢复水", "المياه", REPORT, "once and again.")


def by_chance(random: Random) -> tuple[list[Passage], list[Passage], list[Row]]:
    """Two texts of a few paragraphs, and splits and merges between them."""
    old, new = (_text(random) for _ in range(2))
    descents = [tuple(random.sample("abcdef", 2)) for _ in range(2)]
    return old, new, compared(old, new, *((one, other) for one, other in descents))


def _text(random: Random) -> list[Passage]:
    names = random.sample("abcdef", random.randint(2, 6))
    return passages(*(f"{each}|{random.choice(['', '1.'])}|{_said(random)}" for each in names))


def _said(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=random.randint(1, 5)))


def test_libreoffice_finds_both_texts_in_the_file() -> None:
    found = {f"chance-{seed}": by_chance(Random(seed)) for seed in range(6)}  # noqa: S311  # the same each time
    found["all"] = (OLD, NEW, both())
    came_back = settled({name: tracked(rows) for name, (_, _, rows) in found.items()})
    for name, (old, new, _) in found.items():
        assert came_back[name] == (lines("Rules", new), lines("Rules", old)), name
