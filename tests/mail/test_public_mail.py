"""Mail to the public addresses: members start comments, ask for the draft, or for the list; nobody else is answered."""

from email.message import EmailMessage
from email.utils import make_msgid

import pytest

from commentspace.demo.cast import member
from commentspace.domain import confirmations, members
from commentspace.mail.desk import address_book
from tests.mail.house import MailHouse
from tests.small_draft import FIRST, SECOND
from tests.world import OUTSIDER

AMA = member("ama").address


def to_document(mail: MailHouse) -> str:
    """The address of the draft."""
    return address_book(mail.settings).document_address(mail.world.document)


def to_space(mail: MailHouse) -> str:
    """The address of the space."""
    [(uid,)] = mail.world.rows("SELECT uid FROM space WHERE id = :id", id=mail.world.space_id)
    return address_book(mail.settings).space_address(str(uid))


def written(to: str, body: str = "", sender: str = AMA, **headers: str) -> EmailMessage:
    """A mail as somebody writes it to an address that they know."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Wetlands"
    message["Message-ID"] = make_msgid(domain="mail.example.org")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def uid(mail: MailHouse) -> str:
    """The name of the newest message."""
    return str(mail.world.rows("SELECT uid FROM inbound ORDER BY id DESC")[0][0])


async def test_an_empty_mail_to_a_document_brings_the_draft(mail: MailHouse) -> None:
    await mail.deliver(written(to_document(mail), "\n-- \nAma Boateng"))
    assert mail.verdicts() == ["asked"]
    assert len(mail.outgoing("draft")) == 1
    assert "[¶1]" in mail.last("ama").part("plain")


async def test_texts_with_their_paragraphs_numbers_wait_until_the_person_confirms_them(mail: MailHouse) -> None:
    await mail.deliver(written(to_document(mail), "[¶1] Say which water.\n\n[¶2]\nHow often?\n"))
    assert (mail.verdicts(), mail.world.views("lars")) == (["unconfirmed"], [])
    assert "Say which water." in mail.last("ama").part("plain")
    mail.world.database.write_here(confirmations.confirm, uid(mail))
    await mail.inbox.drain()
    found = {view.paragraph: view.body for view in mail.world.views("lars")}
    assert found == {
        mail.world.paragraphs[FIRST].uid: "Say which water.",
        mail.world.paragraphs[SECOND].uid: "How often?",
    }
    assert mail.verdicts() == ["filed"]


async def test_a_text_without_a_place_comes_back_with_the_draft(mail: MailHouse) -> None:
    await mail.deliver(written(to_document(mail), "This is all very good."))
    assert mail.verdicts() == ["returned"]
    back = [letter.part("plain") for letter in mail.to("ama")]
    assert len(back) == 2
    assert sum("This is all very good." in each and "such as [¶12]" in each for each in back) == 1


async def test_strangers_and_non_members_get_the_answer_of_the_listener_and_nothing_else(mail: MailHouse) -> None:
    for sender in ("eve@example.com", member(OUTSIDER).address, f'"{AMA}" <eve@example.com>'):
        await mail.deliver(written(to_document(mail), "[¶1] Hello.", sender))
        await mail.deliver(written(to_space(mail), "Hello.", sender))
    assert mail.verdicts() == ["unknown sender"] * 6
    assert mail.sink.letters == []
    assert mail.world.views("lars") == []


async def test_whoever_has_left_is_told_so_and_gets_the_text_back(mail: MailHouse) -> None:
    listed = mail.world.read(members.everybody, mail.world.space_id)
    ama = next(each.uid for each in listed if each.person_id == mail.world.person("ama"))
    mail.world.write(members.end, mail.world.caller("ama"), ama, space_id=mail.world.space_id)
    await mail.deliver(written(to_document(mail), "[¶1] Say which water."))
    assert mail.verdicts() == ["returned"]
    assert "Say which water." in mail.last("ama").part("plain")
    assert "not a member of this space any more" in mail.last("ama").part("plain")


async def test_a_mail_to_the_space_brings_its_documents_and_the_text_back(mail: MailHouse) -> None:
    await mail.deliver(written(to_space(mail), "What is there to read?"))
    letter = mail.last("ama").part("plain")
    assert mail.verdicts() == ["asked"]
    for word in ("What is there to read?", to_document(mail), "Comments are taken until", "WET/2/3"):
        assert word in letter


async def test_the_list_without_a_text_comes_at_most_once_a_day(mail: MailHouse) -> None:
    for _ in range(2):
        await mail.deliver(written(to_space(mail)))
    assert mail.verdicts() == ["asked", "asked"]
    assert len(mail.to("ama")) == 1


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}], ids=str)
async def test_programs_are_never_answered(mail: MailHouse, headers: dict[str, str]) -> None:
    await mail.deliver(written(to_document(mail), "I am away.", **headers))
    await mail.deliver(written(to_space(mail), "", **headers))
    assert mail.verdicts() == ["automatic"] * 2
    assert mail.sink.letters == []
