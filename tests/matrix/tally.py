"""How often a sure place is right, and how many are doubtful, over rows whose places are known.

    python -m tests.matrix.tally [--paragraphs N] [--rows N] [--seeds N] [--wrong]

It prints figures, and with --wrong the rows whose sure place is another than theirs.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field, replace

from commentspace.domain.submitted import Row
from commentspace.formats.matrix import quotes, reading
from commentspace.formats.matrix.facts import Facts
from tests.matrix import long_draft


@dataclass(slots=True)
class Tally:
    """The rows by verdict, and those that were right; `blind` are rows that say nothing of their place."""

    verdicts: Counter[str] = field(default_factory=Counter)
    blind: int = 0
    blind_sure: int = 0
    sure_right: int = 0
    among_three: int = 0
    wrong: list[tuple[Facts, str, str]] = field(default_factory=list)

    def count(self, right: str, facts: Facts, row: Row) -> None:
        """Add a row of which the place is known."""
        names = [candidate.paragraph for candidate in row.candidates]
        if not facts.where and quotes.weight(facts.quotation + facts.proposal) < quotes.TELLS:
            self.blind += 1  # nothing to go by
            self.blind_sure += row.verdict == "sure"
            return
        self.verdicts[row.verdict] += 1
        self.sure_right += row.verdict == "sure" and names[0] == right
        self.among_three += row.verdict == "doubtful" and right in names[:3]
        if right not in names[: 1 if row.verdict == "sure" else 3]:
            self.wrong.append((facts, right, f"{row.verdict} {names}"))

    @property
    def precision(self) -> float:
        """The share of sure places that are right; a paragraph with the very same words and label counts as wrong."""
        return self.sure_right / max(self.verdicts["sure"], 1)

    @property
    def found(self) -> float:
        """The share of doubtful rows whose place is one of the first three."""
        return self.among_three / max(self.verdicts["doubtful"], 1)


def tallied(paragraphs: int, rows: int, seed: int) -> Tally:
    """Make a draft and a matrix from a seed, and place its rows; its reviewers each go through the draft in order."""
    maker, tally = long_draft.Maker(seed), Tally()
    places = maker.draft(paragraphs)
    chosen: list[tuple[long_draft.Place, Facts]] = []
    while len(chosen) < rows:
        reviewer = f"Reviewer {len(chosen)}"
        some = maker.chance.choices(places, k=min(rows - len(chosen), maker.chance.randint(1, 60)))
        some.sort(key=lambda place: place.paragraph.position)
        chosen.extend((place, replace(maker.row(place), reviewer=reviewer)) for place in some)
    known = long_draft.known(places)
    for (place, facts), row in zip(chosen, reading.placed([facts for _, facts in chosen], known)[0], strict=True):
        tally.count(place.paragraph.uid, facts, row)
    return tally


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option, number in (("--paragraphs", 1_500), ("--rows", 3_000), ("--seeds", 3)):
        parser.add_argument(option, type=int, default=number)
    parser.add_argument("--wrong", action="store_true")
    chosen = parser.parse_args()
    for seed in range(1, chosen.seeds + 1):
        tally = tallied(chosen.paragraphs, chosen.rows, seed)
        said = [f"{verdict} {count / (chosen.rows - tally.blind):.1%}" for verdict, count in tally.verdicts.items()]
        said.append(f"{tally.blind} rows with nothing to go by, {tally.blind_sure} of them sure")
        said.append(f"sure and right {tally.precision:.2%}, doubtful and among the first three {tally.found:.1%}")
        if chosen.wrong:
            said += [
                f"\n  {right} not {given}: {[facts.where, facts.quotation, facts.comment, facts.proposal]}"
                for facts, right, given in tally.wrong
            ]
        sys.stdout.write(f"seed {seed}: {'; '.join(said)}\n")


if __name__ == "__main__":
    main()
