"""What somebody wrote, checked and rendered before the writer is asked."""

import hashlib
from dataclasses import dataclass

from commentspace.errors import Invalid, TooLong, marked
from commentspace.text import markdown, normal

LIMIT = 20_000
"""Bytes of UTF-8 in a comment."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text whose length was checked and whose Markdown was rendered and sanitised; made by `Body.of` only."""

    markdown: str
    html: str

    @classmethod
    def of(cls, written: str, *, field: str = "body") -> "Body":
        """Check and render; Invalid where it is empty, TooLong where it is over the limit."""
        cleaned = normal.clean(written).strip()
        if not cleaned:
            raise Invalid(marked("There is nothing written yet. Write your text, then send it."), field=field)
        size = len(cleaned.encode())
        if size > LIMIT:
            raise TooLong(
                marked(
                    "Your text has %(size)s bytes; a comment may have %(limit)s. "
                    "Shorten it, or divide it into several comments."
                ),
                field=field,
                size=size,
                limit=LIMIT,
            )
        return cls(cleaned, markdown.to_html(cleaned))


def fingerprint(*parts: object) -> str:
    """What a form said, so that sending it twice can be told from sending something else."""
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()
