"""Whether a message was written by a machine. Such mail is kept and shown to a moderator, and never answered."""

import re

from commentspace.mail.message import Incoming
from commentspace.text.normal import normal

LOOP_HEADER = "X-Commentspace-Loop"
MOST_HOPS = 50
SERVERS = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "maildaemon"})
MASS = frozenset({"bulk", "junk", "auto_reply"})
LIST_ID = re.compile(r"<([^<>]*)>\s*$")
ANSWERING = (
    *("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "x-autoreply-from", "x-auto-reply-from"),
    *("x-autoresponse", "x-mail-autoreply", "x-vacation", "x-fc-machinegenerated", "x-failed-recipients"),
)
SAYING = (("x-auto-response-suppress", "all"), ("x-ms-exchange-generated-message-source", "mailbox rules agent"))
"""Fields of Exchange, and what they say in its automatic mail; in a person's they say something else, or nothing."""
# How subjects of out-of-office notes begin, in the six languages. A subject that begins with "Re:" is a person's.
AWAY = tuple(
    normal(phrase)
    for phrase in (
        "out of office",
        "out of the office",
        "automatic reply",
        "i am out of",
        "vacation response",
        "vacation notice",
        "auto reply",
        "automated reply",
        "auto response",
        "away from the office",
        "on leave until",
        "vacation reply",
        "réponse automatique",
        "absence du bureau",
        "absent du bureau",
        "absente du bureau",
        "message d'absence",
        "message automatique d'absence",
        "avis d'absence",
        "notification d'absence",
        "reponse automatique",
        "respuesta automática",
        "fuera de la oficina",
        "fuera de oficina",
        "ausente de la oficina",
        "respuesta automatica",
        "estoy fuera de la oficina",
        "mensaje de ausencia",
        "aviso de ausencia",
        "автоматический ответ",
        "автоответ",
        "автоматическое уведомление",
        "автоматическое сообщение",
        "автоматическая рассылка",
        "я в отпуске",
        "нет на работе",
        "отсутствую на рабочем месте",
        "вне офиса",
        "自动回复",
        "自動回覆",
        "自动答复",
        "自动应答",
        "假期自动回复",
        "我不在办公室",
        "外出自动回复",
        "不在办公室",
        "休假自动回复",
        "رد تلقائي",
        "الرد التلقائي",
        "رد آلي",
        "ردّ تلقائي",
        "رد تلقائى",
        "استجابة تلقائية",
        "إجابة تلقائية",
        "أنا خارج المكتب",
        "غير موجود في المكتب",
        "خارج المكتب",
    )
)
LONGEST_SHOWN = 100


def why_automatic(incoming: Incoming, envelope_sender: str | None = None, domain: str = "") -> str | None:
    """What shows that a machine wrote this, for a moderator's eyes; None where a person did.

    `envelope_sender` is what MAIL FROM said, "" for the null sender, None where it is not known. `domain` is that of
    our own lists: a letter of theirs has come back. A person's mail may come by way of another list.
    An out-of-office note that says so in its subject alone counts too: answering it could go on without end, and
    a moderator sees its text. Sources: RFC 3834, RFC 5230, RFC 2919, RFC 6522.
    """
    return _of_delivery(incoming, envelope_sender) or _of_fields(incoming, domain) or _of_subject(incoming.subject)


def is_from_list(incoming: Incoming) -> bool:
    """Whether it came by way of a mailing list (RFC 2919)."""
    return bool(incoming.fields.first("list-id")) or _word(incoming.fields.first("precedence")) == "list"


def _of_delivery(incoming: Incoming, envelope_sender: str | None) -> str | None:
    returned = incoming.fields.first("return-path")
    if envelope_sender == "" or (envelope_sender is None and returned.replace(" ", "") == "<>"):
        return "empty envelope sender"
    if (local := incoming.from_address.partition("@")[0]) in SERVERS:
        return f"From: {local}"
    if incoming.is_report:
        return "multipart/report"
    if incoming.fields.first(LOOP_HEADER.lower()):
        return LOOP_HEADER
    hops = len(incoming.fields.all("received"))
    return f"{hops} Received" if hops > MOST_HOPS else None


def _of_fields(incoming: Incoming, domain: str) -> str | None:
    found = incoming.fields
    for value in found.all("auto-submitted"):
        if _word(value) != "no":
            return f"Auto-Submitted: {_word(value)}"
    for name in ANSWERING:
        if found.first(name):
            return name
    for name, said in SAYING:
        if said in found.first(name).lower():
            return f"{name}: {said}"
    for name in ("precedence", "x-precedence"):
        if (precedence := _word(found.first(name))) in MASS:
            return f"Precedence: {precedence}"
    lists = [named[1].strip().lower() for value in found.all("list-id") if (named := LIST_ID.search(value))]
    return "List-Id" if domain and any(each.endswith(f".{domain}") for each in lists) else None


def _of_subject(subject: str) -> str | None:
    """The subject itself where it begins as an out-of-office note does, in one of the six languages."""
    return f"Subject: {subject[:LONGEST_SHOWN]}" if normal(subject).startswith(AWAY) else None


def _word(value: str) -> str:
    """The first word of a field: parameters and comments after it say nothing here."""
    return next(iter(value.replace(";", " ").split()), "").lower()
