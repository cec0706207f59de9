"""Reading what our own mail server found out about a sender."""

import pytest

from commentspace.mail.authentication import vouched_for

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


def test_of_ours_only_the_newest_counts() -> None:
    forged = f"{US}; dmarc=pass header.from=example.net"
    assert not vouched_for([f"{US}; dmarc=fail header.from=example.net", forged], US, AMA)
    assert vouched_for(["mx.elsewhere.example.com; dmarc=fail", forged], US, AMA)


def test_a_domain_vouches_for_those_under_it() -> None:
    said = [f"{US}; dkim=pass header.d=example.net"]
    assert vouched_for(said, US, "ama@field.example.net")
    assert not vouched_for([f"{US}; dkim=pass header.d=field.example.net"], US, AMA)
    assert not vouched_for(said, US, "")
