"""The demo's door: sign in as anybody with one press, read the mail that was sent, answer it."""

import email
import email.policy
import smtplib
from asyncio import to_thread
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import blobs, sessions
from commentspace.domain.tables import Address, Letter, Membership, Person
from commentspace.errors import Invalid, NotFound, marked
from commentspace.settings import Settings
from commentspace.web import forms
from commentspace.web.answers import go, page
from commentspace.web.house import house
from commentspace.web.sign_in import keep, within

MOST_LETTERS = 200
WHOLE_LINES = email.policy.SMTP.clone(max_line_length=998)
"""Folding a subject, the library loses the spaces between its encoded words."""
ANSWERED = (
    *("digest", "message", "announcement", "invitation", "receipt", "returned", "answer"),
    *("answered", "held", "late", "draft"),
)


def cast(session: Session) -> list[dict[str, str]]:
    """Everybody whom a visitor may be, moderators first."""
    rows = session.execute(
        select(
            col(Person.uid),
            col(Person.name),
            col(Membership.affiliation),
            col(Membership.on_behalf_of),
            col(Membership.role),
        )
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Membership.ended_at).is_(None))
        .order_by(col(Membership.id))
    )
    found = {row.uid: dict(row._mapping) for row in rows}
    return list(found.values())


def require_demo(request: Request) -> Settings:
    """These routes do not exist outside the demo."""
    settings = house(request).settings
    if not settings.demo:
        raise NotFound()
    return settings


async def enter(request: Request) -> Response:
    """POST /demo/sign-in"""
    require_demo(request)
    form = await forms.read(request)
    database = house(request).database
    token = await database.write(_enter, forms.word(form, "person"), request.headers.get("user-agent", ""))
    answer = go(within(forms.word(form, "next", "/")))
    keep(request, answer, token)
    return answer


def _enter(session: Session, uid: str, agent: str, *, now: Any) -> str:
    person = session.execute(select(col(Person.id)).where(col(Person.uid) == uid)).scalar_one_or_none()
    if person is None:
        raise NotFound()
    return sessions.begin(session, person, agent, now=now)


async def show_mail(request: Request) -> Response:
    """GET /demo/mail"""
    require_demo(request)
    return await _mail_page(request)


async def _mail_page(request: Request, refusal: Invalid | None = None, form: dict[str, str] | None = None) -> Response:
    letters = await house(request).database.read(_letters)
    return page(request, "demo_mail.html", {"letters": letters}, refusal=refusal, form=form)


def _letters(session: Session) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Letter, col(Person.name))
        .outerjoin(Person, col(Person.id) == col(Letter.person_id))
        .where(col(Letter.state) == "sent")
        .order_by(col(Letter.sent_at).desc(), col(Letter.id).desc())
        .limit(MOST_LETTERS)
    )
    return [_letter(letter, name, _message(session, letter)) for letter, name in rows]


def _message(session: Session, letter: Letter) -> EmailMessage:
    raw = blobs.read(session, letter.blob_id) if letter.blob_id else b""
    return email.message_from_bytes(raw, policy=email.policy.default)


def _letter(letter: Letter, name: str | None, message: EmailMessage) -> dict[str, Any]:
    sender = message["From"].addresses[0] if message["From"] else None
    return {
        "uid": letter.uid,
        "to": name or letter.address,
        "sender": (sender.display_name or sender.addr_spec) if sender else "",
        "subject": letter.subject,
        "at": letter.sent_at,
        "text": letter.text,
        "can_answer": letter.kind in ANSWERED,
        "answer": "".join(f"> {line}\n" for line in letter.text.splitlines()),
    }


async def answer_mail(request: Request) -> Response:
    """POST /demo/mail: the typed answer goes to the mail listener as from a mail program."""
    settings = require_demo(request)
    form = await forms.read(request)
    body = forms.word(form, "body")
    if not body.strip():
        refusal = Invalid(marked("Write your answer under the lines that it is about."), field="body")
        return await _mail_page(request, refusal, forms.words(form))
    message, to = await house(request).database.read(_reply, forms.word(form, "letter"), body)
    await to_thread(_send, settings, message, to)
    return go("/demo/mail", "mailed")


def _reply(session: Session, uid: str, body: str) -> tuple[EmailMessage, str]:
    letter = session.execute(select(Letter).where(col(Letter.uid) == uid)).scalar_one_or_none()
    if letter is None or letter.kind not in ANSWERED:
        raise NotFound()
    was = _message(session, letter)
    main = session.execute(
        select(col(Address.address)).where(col(Address.person_id) == letter.person_id, col(Address.is_main))
    ).scalar_one()
    reply = EmailMessage(policy=WHOLE_LINES)
    reply["From"], reply["To"], reply["Subject"] = main, was["Reply-To"] or was["From"], f"Re: {letter.subject}"
    reply["Message-ID"] = make_msgid(domain="localhost")
    reply["In-Reply-To"] = was["Message-ID"]
    reply.set_content(body.replace("\r\n", "\n"))
    return reply, (was["Reply-To"] or was["From"]).addresses[0].addr_spec


def _send(settings: Settings, message: EmailMessage, to: str) -> None:
    with smtplib.SMTP(settings.mail_host, settings.mail_port, timeout=10) as server:
        server.send_message(message, to_addrs=[to])
