"""Addresses, names and dates in header fields."""

import pytest

from commentspace.mail.fields import Mailbox, fields, mailboxes, moment, readable
from commentspace.mail.message import parse

SENDERS = {
    "ama.boateng@example.net": ("", "ama.boateng@example.net"),
    "<AMA.Boateng@example.net>": ("", "ama.boateng@example.net"),
    '"Boateng, Ama" <ama.boateng@example.net>': ("Boateng, Ama", "ama.boateng@example.net"),
    "Boateng, Ama <ama.boateng@example.net>": ("Ama", "ama.boateng@example.net"),
    "Ama Boateng (at (the) station) <ama.boateng@example.net>": ("Ama Boateng", "ama.boateng@example.net"),
    "ama.boateng@example.net (Ama Boateng)": ("", "ama.boateng@example.net"),
    '"chen.wei@example.org" <ama.boateng@example.net>': ("chen.wei@example.org", "ama.boateng@example.net"),
    r'"A \"quoted\" name" <ama.boateng@example.net>': ('A "quoted" name', "ama.boateng@example.net"),
}
NO_SENDER = [
    "",
    "Ama Boateng",
    "ama.boateng@example.net, chen.wei@example.org",
    "<ama.boateng@example.net> <chen.wei@example.org>",
    "ama.boateng@example.net <chen.wei@example.org",
    "ama.boateng@@example.net",
    '"ama.boateng@example.net',
    "(ama.boateng@example.net)",
    "a b@example.net",
]


@pytest.mark.parametrize(("value", "expected"), SENDERS.items())
def test_the_sender_is_what_stands_in_the_angle_brackets_or_stands_alone(value: str, expected: tuple[str, str]) -> None:
    incoming = parse(f"From: {value}\n\nx".encode())

    assert (incoming.from_name, incoming.from_address) == expected


@pytest.mark.parametrize("value", NO_SENDER)
def test_a_field_that_does_not_name_one_sender_names_none(value: str) -> None:
    assert parse(f"From: {value}\n\nx".encode()).from_address == ""


def test_an_encoded_name_cannot_add_an_address() -> None:
    name = "=?utf-8?Q?=3Cchen.wei=40example.org=3E=2C?="

    assert parse(f"From: {name} <ama.boateng@example.net>\n\nx".encode()).from_address == "ama.boateng@example.net"


def test_lists_of_addresses_are_read_in_order() -> None:
    value = 'a@example.org, "x, y@example.org" <b@example.org>;; broken, <c@example.org>'

    assert mailboxes(value) == [
        Mailbox("", "a@example.org"),
        Mailbox("x, y@example.org", "b@example.org"),
        Mailbox("", "c@example.org"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?B?5rC05L2N?=", "水位"),
        ("=?gb2312?B?y67O?= =?gb2312?B?uw==?=", "水位"),
        ("=?utf-8?Q?a_b?= c =?utf-8?Q?d?=", "a b c d"),
        ("before =?koi8-r?B?98/EwQ==?=", "before Вода"),
        ("=?unknown-charset?Q?=C3=B6?=", "ö"),
        ("=?utf-8?B?***?=", ""),
        ("=?utf-8?Q?cut", "=?utf-8?Q?cut"),
        ("C:\\users\\new", "C:\\users\\new"),
    ],
)
def test_encoded_words_are_read(value: str, expected: str) -> None:
    assert readable(value) == expected


def test_fields_without_encoding_are_read_as_utf8_or_latin1() -> None:
    assert fields("Subject: Größe".encode()).first("subject") == "Größe"
    assert fields("Subject: Größe".encode("latin-1")).first("subject") == "Größe"


@pytest.mark.parametrize("value", ["", "tomorrow", "Mon, 99 Nov 2025 09:00:00 +0000", "1" * 500])
def test_a_date_that_is_none_is_none(value: str) -> None:
    assert moment(value) is None
