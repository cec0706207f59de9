"""The files of a message: which are taken, which are not and why, and which only belong to a signature.

Run where the message is read, as looking into a file may take as long as somebody has made it to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commentspace.domain.file_kinds import MANY, MOST, File
from commentspace.errors import Invalid, Refusal
from commentspace.mail.message import Attachment

SMALL = 10 * 1024
"""Octets under which a picture in the text is one of a signature."""
SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
SERVERS_OWN = ("message/delivery-status", "text/rfc822-headers")


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that is not taken: its name, and the sentence that says why, with what fills it in."""

    name: str
    sentence: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Files:
    """What came with a message besides its text; `passed_over` names the pictures of a signature.

    `doubts` are of files among `taken`: why they were not taken for files with comments in them.
    """

    taken: tuple[File, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    passed_over: tuple[str, ...] = ()
    doubts: tuple[NotTaken, ...] = ()


def looked_at(attachments: Sequence[Attachment]) -> Files:
    """Look at each."""
    taken: list[File] = []
    not_taken: list[NotTaken] = []
    passed_over: list[str] = []
    for each in attachments:
        if each.type in SIGNATURES or each.type in SERVERS_OWN:
            continue
        if each.is_within and each.type.startswith("image/") and each.size < SMALL:
            passed_over.append(f"{each.name} ({each.type})".strip())
            continue
        try:
            if len(taken) == MOST:
                raise Invalid(MANY, most=MOST)
            taken.append(File.of(each.name, each.type, each.content))
        except Refusal as refusal:
            not_taken.append(NotTaken(each.name or each.type, refusal.message, dict(refusal.details)))
    return Files(tuple(taken), tuple(not_taken), tuple(passed_over))
