"""Names that only we can have given out: a name from outside, a dot, and a mac over what it is for and the name.

Pure, so that the mail door can sign a link and the web door can read it, without knowing each other.
"""

import base64
import hashlib
import hmac

from commentspace.domain import names

FORMAT = b"commentspace link, format 1"
MAC_OCTETS = 16


def sign(kind: str, name: str, secret: bytes) -> str:
    """The signed form of an outside name for one use (`kind`, such as "unsubscribe"): it may stand in a link."""
    return f"{name}.{_mac(kind, name, secret)}"


def verify(kind: str, token: str, secret: bytes) -> str | None:
    """The name in a signed form that `sign` made for this use with this secret; None for anything else."""
    name, _, mac = token.partition(".")
    if not (names.is_name(name) and mac.isascii()):
        return None
    return name if hmac.compare_digest(_mac(kind, name, secret), mac) else None


def _mac(kind: str, name: str, secret: bytes) -> str:
    """The first 128 bits of HMAC-SHA-256 (RFC 2104), in 26 lower-case base32 characters."""
    said = b"\0".join((FORMAT, kind.encode(), name.encode()))
    mac = hmac.new(secret, said, hashlib.sha256).digest()[:MAC_OCTETS]
    return base64.b32encode(mac).decode("ascii").rstrip("=").lower()
