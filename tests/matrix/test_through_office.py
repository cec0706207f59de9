"""Promises about matrices that go through LibreOffice: they come back as they went, also filled in."""

from pathlib import Path

import pytest

from commentspace.formats.matrix import writing
from commentspace.formats.matrix.reading import read
from commentspace.formats.options import Options
from tests.matrix import made
from tests.services.office import converted

LANGUAGES = ("en", "ar", "zh")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our matrices as LibreOffice saves them, workbooks and Word files in one run each."""
    ours, saved = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("saved")
    for language in LANGUAGES:
        (ours / f"{language}.xlsx").write_bytes(writing.xlsx(made.exported(), Options(language=language)))
        (ours / f"{language}.docx").write_bytes(writing.docx(made.exported(), Options(language=language)))
    converted(saved, sorted(ours.glob("*.xlsx")), "ods")
    converted(saved, sorted(ours.glob("*.docx")), "docx")
    return saved


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("extension", ["ods", "docx"])
def test_a_matrix_that_libreoffice_saved_is_known_in_every_row(office: Path, language: str, extension: str) -> None:
    name = f"{language}.{extension}"
    found = read((office / name).read_bytes(), name, made.known())
    assert {(row.verdict, row.comment) for row in found.rows} == {("known", f"c{number}") for number in range(1, 8)}
    assert found.document == "wetdoc"
