"""Our own mail addresses: `<kind><key version>.<id>.<mac>@<domain>`, which nobody else can make.

An address names one row of the outbox, and by it one person and one conversation. It never expires and is
never used up; keys may be replaced, and old ones stay valid for checking. Addresses of spaces and documents
are public and carry no mac: `s.<id>@…`, `d.<id>@…`.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commentspace.domain import names
from commentspace.errors import Invalid, Misconfigured, marked

FORMAT = b"commentspace address, format 1"
MAC_OCTETS = 16
LEAST_KEY = 16
SIGNED = re.compile(r"(?P<kind>[rbu])(?P<version>[1-9][0-9]{0,2})\.(?P<id>[a-z2-7]{16})\.(?P<mac>[a-z2-7]{26})")
OPEN = re.compile(r"(?P<kind>[sd])\.(?P<id>[a-z2-7]{16})")


class Kind(StrEnum):
    """What an address is for; the letter is the first of the address."""

    ANSWER = "r"
    BOUNCE = "b"
    UNSUBSCRIBE = "u"
    SPACE = "s"
    DOCUMENT = "d"


PUBLIC = frozenset({Kind.SPACE, Kind.DOCUMENT})
"""The kinds that anybody may know: they carry no mac."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an address of ours says: its kind, and the outside name of the letter, space or document."""

    kind: Kind
    id: str


def unknown() -> Invalid:
    """The refusal of an address that is not one of ours; which part of it is wrong is not told."""
    return Invalid(
        marked("There is no such address here. Open one of our letters and use Reply, so that the address is whole."),
        field="address",
    )


class AddressBook:
    """Makes our addresses and reads them again.

    `keys` are the secrets by version (1 to 999), at least 16 octets each; the highest version signs, all are
    valid for reading. Raises Misconfigured where there is no key, or one that is too short.
    """

    def __init__(self, keys: Mapping[int, bytes], domain: str):
        if not keys or any(len(key) < LEAST_KEY for key in keys.values()):
            raise Misconfigured(marked("Mail addresses need a secret of at least 16 octets. Set COMMENTSPACE_SECRET."))
        self._keys = dict(keys)
        self._version = max(keys)
        self.domain = domain.lower().rstrip(".")

    def reply_address(self, letter: str) -> str:
        """Where the answer to this letter goes."""
        return self._signed(Kind.ANSWER, letter)

    def bounce_address(self, letter: str) -> str:
        """The envelope sender of this letter: where servers say that it could not be delivered."""
        return self._signed(Kind.BOUNCE, letter)

    def unsubscribe_address(self, letter: str) -> str:
        """Where a mail program writes to end letters such as this one (RFC 8058, the mailto form)."""
        return self._signed(Kind.UNSUBSCRIBE, letter)

    def space_address(self, space: str) -> str:
        """The public address of a space."""
        return f"{Kind.SPACE}.{space}@{self.domain}"

    def document_address(self, document: str) -> str:
        """The public address of a document: to start a comment, or to ask for the draft."""
        return f"{Kind.DOCUMENT}.{document}@{self.domain}"

    def read(self, address: str) -> Known:
        """What an address of ours says, in whatever case it comes back.

        Raises Invalid with a sentence where it is not ours, not whole, or not signed by us; which of these it
        was is not told.
        """
        local, _, domain = address.strip().lower().rpartition("@")
        if not address.isascii() or domain.rstrip(".") != self.domain:
            raise Invalid(
                marked("Mail for this domain is not taken here. This server takes mail for %(domain)s."),
                field="address",
                domain=self.domain,
            )
        if found := OPEN.fullmatch(local):
            return Known(Kind(found["kind"]), found["id"])
        if (found := SIGNED.fullmatch(local)) and self._is_ours(found):
            return Known(Kind(found["kind"]), found["id"])
        raise unknown()

    def _signed(self, kind: Kind, name: str) -> str:
        if not names.is_name(name):
            raise ValueError(f"{name!r} is not an outside name")
        return f"{kind}{self._version}.{name}.{_mac(self._keys[self._version], kind, name)}@{self.domain}"

    def _is_ours(self, found: re.Match[str]) -> bool:
        key = self._keys.get(int(found["version"]))
        return key is not None and hmac.compare_digest(_mac(key, found["kind"], found["id"]), found["mac"])


def _mac(key: bytes, kind: str, name: str) -> str:
    """The first 128 bits of HMAC-SHA-256 (RFC 2104), in 26 lower-case base32 characters."""
    said = b"\0".join((FORMAT, kind.encode(), name.encode()))
    mac = hmac.new(key, said, hashlib.sha256).digest()[:MAC_OCTETS]
    return base64.b32encode(mac).decode("ascii").rstrip("=").lower()
