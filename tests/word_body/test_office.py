"""LibreOffice as oracle: the lines of its text export are what we read, label and words, for many kinds of files."""

import re
from collections.abc import Iterator

import pytest

from commentspace.formats.word.reading import read
from commentspace.text.markdown import to_text
from tests.services import office
from tests.word.building import abstract, lvl, num, p, r, style, word_file
from tests.word_body.word_drafts import STYLES, about, comment, field, inserted

LISTS = (
    abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter"), lvl(2, "%1.%3", "lowerRoman"))
    + abstract(1, lvl(0, "第%1条", "chineseCountingThousand"))
    + num(1, 0)
    + num(2, 1)
)
LONG = "The Parties shall take the measures that are listed below, as far as they can."
HAND = style("Hand", kind="character", run="<w:i/>")


def _link(inside: str) -> str:
    return f'<w:hyperlink r:id="rId77">{inside}</w:hyperlink>'


FILES = {
    "runs": p(inside=r("The ") + r("Par", "<w:b/>") + r("ties", '<w:rStyle w:val="Hand"/>') + r(" agree  twice.")),
    "numbers": p(LONG, num=1, level=0)
    + p("one;", num=1, level=1)
    + p("two.", num=1, level=2)
    + p(LONG, num=1, level=0),
    "chinese": p("缔约方应采取下列措施。", num=2, level=0) + p("其他条款。", num=2, level=0),
    "arabic": p(inside="<w:pPr><w:bidi/></w:pPr>" + r("تتخذ الأطراف ", "<w:rtl/>") + r("التدابير", "<w:rtl/><w:bCs/>")),
    "fields": p(
        inside=r("See ") + field(" REF x \\h ", r("paragraph 5")) + r(" and ") + field(" SEQ T ", r("3")) + r(".")
    ),
    "links": p(inside=r("At ") + _link(r("this page")) + r(" and ") + _link(r("that")) + r(".")),
    "changes": p(inside=r("We ") + inserted(r("really ")) + r("agree.")),
    "comments": p(inside=r("The ") + about(0, r("peat lands")) + r(" are wet.")) + p("After."),
    "controls": f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>{p('After it.')}",
    "signs": p("1 * 2 _x_ [a](b) <c> &amp; `d` # e") + p("- not a list") + p("# not a heading"),
    "breaks": p(
        inside=r("one") + r("", inside="<w:tab/>") + r("two") + r("", inside="<w:noBreakHyphen/>") + r("three")
    ),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What LibreOffice writes as text, by file, a line a paragraph; one run for all."""
    office.soffice()
    folder = tmp_path_factory.mktemp("office")
    for name, body in FILES.items():
        (folder / f"{name}.docx").write_bytes(_file(body))
    office.converted(folder, [folder / f"{name}.docx" for name in FILES], "txt:Text (encoded):UTF8")
    return {name: list(_lines((folder / f"{name}.txt").read_text("utf-8-sig"))) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_is_what_libreoffice_prints(name: str, exported: dict[str, list[str]]) -> None:
    draft = read(_file(FILES[name]), "en")
    ours = [f"{paragraph.label} {to_text(paragraph.markdown)}".strip() for paragraph in draft.paragraphs]
    assert ours == exported[name]


def test_every_file_has_something_to_compare(exported: dict[str, list[str]]) -> None:
    assert all(exported[name] for name in FILES)


def _file(body: str) -> bytes:
    comments = {"comments": comment(0, "Why?")}
    return word_file(
        body, styles=STYLES + HAND, numbering=LISTS, parts=comments, links={"rId77": "https://example.org/"}
    )


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        squeezed = re.sub(r"[ \t]+", " ", line).strip()
        if squeezed:
            yield squeezed
