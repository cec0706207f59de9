"""Bytes of others handed out only to be saved: no browser shows them as a page of ours."""

from urllib.parse import quote

from starlette.responses import Response

SANDBOX = "default-src 'none'; sandbox"


def for_saving(name: str, media_type: str, content: bytes) -> Response:
    """The bytes under a name (RFC 6266; RFC 8187 for what is not ASCII), which nobody keeps on the way."""
    plain = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name if letter.isascii())
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=None, headers={"Content-Type": media_type, **headers})
