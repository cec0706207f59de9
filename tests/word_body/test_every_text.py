"""Whatever a Word file holds: every text once and in order, Markdown that shows it, comments at their exact words."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.formats.word.package import Package
from commentspace.formats.word.places import Places
from commentspace.formats.word.texts import Bit, squeezed
from commentspace.formats.word.wording import markdown
from commentspace.text.markdown import to_text
from tests.word.building import p, r, table, word_file
from tests.word_body.word_drafts import STYLES, about, comment, deleted, inserted, quoted, word

_SIGNS = st.one_of(
    st.sampled_from("ab  \n\t_*`[]()<>!&#-+=|.:;~\\/1 2,'\"要：ا،é\u0301\u00a0\u3000\u00ad\u202e"),
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")),
)
_AWKWARD = ["https://example.org/a_b_", "&amp;", " http://x.org/(a_c)", "1. ", "# ", "<a@b.org>", "| - | -", "[a]: b"]
_RAW = st.one_of(st.text(alphabet=_SIGNS, max_size=8), st.sampled_from(_AWKWARD))
_LINKS = st.sampled_from(["", "", "https://example.org/a_b?x=1&copy;2", "mailto:a@b.org", "javascript:x"])
_PICTURES = st.sampled_from(["", "", "", "![a](picture:1)"])
_BITS = st.builds(Bit, _RAW, is_bold=st.booleans(), is_italic=st.booleans(), link=_LINKS, picture=_PICTURES)

_LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:lang w:val="en-US"/>', "<w:strike/>"])
_WORDS = st.lists(
    st.sampled_from(["peat", "water", "rise*", "_low_", "[x]", "5%", "重要", "أرض", "a_b"]), min_size=1, max_size=4
)


@dataclass(frozen=True)
class Part:
    """A run of a made paragraph: its words, and what is around it."""

    words: str
    look: str
    change: str
    is_commented: bool


_PARTS = st.builds(Part, _WORDS.map(" ".join), _LOOKS, st.sampled_from(["", "", "ins", "del"]), st.booleans())
_PARAGRAPHS = st.lists(st.tuples(st.lists(_PARTS, min_size=1, max_size=4), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(_BITS, max_size=6))
def test_the_markdown_of_any_bits_shows_their_plain_text(bits: list[Bit]) -> None:
    text = squeezed(bits)
    assert to_text(markdown(text)) == text.plain
    assert "".join(text.plain[span.start : span.end] for span in text.spans) == text.plain


@settings(max_examples=200, deadline=None)
@given(st.lists(_BITS, max_size=4))
def test_each_place_in_a_text_is_found_in_the_element_it_came_from(bits: list[Bit]) -> None:
    text = squeezed(bits)
    for span in text.spans:
        for at in range(span.start, span.end):
            index = span.index(text.plain, at)
            assert 0 <= index <= len(span.bit.raw)
            if text.plain[at].isascii() and text.plain[at].isalnum() and span.bit.raw.isascii():
                assert span.bit.raw[index] == text.plain[at]


@settings(max_examples=60, deadline=None)
@given(_PARAGRAPHS)
def test_every_text_comes_once_in_order_and_comments_are_at_their_words(made: list[tuple[list[Part], bool]]) -> None:
    body = comments = ""
    now: list[str] = []
    before: list[str] = []
    words: list[str] = []
    for number, (parts, is_row) in enumerate(made):
        runs = f"Beginning {number} "
        inside = r(runs)
        old = new = runs
        for part in parts:
            text = part.words + " "
            run = {"": r(text, part.look), "ins": inserted(r(text, part.look)), "del": deleted(escape(text))}[
                part.change
            ]
            if part.is_commented:
                run = about(len(words), run)
                comments += comment(len(words), f"comment {len(words)}")
                words.append("" if part.change == "del" else part.words)
            inside += run
            new += "" if part.change == "del" else text
            old += "" if part.change == "ins" else text
        body += table([p(inside=inside), p("cell")]) if is_row else p(inside=inside)
        now.append(" ".join(new.split()) + " | cell" * is_row)
        before.append(" ".join(old.split()) + " | cell" * is_row)
    draft = word(body, parts={"comments": comments})
    assert [to_text(paragraph.markdown) for paragraph in draft.paragraphs] == now
    assert [to_text(paragraph.before or paragraph.markdown) for paragraph in draft.paragraphs] == before
    found = {
        int(each.name): "" if each.start is None else quoted(paragraph, each)
        for paragraph in draft.paragraphs
        for each in paragraph.comments
    }
    assert [found[number] for number in range(len(words))] == words


def test_a_source_leads_back_to_the_elements_of_its_text() -> None:
    bold = r("peat", "<w:b/>")
    data = word_file(p("First.") + p(inside=r("5. The  ") + bold + r(" lands")) + p("Third."), styles=STYLES)
    package = Package(data)
    places = Places(package)
    assert places.sources() == ["p0", "p1", "p2"]
    text = places.text("p1")
    assert text is not None
    assert text.plain == "5. The peat lands"
    at = text.plain.index("peat")
    span = next(each for each in text.spans if each.start <= at < each.end)
    assert span.bit.element is not None
    assert (span.bit.element.text, span.index(text.plain, at)) == ("peat", 0)
    assert [each.index(text.plain, text.plain.index("The")) for each in text.spans[:1]] == [3]
    joined = places.text("p0 p2")
    assert joined is not None
    assert joined.plain == "First. Third."
    assert places.text("p9") is None
