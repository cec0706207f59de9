"""Tables by row and cell, text boxes, footnotes and endnotes."""

from commentspace.text.markdown import to_text
from tests.word.building import abstract, lvl, num, p, r, table
from tests.word_body.word_drafts import note, note_reference, of_runs, shown, word

BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_row_is_a_paragraph_with_bars_between_its_cells() -> None:
    body = table([p("Area"), p("")], [p("a|b"), p("one") + p("two")])
    draft = word(body)
    assert shown(draft) == ["row Area |", "row a\\|b | one two"]
    assert [paragraph.source for paragraph in draft.paragraphs] == ["p0 p1", "p2 p3 p4"]
    assert to_text(draft.paragraphs[1].markdown) == "a|b | one two"


def test_cells_that_are_merged_are_there_once() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("wide")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    rows = f"<w:tr>{wide}<w:tc>{p('c')}</w:tc></w:tr><w:tr>{below}<w:tc>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr>"
    assert shown(word(f"<w:tbl>{rows}</w:tbl>")) == ["row wide | c", "row | b | c"]


def test_a_table_in_a_cell_stands_in_the_cell_with_a_warning() -> None:
    draft = word(table([p("before") + table([p("x"), p("y")]) + p("after"), p("other")]))
    assert shown(draft) == ["row before x y after | other"]
    assert "a table inside of a table" in draft.warnings[0]


def test_a_table_of_one_column_is_only_a_frame() -> None:
    assert shown(word(table([p("One thing here.") + p("Two.")]))) == ["p One thing here.", "p Two."]


def test_the_table_of_a_title_page_is_no_table() -> None:
    head = table([p("UNEP"), p("Distr."), p("GENERAL")], [p(), p("UNEP/CBD/SBSTTA/10/11"), p()])
    draft = word(head + p("The text of the draft begins with this sentence."))
    assert shown(draft)[:4] == [
        "- furniture: UNEP",
        "- furniture: Distr.",
        "- furniture: GENERAL",
        "- furniture: UNEP/CBD/SBSTTA/10/11",
    ]


def test_automatic_numbers_in_cells_are_text_of_the_row() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    body = table([p(num=1, level=0), p("first")], [p(num=1, level=0), p("second")])
    assert shown(word(body, numbering=numbering)) == ["row 1\\. | first", "row 2\\. | second"]


def test_a_text_box_comes_once_after_the_paragraph_that_holds_it() -> None:
    inner = BOX.format(p("In the box."))
    shape = (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    choice, other = f'<mc:Choice Requires="wps">{shape}</mc:Choice>', f"<mc:Fallback>{old}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{other}</mc:AlternateContent>"
    draft = word(p(inside=r("Before.") + r("", inside=both)) + p("After.") + p(inside=r("", inside=old)))
    assert shown(draft) == ["p Before.", "p In the box.", "p After.", "p In the box."]
    assert [paragraph.source for paragraph in draft.paragraphs] == ["p0", "p1", "p3", "p5"]


def test_notes_come_after_their_paragraph_and_their_marks_stand_in_it() -> None:
    body = (
        p(inside=r("One") + note_reference(2) + r(" and two") + note_reference(3) + r("."))
        + p(inside=r("Three") + note_reference(5, "endnote") + r("."))
        + p("Four.")
    )
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    parts = {"footnotes": separator + note(2, "First.") + note(3, "Second."), "endnotes": note(5, "End.", "endnote")}
    draft = word(body, parts=parts)
    assert shown(draft) == [
        "p One[1] and two[2].",
        "note [[1]] First.",
        "note [[2]] Second.",
        "p Three[i].",
        "note [[i]] End.",
        "p Four.",
    ]
    assert [paragraph.source for paragraph in draft.paragraphs] == ["p0", "fn:2", "fn:3", "p1", "en:5", "p2"]


def test_a_note_with_a_mark_of_its_own_keeps_it() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    draft = word(p(inside=r("Note by the Secretary") + own), parts={"footnotes": note(1, "Revised.")})
    assert shown(draft) == ["p Note by the Secretary*", "note [*] Revised."]


def test_a_note_of_several_paragraphs_is_one_and_one_that_is_missing_is_none() -> None:
    long = note(1, "One.").replace("</w:footnote>", p("Two.") + "</w:footnote>")
    draft = word(p(inside=r("a") + note_reference(1) + note_reference(99)), parts={"footnotes": long})
    assert shown(draft) == ["p a[1][2]", "note [[1]] One.\\\nTwo."]


def test_a_note_in_a_cell_comes_after_its_row() -> None:
    body = table([p(inside=r("a") + note_reference(1)), p("b")], [p("c"), p("d")])
    assert shown(word(body, parts={"footnotes": note(1, "Note.")})) == ["row a[1] | b", "note [[1]] Note.", "row c | d"]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    large = p("T", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert shown(word(large + p("he text."))) == ["p The text."]


def test_a_paragraph_with_nothing_in_it_is_none() -> None:
    assert of_runs(r("one")) == "one"
    assert shown(word(p() + p("one") + p(inside=r("  ")))) == ["p one"]
