"""Of the plain text and the HTML the one is read that says what was written."""

import pytest

from commentspace.mail.message import parse
from commentspace.mail.reading import find_answers
from commentspace.mail.renderings import says_else
from commentspace.mail.sent import Block
from tests.mail_reading.letters import DIGEST, DIGEST_FACTS, rendered

STUB = "This message is in HTML."
RICH = "Please name the river.\n\nAnd the season in which it runs dry."


def test_a_plain_text_that_says_the_same_is_no_stub() -> None:
    assert not says_else("Please name\nthe river.\n\nAnd the season in which\nit runs dry.", RICH)
    assert says_else(STUB, RICH)


def test_a_longer_plain_text_is_read_whatever_the_html_says() -> None:
    assert not says_else(RICH * 3, STUB)


@pytest.mark.parametrize("blocks", [DIGEST, ()])
def test_the_words_of_a_stub_are_left_out_and_not_dropped(blocks: tuple[Block, ...]) -> None:
    found = find_answers(STUB, blocks, DIGEST_FACTS, RICH)

    assert [each.text for each in found.segments] == [RICH]
    assert STUB in found.left_out


def test_the_plain_text_is_read_where_both_say_the_same() -> None:
    plain = "\n".join(f"> {line}" for line in rendered(DIGEST[:3], 60).split("\n")) + "\n\nPlain.\n"
    rich = "\n".join(f"> {line}" for line in rendered(DIGEST[:3]).split("\n")) + "\n\nPlain.\nRich.\n"

    assert [each.text for each in find_answers(plain, DIGEST, DIGEST_FACTS, rich).segments] == ["Plain."]


def test_the_html_beside_a_plain_text_is_handed_on_in_lines() -> None:
    head = b'Content-Type: multipart/alternative; boundary="b"\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n'
    incoming = parse(head + b"<p>rich <s>old</s></p><p>text</p>\n--b--\n")

    assert (incoming.plain, incoming.rich) == ("plain", "rich ~~old~~\n\ntext")


def test_html_alone_is_the_text_and_nothing_stands_beside_it() -> None:
    incoming = parse(b"Content-Type: text/html\n\n<p>rich</p>")

    assert (incoming.plain, incoming.rich) == ("rich", "")
