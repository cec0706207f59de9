"""Promises about addresses that are typed without any marks."""

import pytest

from commentspace.text.markdown import to_html, to_text
from tests.text.nodes import Nodes


def addresses(markdown: str) -> list[str | None]:
    return [value for _, name, value in Nodes(to_html(markdown)).attributes if name == "href"]


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("see http://example.org.", "http://example.org"),
        ("see https://example.org/a_b_c?d=e#f, and", "https://example.org/a_b_c?d=e#f"),
        ("(https://example.org/a(b)c)", "https://example.org/a(b)c"),
        ("(see https://example.org)", "https://example.org"),
        ("网址是：http://bch.example.org。更多", "http://bch.example.org"),
        ("参见http://example.org的说明", "http://example.org"),
        ("انظر http://example.org/ar؛", "http://example.org/ar"),
        ("**https://example.org**", "https://example.org"),
        ("HTTP://EXAMPLE.ORG/A", "HTTP://EXAMPLE.ORG/A"),
        ("mailto:a.b@example.org;", "mailto:a.b@example.org"),
        ("<https://example.org/ü>", "https://example.org/%C3%BC"),
        ('"https://example.org/x"', "https://example.org/x"),
    ],
)
def test_an_address_becomes_a_link_without_the_sentence_around_it(markdown: str, address: str) -> None:
    assert addresses(markdown) == [address]


@pytest.mark.parametrize(
    "markdown",
    [
        "xhttp://example.org",
        "http://",
        "http:example",
        "ftp://example.org",
        "mailto:nobody",
        "a: b",
        "`http://a.org`",
        ":",
    ],
)
def test_what_only_looks_like_an_address_is_none(markdown: str) -> None:
    assert addresses(markdown) == []


def test_an_address_is_looked_for_no_further_than_anybody_needs() -> None:
    assert len(addresses("http://a.org/" + "b" * 1_900)) == 1
    assert addresses("http://a.org/" + "b" * 3_000) == []


def test_an_address_in_a_links_words_makes_no_second_link() -> None:
    assert addresses("[see http://a.org now](http://b.org)") == ["http://b.org"]


def test_words_around_addresses_stay_whole() -> None:
    assert to_text("a http://b.org/c_d_ e_f_ *g*") == "a http://b.org/c_d_ e_f_ g"
