"""Filled files by mail: what is sure is posted, the receipt says what waits, and nothing is lost or doubled."""

from email.message import EmailMessage

import pytest

from commentspace.domain import confirmations, submission_views
from commentspace.domain.submission_views import SubmissionView
from tests.mail.house import MailHouse
from tests.mail.test_files import NAME, PDF
from tests.mail.test_given_back import letter_to_ama
from tests.mail.test_public_mail import to_document, uid, written
from tests.small_draft import FIRST, SECOND

MATRIX = b"Paragraph,Comment,Reviewer\r\n1,Say which water.,Kofi Mensah\r\n,What is this about?,\r\n"
TABLE = b"Year,Frogs\r\n2024,7\r\n2025,9\r\n"


def filled_mail(mail: MailHouse, body: str = "", content: bytes = MATRIX, name: str = "matrix.csv") -> EmailMessage:
    message = written(to_document(mail), body)
    message.add_attachment(content, maintype="text", subtype="csv", filename=name)
    return message


def sent_by(mail: MailHouse, key: str) -> list[SubmissionView]:
    return mail.world.read(submission_views.of_document, mail.world.caller(key), mail.world.document)


async def confirm_last(mail: MailHouse) -> None:
    mail.world.database.write_here(confirmations.confirm, uid(mail))
    await mail.inbox.drain()
    await mail.post_office.drain()


async def test_a_mail_with_nothing_but_a_filled_file_is_confirmed_posted_and_receipted(mail: MailHouse) -> None:
    await mail.deliver(filled_mail(mail))
    assert (mail.verdicts(), sent_by(mail, "ama")) == (["unconfirmed"], [])
    assert "matrix.csv" in mail.last("ama").part("plain")
    await confirm_last(mail)
    assert mail.verdicts() == ["filed"]
    [file] = sent_by(mail, "ama")
    assert (file.counts.posted, file.counts.undecided) == (1, 1)
    [view] = mail.world.views("wei")
    assert (view.body, view.door, view.paragraph) == ("Say which water.", "mail", mail.world.paragraphs[FIRST].uid)
    said = mail.last("ama").part("plain")
    assert "1 comment of it is posted." in said
    assert f"/d/{mail.world.document}/files/{file.uid}" in said


async def test_a_covering_letter_goes_back_with_words_that_fit(mail: MailHouse) -> None:
    await mail.deliver(filled_mail(mail, "Dear secretariat, our comments are attached."))
    await confirm_last(mail)
    assert mail.verdicts() == ["filed"]
    said = mail.last("ama").part("plain")
    assert "a letter that goes with your file" in " ".join(said.split())
    assert "Dear secretariat" in said
    assert "1 comment of it is posted." in said


async def test_texts_and_a_file_in_one_mail_are_both_posted(mail: MailHouse) -> None:
    await mail.deliver(filled_mail(mail, "[¶2] How often?"))
    await confirm_last(mail)
    found = {view.body: view.paragraph for view in mail.world.views("wei")}
    assert found == {
        "Say which water.": mail.world.paragraphs[FIRST].uid,
        "How often?": mail.world.paragraphs[SECOND].uid,
    }
    assert mail.world.rows("SELECT count(*) FROM comment_file") == [(0,)]


async def test_a_table_of_something_else_stays_a_file_of_its_comment(mail: MailHouse) -> None:
    await mail.deliver(filled_mail(mail, "[¶2] See the table.", TABLE, "frogs.csv"))
    await confirm_last(mail)
    assert sent_by(mail, "ama") == []
    assert mail.world.rows("SELECT name FROM comment_file") == [("frogs.csv",)]


async def test_a_file_that_answers_a_letter_is_taken_and_another_stays(mail: MailHouse) -> None:
    letter = await letter_to_ama(mail)
    reply = mail.reply("ama", letter, "")
    reply.add_attachment(MATRIX, maintype="text", subtype="csv", filename="matrix.csv")
    reply.add_attachment(PDF, maintype="application", subtype="pdf", filename=NAME)
    await mail.deliver(reply)
    [file] = sent_by(mail, "ama")
    assert file.counts.posted == 1
    said = " ".join(mail.last("ama").part("plain").split())
    assert "This file was not taken" in said


async def test_the_same_mail_dealt_with_twice_posts_once(mail: MailHouse) -> None:
    await mail.deliver(filled_mail(mail))
    await confirm_last(mail)
    mail.world.execute("UPDATE inbound SET verdict = '' WHERE verdict = 'filed'")
    await mail.inbox.drain()
    assert len(sent_by(mail, "ama")) == 1
    assert len(mail.world.views("wei")) == 1


async def test_a_file_that_comes_after_the_closing_goes_back_with_the_reason(mail: MailHouse) -> None:
    mail.world.close_review()
    await mail.deliver(filled_mail(mail))
    await confirm_last(mail)
    assert (mail.verdicts(), sent_by(mail, "ama"), mail.world.views("lars")) == (["returned"], [], [])
    assert "takes no comments now, so this file was not taken" in " ".join(mail.last("ama").part("plain").split())


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b'"', b"\0" * 100])
async def test_a_file_that_cannot_be_read_is_a_file(mail: MailHouse, content: bytes) -> None:
    await mail.deliver(filled_mail(mail, "[¶2] See the table.", content, "broken.csv"))
    await confirm_last(mail)
    assert sent_by(mail, "ama") == []
    assert [view.body for view in mail.world.views("wei")] == ["See the table."]


async def test_the_page_of_the_mail_leads_to_the_file(mail: MailHouse) -> None:
    await mail.deliver(filled_mail(mail))
    await confirm_last(mail)
    [file] = mail.world.read(submission_views.of_mail, mail.world.caller("ama"), uid(mail))
    assert file.uid == sent_by(mail, "lars")[0].uid
    assert mail.world.read(submission_views.of_mail, mail.world.caller("wei"), uid(mail)) == []


@pytest.mark.parametrize("body", ["", "Our comments are attached."])
async def test_of_a_file_that_is_not_taken_its_sender_learns_why(mail: MailHouse, body: str) -> None:
    await mail.deliver(filled_mail(mail, body, PDF, "comments.pdf"))
    said = " ".join(" ".join(each.part("plain") for each in mail.to("ama")).split())
    assert "comments.pdf" in said
    assert "This kind of file is not taken here." in said
    await mail.deliver(filled_mail(mail, body, b"Paragraph,Comment\r\n1,\r\n", "empty.csv"))
    await confirm_last(mail)
    said = " ".join(" ".join(each.part("plain") for each in mail.to("ama")).split())
    assert "empty.csv" in said
    assert "No comment was found in this file" in said
