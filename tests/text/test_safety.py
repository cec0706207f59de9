"""Promises about hostile Markdown: no script, no foreign address, nothing loaded, no hidden turn of direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.text.markdown import to_html, to_text
from tests.text.nodes import Nodes

ALLOWED = {
    *["a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "span", "strong"],
    *["table", "tbody", "td", "th", "thead", "tr", "ul"],
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//example.org)",
    "[x](/settings)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,x)",
    '[x](http://a.org "title\' onmouseover=alert(1)")',
    "```html\n<script>\n```",
    '``` "onclick=x\ny\n```',
    "<style>p{}</style>",
    "<!-- <p> -->",
    "</p></div><form action=x>",
    "| <td style=x> | b |\n|-|:-:|\n| 1 | 2 |",
]
hostile = st.lists(st.sampled_from([*HOSTILE, "\n\n", " ", "> ", "- ", "**", "`", "[", "](", ")"]), max_size=12).map(
    "".join
)


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_is_harmless(markdown: str) -> None:
    assert_harmless(to_html(markdown))


@given(hostile)
def test_hostile_markdown_put_together_is_harmless(markdown: str) -> None:
    assert_harmless(to_html(markdown))


def assert_harmless(html: str) -> None:
    nodes = Nodes(html)
    assert set(nodes.elements) <= ALLOWED
    for tag, name, value in nodes.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel"), ("ol", "start"), ("span", "class")}
        if name == "href":
            assert str(value).lower().startswith(("http:", "https:", "mailto:"))
        if name == "rel":
            assert value == "nofollow noopener noreferrer"


def test_an_image_becomes_a_link_to_it() -> None:
    html = to_html("![a *chart*](https://example.org/c.png)")
    assert Nodes(html).elements == ["p", "a"]
    assert to_text("![a *chart*](https://example.org/c.png)") == "a chart"


def test_an_image_without_words_shows_its_address() -> None:
    assert to_text("![](https://example.org/c.png)") == "https://example.org/c.png"


def test_an_image_in_a_link_is_one_link() -> None:
    assert Nodes(to_html("[![chart](http://i.org)](http://l.org)")).attributes[0] == ("a", "href", "http://l.org")
    assert to_html("[![chart](http://i.org)](http://l.org)").count("<a") == 1


def test_a_link_that_is_not_allowed_stays_as_it_was_typed() -> None:
    assert to_text("[x](javascript:y)") == "[x](javascript:y)"


@pytest.mark.parametrize("control", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_controls_that_turn_the_direction_are_shown(control: str) -> None:
    html = to_html(f"pay {control}100 `{control}`")
    assert control not in html
    assert html.count(f'<span class="control">U+{ord(control):04X}</span>') == 2


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c", "\u200c", "\u200d"])
def test_marks_that_arabic_and_persian_writing_need_stay(mark: str) -> None:
    assert to_html(f"می{mark}خواهم") == f"<p>می{mark}خواهم</p>"


def test_a_control_in_an_address_does_not_break_the_link() -> None:
    html = to_html("[x](http://a.org/\u202e) http://b.org/\u202e <http://c.org/\u202e>")
    assert_harmless(html)
    assert "\u202e" not in html
