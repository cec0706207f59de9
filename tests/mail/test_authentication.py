"""Reading what our own mail server found out about a sender."""

import pytest

from commentspace.mail.authentication import above_received, vouched_for
from commentspace.mail.message import parse

US = "mx.comments.example.org"
AMA = "ama.boateng@example.net"


@pytest.mark.parametrize(
    "said",
    [
        f"{US}; dmarc=pass header.from=example.net",
        f"{US}; dkim=pass header.d=example.net header.s=one",
        f"{US} 1; spf=pass smtp.mailfrom=ama.boateng@example.net; dkim=none",
        f'{US}; dkim=pass (1024-bit key; unprotected) header.i="@example.net"',
        f"{US}; dkim=fail header.d=example.net; dmarc=pass (p=reject dis=none) header.from=EXAMPLE.NET",
    ],
)
def test_an_aligned_pass_vouches(said: str) -> None:
    assert vouched_for([said], US, AMA)


@pytest.mark.parametrize(
    "said",
    [
        f"{US}; none",
        f"{US}; dmarc=fail header.from=example.net",
        f"{US}; dkim=pass header.d=example.com",
        f"{US}; spf=pass smtp.mailfrom=eve@example.com",
        f"{US}; dkim=pass header.d=net",
        f"{US}; dkim=pass header.d=xample.net",
        f"{US}; dmarc=pass header.from=example.com",
        f"{US}; dkim=fail (dmarc=pass header.from=example.net)",
        "mx.elsewhere.example.com; dmarc=pass header.from=example.net",
        f"{US}.elsewhere.example.com; dmarc=pass header.from=example.net",
        "",
    ],
)
def test_anything_else_does_not(said: str) -> None:
    assert not vouched_for([said], US, AMA)


@pytest.mark.parametrize(
    "said",
    [
        f'{US}; spf=fail smtp.mailfrom="x;dmarc=pass header.from=example.net"@example.com; dmarc=fail',
        f'{US}; spf=fail smtp.mailfrom="x\\";dmarc=pass header.from=example.net"@example.com',
        f"{US}; spf=none (helo=a);dmarc=pass) header.from=example.net",
        f"{US}; spf=none (a (dmarc=pass) ; dmarc=pass header.from=example.net)",
        f"{US}; spf=none (helo=a;dmarc=pass header.from=example.net",
        f'{US}; spf=none helo="a;dmarc=pass header.from=example.net',
        f'{US}; spf=pass smtp.mailfrom=ama@"example.net"',
        f"{US}; dkim=pass header.d=example.com header.d=example.net",
        f"{US}; = pass; dmarc=pass header.from=example.net",
        f"{US} dmarc=pass header.from=example.net; none",
        f"{US}; dkim=pass header.d=example.net; dmarc=fail header.from=example.net",
        f"{US}; dmarc=pass header.from=example.net; x={'y' * 10_000}",
    ],
)
def test_what_others_put_into_a_field_says_nothing(said: str) -> None:
    assert not vouched_for([said], US, AMA)


@pytest.mark.parametrize(
    "said",
    [
        f"{US}; dkim=pass (one (two) \\) three) header.d=example.net header.b=Ab/C+d==; arc=none",
        f'{US.upper()};\tspf=pass reason="all; well" smtp.mailfrom="a;b"@example.net;',
        f"{US}; spf = pass smtp.mailfrom = prvs=0123=ama@example.net",
        f'"{US}" 1 (ours); dmarc/1=pass action=none header.from="example.net"',
    ],
)
def test_the_grammar_is_read_as_servers_write_it(said: str) -> None:
    assert vouched_for([said], US, AMA)


def test_several_filters_of_ours_may_write_one_each_and_a_failure_outweighs_the_rest() -> None:
    passed, failed = f"{US}; dkim=pass header.d=example.net", f"{US}; dmarc=fail header.from=example.net"
    assert vouched_for([f"{US}; spf=none", passed], US, AMA)
    assert not vouched_for([passed, failed], US, AMA)
    assert vouched_for(["mx.elsewhere.example.com; dmarc=fail", passed], US, AMA)


def test_what_stands_below_the_first_received_came_with_the_message() -> None:
    ours, theirs = "Authentication-Results: ours; spf=none", "Authentication-Results: theirs; dmarc=pass"
    raw = "\n".join(["X-First: x", ours, "Received: from a by b", theirs, "", "text"])
    assert above_received(parse(raw.encode()).fields) == ["ours; spf=none"]


def test_a_domain_vouches_for_those_under_it() -> None:
    said = [f"{US}; dkim=pass header.d=example.net"]
    assert vouched_for(said, US, "ama@field.example.net")
    assert not vouched_for([f"{US}; dkim=pass header.d=field.example.net"], US, AMA)
    assert not vouched_for(said, US, "")
