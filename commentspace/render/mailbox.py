"""A discussion as a mailbox (RFC 4155, its lines quoted as "mboxrd" does): one message a comment, in threads.

Nobody's address is in it: each message comes from a name at a domain that RFC 2606 keeps from ever being one.
"""

import re
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8

from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph
from commentspace.formats.options import Options
from commentspace.render import attributed
from commentspace.render.environment import translations
from commentspace.text.normal import clean

NOBODY = "nobody.invalid"
LONGEST_WORDS = 60

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_POLICY = SMTPUTF8.clone(linesep="\n", cte_type="8bit", utf8=False)


def write(exported: Exported, options: Options) -> bytes:
    """The file. Withdrawn comments stand in their threads without their text."""
    return b"".join(_messages(exported, options.language))


def _messages(exported: Exported, language: str) -> Iterator[bytes]:
    paragraphs = {each.uid: each for each in exported.shown}
    above: dict[str, tuple[str, ...]] = {}
    for comment in exported.comments:
        parent = comment.parent or ""
        above[comment.uid] = (*above.get(parent, ()), parent) if parent else ()
        message = _message(exported, comment, paragraphs.get(comment.paragraph), above[comment.uid], language)
        written = _FROM.sub(rb">\1", message.as_bytes(policy=_POLICY))
        sent = comment.posted_at.strftime("%a %b %e %H:%M:%S %Y")
        yield f"From {comment.uid}@{NOBODY} {sent}\n".encode() + written.rstrip(b"\n") + b"\n\n"


def _message(
    exported: Exported,
    comment: ExportedComment,
    paragraph: ExportedParagraph | None,
    above: tuple[str, ...],
    language: str,
) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(_line(attributed.said(comment, language)), comment.author_uid, NOBODY)
    message["To"] = Address(_line(exported.space_title), exported.uid, NOBODY)
    message["Date"] = comment.posted_at
    message["Message-ID"] = _name(comment.uid)
    if above:
        message["In-Reply-To"] = _name(above[-1])
        message["References"] = " ".join(map(_name, above))
    message["Subject"] = ("Re: " if above else "") + _line(f"[{exported.symbol}] {_place(paragraph)}")
    message["Archived-At"] = f"<{exported.address.removesuffix(f'/d/{exported.uid}')}/c/{comment.uid}>"
    if comment.language:
        message["Content-Language"] = comment.language
    message.set_content(_text(comment, language), cte="8bit")
    return message


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _name(uid: str) -> str:
    return f"<{uid}@{NOBODY}>"


def _place(paragraph: ExportedParagraph | None) -> str:
    if paragraph is None:
        return ""
    words = paragraph.text[:LONGEST_WORDS] + ("…" if len(paragraph.text) > LONGEST_WORDS else "")
    return f"{paragraph.label} {words}".strip()


def _text(comment: ExportedComment, language: str) -> str:
    _ = translations(language).gettext
    parts = []
    if comment.quoted:
        parts.append("\n".join(f"> {each}" for each in comment.quoted.splitlines()))
    if comment.status == "withdrawn":
        parts.append(_("This comment was withdrawn."))
    if comment.markdown:
        parts.append(comment.markdown)
    if comment.proposal:
        parts.append(_("Proposed wording: %(wording)s") % {"wording": comment.proposal})
    return "\n\n".join(parts) + "\n"
