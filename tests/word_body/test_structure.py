"""What the paragraphs of a Word file are: title, headings, numbers automatic and typed, contents, title page."""

from commentspace.domain.drafts import Kind
from tests.word.building import abstract, lvl, num, p, r
from tests.word_body.word_drafts import field, shown, word

LEGAL = abstract(0, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter"), lvl(2, "(%3)", "lowerRoman")) + num(1, 0)
BULLETS = abstract(1, lvl(0, "•", "bullet"), lvl(1, "–", "bullet")) + num(2, 1)
LONG = "The Parties shall take the measures that are listed below, as far as they can."


def test_the_title_is_that_of_its_style_and_headings_have_their_ranks() -> None:
    body = p("On wetlands", style="Title") + p("Scope", style="Heading1") + p(LONG) + p("Terms", style="Heading2")
    draft = word(body)
    assert draft.title == "On wetlands"
    assert shown(draft) == ["h1 Scope", f"p {LONG}", "h2 Terms"]


def test_an_outline_level_alone_makes_a_heading() -> None:
    assert shown(word(p("Scope", properties='<w:outlineLvl w:val="0"/>') + p(LONG))) == ["h1 Scope", f"p {LONG}"]


def test_a_long_sentence_in_the_style_of_a_heading_with_a_number_is_a_paragraph() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    body = p("Scope", style="Heading1", num=1, level=0) + p(LONG * 3, style="Heading1", num=1, level=0)
    assert shown(word(body, numbering=numbering)) == ["h1 [1.] Scope", f"p [2.] **{LONG * 3}**"]


def test_automatic_numbers_are_labels_and_their_levels_are_those_of_the_list() -> None:
    body = (
        p(LONG, num=1, level=0)
        + p("one thing;", num=1, level=1)
        + p("its part;", num=1, level=2)
        + p("another.", num=1, level=1)
        + p("Between them.")
        + p(LONG, num=1, level=0)
    )
    assert shown(word(body, numbering=LEGAL)) == [
        f"p [1.] {LONG}",
        "i1 [(a)] one thing;",
        "i2 [(i)] its part;",
        "i1 [(b)] another.",
        "p Between them.",
        f"p [2.] {LONG}",
    ]


def test_short_items_of_a_list_are_no_headings_where_the_file_names_its_headings() -> None:
    listed = p("one thing", num=1, level=0) + p("its part", num=1, level=1) + p("another", num=1, level=0)
    assert shown(word(p("Scope", style="Heading1") + listed, numbering=LEGAL)) == [
        "h1 Scope",
        "p [1.] one thing",
        "i1 [(a)] its part",
        "p [2.] another",
    ]


def test_bullets_are_items_of_their_level() -> None:
    body = p("first;", num=2, level=0) + p("inner;", num=2, level=1) + p("second.", num=2, level=0)
    assert shown(word(body, numbering=BULLETS)) == ["i1 [•] first;", "i2 [–] inner;", "i1 [•] second."]


def test_a_list_of_its_own_is_as_deep_as_its_style_says() -> None:
    deeper = p("inner;", style="ListBullet2", num=2, level=0)
    draft = word(p("first;", num=2, level=0) + deeper, numbering=BULLETS)
    assert shown(draft) == ["i1 [•] first;", "i2 [•] inner;"]


def test_numbers_that_are_typed_are_labels_too() -> None:
    body = p(f"19. {LONG}") + p(inside=r("(a)") + r("", inside="<w:tab/>") + r("one thing;")) + p("(b) another.")
    assert shown(word(body)) == [f"p [19.] {LONG}", "i1 [(a)] one thing;", "i1 [(b)] another."]


def test_a_number_without_text_is_text_itself() -> None:
    numbering = abstract(0, lvl(0, "Article %1")) + num(1, 0)
    draft = word(p(num=1, level=0) + p(LONG), numbering=numbering)
    assert [(paragraph.label, paragraph.markdown) for paragraph in draft.paragraphs] == [("", "Article 1"), ("", LONG)]


def test_a_bare_number_that_a_tab_parts_from_a_heading_is_its_label() -> None:
    tab = r("", inside="<w:tab/>")
    body = p(inside=r("1") + tab + r("Scope"), style="Heading1") + p(inside=r("1.1") + tab + r("Use"), style="Heading2")
    assert shown(word(body + p("2 rivers meet", style="Heading1"))) == [
        "h1 [1] Scope",
        "h2 [1.1] Use",
        "h1 2 rivers meet",
    ]


def test_a_bare_number_and_a_tab_before_what_is_no_heading_are_text() -> None:
    body = p(LONG) + p(inside=r("12") + r("", inside="<w:tab/>") + r("hectares of it."))
    assert shown(word(body)) == [f"p {LONG}", "p 12 hectares of it."]


def test_a_row_of_a_table_is_never_the_title() -> None:
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in "AB")
    draft = word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p(LONG))
    assert (draft.title, shown(draft)) == ("", ["row A | B", f"p {LONG}"])


def test_a_contents_list_made_by_word_is_left_out_with_its_heading() -> None:
    toc = field(' TOC \\o "1-3" ', r("Scope") + r("", inside="<w:tab/>") + r("3"))
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('What is in it')}{p(inside=toc, style='TOC1')}</w:sdtContent></w:sdt>"
    )
    body = control + p("Scope", style="Heading1") + p(LONG)
    assert shown(word(body)) == ["- contents: What is in it", "- contents: Scope 3", "h1 Scope", f"p {LONG}"]


def test_a_contents_list_that_is_typed_is_left_out() -> None:
    entry = '<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{}</w:t></w:r>'
    names = ["Scope", "Terms", "Measures"]
    body = p("Contents") + "".join(p(inside=entry.format(name, page)) for page, name in enumerate(names, 3))
    body += "".join(p(name, style="Heading1") + p(LONG) for name in names)
    assert [line for line in shown(word(body)) if line.startswith("-")] == [
        "- contents: Contents",
        "- contents: Scope 3",
        "- contents: Terms 4",
        "- contents: Measures 5",
    ]


def test_a_title_page_is_left_out_up_to_its_last_sign() -> None:
    body = "".join(
        map(p, ["UNEP/CBD/SBSTTA/10/11", "12 November 2004", "ORIGINAL: ENGLISH", "Montreal, 7–11 February 2005"])
    )
    body += p(inside=r("Indicators for progress", "<w:b/>")) + p(LONG) + p(f"1. {LONG}")
    draft = word(body)
    assert draft.title == "Indicators for progress"
    assert [paragraph.left_out for paragraph in draft.paragraphs][:3] == ["furniture"] * 3


def test_without_styles_bold_lines_are_headings_and_plain_short_ones_are_not() -> None:
    body = p(LONG) + p(inside=r("Terms", "<w:b/>")) + p(LONG) + p("A short line") + p(LONG)
    assert [paragraph.kind for paragraph in word(body).paragraphs] == [
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


def test_headings_are_not_bold_besides() -> None:
    assert shown(word(p("Scope", style="Heading1") + p(LONG))) == ["h1 Scope", f"p {LONG}"]


def test_sources_count_the_paragraphs_of_the_file() -> None:
    draft = word(p() + p("One.") + p() + p("Two."))
    assert [paragraph.source for paragraph in draft.paragraphs] == ["p1", "p3"]
