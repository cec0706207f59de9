"""How often what is said to be alike is alike, and how much of what is alike is found.

    .venv/bin/python -m tests.likeness.tally --seed 9000 [--seeds 50] [--without-drafts] [--wrong 5]

Each seed is one review with comments in all six languages. Near: pairs of comments in one set of copies. Similar:
pairs that ask for the same and are no copies. Groups: the part of the groups found that hold nothing wrong ("pure"),
and of the true groups that stand in one ("whole").
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from commentspace.text.likeness import Degree, Group, groups
from tests.likeness.written import LANGUAGES, Written, pairs, written

Pairs = set[tuple[int, int]]
NAMES = ("near", "similar")


class Tally:
    """What was right and wrong, by language and degree."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self.wrong: list[tuple[str, str, str, str]] = []

    def add(self, truth: Written, found: Iterable[Group]) -> None:
        """Count what was found of a seed."""
        made = [*found]
        near = self._pairs(made, lambda degree: degree > Degree.SIMILAR)
        is_near = {*pairs(truth.near)}
        is_similar = {*pairs(truth.similar)} - is_near
        self._compare(truth, "near", near, is_near)
        self._compare(truth, "similar", self._pairs(made, lambda _: True) - is_near, is_similar)
        self._groups(truth, "near", [set(each.keys) for each in made if each.degree > Degree.SIMILAR], truth.near)
        self._groups(
            truth, "similar", [set(each.keys) for each in made if each.degree == Degree.SIMILAR], truth.similar
        )

    @staticmethod
    def _pairs(found: Iterable[Group], wanted: object) -> Pairs:
        assert callable(wanted)
        return {pair for each in found if wanted(each.degree) for pair in combinations(sorted(each.keys), 2)}

    def _compare(self, truth: Written, name: str, said: Pairs, true: Pairs) -> None:
        pieces = {each.key: each for each in truth.pieces}
        for what, those in (("right", said & true), ("wrong", said - true), ("missed", true - said)):
            for pair in those:
                self._counts[pieces[pair[0]].language, name, what] += 1
                if what != "right":
                    self.wrong.append((name, what, pieces[pair[0]].text, pieces[pair[1]].text))

    def _groups(self, truth: Written, name: str, said: list[set[int]], true: dict[int, str]) -> None:
        language = {each.key: each.language for each in truth.pieces}
        for keys in said:
            is_pure = len({true.get(key, str(key)) for key in keys}) == 1
            self._counts[language[min(keys)], name, "pure" if is_pure else "mixed"] += 1
        members: dict[str, set[int]] = {}
        for key, of in true.items():
            members.setdefault(of, set()).add(key)
        for keys in members.values():
            if len(keys) > 1 and (name == "near" or len({truth.near.get(key) for key in keys}) > 1):
                is_whole = any(keys <= each for each in said)
                self._counts[language[min(keys)], name, "whole" if is_whole else "torn"] += 1

    def part(self, language: str, name: str, good: str, bad: str) -> float:
        """The good as a part of both; 1 where there is neither."""
        named = LANGUAGES if language == "all" else (language,)
        good_ones, bad_ones = (sum(self._counts[each, name, what] for each in named) for what in (good, bad))
        return good_ones / (good_ones + bad_ones) if good_ones + bad_ones else 1.0

    def precision(self, name: str, language: str = "all") -> float:
        """The part of the pairs found that are right."""
        return self.part(language, name, "right", "wrong")

    def recall(self, name: str, language: str = "all") -> float:
        """The part of the true pairs that were found."""
        return self.part(language, name, "right", "missed")

    def lines(self) -> list[str]:
        """The tally as a table."""
        made = ["language  degree    precision  recall  groups pure  whole"]
        for name in NAMES:
            for language in (*LANGUAGES, "all"):
                pure, whole = self.part(language, name, "pure", "mixed"), self.part(language, name, "whole", "torn")
                figures = (self.precision(name, language), self.recall(name, language), pure, whole)
                made.append(f"{language:9} {name:8} " + "  ".join(f"{100 * figure:8.2f}" for figure in figures))
        return made


def tally(seeds: Iterable[int], has_drafts: bool = True) -> Tally:
    """The tally of some seeds."""
    count = Tally()
    for seed in seeds:
        truth = written(seed)
        count.add(truth, groups(truth.pieces, truth.drafts if has_drafts else None))
    return count


def main() -> None:
    """Print the tally of the seeds asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--without-drafts", action="store_true")
    parser.add_argument("--wrong", type=int, default=0)
    asked = parser.parse_args()
    count = tally(range(asked.seed, asked.seed + asked.seeds), not asked.without_drafts)
    shown = count.wrong[: asked.wrong] + [each for each in count.wrong if each[1] == "wrong"][: asked.wrong]
    told = [f"\n{name} {what}:\n  {one!r}\n  {other!r}" for name, what, one, other in shown]
    sys.stdout.write("\n".join([*count.lines(), *told]) + "\n")


if __name__ == "__main__":
    main()
