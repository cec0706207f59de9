"""Mails that say that a letter did not arrive, in the forms of those who write them; and mails that only look so."""

import pytest

from commentspace.domain.failures import Failure
from commentspace.mail import bounce_reading
from commentspace.mail.parts import Oversized

FROM = "From: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered Mail Returned to Sender\r\n"


def report(fields: str, *, top: str = FROM) -> bytes:
    """A report of RFC 3464 with these fields about its recipient, and a copy of a letter with labels like codes."""
    return (
        f'{top}Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\nMIME-Version: 1.0\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n{fields}\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: A letter\r\n\r\n[¶5.1.1] 550 5.1.1 a label\r\n--b--\r\n"
    ).encode()


def plain(body: str, *, top: str = FROM) -> bytes:
    return f"{top}\r\n{body}".encode()


REPORTS = {
    "postfix": (
        "Final-Recipient: rfc822; wei@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <wei@example.org>: Recipient address\r\n    rejected: User unknown\r\n",
        ("hard", "5.1.1"),
    ),
    "exchange, unspecific": (
        "Final-Recipient: rfc822;wei@example.org\r\nAction: failed\r\nStatus: 5.0.0\r\n"
        "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound\r\n",
        ("hard", "5.1.10"),
    ),
    "refused by policy": (
        "Final-Recipient: rfc822; w@example.org\r\nAction: failed\r\nStatus: 5.0.0 (permanent failure)\r\n"
        "Diagnostic-Code: smtp; 550-5.7.26 This mail is unauthenticated\r\n",
        ("policy", "5.7.26"),
    ),
    "given up": (
        "Final-Recipient: rfc822; wei@example.org\r\nAction: failed\r\nStatus: 4.4.7\r\n"
        "Diagnostic-Code: smtp; 451 try again later\r\n",
        ("soft", "4.4.7"),
    ),
    "delayed": ("Final-Recipient: rfc822; wei@example.org\r\nAction: delayed\r\nStatus: 4.4.1\r\n", ("soft", "4.4.1")),
    "full": (
        "Final-Recipient: rfc822; wei@example.org\r\nAction: Failed\r\nStatus: 5.2.2\r\n"
        "Diagnostic-Code: x-unix; mailbox full\r\n",
        ("soft", "5.2.2"),
    ),
    "the second of two": (
        "Final-Recipient: rfc822; a@example.org\r\nAction: relayed\r\nStatus: 2.1.9\r\n\r\n"
        "Final-Recipient: rfc822; b@example.org\r\nAction: failed\r\nStatus: 5.1.2\r\n",
        ("hard", "5.1.2"),
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_read(name: str) -> None:
    fields, (kind, status) = REPORTS[name]
    found = bounce_reading.read(report(fields))
    assert found is not None
    assert (found.kind, found.status) == (kind, status)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_that_a_letter_arrived_is_no_failure(action: str) -> None:
    assert bounce_reading.read(report(f"Action: {action}\r\nStatus: 2.0.0\r\n")) is None


def test_a_report_without_from_is_read() -> None:
    found = bounce_reading.read(report("Action: failed\r\nStatus: 5.1.1\r\n", top="Subject: \r\n"))
    assert found is not None
    assert found.kind == "hard"


OLD = {
    "exim": (
        "X-Failed-Recipients: wei@example.org\r\n" + FROM,
        "A message could not be delivered.\n\n  wei@example.org\n    host mx.example.org [192.0.2.1]\n"
        "    SMTP error from remote mail server after RCPT TO:<wei@example.org>:\n    550 5.1.1 No such user\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n550 5.7.1 label\n",
        ("hard", "5.1.1"),
    ),
    "qmail": (
        "From: MAILER-DAEMON@example.net\r\nSubject: failure notice\r\n",
        "Hi. This is the qmail-send program at example.net.\nI'm afraid I wasn't able to deliver your message to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<wei@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\n4.2.2\n",
        ("hard", "5.1.1"),
    ),
    "a subject alone": (
        "From: system@example.net\r\nSubject: Undeliverable: your letter\r\n",
        "The recipient's server said:\n552 5.2.2 mailbox full\n",
        ("soft", "5.2.2"),
    ),
    "words alone": (FROM, "Your mail could not be delivered: user unknown.\n", ("hard", "5.1.1")),
}


@pytest.mark.parametrize("name", OLD)
def test_what_old_programs_write_is_read(name: str) -> None:
    top, body, (kind, status) = OLD[name]
    found = bounce_reading.read(plain(body, top=top))
    assert found is not None
    assert (found.kind, found.status) == (kind, status)


@pytest.mark.parametrize(
    ("top", "body"),
    [
        ("From: ama@example.net\r\nSubject: Re: Wetlands\r\n", "550 5.1.1 is the paragraph I mean.\n"),
        ("From: ama@example.net\r\nSubject: Out of office\r\n", "I am away until May.\n"),
        (FROM, "Paragraph 5.1.1 of your letter is interesting.\n"),
        ("", ""),
        ("Subject: =?utf-8?q?=FF?=\r\n", "\0\0"),
    ],
)
def test_what_is_no_bounce_says_nothing(top: str, body: str) -> None:
    assert bounce_reading.read(plain(body, top=top)) is None


def complaint(kind: str) -> bytes:
    return (
        f'From: fbl@example.net\r\nContent-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\nA complaint.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\n"
        f"Feedback-Type: {kind}\r\nUser-Agent: SomeGenerator/1.0\r\nVersion: 1\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


def test_a_complaint_is_read_and_one_that_was_taken_back_is_none() -> None:
    assert bounce_reading.read(complaint("abuse")) == Failure("complaint", "", "abuse SomeGenerator/1.0")
    assert bounce_reading.read(complaint("not-spam")) is None


def test_hostile_reports_end() -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(1_500))
    with pytest.raises(Oversized):
        bounce_reading.read(FROM.encode() + nested)
    assert bounce_reading.read(plain("<" * 200_000 + "\n" + "5.1." * 50_000)) is None
    many = "".join(f"Action: failed\r\nStatus: 4.0.{n}\r\n\r\n" for n in range(5_000))
    assert bounce_reading.read(report(many)) is not None
