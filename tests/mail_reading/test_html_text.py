"""HTML becomes lines that keep what was quoted apart from what was not."""

import pytest

from commentspace.mail.html_text import plain_from

PAGES = {
    "<p>one</p><p>two</p>": "one\n\ntwo",
    "<div>one</div><div>two<br>three</div>": "one\ntwo\nthree",
    "one<blockquote>two<br>three</blockquote>four": "one\n\n> two\n> three\n>\nfour",
    "<blockquote>a<blockquote>b</blockquote></blockquote>c": "> a\n>\n>> b\n>>\nc",
    "<ul><li>one<li>two</ul>": "- one\n- two",
    "<ol><li>one<ul><li>two</ul><li>three</ol></ol>four<li>five": "1. one\n\n- two\n\n2. three\n\nfour\n- five",
    '<ol start="34"><li>one</ol>': "34. one",
    "<table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>": "one two\nthree",
    "a &lt; b &amp; c&nbsp;d &#x6c34;": "a < b & c d 水",
    "one\n  two\t three": "one two three",
    "<pre>one\n  two</pre>": "one\n  two",
    "<style>p > a {}</style><script>if (a < b) {}</script><title>no</title>yes": "yes",
    "<!-- <p>no</p> -->yes<![endif]>": "yes",
    '<a title="a > b" href=x>text</a>': "text",
    "a < b, c <d": "a < b, c <d",
    "<o:p>&nbsp;</o:p>x": "x",
    "never closed <!-- but said": "never closed <!-- but said",
    "a <s>b</s> <strike>c</strike> <del>d</del> e": "a ~~b~~ ~~c~~ ~~d~~ e",
    '<span style="text-decoration:line-through">a <span>b</span></span> c</span>': "~~a b~~ c",
    'text<div class="gmail_signature">name</div>': "text\n-- \nname",
    "text<div id=Signature><div></div></div>more": "text\nmore",
    '<div class="moz-signature">all there is</div>': "all there is",
    '<blockquote>old</blockquote><div class="x_signature">new</div>': "> old\n>\nnew",
}


@pytest.mark.parametrize(("source", "expected"), PAGES.items())
def test_html_is_read_as_lines(source: str, expected: str) -> None:
    assert plain_from(source) == expected


def test_marks_of_deep_quotations_are_bounded() -> None:
    assert plain_from("<blockquote>" * 1000 + "deep") == ">" * 20 + " deep"
