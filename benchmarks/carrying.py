"""How long comments take to be carried into the next text, all computing and no database.

    .venv/bin/python benchmarks/carrying.py [--paragraphs N …] [--comments N] [--language en|zh|ar]

Drafts are composed and edited heavily (`tests/aligning/generator.py`), comments are on whole paragraphs, sentences,
phrases and words (`tests/carrying/truth.py`), and links are the true ones. It reports figures and checks nothing.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from commentspace.text.carrying import Carrier
from tests.aligning.generator import LANGUAGES, edited
from tests.aligning.rates import HEAVY
from tests.carrying.truth import stands


def measured(language: str, paragraphs: int, comments: int) -> str:
    """One line of figures."""
    draft = edited(1, language, paragraphs, HEAVY)
    old, new = [piece.text for piece in draft.old], [piece.text for piece in draft.new]
    asked = list(stands(draft, Random(1), comments))  # noqa: S311  # the same comments each time
    began = time.process_time()
    carrier = Carrier(old, new, draft.links)
    verdicts = Counter(carrier.carry(at).verdict for at in asked)
    seconds = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = ", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items()))
    return (
        f"{language} {paragraphs:6} paragraphs {comments:6} comments {seconds:6.2f} s of one core,"
        f" {memory} MB at most with the drafts: {said}"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, nargs="*", default=[500, 5000, 20000])
    parser.add_argument("--comments", type=int, default=0, help="ten a paragraph if not given")
    parser.add_argument("--language", choices=list(LANGUAGES))
    given = parser.parse_args()
    for language in [given.language] if given.language else LANGUAGES:
        for paragraphs in given.paragraphs:
            sys.stdout.write(measured(language, paragraphs, given.comments or 10 * paragraphs) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
