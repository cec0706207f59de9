"""A draft as a Word file gives it: a picture, tracked changes, comments in threads, furniture, three scripts."""

import zlib
from datetime import UTC, datetime
from typing import Final

from commentspace.domain.drafts import Draft, DraftParagraph, FileComment, Kind, Picture


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


def png(width: int, height: int) -> bytes:
    """A grey picture (W3C PNG specification, section 5)."""
    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    parts = _chunk(b"IHDR", header), _chunk(b"IDAT", rows), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PICTURE: Final = png(120, 80)
WRITER: Final = "Julián <Quispe>"
AT: Final = datetime(2026, 3, 3, 10, tzinfo=UTC)
FIRST: Final = FileComment("1", WRITER, "How **deep**?", at=AT, start=10, end=21)
ANSWER: Final = FileComment("2", "A. Ba", "Two metres.", parent="1", resolved=True)

ILLUSTRATED: Final = Draft(
    "en",
    (
        DraftParagraph(Kind.HEADING, "Rules for ponds"),
        DraftParagraph(Kind.PARAGRAPH, "page 1", left_out="furniture"),
        DraftParagraph(
            Kind.PARAGRAPH, "A pond is **deep enough** for newts.", "1.", source="p1", comments=(FIRST, ANSWER)
        ),
        DraftParagraph(
            Kind.PARAGRAPH,
            "Nobody fills a pond without asking those who live beside it.",
            "3.",
            source="p2",
            before="Nobody fills a pond without asking the office.",
            changed_by=WRITER,
        ),
        DraftParagraph(Kind.PARAGRAPH, "![A plan of the <pond>](picture:1)", source="p3"),
        DraftParagraph(Kind.PARAGRAPH, "", left_out="deleted", before="Ponds are square.", changed_by=WRITER),
        DraftParagraph(Kind.ROW, "Newts | water | spring"),
        DraftParagraph(Kind.ITEM, "تعود الطيور.", "(a)", language="ar"),
        DraftParagraph(
            Kind.PARAGRAPH,
            "恢复湿地。",
            language="zh",
            comments=(FileComment("3", "", "x" * 20_001), FileComment("4", "", " ")),
        ),
    ),
    "Rules for ponds",
    ("Something in this file could not be read.",),
    (Picture("1", "image/png", PICTURE),),
)
