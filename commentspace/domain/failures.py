"""What it says of an address that a letter did not reach it: the rule alone, with neither mail nor rows.

Sources: RFC 3463 and the registry of enhanced status codes it began; RFC 5321, section 4.2, where there is none.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["hard", "soft", "policy", "complaint"]

HARD = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
"""Nobody of that name, no such domain, moved away, takes no mail, switched off, nothing known of the way there."""
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
MAILBOX_CODES = frozenset({550, 551, 553})
POLICY_WORDS = re.compile(
    r"\b(spam|spamhaus|blacklist\w*|blocklist\w*|blocked|black-listed|reputation|policy|dmarc|dkim|spf|rbl|dnsbl|"
    r"virus|rate limit\w*|too many|unsolicited|content rejected|greylist\w*)\b",
    re.IGNORECASE,
)
FULL_WORDS = re.compile(r"\b(quota|mailbox (is )?full|over ?quota|insufficient storage)\b", re.IGNORECASE)
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """That a letter did not reach its reader: whose fault it is, the status (RFC 3463), and what a server said."""

    kind: Kind
    status: str = ""
    said: str = ""

    @classmethod
    def of(cls, said: str, *, status: str = "", is_final: bool = True) -> "Failure":
        """Judge what a server said, with a status code in it or beside it. What is not final is never hard."""
        said = " ".join(said.split())[:LONGEST]
        found = STATUS.search(status) or STATUS.search(said)
        number = found[0] if found else ""
        kind = _kind(number, said)
        return cls("soft" if kind == "hard" and not is_final else kind, number, said)

    @classmethod
    def complaint(cls, said: str) -> "Failure":
        """That its reader has told their provider that they do not want such letters (RFC 5965)."""
        return cls("complaint", "", " ".join(said.split())[:LONGEST])


def _kind(status: str, said: str) -> Kind:
    """Policy is about us or our words; only what is clearly about the address alone is hard."""
    if _is(status, 7) or (not _is(status, 1) and POLICY_WORDS.search(said)):
        return "policy"
    if status:
        return "hard" if status in HARD else "soft"
    reply = REPLY.search(f"{said} ")
    is_of_mailbox = reply is not None and int(reply[1]) in MAILBOX_CODES
    return "hard" if is_of_mailbox and not FULL_WORDS.search(said) else "soft"


def _is(status: str, subject: int) -> bool:
    """Whether the middle number of a status is this one: 1 is the address, 7 is policy."""
    return status.split(".")[1:2] == [str(subject)]
