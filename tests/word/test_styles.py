"""What paragraphs and runs look like, through all that their styles are based on."""

import pytest
from lxml import etree

from commentspace.formats.word.names import w
from commentspace.formats.word.package import Package
from commentspace.formats.word.properties import RunProperties
from commentspace.formats.word.styles import ParagraphProperties, Styles
from tests.word.building import p, r, style, word_file

NORMAL = style("Normal", is_default=True)
BOLD = "<w:b/>"


def first(body: str, styles: str = "") -> tuple[Styles, etree._Element]:
    """The styles of a file, and its first paragraph."""
    package = Package(word_file(body, styles=styles))
    root = package.part(package.main)
    assert root is not None
    return Styles(package), next(root.iter(w("p")))


def paragraph(body: str, styles: str = "") -> ParagraphProperties:
    """What the first paragraph is."""
    known, found = first(body, styles)
    return known.paragraph(found)


def run(body: str, styles: str = "") -> RunProperties:
    """What the first run looks like."""
    known, found = first(body, styles)
    return known.run(found, next(found.iter(w("r"))))


@pytest.mark.parametrize(
    "name",
    [
        "heading 2",
        "Heading 2",
        "Titre 2",
        "Überschrift 2",
        "Título 2",
        "标题 2",
        "عنوان 2",
        "Заголовок 2",
        "heading 2,h2",
    ],
)
def test_a_heading_is_known_by_the_name_of_its_style_in_any_language(name: str) -> None:
    assert paragraph(p("x", style="s7"), NORMAL + style("s7", name=name)).outline == 1


def test_the_outline_level_says_more_than_the_name() -> None:
    level = '<w:outlineLvl w:val="{}"/>'
    styles = NORMAL + style("H", name="heading 3", paragraph=level.format(0)) + style("T", name="Chapter", based_on="H")
    assert paragraph(p("x", style="H"), styles).outline == 0
    assert paragraph(p("x", style="T"), styles).outline == 0
    assert paragraph(p("x", style="H", properties=level.format(9)), styles).outline is None
    assert paragraph(p("x", properties=level.format(4)), styles).outline == 4


def test_a_style_based_on_a_heading_says_that_it_is_none() -> None:
    styles = style("H", name="heading 1") + style("TOC", based_on="H", paragraph='<w:outlineLvl w:val="9"/>')
    assert paragraph(p("x", style="TOC"), styles).outline is None


def test_a_file_without_styles_still_has_headings_by_their_ids() -> None:
    assert paragraph(p("x", style="Heading3")).outline == 2
    assert paragraph(p("x", style="Title")).is_title
    assert paragraph(p("x")).outline is None


def test_a_title_is_known_by_its_style() -> None:
    assert paragraph(p("x", style="a3"), style("a3", name="Title")).is_title
    assert not paragraph(p("x", style="a3"), style("a3", name="Subtitle")).is_title


def test_switches_of_paragraph_and_character_styles_cancel_each_other() -> None:
    styles = NORMAL + style("P", run=BOLD) + style("C", kind="character", run=BOLD)
    both = p(style="P", inside=r("x", '<w:rStyle w:val="C"/>'))
    assert run(p("x", style="P"), styles).bold
    assert run(p(inside=r("x", '<w:rStyle w:val="C"/>')), styles).bold
    assert not run(both, styles).bold
    assert run(p(style="P", inside=r("x", '<w:rStyle w:val="C"/><w:b/>')), styles).bold
    assert not run(p(style="P", inside=r("x", '<w:b w:val="0"/>')), styles).bold


def test_a_switch_along_one_chain_of_styles_is_what_the_last_one_says() -> None:
    styles = (
        NORMAL
        + style("A", run=BOLD)
        + style("B", based_on="A", run=BOLD)
        + style("C", based_on="B", run='<w:b w:val="false"/>')
    )
    assert run(p("x", style="B"), styles).bold
    assert not run(p("x", style="C"), styles).bold


def test_bold_of_a_run_from_right_to_left_has_a_name_of_its_own() -> None:
    assert run(p(inside=r("x", "<w:bCs/><w:rtl/>"))).bold
    assert not run(p(inside=r("x", "<w:b/><w:rtl/>"))).bold


def test_languages_come_from_the_run_its_styles_and_the_defaults() -> None:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>"
    )
    styles = defaults + NORMAL + style("F", run='<w:lang w:val="fr-FR"/>')
    plain = run(p("x"), styles)
    assert (plain.lang, plain.east_asia, plain.bidi) == ("en-GB", "zh-CN", "ar-SA")
    assert run(p("x", style="F"), styles).lang == "fr-FR"
    assert run(p(style="F", inside=r("x", '<w:lang w:val="es-ES"/>')), styles).lang == "es-ES"


def test_the_direction_of_a_paragraph_comes_from_its_style_or_itself() -> None:
    styles = NORMAL + style("A", paragraph="<w:bidi/>")
    assert paragraph(p("x", style="A"), styles).bidi
    assert not paragraph(p("x", style="A", properties='<w:bidi w:val="0"/>'), styles).bidi
    assert paragraph(p("x", properties="<w:bidi/>"), styles).bidi


def test_hidden_struck_and_raised_runs_are_told() -> None:
    found = run(
        p(inside=r("x", '<w:vanish/><w:dstrike/><w:vertAlign w:val="superscript"/><w:u w:val="none"/><w:caps/>'))
    )
    assert (found.hidden, found.strike, found.position, found.underline, found.capitals) == (
        True,
        True,
        "superscript",
        False,
        True,
    )


def test_what_a_tracked_change_had_before_does_not_count() -> None:
    before = '<w:rPrChange w:id="1" w:author="Nour"><w:rPr><w:b/></w:rPr></w:rPrChange>'
    assert not run(p(inside=r("x", f"<w:i/>{before}"))).bold


def test_styles_that_go_round_in_a_circle_end() -> None:
    styles = style("A", based_on="B", run="<w:i/>") + style("B", based_on="A", run=BOLD)
    found = run(p("x", style="A"), styles)
    assert (found.bold, found.italic) == (True, True)


def test_a_character_style_is_no_style_of_a_paragraph() -> None:
    styles = NORMAL + style("C", kind="character", run=BOLD)
    assert not run(p("x", style="C"), styles).bold
