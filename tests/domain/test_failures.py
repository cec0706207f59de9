"""Whose fault it is that a letter did not arrive: judged by what servers really say."""

import pytest

from commentspace.domain.failures import Failure


@pytest.mark.parametrize(
    ("said", "kind", "status"),
    [
        ("550 5.1.1 The email account that you tried to reach does not exist.", "hard", "5.1.1"),
        ("550-5.1.1 <a@b.example> recipient rejected", "hard", "5.1.1"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", "hard", "5.1.10"),
        ("556 5.1.10 Recipient address has null MX", "hard", "5.1.10"),
        ("550 5.2.1 The mailbox is disabled", "hard", "5.2.1"),
        ("550 User unknown", "hard", ""),
        ("553 sorry, no mailbox here by that name (#5.7.1)", "policy", "5.7.1"),
        ("550 Mailbox full, over quota", "soft", ""),
        ("552 5.2.2 The recipient's mailbox is over quota", "soft", "5.2.2"),
        ("554 5.4.7 delivery expired", "soft", "5.4.7"),
        ("552 5.3.4 Message size exceeds limit", "soft", "5.3.4"),
        ("550 5.7.26 Unauthenticated mail is not accepted, DMARC", "policy", "5.7.26"),
        ("550 Your message was rejected as spam", "policy", ""),
        ("554 5.0.0 rejected: listed at an RBL, blocked", "policy", "5.0.0"),
        ("550 5.1.1 blocked mailbox, user unknown", "hard", "5.1.1"),
        ("See paragraph 12.5.1.1.3", "soft", ""),
        ("", "soft", ""),
    ],
)
def test_what_servers_say_is_judged(said: str, kind: str, status: str) -> None:
    found = Failure.of(said)
    assert (found.kind, found.status) == (kind, status)


def test_what_is_not_for_ever_is_never_hard() -> None:
    assert Failure.of("450 4.1.1 Unknown just now", is_final=False).kind == "soft"
    assert Failure.of("550 5.1.1 Nobody", is_final=False).kind == "soft"


def test_a_status_beside_the_words_goes_before_one_in_them() -> None:
    assert Failure.of("550 5.1.1 Nobody", status="5.2.2").status == "5.2.2"


def test_what_was_said_is_one_line_of_bounded_length() -> None:
    assert Failure.of("550 No\r\nsuch  user" + "x" * 1000).said.startswith("550 No such user")
    assert len(Failure.of("x" * 1000).said) == 500
