"""Each label is what Word prints, and what LibreOffice prints where the two are not known to differ."""

from pathlib import PurePath

import pytest

from tests.word import reading
from tests.word.case import NOT_SHOWN, Case, all_cases
from tests.word.conftest import RANDOM, SEED, Asked
from tests.word.other_writers import FILES

ASKED = [case for case in all_cases() if case.is_asked]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_labels_are_as_word_prints_them(case: Case) -> None:
    assert reading.labels(case.file()) == case.expected()


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case.name)
def test_libreoffice_prints_the_same_labels_or_differs_as_is_known(case: Case, office: Asked) -> None:
    printed, known = office.labels[case.name], case.expected_of_office()
    found = {line: printed.get(line, NOT_SHOWN) for line in known}
    right = {line: {label or "", case.expected()[line] or ""} for line, label in known.items()}
    assert {line: label for line, label in found.items() if label not in right[line]} == {}


@pytest.mark.parametrize("name", [PurePath(name).stem for name in FILES])
def test_labels_of_files_that_libreoffice_writes_are_as_it_prints_them(name: str, office: Asked) -> None:
    found = {line: label or "" for line, label in reading.labels(office.written[name]).items()}
    assert found == office.labels[name]
    assert len(found) > 5


@pytest.mark.parametrize("place", range(RANDOM))
def test_labels_of_random_files_are_as_libreoffice_prints_them(place: int, office: Asked) -> None:
    name = f"random {SEED}-{place}"
    found = {line: label or "" for line, label in reading.labels(office.written[name]).items()}
    assert found == office.labels[name]


def test_a_difference_from_libreoffice_has_its_reason() -> None:
    differing = [case.name for case in all_cases() if case.expected() != case.expected_of_office() and not case.why]
    assert differing == []


def test_names_in_the_set_are_told_apart() -> None:
    names = [case.name for case in all_cases()]
    assert len(names) == len(set(names)) > 80
