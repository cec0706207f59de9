"""Promises about HTML files: what a reader of the page sees, once and in order, and nothing that the page hides."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.domain.drafts import Draft, Kind
from commentspace.errors import Invalid, TooLong
from commentspace.formats import html
from commentspace.text.markdown import to_text
from tests.formats.shown import body, shown

PNG = "iVBORw0KGgo="


def page(within: str, language: str | None = "en", head: str = "") -> Draft:
    return html.read(f"<html><head>{head}</head><body>{within}</body></html>".encode(), language)


def lines(within: str, head: str = "") -> list[str]:
    return body(page(f"<h1>The title</h1>{within}", head=head))


def test_headings_keep_their_ranks_and_the_first_is_the_title() -> None:
    draft = page("<h1>On <i>peat</i></h1><h2>I. Aims</h2><h3>Water</h3><p>1. Peat is kept wet.")
    assert draft.title == "On peat"
    assert shown(draft) == ["h1 [I.] Aims", "h2 Water", "p [1.] Peat is kept wet."]


def test_without_a_heading_the_pages_title_is_taken() -> None:
    assert page("<p>Peat is kept wet.</p>", head="<title>On peat</title>").title == "On peat"


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ("", ["1.", "2."]),
        ("start=3", ["3.", "4."]),
        ("type=a", ["a.", "b."]),
        ("type=A start=26", ["Z.", "AA."]),
        ("type=i start=3", ["iii.", "iv."]),
        ("type=I", ["I.", "II."]),
        ("reversed", ["2.", "1."]),
        ("style='list-style-type: lower-roman'", ["i.", "ii."]),
        ("style='list-style: none'", ["", ""]),
        ("style='list-style-type: arabic-indic'", ["١.", "٢."]),
        ("style='list-style-type: cjk-ideographic' start=10", ["十、", "十一、"]),
        ("style='list-style-type: decimal-leading-zero'", ["01.", "02."]),
        ("start=junk", ["1.", "2."]),
        ("start=-1", ["-1.", "0."]),
        ("class=letters", ["a.", "b."]),
        ("class=google", ["(a)", "(b)"]),
    ],
)
def test_a_list_has_the_numbers_that_a_browser_shows(attributes: str, labels: list[str]) -> None:
    head = (
        "<style>/* lists */ ol.letters { list-style-type: lower-alpha } @media print { ol { list-style: none } }"
        '.google > li:before { content: "(" counter(lst-ctn, lower-latin) ") " }</style>'
    )
    draft = page(f"<ol {attributes}><li>One;<li>Two.</ol>", head=head)
    assert [paragraph.label for paragraph in draft.paragraphs] == labels


def test_an_item_with_a_value_counts_on_from_it_and_lists_stand_within_items() -> None:
    assert lines("<ol><li>One<li value=5>Five<ul><li>Dot<ul><li>Ring</ul></ul><li>Six</ol>") == [
        *("p [1.] One", "p [5.] Five", "i1 [•] Dot", "i2 [◦] Ring", "p [6.] Six")
    ]


def test_what_follows_in_an_item_has_no_label_of_its_own() -> None:
    assert lines("<ul><li><p>First.</p><p>Second.</p></ul>") == ["i1 [•] First.", "i1 Second."]


def test_a_label_that_is_typed_is_a_label() -> None:
    assert lines("<ul><li>(a) dams;<li>(b) wells.</ul><p><b>12.</b> Peat.</p><p>一、总则") == [
        *("i1 [(a)] dams;", "i1 [(b)] wells.", "p [12.] Peat.", "p [一、] 总则")
    ]


def test_words_lists_bring_their_printed_label() -> None:
    item = "<p style='mso-list:l0 level{0} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{1}<span>&nbsp;"
    item += "&nbsp;</span></span><![endif]>{2}<o:p></o:p></p>"
    within = item.format(1, "(a)", "dams;") + item.format(2, "(i)", "of peat;") + item.format(1, "(b)", "wells.")
    assert lines(within) == ["i1 [(a)] dams;", "i2 [(i)] of peat;", "i1 [(b)] wells."]


def test_tables_are_rows_of_cells_at_their_columns() -> None:
    table = (
        "<table><caption>Water</caption><thead><tr><th>Place<th colspan=2>Level</thead>"
        "<tr><td rowspan=2>A | B<td><b>1</b><td></tr><tr><td>2<td>low<br>high</tr></table>"
    )
    assert lines(table) == [
        "p Water",
        "row Place | Level |",
        "row A \\| B | **1** |",
        "row | 2 | low high",
    ]


def test_a_table_that_only_lays_out_the_page_is_the_text_in_it() -> None:
    assert lines("<table><tr><td><p>One.</p><p>Two.</p></table>") == ["p One.", "p Two."]
    assert lines("<table role=presentation><tr><td>One.<td>Two.</table>") == ["p One.", "p Two."]
    nested = "<table><tr><td>Menu<td><table><tr><td>a<td>b</table></table>"
    assert lines(nested) == ["p Menu", "row a | b"]


def test_quotations_code_definitions_and_captions_are_kept() -> None:
    assert lines(
        "<blockquote><p>So be it.</p></blockquote><pre>a\n  b</pre><dl><dt>Peat<dd>wet soil</dl>"
        "<figure><figcaption>A dam</figcaption></figure>"
    ) == ["p > So be it.", "p ```\na\n  b\n```", "p Peat", "p wet soil", "p A dam"]


def test_character_formats_links_and_raised_digits() -> None:
    assert lines(
        "<p>The <b>Parties</b>, <i>all</i>, use <span style='font-weight:700'>less</span> than 5 m<sup>2</sup> of "
        "H<sub>2</sub>O, the 5<sup>th</sup>, see <a href='https://example.org/a_b'>the <em>list</em></a>"
        "<a href='javascript:x'> here</a>."
    ) == [
        "p The **Parties**, *all*, use **less** than 5 m² of H₂O, the 5th, see "
        "[the *list*](<https://example.org/a_b>) here."
    ]


def test_what_a_page_hides_is_left_out_and_that_is_said() -> None:
    head = "<style>.gone{display:none}</style>"
    draft = page("<p hidden>a</p><p class=gone>b</p><p style='visibility: hidden'>c</p><p>Seen.</p>", head=head)
    assert body(draft) == ["p Seen."]
    assert "does not show" in draft.warnings[0]


def test_scripts_menus_and_forms_are_no_text() -> None:
    within = "<script>x()</script><nav>Menu</nav><template>T</template><form><button>Go</button><input value=v></form>"
    assert lines(f"{within}<p>Seen<style>p{{}}</style>.<a class=headerlink href='#x'>¶</a></p>") == ["p Seen."]


NOTES = {
    "pandoc": '<p>Peat<a href="#fn1" id="fnref1"><sup>1</sup></a>.</p><section><ol><li id="fn1"><p>Wet.'
    '<a href="#fnref1">↩</a></p></li></ol></section>',
    "Word": '<p>Peat<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p><div id=ftn1><p>'
    '<a href="#_ftnref1" name="_ftn1">[1]</a> Wet.</p></div>',
    "LibreOffice": '<p>Peat<a name="a1anc" href="#a1sym"><sup>1</sup></a>.</p><div id="a1"><p>'
    '<a name="a1sym" href="#a1anc">1</a> Wet.</p></div>',
    "Google": '<p>Peat<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><div><p>'
    '<a href="#ftnt_ref1" id="ftnt1">[1]</a> Wet.</p></div>',
}


@pytest.mark.parametrize("program", NOTES)
def test_footnotes_are_notes_with_the_mark_that_the_text_has(program: str) -> None:
    assert lines(NOTES[program]) == ["p Peat[1].", "note [[1]] Wet."]


def test_a_list_of_links_into_the_page_is_its_contents() -> None:
    links = "".join(f"<li><a href='#h{n}'>{n}. Part</a>" for n in range(1, 5))
    assert body(page(f"<ul>{links}</ul><h2 id=h1>1. Part</h2><p>Text.</p>")) == ["h1 [1.] Part", "p Text."]


def test_language_is_that_of_each_paragraph() -> None:
    draft = page(
        "<p>Peat is kept wet, and so is the water in it.</p><p lang=fr>La tourbe.</p>"
        "<p>Ceci <span lang=fr-CA>est la tourbe.</span></p>",
        None,
    )
    assert (draft.language, [paragraph.language for paragraph in draft.paragraphs]) == ("en", ["", "fr", "fr-CA"])
    arabic = page("<h1>Title</h1><p dir=rtl>الأراضي الرطبة</p><p>Peat is kept wet, and so is water.</p>")
    assert [paragraph.language for paragraph in arabic.paragraphs] == ["ar", ""]


def test_the_language_of_the_draft_is_what_the_page_says_unless_its_script_speaks_against_it() -> None:
    said = "<html lang={}><body><p>{}</p></body></html>"
    assert html.read(said.format("fr", "La tourbe.").encode(), None).language == "fr"
    assert html.read(said.format("en", "湿地恢复决定草案").encode(), None).language == "zh"
    assert html.read(said.format("xx-no", "La tourbe.").encode(), None).language == "en"


def test_only_pictures_that_are_in_the_page_are_taken() -> None:
    draft = page(
        f"<p><img src='data:image/png;base64,{PNG}' alt='A [dam]' width=40 height=30>"
        "<img src='http://127.0.0.1/x.png' alt='Gone'><img src='data:image/svg+xml,<svg/>'>"
    )
    assert body(draft) == ["p ![A (dam)](picture:1)Gone"]
    [picture] = draft.pictures
    assert (picture.name, picture.type, picture.width, picture.height) == ("1", "image/png", 40, 30)
    assert "left out: 2" in draft.warnings[0]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1251", "windows-1251"), ("utf-8", "utf-8"), ("gb2312", "gb18030"), ("nonsense", "utf-8")],
)
def test_the_encoding_is_what_the_page_declares(declared: str, encoding: str) -> None:
    text = "恢复湿地" if "gb" in declared else "Торф"
    data = f"<html><meta charset={declared}><body><p>{text}</p></body></html>".encode(encoding)
    assert html.read(data, None).paragraphs[0].markdown == text


def test_a_byte_order_mark_goes_before_what_is_declared() -> None:
    data = "\ufeff<html><meta charset=windows-1252><body><p>Торф</p></body></html>"
    assert html.read(data.encode(), None).paragraphs[0].markdown == "Торф"
    assert html.read(data.encode("utf-16-le"), None).paragraphs[0].markdown == "Торф"


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Invalid, match="nothing in this file"):
        page("<div></div>")


@pytest.mark.parametrize("tags", ["<div>" * 300, "<ul><li>" * 300, "<b>x" * 100_000])
def test_tags_that_are_nested_too_deep_are_refused(tags: str) -> None:
    with pytest.raises(TooLong, match="nested too deep"):
        page(tags)


def test_a_page_of_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_TAGS", 20)
    with pytest.raises(TooLong, match="too many tags"):
        page("<p>a" * 20)


MARKS = [*"ab1 .,*_`[]()<>&\\|#-+=!~:/中。（）", "1. ", "**", "http://a.b", "- ", "&amp;", "\n"]
WORDS = st.lists(st.sampled_from(MARKS), max_size=12).map("".join)
TAGS = ["b", "i", "span", "em", "u", "code", "a href=https://example.org"]
RUNS = st.lists(st.tuples(WORDS, st.sampled_from(TAGS)), min_size=1, max_size=6)


@given(RUNS)
def test_the_words_of_a_paragraph_are_those_of_the_page(runs: list[tuple[str, str]]) -> None:
    """Whatever marks of Markdown they look like, wherever bold words begin and end."""
    within = "".join(f"<{tag}>{escaped(words)}</{tag.split()[0]}>" for words, tag in runs)
    draft = page(f"<p>x{within}x</p>")
    [paragraph] = draft.paragraphs
    said = paragraph.label + to_text(paragraph.markdown)
    assert "".join(said.split()) == "".join(("x" + "".join(words for words, _ in runs) + "x").split())


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "td", "blockquote", "div", "dd"]), WORDS), max_size=8))
def test_nothing_of_a_page_is_lost_or_doubled(blocks: list[tuple[str, str]]) -> None:
    within = "".join(f"<{tag}>q{escaped(words)}q</{tag}>" for tag, words in blocks)
    draft = page(f"<p>start</p>{within}<p>end</p>")
    marks = re.compile("[•\\s]")
    wordings = "".join(paragraph.label + to_text(paragraph.markdown) for paragraph in draft.paragraphs)
    said = "start" + "".join(f"q{words}q" for _, words in blocks) + "end"
    assert marks.sub("", draft.title + wordings) == marks.sub("", said)


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def test_the_kinds_of_a_page_without_headings_are_those_of_plain_text() -> None:
    draft = page("<p>Aims of the work</p><p>Peat that has dried out is lost to all of us, and to the water too.</p>")
    assert draft.paragraphs[-1].kind is Kind.PARAGRAPH
    assert draft.title == "Aims of the work"
