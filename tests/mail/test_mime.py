"""The body of a letter, written by hand and read by the standard library."""

import email
import email.policy
import random
from email.message import EmailMessage

import pytest

from commentspace.mail import mime

PIECES = ("water ", ".", "\n", "\n.\n", " \n", "\t", "=", "=20", "--", "é", "水", "ماء", "😀", "\r", "\r\n", "a" * 90)


def read(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.SMTP)


def words(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.randint(0, 80)))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_is_read_again_and_every_server_takes_its_lines(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same words each time
    said = [words(chance) for _ in range(3)]
    content = mime.parts(*said)
    lines = content.split(b"\r\n")
    assert content.isascii()
    assert max(map(len, lines)) <= 998
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    both, *files = read(content).iter_parts() if said[2] else [read(content)]
    shown = [part.get_content() for part in (*both.iter_parts(), *files)]
    assert shown == [_in_lines(each) for each in (said if said[2] else said[:2])]


def _in_lines(text: str) -> str:
    return b"".join(line + b"\r\n" for line in text.encode().splitlines() or [b""]).decode()


def test_a_file_goes_beside_both_parts() -> None:
    message = read(mime.parts("text", "<p>text</p>", "what was left out"))
    both, file = message.iter_parts()
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in both.iter_parts()] == ["text/plain", "text/html"]
    assert (file.get_filename(), file.get_content()) == ("text.txt", "what was left out\r\n")


def test_text_that_is_not_latin_goes_in_base64() -> None:
    assert b"base64" in mime.parts("水" * 50, "<p>" + "水" * 50)
    assert b"base64" not in mime.parts("waters of the café", "<p>waters of the café</p>")
