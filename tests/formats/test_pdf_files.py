"""Promises about PDF files: their text in the order in which it is read, told to be lossy; or a sentence why not."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from commentspace.domain.drafts import Draft
from commentspace.errors import Invalid, TooLong
from commentspace.formats import pdf, pdf_lines
from tests.formats.shown import body
from tests.services.office import converted

ARABIC = """<h1>مشروع قرار بشأن الأراضي الرطبة</h1>
<p>١- يقرر مؤتمر الأطراف في ٢٠٢٥ أن يعتمد الإطار الوارد في المرفق (2025) بهذا القرار، ويدعو الأطراف إلى تنفيذه.</p>
<p>٢- يطلب ٣٫٥ مليون، بين ٢٠٢٥ و٢٠٣٠، إلى الأمين التنفيذي في عام 2026.</p><p>(أ) العنصر الأول؛</p>"""
ARABIC_READ = [
    "p [١-] يقرر مؤتمر الأطراف في ٢٠٢٥ أن يعتمد الإطار الوارد في المرفق (2025) بهذا القرار، ويدعو الأطراف إلى تنفيذه.",
    "p [٢-] يطلب ٣٫٥ مليون، بين ٢٠٢٥ و٢٠٣٠، إلى الأمين التنفيذي في عام 2026.",
    "i1 [(أ)] العنصر الأول؛",
]
CHINESE = """<h1>湿地恢复决定草案</h1>
<p>1. 缔约方大会决定通过本决定附件所载的框架，并请各缔约方根据国家优先事项予以执行，同时考虑到不同的价值观。</p>
<p>2. 请执行秘书编写一份报告。</p>"""
CHINESE_READ = [
    "p [1.] 缔约方大会决定通过本决定附件所载的框架，并请各缔约方根据国家优先事项予以执行，同时考虑到不同的价值观。",
    "p [2.] 请执行秘书编写一份报告。",
]
ENGLISH = """<h1>Draft decision on wetlands</h1><h2>Aims</h2>
<p>1. The Conference of the Parties adopts the framework that is annexed to the present decision, and invites all
Parties to carry it out as their own priorities and circumstances allow.</p>
<p>2. It asks the Executive Secretary for a report.</p>"""
PAGE = "<html lang='{}' dir='{}'><style>body {{ font-family: 'Noto Naskh Arabic', 'Noto Sans CJK SC' }}</style><body>{}"


def printed(within: str, language: str = "en") -> bytes:
    made = HTML(string=PAGE.format(language, "rtl" if language == "ar" else "ltr", within)).write_pdf()
    assert isinstance(made, bytes)
    return made


def read(data: bytes) -> Draft:
    return pdf.read(data, None)


def test_a_draft_comes_in_with_its_labels_and_headings_and_the_warning_that_a_pdf_is_lossy() -> None:
    draft = read(printed(ENGLISH))
    assert draft.title == "Draft decision on wetlands"
    first, *rest = body(draft)
    assert first.startswith("h")
    assert first.endswith(" Aims")
    assert [each.partition("]")[0] for each in rest] == ["p [1.", "p [2."]
    assert "own priorities and circumstances allow." in rest[0]
    assert "does not say what its paragraphs are" in draft.warnings[0]


@pytest.mark.parametrize(
    ("language", "within", "lines", "title"),
    [
        ("ar", ARABIC, ARABIC_READ, "مشروع قرار بشأن الأراضي الرطبة"),
        ("zh", CHINESE, CHINESE_READ, "湿地恢复决定草案"),
    ],
)
def test_arabic_and_chinese_are_in_the_order_in_which_they_are_read(
    language: str, within: str, lines: list[str], title: str
) -> None:
    draft = read(printed(within, language))
    assert (draft.language, draft.title, body(draft)) == (language, title, lines)


def test_so_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    files = {"ar": ARABIC.partition("</h1>")[2], "zh": CHINESE}
    for language, within in files.items():
        page = PAGE.format(language, "rtl" if language == "ar" else "ltr", within)
        (tmp_path / f"{language}.html").write_text(f"<meta charset=utf-8>{page}")
    converted(
        tmp_path, [tmp_path / "ar.html", tmp_path / "zh.html"], "pdf:writer_pdf_Export", within="HTML (StarWriter)"
    )
    assert body(read((tmp_path / "ar.pdf").read_bytes()))[:2] == ARABIC_READ[:2]  # it draws "(أ)" out of order
    assert body(read((tmp_path / "zh.pdf").read_bytes())) == CHINESE_READ


def test_arabic_that_a_file_holds_the_right_way_round_is_not_turned() -> None:
    line = "يقرر المؤتمر اعتماد الإطار الوارد في المرفق بشأن الأراضي الرطبة 2025"
    turned = pdf_lines.turned(pdf_lines.reversed_line(line))
    assert turned == line
    assert pdf_lines.turned(line) == line


def test_letters_stand_in_place_of_the_forms_in_which_they_are_drawn() -> None:
    assert pdf_lines.ordered([("ﻣﺆﺗﻤﺮ", 1.0)]) == "مؤتمر"
    assert pdf_lines.ordered([("the ﬁrst", 1.0)]) == "the first"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("eco\u00ad\nsystem", "ecosystem"),
        ("eco\u2010\nsystem", "ecosystem"),
        ("eco\u00adsystem", "ecosystem"),
        ("an ecosystem, the eco-\nsystem", "an ecosystem, the ecosystem\n"),
        ("long-\nterm", "long-\nterm"),
    ],
)
def test_hyphens_of_broken_lines_go_where_they_are_known_to_be_none_of_the_word(text: str, whole: str) -> None:
    assert pdf.whole_words(text) == whole


def test_a_bookmark_makes_a_heading() -> None:
    page = "<p>1. Peat that has dried out is lost to all of us.</p><p>{}</p><p>2. Water is kept in peat by dams.</p>"
    words = "Of dams and wells, and of what they cost us."
    assert not any(line.startswith("h") for line in body(read(printed(page.format(words)))))
    marked = printed(page.format(f"<h2 style='font: inherit; bookmark-level: 1'>{words}</h2>"))
    assert f"h1 {words}" in body(read(marked))


def locked(data: bytes, user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    data = printed(ENGLISH)
    with pytest.raises(Invalid, match="protected by a password") as caught:
        read(locked(data, "secret", "owner"))
    assert caught.value.field == "file"
    assert read(locked(data, "", "owner")).title == "Draft decision on wetlands"


def test_pictures_of_pages_are_told_from_text() -> None:
    with pytest.raises(Invalid, match="There is no text in this PDF"):
        read(printed("<div style='width: 9cm; height: 9cm; background: gray'></div>"))


@pytest.mark.parametrize("end", [5, 100, 2_000])
def test_a_damaged_pdf_is_refused(end: int) -> None:
    with pytest.raises(Invalid, match="This PDF is damaged"):
        read(printed(ENGLISH)[:end])


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(TooLong, match="more than 1 pages"):
        read(printed(f"{ENGLISH}<div style='break-before: page'>Overleaf</div>"))
