"""What is a picture that pages may show, told by its first bytes alone; SVG is a program, and none."""

from collections.abc import Callable

LONGEST_SIDE = 20_000
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_ALONE = frozenset({0x01, 0xFF, *range(0xD0, 0xD8)})
_MOST_MARKERS = 500
_HEAD = 30
"""Bytes in which the sizes of all but JPEG stand."""


def kind(content: bytes) -> tuple[str, int, int] | None:
    """The media type, and width and height in pixels (0 where they cannot be read); None for what is no picture."""
    for begins, media_type, size in _KINDS:
        if content.startswith(begins) and (media_type != "image/webp" or content[8:12] == b"WEBP"):
            width, height = size(content) if len(content) >= _HEAD else (0, 0)
            is_sensible = 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE
            return media_type, *((width, height) if is_sensible else (0, 0))
    return None


def _png(content: bytes) -> tuple[int, int]:
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _gif(content: bytes) -> tuple[int, int]:
    return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")


def _jpeg(content: bytes) -> tuple[int, int]:
    """From the frame header (ITU-T T.81, B.2.2), past the segments before it."""
    at = 2
    for _ in range(_MOST_MARKERS):
        if at + 9 > len(content) or content[at] != 0xFF:
            break
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 1 if marker == 0xFF else 2 if marker in _JPEG_ALONE else 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0


def _webp(content: bytes) -> tuple[int, int]:
    """From the first chunk (RFC 9649, section 2): lossy, lossless or extended."""
    chunk = content[12:16]
    if chunk == b"VP8 ":
        return (int.from_bytes(content[26:28], "little") & 0x3FFF, int.from_bytes(content[28:30], "little") & 0x3FFF)
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return 0, 0


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], tuple[int, int]]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png", _png),
    (b"\xff\xd8\xff", "image/jpeg", _jpeg),
    (b"GIF87a", "image/gif", _gif),
    (b"GIF89a", "image/gif", _gif),
    (b"RIFF", "image/webp", _webp),
)
TYPES = frozenset(media_type for _, media_type, _ in _KINDS)
"""The media types that pages show."""
