"""Pictures of a draft stand in wordings alone, and no other address is ever shown as one."""

import pytest

from commentspace.text.markdown import paragraph_html, to_html, to_text, without_pictures

LAZY = 'loading="lazy" decoding="async"'


def test_a_wording_shows_its_picture_in_its_size_with_its_words() -> None:
    shown = paragraph_html('![A "plan" <b> & more](picture:abc)', {"abc": (40, 30)})
    words = "A &quot;plan&quot; ‹b› &amp; more"
    assert shown == f'<img src="/pictures/abc" alt="{words}" width="40" height="30" {LAZY}>'


def test_a_picture_without_a_known_size_is_shown_without_one() -> None:
    assert paragraph_html("![x](picture:abc)") == f'<img src="/pictures/abc" alt="x" {LAZY}>'


def test_pictures_give_no_text_and_what_stands_around_them_keeps_its_own() -> None:
    assert to_text("See ![a plan](picture:abc) **here**.") == "See  here."
    assert to_text("![a plan](picture:abc)") == ""


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://example.org/x.png",
            "data:image/png;base64,AAAA",
            "/pictures/abc",
            "//example.org/x",
            "javascript:1",
        ),
        *(
            "picture:../settings",
            "picture:a/b",
            "picture:",
            "picture:a?b",
            "picture:a%2fb",
            "picture://abc",
            "xpicture:a",
        ),
    ],
)
def test_no_other_address_is_shown_as_a_picture(address: str) -> None:
    assert "<img" not in paragraph_html(f"![x]({address}) ![y](picture:abc)".replace("picture:abc", "picture:-"))
    assert paragraph_html(f"![x]({address}) ![y](picture:abc)").count("<img") == 1


def test_a_comment_shows_no_picture_and_a_link_leads_to_none() -> None:
    assert "<img" not in to_html("![x](picture:abc)")
    assert "href" not in paragraph_html("[x](picture:abc)")
    assert "<img" not in paragraph_html('<img src="/pictures/abc" alt="picture:"> picture:')


def test_where_no_picture_can_be_shown_its_words_stand_there() -> None:
    assert without_pictures(paragraph_html("See ![a > b](picture:abc), ![](picture:d).")) == "See [a › b], […]."
    assert without_pictures("no <b>picture</b>") == "no <b>picture</b>"
