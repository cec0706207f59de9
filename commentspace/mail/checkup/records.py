"""What other servers find when they look our mail domain up: MX (RFC 5321), SPF (RFC 7208), DMARC (RFC 7489)."""

from collections.abc import Iterator

from dns.exception import DNSException
from dns.resolver import NXDOMAIN, NoAnswer, Resolver

from commentspace.mail.checkup.findings import Finding, bad, good, odd

PATIENCE = 10.0
"""Seconds that one question may take."""


class Unanswered(Exception):
    """No server of names answered."""


def of_domain(domain: str, resolver: Resolver | None = None) -> Iterator[Finding]:
    """The records of the domain; `resolver` asks other servers of names than the system's."""
    try:
        names = resolver or Resolver()
        yield _exchangers(names, domain)
        yield _spf(names, domain)
        yield _dmarc(names, domain)
    except (Unanswered, DNSException) as error:
        yield odd("records", f"The records of {domain} could not be looked up: {str(error) or type(error).__name__}.")


def _asked(names: Resolver, name: str, kind: str) -> list[str]:
    try:
        found = names.resolve(name, kind, lifetime=PATIENCE)
    except (NXDOMAIN, NoAnswer):
        return []
    except DNSException as error:
        raise Unanswered(f"no answer about {name} ({type(error).__name__})") from error
    return [_said(each, kind) for each in found]


def _said(record: object, kind: str) -> str:
    if kind == "TXT":
        strings: tuple[bytes, ...] = getattr(record, "strings", ())
        return b"".join(strings).decode("ascii", "replace")
    return str(record)


def _exchangers(names: Resolver, domain: str) -> Finding:
    found = [record.split()[-1] for record in sorted(_asked(names, domain, "MX"))]
    if "." in found:
        return bad("MX", f"{domain} says that it takes no mail (RFC 7505), so no answer comes.")
    if found:
        return good("MX", f"Answers to {domain} are brought to {', '.join(name.rstrip('.') for name in found)}.")
    if _asked(names, domain, "A") or _asked(names, domain, "AAAA"):
        return odd("MX", f"{domain} has no MX record; servers will try its address instead. Add one.")
    return bad("MX", f"{domain} has no MX record and no address: answers cannot be brought. Add an MX record.")


def _spf(names: Resolver, domain: str) -> Finding:
    found = [text for text in _asked(names, domain, "TXT") if text.lower().split(" ")[0] == "v=spf1"]
    if not found:
        return odd("SPF", f"{domain} has no SPF record, so many servers distrust our letters. Add one with your relay.")
    if len(found) > 1:
        return bad("SPF", f"{domain} has {len(found)} SPF records; then none counts (RFC 7208, 4.5). Keep one.")
    if "+all" in found[0].lower().split() or found[0].lower().split()[-1] == "all":
        return bad("SPF", f"The SPF record of {domain} lets everybody send in our name: {found[0]}")
    return good("SPF", f"{domain}: {found[0]}")


def _dmarc(names: Resolver, domain: str) -> Finding:
    """The policy of the domain, or of one above it."""
    labels = domain.rstrip(".").split(".")
    for start in range(max(1, len(labels) - 1)):
        above = ".".join(labels[start:])
        found = [text for text in _asked(names, f"_dmarc.{above}", "TXT") if text.lower().startswith("v=dmarc1")]
        if len(found) > 1:
            return bad("DMARC", f"_dmarc.{above} has {len(found)} DMARC records; then none counts. Keep one.")
        if found:
            return good("DMARC", f"_dmarc.{above}: {found[0]}")
    return odd(
        "DMARC", f"{domain} has no DMARC record. Large providers ask for one; “v=DMARC1; p=none” is a beginning."
    )
