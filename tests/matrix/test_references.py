"""Promises about references: they are understood as people write them, in six languages."""

import pytest

from commentspace.formats.matrix import references, units


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("para 19 (b)", "19 b"),
        ("¶19", "19"),
        ("19(b)(ii)", "19 b ii"),
        ("19b", "19 b"),
        ("第19段", "19"),
        ("第二节第3段(b)", "二 3 b"),
        ("附件一第2段", "一 2"),
        ("الفقرة 19", "19"),
        ("الفقرة الفرعية (ب) من الفقرة ١٩", "19 ب"),
        ("п. 19 (б)", "19 б"),
        ("пп. (б) пункта 19", "19 б"),
        ("alinéa b) du paragraphe 19", "19 b"),
        ("subparagraph (b) of paragraph 19", "19 b"),
        ("párrafo 19", "19"),
        ("Section II.A, paragraph 3", "ii a 3"),
        ("Annex I, para 2", "i 2"),
        ("Clause 5.1 (a)", "5.1 a"),
        ("3.2.1", "3.2.1"),
        ("19 bis", "19bis"),
        ("（一）", "一"),
    ],
)
def test_a_reference_is_read_from_the_outermost_step_in(said: str, steps: str) -> None:
    assert " ".join(token.text for token in references.read(said, "paragraph").tokens) == steps


@pytest.mark.parametrize("said", ["12-14", "12–14", "paras 12 to 14", "12 à 14", "第12-14段", "12, 13 and 15"])
def test_of_a_range_or_a_list_the_first_is_taken(said: str) -> None:
    found = references.read(said, "paragraph")
    assert [token.text for token in found.tokens] == ["12"]


@pytest.mark.parametrize(
    "said", ["p. 3, l. 12", "Page 3, line 12-15", "第3页第12行", "стр. 3, строка 12", "página 3, línea 12"]
)
def test_pages_and_lines_are_no_labels(said: str) -> None:
    found = references.read(said)
    assert (found.tokens, found.page, found.line) == ([], 3, 12)


@pytest.mark.parametrize(
    "said", ["General", "general comment", "全文", "Généralités", "عام", "Общие замечания", "0", "-"]
)
def test_what_is_about_the_whole_document_is_known(said: str) -> None:
    assert units.is_general(said)
