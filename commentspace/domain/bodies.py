"""What somebody wrote, checked and rendered before the writer is asked."""

import hashlib
from dataclasses import dataclass

from commentspace.errors import Invalid, TooLong, marked
from commentspace.text import markdown, normal

LIMIT = 20_000
"""Bytes of UTF-8 in a comment, and in the wording that it proposes."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text whose length was checked and whose Markdown was rendered and sanitised; made by `of` and `perhaps`."""

    markdown: str
    html: str

    @classmethod
    def of(cls, written: str, *, field: str = "body") -> "Body":
        """Check and render; Invalid where it is empty, TooLong where it is over the limit."""
        body = cls.perhaps(written, field=field)
        if not body.markdown:
            raise Invalid(marked("There is nothing written yet. Write your text, then send it."), field=field)
        return body

    @classmethod
    def perhaps(cls, written: str, *, field: str = "body") -> "Body":
        """The same of a text that may be empty, as that of a comment with a proposal may (`Posting` checks it)."""
        cleaned = normal.clean(written).strip()
        _require_room(
            cleaned,
            marked(
                "Your text has %(size)s bytes; a comment may have %(limit)s. "
                "Shorten it, or divide it into several comments."
            ),
            field,
        )
        return cls(cleaned, markdown.to_html(cleaned) if cleaned else "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording that somebody proposes: plain text whose length was checked; made by `Proposal.of` only."""

    text: str

    @classmethod
    def of(cls, written: str | None, *, field: str = "proposal") -> "Proposal | None":
        """Check; None where nothing is proposed, TooLong where it is over the limit."""
        cleaned = normal.clean(written or "").strip()
        _require_room(
            cleaned,
            marked(
                "The wording that you propose has %(size)s bytes; it may have %(limit)s. "
                "Comment on some words of the paragraph, and propose a wording for these."
            ),
            field,
        )
        return cls(cleaned) if cleaned else None


def require_words(body: Body, proposal: Proposal | None) -> None:
    """A comment says something, or proposes a wording, or both; Invalid where it does neither."""
    if not body.markdown and proposal is None:
        raise Invalid(
            marked("There is nothing written yet. Write a comment or propose a wording, then send it."), field="body"
        )


def _require_room(cleaned: str, sentence: str, field: str) -> None:
    size = len(cleaned.encode())
    if size > LIMIT:
        raise TooLong(sentence, field=field, size=size, limit=LIMIT)


def fingerprint(*parts: object) -> str:
    """What a form said, so that sending it twice can be told from sending something else."""
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()
