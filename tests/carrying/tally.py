"""How many comments are carried rightly, by language and by what became of their words.

    python -m tests.carrying.tally --seeds 200 --from 1000000

Each seed is a draft and its next revision. Comments are carried along the true links and along those that `align`
finds; those on paragraphs of which nobody can tell what became of them are left out and counted.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from commentspace.text.aligning import align
from commentspace.text.carrying import Carried, Carrier, Stand, Verdict
from tests.aligning.generator import LANGUAGES, Edited, edited
from tests.aligning.rates import HEAVY, LIGHT
from tests.carrying.truth import Answer, Truth, stands

OUTCOMES = ("plain", "also true", "ambiguous", "said gone", "wrong paragraph", "verdict wrong", "place wrong")
"""The last four are wrong in silence: words that live on are called gone, or shown elsewhere, and the rest."""
WRONG = OUTCOMES[3:]


def judged(said: Carried, answers: list[Answer]) -> str:
    """How right it is."""
    if said.verdict is Verdict.AMBIGUOUS:
        return "ambiguous"
    if answers[0].allows(said):
        return "plain"
    if any(answer.allows(said) for answer in answers):
        return "also true"
    if said.verdict is Verdict.DELETED and not any(Verdict.DELETED in answer.verdicts for answer in answers):
        return "said gone"
    if said.paragraph not in {answer.paragraph for answer in answers}:
        return "wrong paragraph"
    return "verdict wrong" if any(answer.is_there(said) for answer in answers) else "place wrong"


@dataclass
class Tally:
    """What was counted: by true verdict and outcome."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    undecidable: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, draft: Edited, truth: Truth, asked: list[Stand], carrier: Carrier) -> None:
        """Carry these and judge them."""
        began = time.perf_counter()
        said = [carrier.carry(at) for at in asked]
        self.seconds += time.perf_counter() - began
        for at, one in zip(asked, said, strict=True):
            if truth.is_undecidable(at):
                self.undecidable += 1
                continue
            answers = truth.answers(at)
            outcome = judged(one, answers)
            self.counts[sorted(answers[0].verdicts)[0], outcome] += 1
            if outcome in OUTCOMES[2:]:
                self.wrong.append(_told(draft, at, one, answers, outcome))

    def lines(self, title: str) -> list[str]:
        """The table."""
        total = sum(self.counts.values())
        rows = [f"{title}: {total} comments, {self.undecidable} undecidable, {self.seconds:.1f} s"]
        for verdict in [*Verdict, "all"]:
            found = Counter[str]()
            for (true, outcome), count in self.counts.items():
                if verdict in (true, "all"):
                    found[outcome] += count
            if found:
                rows.append(f"  {verdict:10}" + "".join(f"{outcome:>16}: {found[outcome]:5}" for outcome in OUTCOMES))
        wrong, open_ = self.share(*WRONG), self.share("ambiguous")
        elsewhere, gone = 100 * self.share("wrong paragraph"), 100 * self.share("said gone")
        rows.append(
            f"  right of those not ambiguous {100 * (1 - wrong / (1 - open_)):.3f} %, ambiguous {100 * open_:.3f} %, "
            f"wrong paragraph {elsewhere:.3f} %, said gone {gone:.3f} %"
        )
        return rows

    def share(self, *outcomes: str) -> float:
        """Which part of all came out so."""
        found = sum(count for (_, outcome), count in self.counts.items() if outcome in outcomes)
        return found / max(1, sum(self.counts.values()))


def _told(draft: Edited, at: Stand, said: Carried, answers: list[Answer], outcome: str) -> str:
    """A case in a few lines."""
    lines = [f"--- {outcome}", f"  old  {at.paragraph}: {_shown(draft.old[at.paragraph].text, at.start, at.end)}"]
    there = "" if said.paragraph is None else draft.new[said.paragraph].text
    lines.append(f"  said {said.verdict} {said.paragraph}: {_shown(there, said.start, said.end)}")
    for answer in answers:
        text = "" if answer.paragraph is None else draft.new[answer.paragraph].text
        words = _shown(text, *(answer.core or answer.most or (None, None)))
        lines.append(f"  true {'/'.join(answer.verdicts)} {answer.paragraph}: {words}")
    return "\n".join(lines)


def _shown(text: str, start: int | None, end: int | None) -> str:
    """The words in their paragraph."""
    return text if start is None or end is None else f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"


def tally(
    language: str, seeds: range, paragraphs: int, comments: int, *, is_heavy: bool, with_align: bool = True
) -> tuple[Tally, Tally]:
    """Along the true links, and along those that `align` finds."""
    given, found = Tally(), Tally()
    for seed in seeds:
        draft = edited(seed, language, paragraphs, HEAVY if is_heavy else LIGHT)
        truth = Truth(draft)
        asked = list(stands(draft, Random(seed), comments))  # noqa: S311  # the same comments each time
        texts = [piece.text for piece in draft.old], [piece.text for piece in draft.new]
        given.add(draft, truth, asked, Carrier(*texts, draft.links))
        if with_align:
            found.add(draft, truth, asked, Carrier(*texts, align(draft.old, draft.new)))
    return given, found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", type=int, default=1, dest="first")
    parser.add_argument("--paragraphs", type=int, default=100)
    parser.add_argument("--comments", type=int, default=200)
    parser.add_argument("--heavy", action="store_true")
    parser.add_argument("--language", choices=list(LANGUAGES))
    parser.add_argument("--show", type=int, default=0, help="print so many of the cases that are not right")
    parser.add_argument("--only", default="", help="of these, those with this outcome")
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds)
    for language in [asked.language] if asked.language else LANGUAGES:
        both = tally(language, seeds, asked.paragraphs, asked.comments, is_heavy=asked.heavy)
        for one, title in zip(both, ("true links", "links of align"), strict=True):
            lines = [*one.lines(f"{language}, {title}")]
            lines += [case for case in one.wrong if asked.only in case.split(":")[0]][: asked.show]
            sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
