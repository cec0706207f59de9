"""Names outside: random 80-bit ids in 16 base32 characters; integer keys never leave the database."""

import base64
import re
import secrets

FORM = re.compile(r"[a-z2-7]{16}")


def new() -> str:
    """A new outside name, from the system's random source."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


def alias() -> str:
    """A short name of six signs by which people can be told apart and not known, such as "k7m2qx"."""
    return new()[:6]


def is_name(word: str) -> bool:
    """Whether a word from outside has the form of a name."""
    return FORM.fullmatch(word) is not None


def token() -> str:
    """A secret of 256 bits, for sessions and sign-in links, as URL-safe text."""
    return secrets.token_urlsafe(32)
