"""What is read of a message, however its parts are arranged."""

from datetime import UTC, datetime

import pytest

from commentspace.mail.message import Attachment, Incoming, parse


def mixed(*parts: str, kind: str = "mixed") -> Incoming:
    header = f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\npreamble\n"
    return parse((header + "".join(f"--b\n{part}\n" for part in parts) + "--b--\nend").encode())


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nplain wörds"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>html w&ouml;rds</p>"
PDF = 'Content-Type: application/pdf; name="map.pdf"\nContent-Transfer-Encoding: base64\n\nAAAAAAAA'


def test_the_fields_of_a_message_are_read() -> None:
    incoming = parse(
        b"From: =?utf-8?Q?A=C3=AFssatou?= Ba <Aissatou.Ba@Example.org>\r\n"
        b'To: r1.x@mail.example.org, "Boateng, Ama" <ama.boateng@example.net>\r\n'
        b"Cc: undisclosed-recipients:;\r\n"
        b"Date: Mon, 24 Nov 2025 09:00:00 +0300\r\n"
        b"Subject: =?iso-8859-1?Q?R=E9p=3A?=\r\n =?utf-8?B?IFdhdGVy?=\r\n"
        b"Message-ID: <a@b>\r\nIn-Reply-To: <c@d> (of Monday)\r\nReferences: <e@f>\r\n\t<c@d>\r\n"
        b"Authentication-Results: mx.example.net; dkim=pass\r\nAuthentication-Results: other; spf=fail\r\n"
        b"\r\nText.\r\n"
    )

    assert (incoming.from_name, incoming.from_address) == ("Aïssatou Ba", "aissatou.ba@example.org")
    assert incoming.recipients == ("r1.x@mail.example.org", "ama.boateng@example.net")
    assert incoming.date == datetime(2025, 11, 24, 6, 0, tzinfo=UTC)
    assert incoming.subject == "Rép: Water"
    assert (incoming.message_id, incoming.in_reply_to, incoming.references) == ("<a@b>", ("<c@d>",), ("<e@f>", "<c@d>"))
    assert incoming.authentication_results == ("mx.example.net; dkim=pass", "other; spf=fail")
    assert incoming.plain == "Text.\n"


def test_of_alternatives_the_plain_one_is_read_and_the_html_kept() -> None:
    incoming = mixed(PLAIN, HTML, kind="alternative")

    assert (incoming.plain.strip(), incoming.html.strip()) == ("plain wörds", "<p>html w&ouml;rds</p>")


def test_html_is_read_where_the_plain_part_is_empty() -> None:
    assert mixed("Content-Type: text/plain\n\n \n", HTML, kind="alternative").plain == "html wörds"


def test_texts_around_an_attachment_are_read_in_their_order() -> None:
    incoming = mixed(PLAIN, PDF, HTML)

    assert incoming.plain.split("\n") == ["plain wörds", "html wörds"]
    assert incoming.attachments == (Attachment("map.pdf", "application/pdf", 6),)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('filename="report.txt"', "report.txt"),
        ("filename*=utf-8''%E6%B0%B4%E4%BD%8D.txt", "水位.txt"),
        ('filename="=?gb2312?B?y67Ouw==?=.txt"', "水位.txt"),
        ('filename="..\\\\..\\\\etc/report.txt"', "report.txt"),
        ('filename="a\u202etxt.exe"', "atxt.exe"),
        ("", ""),
    ],
)
def test_a_text_file_is_an_attachment_with_its_bare_name(disposition: str, name: str) -> None:
    incoming = mixed(PLAIN, f"Content-Type: text/plain\nContent-Disposition: attachment; {disposition}\n\n12345")

    assert incoming.attachments == (Attachment(name, "text/plain", 5),)
    assert incoming.plain == "plain wörds"


def test_a_multipart_without_its_boundary_is_read_as_text() -> None:
    assert parse(b"Content-Type: multipart/mixed; boundary=x\n\nstill said").plain == "still said"


def test_a_multipart_without_its_end_is_read_to_its_end() -> None:
    assert parse(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nfirst\n--x\n\nlast").plain == "first\nlast"


def test_a_line_that_begins_like_a_boundary_is_text() -> None:
    assert mixed(f"{PLAIN}\n--bc\n-- b").plain == "plain wörds\n--bc\n-- b"


def test_a_message_without_header_is_all_text() -> None:
    incoming = parse(b"only words\nand more")

    assert (incoming.plain, incoming.from_address, incoming.date) == ("only words\nand more", "", None)


def test_an_empty_message_is_read() -> None:
    assert parse(b"").plain == ""


def test_soft_line_ends_are_joined_where_the_text_says_that_it_is_flowed() -> None:
    flowed = b"Content-Type: text/plain; format=flowed\n\none \ntwo\n>> three \n>> four\n> five\n-- \nname \nend"

    assert parse(flowed).plain.split("\n") == ["one two", ">> three four", "> five", "-- ", "name end"]
    assert parse(flowed.replace(b"flowed\n", b"flowed; delsp=yes\n", 1)).plain.startswith("onetwo\n")


def test_broken_transfer_encodings_are_read_as_far_as_they_go() -> None:
    assert parse(b"Content-Transfer-Encoding: base64\n\nd29y\n*ZHM=\nZ").plain == "words"
    assert parse(b"Content-Transfer-Encoding: quoted-printable\n\n=C3=B6=\n=ZZ end=").plain.startswith("ö=ZZ end")


def test_a_report_is_known() -> None:
    assert mixed(PLAIN, kind="report").is_report
    assert not mixed(PLAIN).is_report
