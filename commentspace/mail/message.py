"""A raw message to what the mail door needs of it: who, about what, and the words. Pure; no network, no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from commentspace.mail.fields import Fields, mailboxes, message_ids, moment, readable, sole_mailbox
from commentspace.mail.html_text import plain_from
from commentspace.mail.lines import unflowed
from commentspace.mail.parts import Oversized, Part, tree

__all__ = ["Attachment", "Incoming", "Oversized", "parse"]

LONGEST_TEXT = 1024 * 1024
MOST_LINES = 50_000
MOST_REFERENCES = 100
MOST_RECIPIENTS = 200
META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
META_WITHIN = 2048


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the text: its file name (may be empty), its type, and its octets' number when decoded.

    `is_within` tells that the text shows it, as it does a picture in a signature.
    """

    name: str
    type: str
    size: int
    is_within: bool = field(default=False, compare=False)
    content: bytes = field(default=b"", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as it was read.

    `from_address` is in lower case, and empty unless there is exactly one From field with exactly one address.
    `plain` is the text to read: the plain parts, or the HTML in lines where there are none. `html` is as sent, and
    `rich` the HTML in lines where there are plain parts too: they may have lost what it says.
    """

    fields: Fields
    message_id: str
    from_address: str
    from_name: str
    date: datetime | None
    subject: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    recipients: tuple[str, ...]
    plain: str
    html: str
    attachments: tuple[Attachment, ...]
    authentication_results: tuple[str, ...]
    is_report: bool
    """Whether it is a multipart/report (RFC 6522), such as a bounce."""
    rich: str = ""


def parse(raw: bytes) -> Incoming:
    """The message in these octets, however broken it is.

    Raises Oversized, a refusal, over 200 parts, 20 levels, 256 KiB of header, 1 MiB of text or 50,000 lines.
    """
    top = tree(raw)
    found = top.fields
    body = _body(top)
    plain = body.words()
    if plain.count("\n") > MOST_LINES:
        raise Oversized
    sender = sole_mailbox(found.first("from")) if len(found.all("from")) == 1 else None
    rich = body.rich if body.plain.strip() and body.rich.count("\n") <= MOST_LINES else ""
    return Incoming(
        fields=found,
        rich=rich,
        message_id=next(iter(message_ids(found.first("message-id"))), ""),
        from_address=sender.address if sender else "",
        from_name=sender.name if sender else "",
        date=moment(found.first("date")),
        subject=" ".join(readable(found.first("subject")).split()),
        in_reply_to=message_ids(found.first("in-reply-to"))[:MOST_REFERENCES],
        references=message_ids(found.first("references"))[-MOST_REFERENCES:],
        recipients=_recipients(found),
        plain=plain,
        html=body.html,
        attachments=body.attachments,
        authentication_results=tuple(found.all("authentication-results")),
        is_report=top.fields.first("content-type").lower().startswith("multipart/report"),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """What one part, or several together, say; `rich` is the HTML in lines."""

    plain: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    rich: str = ""

    def words(self) -> str:
        """The plain text, or the HTML in lines where there is none."""
        return self.plain if self.plain.strip() or not self.html else self.rich


def _body(part: Part) -> _Body:
    if part.children:
        inner = [_body(child) for child in part.children]
        attachments = tuple(each for body in inner for each in body.attachments)
        if part.type == "multipart/alternative":
            plain = next((body.plain for body in inner if body.plain.strip()), "")
            best = next((body for body in reversed(inner) if body.html), _Body())
            return _Body(plain, best.html, attachments, best.rich)
        html = _joined(body.html for body in inner)
        rich = _joined(body.rich or body.plain for body in inner) if html else ""
        said = any(body.plain.strip() for body in inner)
        return _Body(_joined(body.words() for body in inner) if said else "", html, attachments, rich)
    if part.is_attachment or part.type not in ("text/plain", "text/html"):
        return _Body(attachments=(_attachment(part),))
    if len(part.octets) > LONGEST_TEXT:
        raise Oversized
    if part.type == "text/plain":
        return _Body(plain=_plain(part))
    html = _html(part)
    return _Body(html=html, rich=plain_from(html))


def _attachment(part: Part) -> Attachment:
    octets, is_within = part.octets, bool(part.fields.first("content-id")) and not part.is_for_saving
    return Attachment(part.name, part.type, len(octets), is_within, octets)


def _joined(texts: Iterable[str]) -> str:
    joined = "\n".join(text for text in texts if text.strip())
    if len(joined) > LONGEST_TEXT:
        raise Oversized
    return joined


def _plain(part: Part) -> str:
    if not part.flowed:
        return part.text
    return unflowed(part.text, delete_space="delsp" in part.flowed)


def _html(part: Part) -> str:
    if part.charset:
        return part.text
    meta = META_CHARSET.search(part.octets[:META_WITHIN])
    return part.text_in(meta[1].decode("ascii")) if meta else part.text


def _recipients(found: Fields) -> tuple[str, ...]:
    each = (mailbox.address for name in ("to", "cc") for value in found.all(name) for mailbox in mailboxes(value))
    return tuple(dict.fromkeys(each))[:MOST_RECIPIENTS]
