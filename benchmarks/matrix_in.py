"""How long a matrix of 3,000 rows takes to be placed in a draft of 5,000 paragraphs.

    .venv/bin/python benchmarks/matrix_in.py [--paragraphs N] [--rows N]

It makes the draft and a workbook about it, and reads that as the program does. It reports figures and checks nothing.
"""

import argparse
import io
import sys
import time
from collections import Counter
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # has no types

sys.path.insert(0, str(Path(__file__).parent.parent))
from commentspace.formats.matrix import reading
from tests.matrix import long_draft

HEADS = ("Section", "Paragraph", "Reference", "Original text", "Comment", "Proposed change")


def workbook(maker: long_draft.Maker, places: list[long_draft.Place], rows: int) -> bytes:
    """A filled matrix about a draft."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        for row, place in enumerate(maker.chance.choices(places, k=rows), 1):
            facts = maker.row(place)
            said = (facts.section, facts.label, facts.place, facts.quotation, facts.comment, facts.proposal)
            sheet.write_row(row, 0, said)
    return out.getvalue()


def main() -> None:
    """Make, read, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option, number in (("--paragraphs", 5_000), ("--rows", 3_000)):
        parser.add_argument(option, type=int, default=number)
    chosen = parser.parse_args()
    maker = long_draft.Maker(1)
    places = maker.draft(chosen.paragraphs)
    data, known = workbook(maker, places, chosen.rows), long_draft.known(places)
    began, worked = time.perf_counter(), time.process_time()
    found = reading.read(data, "matrix.xlsx", known)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    verdicts = dict(Counter(row.verdict for row in found.rows))
    size = f"{chosen.rows:,} rows in {chosen.paragraphs:,} paragraphs"
    sys.stdout.write(f"{size}: {took:.2f} s ({worked:.2f} s of one core); {verdicts}\n")


if __name__ == "__main__":
    main()
