"""LibreOffice opens our files, saves them, and what comes back holds nothing new."""

from pathlib import Path
from random import Random

import pytest

from commentspace.domain.exported import Exported
from commentspace.formats.options import Options
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.services.office import converted
from tests.word_out.chance import document as by_chance
from tests.word_out.made import comment, drafted, exported, known, paragraph, with_comments
from tests.word_out.odd_source import odd_source


def _built() -> Exported:
    paragraphs = [
        paragraph(0, "Introduction", kind="heading", label="I."),
        paragraph(
            1, "The Parties **should** protect *thirty* per cent of [land](https://example.org) & sea.", label="1."
        ),
        paragraph(2, "Designate areas;", kind="item", label="(a)"),
        paragraph(3, "Target | Year", kind="row"),
        paragraph(4, "Land \\| sea | 2030", kind="row"),
        paragraph(5, "A note.", kind="note", label="*"),
        paragraph(6, "缔约方应当保护至少百分之三十的陆地和海洋。", language="zh"),
        paragraph(7, "ينبغي للأطراف أن تحمي 30 في المائة على الأقل.", language="ar", label="2."),
    ]
    first = comment(1, paragraphs[1], "Why *thirty*?\n\n- one\n- two", words="thirty", kind="question", party="Brazil")
    said = [
        first,
        comment(2, paragraphs[1], "See [this](https://example.org/x).", answers=first, author="Bo Li"),
        comment(3, paragraphs[1], "Stronger.", words="should", proposal="shall", author="Bo Li"),
        comment(4, paragraphs[1], "Weaker.", words="should", proposal="may", author="Chipo Moyo"),
        comment(5, paragraphs[1], "", proposal="The Parties should protect thirty per cent of land, water & sea."),
        comment(6, paragraphs[4], "When?", words="2030", is_resolved=True),
        comment(7, paragraphs[6], "改为“必须”。", words="应当", proposal="必须", language="zh", author="李明"),
        comment(8, paragraphs[7], "نوافق على ذلك.", words="للأطراف", language="ar", author="ليلى"),
    ]
    return exported(paragraphs, said)


def _of_word() -> Exported:
    bare = drafted(odd_source())
    by = {each.text.split()[0]: each for each in reversed(bare.paragraphs)}
    said = [
        comment(1, by["The"], "Why?", words="should", proposal="shall"),
        comment(2, by["The"], "Within a link.", words="thirty per", proposal="forty per", author="Bo Li"),
        comment(3, by["Date:"], "Into a control.", words="article five and a chosen", proposal="articles and chosen"),
        comment(4, by["A"], "About this.", proposal="A tail of two halves, both short,"),
        comment(5, by["Tab"], "Over lines.", words="two spaces\nline", proposal="2 spaces\nline"),
        comment(6, by["Target"], "In a cell.", words="Year", proposal="Years"),
    ]
    return with_comments(bare, said)


CHANCES = 20
DOCUMENTS = {
    "built": _built(),
    "word": _of_word(),
    **{f"chance-{number}": by_chance(Random(number)) for number in range(CHANCES)},  # noqa: S311  # the same each time
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as LibreOffice has saved them, all in one run."""
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    for name, document in DOCUMENTS.items():
        (ours / f"{name}.docx").write_bytes(write(document, Options()))
    converted(theirs, sorted(ours.iterdir()), "docx:MS Word 2007 XML")
    return theirs


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_file_that_libreoffice_has_saved_holds_nothing_new(name: str, saved: Path) -> None:
    document = DOCUMENTS[name]
    came_back = read((saved / f"{name}.docx").read_bytes(), known(document))
    assert [row for row in came_back.rows if row.verdict != "known"] == []
    assert came_back.document == document.uid
    said = {row.comment: row for row in came_back.rows}
    assert set(said) == {each.uid for each in document.comments}
    for each in document.comments:
        row = said[each.uid]
        assert row.reviewer == each.author
        assert row.at == each.posted_at
        assert row.resolved == each.said_resolved or each.parent  # an answer is resolved with its thread


def test_comments_stand_at_the_same_words_after_libreoffice(saved: Path) -> None:
    document = DOCUMENTS["built"]
    strange = known(with_comments(document, []))
    quoted = {each.exact for each in document.comments if each.exact and not each.proposal}
    rows = read((saved / "built.docx").read_bytes(), strange).rows
    assert quoted <= {row.exact for row in rows}
