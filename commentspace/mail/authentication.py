"""Whether the mail server in front of us vouches for the address in From (Authentication-Results, RFC 8601)."""

import re
from collections.abc import Iterable, Iterator

COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"\s*(?P<method>[a-z0-9-]+)(?:/\d+)?\s*=\s*(?P<result>[a-z]+)", re.IGNORECASE)
PROPERTY = re.compile(r"\b(?P<name>header\.(?:from|d|i)|smtp\.(?:mailfrom|helo))\s*=\s*\"?(?P<value>[^\s\";]+)", re.I)
LONGEST = 10_000


def vouched_for(results: Iterable[str], authserv_id: str, address: str) -> bool:
    """Whether our own server found a pass that is aligned with this address's domain.

    `results` are the fields as they stand in the message, the newest first; those of other servers say nothing,
    and of ours only the first counts, as an older one may have come with the message.
    """
    domain = address.rpartition("@")[2].lower()
    for field in results:
        said = COMMENT.sub(" ", field[:LONGEST])
        identity, _, rest = said.partition(";")
        if domain and identity.split()[:1] == [authserv_id]:
            return any(_is_aligned(method, of, domain) for method, of in _passes(rest))
    return False


def _passes(said: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The methods that passed, each with its properties."""
    for part in said.split(";"):
        found = RESULT.match(part)
        if found and found["result"].lower() == "pass":
            yield (
                found["method"].lower(),
                {each["name"].lower(): each["value"].lower() for each in PROPERTY.finditer(part)},
            )


def _is_aligned(method: str, of: dict[str, str], domain: str) -> bool:
    """DMARC's own pass; else DKIM's or SPF's for the domain in From, or for one above it (RFC 7489, section 3.1)."""
    match method:
        case "dmarc":
            return of.get("header.from", domain) == domain
        case "dkim":
            return _is_within(domain, of.get("header.d", "") or of.get("header.i", "").rpartition("@")[2])
        case "spf":
            return _is_within(domain, of.get("smtp.mailfrom", "").rpartition("@")[2])
    return False


def _is_within(domain: str, signed: str) -> bool:
    """Whether the domain is the signed one or lies under it; a top-level domain vouches for nobody."""
    return "." in signed and (domain == signed or domain.endswith(f".{signed}"))
