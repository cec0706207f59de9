"""Every kind of letter in every language, as it is sent: readable anywhere, the same in both parts, safe to open."""

import re
from html import unescape

import pytest

from commentspace.demo import letter_samples
from commentspace.demo.cast import CAST
from commentspace.domain.people import LANGUAGES
from commentspace.mail import letters
from commentspace.mail.blocks import FIRST_STRONG_ISOLATE, POP_ISOLATE
from commentspace.render.environment import locale
from commentspace.text.normal import normal
from commentspace.web.house import ShownLetter

LONG_DOMAIN = "comments-on-drafts-of-the-working-group.a-long-name.example.org"
LONGEST, LONGEST_LINE = 100_000, 998
NAMED = frozenset({"From", "Reply-To", "To", "Subject"})
"""Headers that hold words of people, and so may hold encoded words."""
READABLE = 4.5
"""The contrast of small text (WCAG 2.2, 1.4.3)."""

ALL = [(kind, language) for kind in letters.KINDS for language in LANGUAGES]


@pytest.fixture(params=ALL, ids=lambda each: f"{each[0]}-{each[1]}")
def sample(request: pytest.FixtureRequest) -> tuple[str, ShownLetter]:
    """A letter and its language."""
    kind, language = request.param
    return language, letter_samples.shown(LONG_DOMAIN)[kind, language]


def test_every_kind_of_letter_has_a_sample() -> None:
    assert set(letter_samples.SAMPLES) == set(letters.KINDS), "register it in demo/letter_samples.py"


def test_nothing_is_left_to_be_filled_in(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    for said in (letter.subject, letter.text, letter.html):
        assert not re.search(r"%\(|%[sd]|\{\{|None", said)
    assert letter.subject.strip()


def test_language_and_direction_are_those_of_the_reader(sample: tuple[str, ShownLetter]) -> None:
    language, letter = sample
    assert f'<html lang="{language}" dir="{locale(language).text_direction}">' in letter.html
    for style, own in re.findall(r'<div[^>]* style="([^"]*)"(?: dir="(\w+)")?', letter.html):
        far = "left" if (own or locale(language).text_direction) == "rtl" else "right"
        assert f"border-{far}:" not in style
        assert f"padding-{far}:" not in style


def test_both_parts_say_the_same(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    body = letter.html.partition("<body")[2].partition(">")[2]
    shown = normal(unescape(re.sub(r"<[^>]+>", " ", body)))
    for block in re.sub(r"https?://\S+", "", letter.text).split("\n\n"):
        assert normal(block) in shown
    said = normal(re.sub(r"https?://\S+", "", letter.text))
    assert len(said) >= len(shown), "the text part lacks something"


def test_the_text_part_has_blocks_with_blank_lines_and_links_on_lines_of_their_own(
    sample: tuple[str, ShownLetter],
) -> None:
    _, letter = sample
    assert not re.search(r"\n{3,}|[ \t]\n", letter.text)
    assert not [line for line in letter.text.split("\n") if "://" in line and not line.startswith("https://")]


def test_nothing_is_loaded_from_anywhere_and_nothing_can_run(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    assert not re.search(r"<(?:img|link|script|iframe|object|form|base|svg)|\bsrc=|url\(|@import|\son\w+=", letter.html)
    assert all(href.startswith((f"https://{LONG_DOMAIN}/", "mailto:")) for href in hrefs(letter.html))


def hrefs(html: str) -> list[str]:
    """Where the links lead."""
    found: list[str] = re.findall(r'href="([^"]*)"', html)
    return found


def test_only_what_every_program_knows_is_used(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    assert not re.search(r"display:\s*(?:flex|grid)|position:|float:|var\(|calc\(|-inline-|-block-", letter.html)


def test_it_fits_every_server(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    assert len(letter.content) < LONGEST
    assert letter.content.isascii()
    assert max(map(len, letter.content.split(b"\r\n"))) <= LONGEST_LINE
    assert b"\n" not in letter.content.replace(b"\r\n", b"")


def test_structured_headers_hold_no_encoded_words_and_are_not_folded(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    head = letter.content.split(b"\r\n\r\n", 1)[0].decode("ascii")
    for name, value in re.findall(r"^([^:\s]+): (.*(?:\r\n .*)*)", head, re.MULTILINE):
        assert "=?" not in value or name in NAMED
        assert "\n" not in value or name in ("Subject", "Content-Type")
    assert len(LONG_DOMAIN) >= 60
    assert dict(letter.headers)["Date"].endswith("+0000")


def test_names_keep_to_themselves(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    for block in letter.text.split("\n\n"):
        assert block.count(FIRST_STRONG_ISOLATE) == block.count(POP_ISOLATE)
    for name in (each.name for each in CAST):
        assert letter.text.count(name) == letter.text.count(f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}")
        shown = letter.html.partition("</head>")[2]
        assert shown.count(name) == shown.count(f"<bdi>{name}</bdi>")


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_is_readable_on_light_and_dark_screens(sample: tuple[str, ShownLetter]) -> None:
    _, letter = sample
    light, dark = letter.html.partition("@media (prefers-color-scheme: dark)")[::2]
    dark, shown = dark.partition("</style>")[::2]
    for part, ground in ((light + shown, "#ffffff"), (dark, re.findall(r"background: (#\w{6})", dark)[0])):
        colours = re.findall(r"(?<![-\w])color: ?(#\w{6})", part)
        assert colours
        assert all(contrast(colour, ground) >= READABLE for colour in colours)
