"""What a mail from another server says of a letter of ours: that it did not arrive, or that its reader complained.

Reports first (RFC 3464, RFC 5965), then what `flufl.bounce` knows of older programs, then a status code beside words
that only such mails have. Which letter it is about, the address to which it came tells. Pure; made for the reader's
child process, as it reads what anybody may have sent.
"""

import email
import re
from collections.abc import Iterator

from flufl.bounce import all_failures

from commentspace.domain.failures import STATUS, Failure
from commentspace.mail.fields import Fields, fields, mailboxes, readable
from commentspace.mail.parts import Part, tree

SERVERS = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mailerdaemon"})
SUBJECT = re.compile(
    r"undeliver|deliver\w* (status|fail|problem|notif|report)|mail deliver|fail(ed|ure) (notice|to deliver|delivery)|"
    r"returned mail|returned to sender|non remis|unzustellbar|退信|无法投递|投递失败|не доставлен|недоставлен|"
    r"no se (ha podido|pudo) entregar|échec de|تعذر تسليم",
    re.IGNORECASE,
)
CODED = re.compile(r"(?:\b[45]\d\d[ -]+\(?#?|#|Status: *)([245]\.\d{1,3}\.\d{1,3})|\b5\d\d[ -]", re.IGNORECASE)
"""A status in the company of what only servers write: "5.1.1" alone may be a paragraph's label."""
COPY = re.compile(r"^(-{2,} *.*(copy|original|below|returned)|this is a copy of|.*the original message)", re.IGNORECASE)
"""From here on an old program's bounce repeats the letter."""
NOBODY = re.compile(
    r"user unknown|unknown user|no such (user|mailbox|address|recipient)|does not exist|not exist", re.I
)
REPORTS = ("message/delivery-status", "message/global-delivery-status")
MOST_LINES = 2_000
UNSPECIFIC = ("", "5.0.0", "4.0.0")


def read(raw: bytes) -> Failure | None:
    """What went wrong with the letter; None where nothing did, or the mail is no bounce. Raises Oversized."""
    top = tree(raw)
    parts = list(_leaves(top))
    for part in parts:
        if part.type == "message/feedback-report":
            return _complaint(part)
        if part.type in REPORTS:
            return _reported(part)
    text = _text(parts)
    if failed := top.fields.first("x-failed-recipients"):
        return Failure.of(_coded(text) or failed)
    return _by_programs(raw, text) if _is_of_server(top.fields) else None


def _leaves(part: Part) -> Iterator[Part]:
    """The parts that are not parts of others; a letter that is sent along stays one part."""
    if part.children:
        for child in part.children:
            yield from _leaves(child)
    else:
        yield part


def _complaint(part: Part) -> Failure | None:
    """A report of RFC 5965; "not-spam" takes a complaint back."""
    said = _group(part.octets)
    kind = said.first("feedback-type").strip().lower()
    return None if kind == "not-spam" else Failure.complaint(f"{kind} {said.first('user-agent')}")


def _reported(part: Part) -> Failure | None:
    """The worst that a report of RFC 3464 says of a recipient; None where the letter arrived."""
    groups = [_group(block) for block in re.split(rb"\n[ \t]*\n", part.octets.replace(b"\r\n", b"\n"))]
    told = [(group.first("action").split(";")[0].strip().lower(), group) for group in groups if group.items]
    for wanted in ("failed", "delayed"):
        for action, group in told:
            if action == wanted:
                return _of_recipient(group, is_final=action == "failed")
    return None


def _group(block: bytes) -> Fields:
    return fields(block.replace(b"\r\n", b"\n").strip(b"\n"))


def _of_recipient(group: Fields, *, is_final: bool) -> Failure:
    """Of two statuses the one that says more counts, and what speaks of policy before all."""
    said = readable(group.first("diagnostic-code")).partition(";")[2] or group.first("diagnostic-code")
    status = next(iter(group.first("status").split()), "")
    found = STATUS.search(said)
    if found is not None and (status in UNSPECIFIC or found[2] == "7"):
        status = found[0]
    is_final = is_final and not status.startswith("4")
    return Failure.of(said or f"{group.first('action')} {status}", status=status, is_final=is_final)


def _text(parts: list[Part]) -> str:
    """What the mail says in its own words, without the letter that it repeats."""
    lines: list[str] = []
    for part in parts:
        if part.type == "text/plain":
            for line in part.text.split("\n")[:MOST_LINES]:
                if COPY.match(line):
                    return "\n".join(lines)
                lines.append(line)
    return "\n".join(lines)


def _coded(text: str) -> str:
    """The first line with a code of a server in it, with the line after it, where long ones are broken."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if CODED.search(line):
            return " ".join(lines[at : at + 2])
    return ""


def _is_of_server(top: Fields) -> bool:
    """Whether it calls itself a bounce: an out-of-office note may come from no sender too."""
    senders = [mailbox.address.partition("@")[0] for mailbox in mailboxes(top.first("from"))]
    return any(local in SERVERS for local in senders) or SUBJECT.search(readable(top.first("subject"))) is not None


def _by_programs(raw: bytes, text: str) -> Failure | None:
    """What the forms of old programs tell; a code in the words tells more than the form does."""
    temporary, permanent = _known_forms(raw)
    if said := _coded(text):
        return Failure.of(said, is_final=bool(permanent) or not temporary)
    if nobody := NOBODY.search(text):
        return Failure.of(nobody[0], status="5.1.1", is_final=bool(permanent) or not temporary)
    return Failure("soft", "", "no code") if permanent or temporary else None


def _known_forms(raw: bytes) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The addresses that failed for now, and for ever; the library fails on some mails, such as those without From."""
    try:
        return all_failures(email.message_from_bytes(raw))
    except Exception:
        return frozenset(), frozenset()
