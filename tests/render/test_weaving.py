"""What has changed is marked in a paragraph's HTML, and no tag is cut in two by it."""

from hypothesis import given
from hypothesis import strategies as st

from commentspace.render.weaving import Mark, woven
from commentspace.text.controls import without_tags
from commentspace.text.markdown import paragraph_html, to_text

SAID = '<bdi class="unseen">[new: </bdi>{}<bdi class="unseen">] </bdi>'


def mark(start: int, end: int, text: str = "") -> Mark:
    return Mark(start, end, "ins", "new:", text=text)


def test_words_are_marked_through_tags_and_references() -> None:
    stored = paragraph_html("Land & *sea* too")
    assert woven(stored, [mark(5, 10)]) == (
        'Land <ins><bdi class="unseen">[new: </bdi>&amp; </ins><em><ins>sea<bdi class="unseen">] </bdi></ins></em> too'
    )


def test_words_are_put_in_at_a_place_and_at_the_end() -> None:
    assert woven("ab", [mark(1, 1, "<x>"), mark(2, 2, "y")]) == (
        "a<ins>" + SAID.format("&lt;x&gt;") + "</ins>b<ins>" + SAID.format("y") + "</ins>"
    )
    assert woven("", [mark(0, 0, "y")]) == "<ins>" + SAID.format("y") + "</ins>"


_MARKDOWN = st.lists(st.sampled_from(["*sea*", "&", "<", "**a b**", "\n\n", "- x\n", "水", "`c`", " "]), max_size=8)


@given(_MARKDOWN.map("".join), st.lists(st.integers(0, 12), min_size=2, max_size=6))
def test_the_words_stay_the_same(markdown: str, places: list[int]) -> None:
    size = len(to_text(markdown))
    cuts = sorted({min(each, size) for each in places})
    marks = [mark(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    found = str(woven(paragraph_html(markdown), marks))
    assert found.count("<ins>") == found.count("</ins>")
    for sign in ('<bdi class="unseen">[new: </bdi>', '<bdi class="unseen">] </bdi>'):
        assert found.count(sign) == len(marks)
        found = found.replace(sign, "")
    assert without_tags(found) == without_tags(paragraph_html(markdown))
