"""Fields, links and content controls: what is shown of them, and nothing of their machinery."""

from commentspace.text.markdown import to_text
from tests.word.building import p, r
from tests.word_body.word_drafts import field, of_runs, only, shown, word


def test_of_a_field_the_result_is_text_and_the_instruction_is_not() -> None:
    assert of_runs(r("see "), field(" REF _Ref1 \\h ", r("paragraph 5")), r(" above")) == "see paragraph 5 above"
    simple = f'<w:fldSimple w:instr=" SEQ Table ">{r("3")}</w:fldSimple>'
    assert of_runs(r("Table "), simple, r(": Area")) == "Table 3: Area"


def test_a_field_in_the_instruction_of_another_is_not_shown() -> None:
    inner = field(" PAGE ", r("7"))
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert of_runs(r("a "), code, inner, r("hidden"), middle, r("shown"), ends, r(" z")) == "a shown z"


def test_numbers_of_pages_are_left_out() -> None:
    assert of_runs(r("one"), field(" PAGE ", r("7")), r(" two")) == "one two"


def test_a_field_may_go_over_several_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE x </w:instrText></w:r>'
    middle, end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    draft = word(p(inside=begin + middle + r("The first.")) + p(inside=r("The second.") + end) + p("The third."))
    assert shown(draft) == ["p The first.", "p The second.", "p The third."]


def test_a_field_that_never_ends_hides_nothing() -> None:
    draft = word(p(inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("The text.")) + p("And more of it."))
    assert shown(draft) == ["p The text.", "p And more of it."]


def test_a_check_box_and_a_list_show_what_was_chosen() -> None:
    def form(own: str, code: str = "") -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{own}</w:ffData></w:fldChar></w:r>'
        return f'{begin}<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    box = form("<w:checkBox><w:checked/></w:checkBox>", " FORMCHECKBOX ")
    choice = form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>')
    assert of_runs(box, r(" done: "), choice) == "☒ done: yes"


def test_links_to_the_web_and_to_mail_are_links_and_others_are_text() -> None:
    links = {"rId7": "https://example.org/a_b?c=1&d=2", "rId8": "file:///etc/passwd", "rId9": "mailto:ana@example.org"}
    inside = "".join(f'<w:hyperlink r:id="{name}">{r(f"here{name[-1]}")}</w:hyperlink>{r(" ")}' for name in links)
    found = only(p(inside=inside), links=links)
    assert found == "[here7](<https://example.org/a_b?c=1&d=2>) here8 [here9](<mailto:ana@example.org>)"
    assert only(p(inside=f'<w:hyperlink w:anchor="x">{r("inner")}</w:hyperlink>')) == "inner"
    assert (
        of_runs(field(' HYPERLINK "https://example.org/" ', r("there")), r(".")) == "[there](<https://example.org/>)."
    )


def test_an_address_that_is_its_own_text_stays_bare() -> None:
    link = {"rId7": "https://example.org/a_b"}
    assert only(p(inside=f'<w:hyperlink r:id="rId7">{r(link["rId7"])}</w:hyperlink>'), links=link) == link["rId7"]


def test_content_controls_show_their_content_wherever_they_are() -> None:
    def control(inside: str, own: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{own}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{control(p('one'))}</w:tc>"
    other = control(f"<w:tc>{p('two')}</w:tc>")
    rows = control(f"<w:tr>{cell}{other}</w:tr>")
    body = (
        control(p("A block."))
        + p(inside=r("In ") + control(r("line")) + r("."))
        + f"<w:tbl>{rows}</w:tbl>"
        + p(inside=r("Name: ") + control(r("Click here"), "<w:showingPlcHdr/>"))
    )
    assert shown(word(body)) == ["p A block.", "p In line.", "row one | two", "p Name:"]


def test_what_is_wrapped_in_other_markup_is_read_too() -> None:
    inner = (
        f'<w:smartTag w:element="x">{r("smart ")}<w:customXml w:element="y">{r("custom")}</w:customXml></w:smartTag>'
    )
    mark = '<w:bookmarkStart w:id="1" w:name="a"/>'
    body = f'<w:customXml w:element="z">{p(inside=inner + mark + r(" text"))}</w:customXml>'
    assert to_text(only(body)) == "smart custom text"
