"""LibreOffice is asked once about the whole set, and once to write files of its own."""

from dataclasses import dataclass

import pytest

from tests.services.office import soffice
from tests.word import oracle, random_lists
from tests.word.case import all_cases
from tests.word.other_writers import FILES

SEED, RANDOM = 7, 30
"""Which random files are made, and how many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What LibreOffice prints by name of a case or of another file, and those others: of its own making, and random."""

    labels: dict[str, dict[int, str]]
    written: dict[str, bytes]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """LibreOffice's word on the set, and on the Word files that it writes itself."""
    soffice()
    folder = tmp_path_factory.mktemp("oracle")
    written = oracle.written(folder, FILES) | {case.name: case.file() for case in random_lists.cases(SEED, RANDOM)}
    asked = [case for case in all_cases() if case.is_asked]
    printed = oracle.printed(folder, {str(place): case.file() for place, case in enumerate(asked)} | written)
    return Asked({case.name: printed[str(place)] for place, case in enumerate(asked)} | printed, written)
