"""Mail that a machine wrote is known as such, and a person's is not taken for it."""

import pytest

from commentspace.mail.automatic import is_from_list, why_automatic
from commentspace.mail.message import parse

BY_A_MACHINE = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated (rejected)",
    "auto-submitted: AUTO-NOTIFIED; owner-email=a@example.org",
    "X-Autoreply: yes",
    "X-Autorespond: 2025",
    "Precedence: bulk",
    "Precedence: Junk",
    "Precedence: auto_reply",
    "X-Precedence: bulk",
    "X-Auto-Response-Suppress: DR, OOF, AutoReply, All",
    "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
    "X-Autoresponse: vacation",
    "X-Failed-Recipients: ama.boateng@example.net",
    "List-Id: Wetlands <wetlands.comments.example.org>",
    "X-Commentspace-Loop: mail.example.org",
    "Return-Path: <>",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
    "\n".join(["Received: from a by b"] * 51),
]
BY_A_PERSON = [
    "Auto-Submitted: no",
    "Auto-Submitted: No (a person)",
    "Precedence: first-class",
    "X-Auto-Response-Suppress: DR",
    "X-Auto-Response-Suppress: None",
    "X-MS-Exchange-Generated-Message-Source: Antispam Quarantine Agent",
    "Feedback-ID: a:b:c:example",
    "X-Mailer: Automatic Garden 2.0",
    "Precedence: list",
    "List-Id: <wetlands.example.org>",
    "List-Id: <wetlands.comments.example.org.example.net>",
    "Return-Path: <ama.boateng@example.net>",
    "Content-Type: multipart/mixed; boundary=x",
    "\n".join(["Received: from a by b"] * 50),
]
OURS = "comments.example.org"
AWAY = [
    "Automatic reply: Wetland restoration: 4 new comments",
    "Out of Office: until Monday",
    "=?utf-8?Q?R=C3=A9ponse_automatique_=3A_Wetland?=",
    "Absence du bureau",
    "Respuesta automática: Wetland restoration",
    "Fuera de la oficina",
    "Автоматический ответ: Wetland restoration",
    "Автоответ: Wetland restoration",
    "自动回复：Wetland restoration",
    "不在办公室",
    "رد تلقائي: Wetland restoration",
    "خارج المكتب",
    "Reponse automatique : Wetland",
    "Avis d'absence",
    "Respuesta automatica",
    "Aviso de ausencia: Wetland",
    "Автоматическое уведомление: я в отпуске",
    "[自动回复] Wetland restoration",
    "我不在办公室：Wetland",
    "استجابة تلقائية: Wetland",
    "أنا خارج المكتب حتى الأحد",
]
PROGRAMS = {
    "Exchange": "X-Auto-Response-Suppress: All\nauto-submitted: auto-generated\nX-MS-Has-Attach:",
    "Gmail": "Auto-Submitted: auto-replied\nPrecedence: bulk\nX-Autoreply: yes\nSubject: Away until Monday Re: Wetland",
    "QQ": "Subject: =?gb18030?B?19S2r7vYuLQ6IFdldGxhbmQ=?=\nX-Mailer: QQMail 2.x",
    "NetEase": "Subject: =?GBK?B?19S2r7vYuLQ6IFdldGxhbmQ=?=\nX-Mailer: Coremail",
    "Yandex": "Auto-Submitted: auto-replied\nX-Mailer: Yamail [ http://yandex.ru ] 5.0\nSubject: Re: Wetland",
    "Sieve": "Auto-Submitted: auto-replied (vacation)\nPrecedence: bulk\nSubject: Re: Wetland",
    "Mailman": "Precedence: bulk\nX-List-Administrivia: yes\nAuto-Submitted: auto-generated",
}


def why(fields: str, envelope_sender: str | None = None) -> str | None:
    sender = "" if fields.startswith("From:") else "From: Ama Boateng <ama.boateng@example.net>\n"
    return why_automatic(parse(f"{sender}{fields}\n\ntext".encode()), envelope_sender, OURS)


@pytest.mark.parametrize("fields", BY_A_MACHINE)
def test_a_machine_is_known_by_its_fields(fields: str) -> None:
    assert why(fields)


@pytest.mark.parametrize("fields", BY_A_PERSON)
def test_a_person_is_not_taken_for_a_machine(fields: str) -> None:
    assert why(fields) is None


@pytest.mark.parametrize("subject", AWAY)
def test_an_out_of_office_note_is_known_in_six_languages(subject: str) -> None:
    assert why(f"Subject: {subject}")


@pytest.mark.parametrize("fields", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_the_notes_of_common_programs_are_known(fields: str) -> None:
    assert why(fields)


@pytest.mark.parametrize("subject", ["Absence of data in paragraph 12", "Absence de données", "Ausencia de datos"])
def test_a_subject_about_something_absent_is_a_persons(subject: str) -> None:
    assert why(f"Subject: {subject}") is None


@pytest.mark.parametrize("subject", ["Re: Automatic reply to the survey", "Re: Out of office space", "外来物种", ""])
def test_a_subject_that_only_speaks_of_such_notes_is_a_persons(subject: str) -> None:
    assert why(f"Subject: {subject}") is None


@pytest.mark.parametrize(
    ("fields", "by_a_list"), [("List-Id: <x.example.org>", True), ("Precedence: List", True), ("Subject: List", False)]
)
def test_mail_by_way_of_a_list_is_known(fields: str, by_a_list: bool) -> None:
    assert is_from_list(parse(f"{fields}\n\ntext".encode())) is by_a_list


def test_the_null_sender_is_a_machine() -> None:
    assert why("Subject: x", envelope_sender="") == "empty envelope sender"


def test_the_envelope_sender_that_is_known_counts_before_a_field() -> None:
    assert why("Return-Path: <>", envelope_sender="ama.boateng@example.net") is None


@pytest.mark.parametrize("local", ["MAILER-DAEMON", "postmaster"])
def test_mail_servers_are_machines(local: str) -> None:
    assert why(f"From: Mail Delivery <{local}@mx.example.net>")
