"""How many labels are right in the set, and who says so: `python -m tests.word.tally`."""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.services.office import find
from tests.word import oracle, random_lists, reading
from tests.word.case import NOT_SHOWN, Case, all_cases
from tests.word.conftest import RANDOM, SEED
from tests.word.other_writers import FILES


@dataclass(frozen=True, slots=True)
class Row:
    """Of one file: its labels, those that are right, those the same in LibreOffice, and those otherwise there."""

    name: str
    labels: int
    right: int
    agreed: int
    differing: int
    why: str = ""

    def __str__(self) -> str:
        judged = "LibreOffice" if self.agreed == self.labels else "both" if self.agreed else "Word alone"
        reason = f"  ({self.differing} otherwise in LibreOffice: {self.why})" if self.differing else ""
        return f"{self.right:3} of {self.labels:3}  {judged:11}  {self.name}{reason}\n"


def main() -> None:
    """Print a line for each file, and the sums."""
    cases, files = all_cases(), {str(place): case.file() for place, case in enumerate(all_cases())}
    with tempfile.TemporaryDirectory() as folder:
        written = oracle.written(Path(folder), FILES) if find() else {}
        written |= {case.name: case.file() for case in random_lists.cases(SEED, RANDOM)} if find() else {}
        asked = {name: files[name] for name in files if cases[int(name)].is_asked} | written
        printed = oracle.printed(Path(folder), asked) if find() else {}
    rows = [_row(case, files[str(place)], printed.get(str(place), {})) for place, case in enumerate(cases)]
    rows += [_row_of_other(name, data, printed[name]) for name, data in written.items()]
    for row in rows:
        sys.stdout.write(str(row))
    of, right, agreed = (sum(getattr(row, name) for row in rows) for name in ("labels", "right", "agreed"))
    differing = sum(row.differing for row in rows)
    sys.stdout.write(
        f"\n{len(rows)} files: {right} of {of} labels are right. LibreOffice prints {agreed} of them, {differing} "
        f"otherwise for the reasons told, and {of - agreed - differing} it was not asked about or does not show.\n"
    )


def _row(case: Case, data: bytes, printed: Mapping[int, str]) -> Row:
    expected, found = case.expected(), reading.labels(data)
    right = sum(found.get(line, NOT_SHOWN) == label for line, label in expected.items())
    shown = {line: printed[line] for line in expected if line in printed}
    agreed = sum((expected[line] or "") == label for line, label in shown.items())
    return Row(case.name, len(expected), right, agreed, len(shown) - agreed, case.why)


def _row_of_other(name: str, data: bytes, printed: Mapping[int, str]) -> Row:
    found = reading.labels(data)
    right = sum((found.get(line) or "") == label for line, label in printed.items())
    return Row(
        name if name.startswith("random") else f"{name}, written by LibreOffice",
        len(printed),
        right,
        right,
        len(printed) - right,
    )


if __name__ == "__main__":
    main()
