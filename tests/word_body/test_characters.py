"""Single signs: tabs, breaks, hyphens, symbols, raised digits, equations, ruby; and what Word does not show."""

from commentspace.text.markdown import to_text
from tests.word.building import p, r
from tests.word_body.word_drafts import of_runs, only, word


def test_tabs_and_runs_of_spaces_are_one_space() -> None:
    assert of_runs(r("one  two"), r("", inside="<w:tab/>"), r("three "), r(" four")) == "one two three four"


def test_text_without_preserved_space_loses_its_edges_as_in_word() -> None:
    assert of_runs("<w:r><w:t> one </w:t></w:r>", "<w:r><w:t>two</w:t></w:r>") == "onetwo"


def test_a_line_break_stays_and_a_page_break_is_a_space() -> None:
    found = of_runs(r("one "), r("", inside="<w:br/>"), r(" two"), r("", inside='<w:br w:type="page"/>'), r("three"))
    assert to_text(found) == "one\ntwo three"


def test_hyphens_that_keep_words_together_stay_and_soft_ones_go() -> None:
    assert (
        of_runs(r("co", inside="<w:noBreakHyphen/>"), r("op\u00ad"), r("", inside="<w:softHyphen/>"), r("ed"))
        == "co\u2011oped"
    )


def test_a_space_that_keeps_words_together_stays() -> None:
    assert of_runs(r("Article\u00a05")) == "Article\u00a05"


def test_symbols_of_old_fonts_are_unicode() -> None:
    sign = '<w:sym w:font="Symbol" w:char="F0B3"/>'
    assert of_runs(r("x "), r("", inside=sign), r(" 5")) == "x ≥ 5"
    assert of_runs(r("\uf061", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), r(" and b")) == "α and b"


def test_raised_and_lowered_digits_stay_what_they_mean() -> None:
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    assert of_runs(r("10"), r("3", raised), r(" m"), r("2", raised), r(" of CO"), r("2", lowered)) == "10³ m² of CO₂"
    assert of_runs(r("the 1"), r("st", raised), r(" of May")) == "the 1st of May"


def test_marks_that_turn_the_direction_of_text_are_left_out() -> None:
    assert of_runs(r("one \u202etwo\u202c three")) == "one two three"


def test_letters_that_runs_part_from_their_accents_are_composed() -> None:
    assert of_runs(r("cafe"), r("\u0301", "<w:b/>"), r(" bar")) == "café bar"


def test_hidden_words_are_left_out_with_a_warning() -> None:
    draft = word(p(inside=r("seen ") + r("unseen ", "<w:vanish/>") + r("seen too")))
    assert [paragraph.markdown for paragraph in draft.paragraphs] == ["seen seen too"]
    assert draft.warnings == ('No. 1: words that Word hides are left out ("seen seen too").',)


def test_words_struck_through_by_hand_stay_with_a_warning() -> None:
    draft = word(p(inside=r("kept ") + r("gone", "<w:strike/>")))
    assert draft.paragraphs[0].markdown == "kept gone"
    assert "struck through" in draft.warnings[0]


def test_of_ruby_the_base_is_the_text() -> None:
    ruby = f"<w:ruby><w:rt>{r('とう')}</w:rt><w:rubyBase>{r('東')}</w:rubyBase></w:ruby>"
    assert of_runs(r("", inside=ruby), r("京")) == "東京"


def test_an_equation_is_one_line() -> None:
    half = "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    square = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    root = "<m:rad><m:deg/><m:e><m:r><m:t>y</m:t></m:r></m:e></m:rad>"
    found = of_runs(r("with "), f"<m:oMath>{square}<m:r><m:t>=</m:t></m:r>{half}{root}</m:oMath>", r(" here"))
    assert to_text(found) == "with x^2=(a+b)/2√(y) here"


def test_signs_of_markdown_are_shown_as_they_stand() -> None:
    for text in ("# 5 *stars* _here_", "1. not a list", "[a](https://example.org)", "<b>", "&amp; a_b `c` \\", "- -"):
        assert to_text(only(p("Note. " + text))) == "Note. " + text
        assert to_text(only(p(inside=r("Note. ") + r(text, "<w:i/>") + r(".")))) == f"Note. {text}."


def test_bold_and_italics_are_markdown_also_within_words() -> None:
    bold, italic = "<w:b/>", "<w:i/>"
    assert of_runs(r("a "), r("bold ", bold), r("and "), r("italic", italic), r("s")) == "a **bold** and *italic*s"
    assert of_runs(r("重要："), r("内容", bold), r("。")) == "重要：**内容**。"
    assert of_runs(r("（重要）", bold), r("内容")) == "**（重要**）内容"
    assert of_runs(r("a ", bold), r("b", bold + italic), r(" c", bold)) == "**a *b* c**"


def test_runs_that_look_alike_are_one() -> None:
    assert of_runs(*(r(letter, "<w:b/>") for letter in "bold")) == "**bold**"
