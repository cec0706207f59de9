"""Content-Transfer-Encodings (RFC 2045, section 6), read as far as they go: a broken end loses only itself."""

import binascii
import re

NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
QUANTUM = 4


def decoded(body: bytes, encoding: str) -> bytes:
    """The octets of a part's body; an unknown encoding leaves them as they are."""
    match encoding.strip().lower():
        case "base64":
            return from_base64(body)
        case "quoted-printable":
            return from_quoted_printable(body)
        case _:
            return body


def from_base64(body: bytes) -> bytes:
    """What base64 letters say; other characters are passed over, and a last single letter says nothing.

    Texts that were encoded one by one and joined are read one by one: padding ends each.
    """
    return b"".join(_letters(NOT_BASE64.sub(b"", piece)) for piece in body.split(b"=") if piece)


def _letters(letters: bytes) -> bytes:
    if len(letters) % QUANTUM == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % QUANTUM))


def from_quoted_printable(body: bytes) -> bytes:
    """What quoted-printable says; what is no code stays as it is written."""
    return binascii.a2b_qp(body)
