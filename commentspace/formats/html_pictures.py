"""Pictures that stand in a page itself, as data: addresses; no other is ever fetched."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from lxml import etree

from commentspace.domain.drafts import Picture
from commentspace.formats.html_lists import whole
from commentspace.formats.runs_of_text import Run

MOST = 500
LARGEST = 10 * 1024 * 1024
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_WIDEST = 10_000


@dataclass(slots=True)
class Pictures:
    """The pictures that were taken, and how many could not be."""

    taken: list[Picture] = field(default_factory=list)
    left: int = 0

    def run(self, element: etree._Element) -> Iterator[Run]:
        """What an `img` adds to a text: the picture, else the words that stand for it."""
        alt = " ".join((element.get("alt") or "").split())
        content = _content((element.get("src") or "").strip())
        type_ = kind(content)
        if type_ and len(self.taken) < MOST and len(content) <= LARGEST:
            name = str(len(self.taken) + 1)
            wide, high = (max(0, min(whole(element.get(side), 0), _WIDEST)) for side in ("width", "height"))
            self.taken.append(Picture(name, type_, content, wide, high))
            yield Run(alt, picture=name)
        else:
            self.left += 1
            if alt:
                yield Run(alt)


def kind(content: bytes) -> str:
    """The media type of a picture by its first bytes; "" for what is none that browsers show safely."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return next((type_ for start, type_ in _SIGNATURES.items() if content.startswith(start)), "")


def _content(address: str) -> bytes:
    """What a data: address holds (RFC 2397); nothing for all others."""
    head, comma, data = address.partition(",")
    if not comma or not head.lower().startswith("data:"):
        return b""
    raw = unquote_to_bytes(data)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(b"".join(raw.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
