"""The body of a letter as mail carries it (RFC 2045, 2046): a text part, an HTML part, and a file beside them.

Written by hand with the encoders of the standard library, as its generator takes ten times as long for a letter.
"""

import secrets
from binascii import b2a_base64, b2a_qp
from collections.abc import Sequence

CRLF = b"\r\n"
ASCII = bytes(range(128))
MOSTLY = 6
"""Where one octet in this many is not ASCII, base64 is shorter than quoted-printable."""
A_LINE = 57
"""Octets that make a line of 76 in base64."""


def parts(text: str, html: str, attachment: str = "") -> bytes:
    """Both parts, with what is in `attachment` as a text file; the first line is the Content-Type of the whole."""
    both = _together("alternative", [_part(text, "plain"), _part(html, "html")])
    if not attachment:
        return both
    return _together(
        "mixed", [both, _part(attachment, "plain", 'Content-Disposition: attachment; filename="text.txt"')]
    )


def _together(subtype: str, of: Sequence[bytes]) -> bytes:
    """A boundary with "=_" stands in no encoded part (RFC 2045, section 6.7)."""
    boundary = f"=_{secrets.token_hex(16)}"
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"'.encode()
    between = b"--" + boundary.encode()
    lines = [head, b""]
    for each in of:
        lines += [between, each]
    return CRLF.join([*lines, between + b"--", b""])


def _part(content: str, subtype: str, *more: str) -> bytes:
    octets = CRLF.join(content.encode().splitlines()) + CRLF
    foreign = len(octets.translate(None, ASCII))
    encoding = "base64" if foreign * MOSTLY > len(octets) else "quoted-printable"
    head = [f'Content-Type: text/{subtype}; charset="utf-8"', f"Content-Transfer-Encoding: {encoding}", *more, "", ""]
    return "\r\n".join(head).encode() + (_in_base64(octets) if encoding == "base64" else b2a_qp(octets))


def _in_base64(octets: bytes) -> bytes:
    return CRLF.join(b2a_base64(octets[at : at + A_LINE], newline=False) for at in range(0, len(octets), A_LINE))
