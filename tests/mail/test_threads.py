"""Threads of comments are threads in mail programs: for each reader on their own, in whatever order the mails come."""

from email.message import EmailMessage
from itertools import permutations

from sqlalchemy import update
from sqlmodel import Session

from commentspace.domain import announcements, mailed_drafts, members, messages
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.tables import Person
from tests.mail.house import MailHouse, under
from tests.mail.threading import parents
from tests.services.sink import Delivered
from tests.small_draft import FIRST, SECOND


def hear_at_once(mail: MailHouse, *keys: str) -> None:
    for key in keys:
        world = mail.world
        world.write(members.choose_mail, world.caller(key), world.space_id, "off", at_once=True)


class Mailbox:
    """The mails of one of the cast, those that they wrote too."""

    def __init__(self, mail: MailHouse, key: str):
        self.mail, self.key = mail, key
        self.written: list[EmailMessage] = []

    @property
    def last(self) -> Delivered:
        """The newest letter."""
        return self.mail.last(self.key)

    async def answer(self, letter: Delivered, text: str) -> str:
        """Answer as mail programs do, with the line of References; returns the mail's name."""
        self.mail.world.clock.advance(minutes=1)
        mail = self.mail.reply(self.key, letter, text)
        above = f"{letter.message['References'] or ''} {letter.message['Message-ID']}".strip()
        mail["References"] = above
        self.written.append(mail)
        await self.mail.deliver(mail)
        return str(mail["Message-ID"])

    def all(self) -> list[EmailMessage]:
        """Everything that is in it."""
        return [*(letter.message for letter in self.mail.to(self.key)), *self.written]

    def parents(self) -> dict[str, str]:
        """Under which mail each stands; the same for every order in which a program finds them."""
        mails = self.all()
        found = parents(mails)
        for some in list(permutations(range(len(mails))))[:5_000:7]:
            assert parents([mails[at] for at in some]) == found
        return found


def of(letter: Delivered) -> str:
    """The name of a letter."""
    return str(letter.message["Message-ID"])


def without_receipts(mail: MailHouse) -> None:
    mail.world.database.write_here(_no_receipts)


def _no_receipts(session: Session, **_now: object) -> None:
    session.execute(update(Person).values(takes_receipts=False))


async def test_a_thread_of_comments_is_one_thread_for_each_reader(mail: MailHouse) -> None:
    without_receipts(mail)
    hear_at_once(mail, "ama", "wei")
    world, ama, wei = mail.world, Mailbox(mail, "ama"), Mailbox(mail, "wei")
    first = world.post("ama", FIRST, "Which water?")
    answer = world.reply("wei", first, "The fresh water.")
    await mail.post_office.drain()
    told = ama.last
    again = await ama.answer(told, "And the salt?")
    to_wei = wei.last
    back = await wei.answer(to_wei, "Later.")
    to_ama = ama.last
    world.reply("olga", answer, "Both.")
    await mail.post_office.drain()
    assert ama.parents() == {of(told): "", again: of(told), of(to_ama): again, of(ama.last): of(told)}
    assert wei.parents() == {of(to_wei): "", back: of(to_wei), of(wei.last): of(to_wei)}
    subjects = {letter.message["Subject"] for key in ("ama", "wei") for letter in mail.to(key)}
    assert subjects == {"Re: WET/2/3 ¶1: A wetland lives by its water. Restoring the flow of water…"}


async def test_two_paragraphs_are_two_threads(mail: MailHouse) -> None:
    hear_at_once(mail, "ama")
    for paragraph in (FIRST, SECOND):
        mail.world.reply("wei", mail.world.post("ama", paragraph))
    await mail.post_office.drain()
    assert list(Mailbox(mail, "ama").parents().values()) == ["", ""]
    assert len({letter.message["Subject"] for letter in mail.to("ama")}) == 2


async def test_what_was_begun_by_mail_goes_on_under_that_mail(mail: MailHouse) -> None:
    without_receipts(mail)
    mail.world.database.write_here(mailed_drafts.ask, mail.world.caller("ama"), mail.world.document)
    await mail.post_office.drain()
    hear_at_once(mail, "ama")
    ama, draft = Mailbox(mail, "ama"), mail.last("ama")
    mine = await ama.answer(draft, under(draft, {"[¶1] A wet": "Which water?"}))
    [comment] = mail.world.views("wei")
    mail.world.reply("wei", comment.uid, "The fresh water.")
    await mail.post_office.drain()
    names = {name: str(letter.message["Message-ID"]) for name, letter in (("draft", draft), ("answer", ama.last))}
    assert ama.parents() == {names["draft"]: "", mine: names["draft"], names["answer"]: mine}


async def test_letters_between_two_are_one_thread_for_each(mail: MailHouse) -> None:
    without_receipts(mail)
    world, ama, wei = mail.world, Mailbox(mail, "ama"), Mailbox(mail, "wei")
    world.write(messages.write, world.caller("wei"), world.post("ama"), Body.of("May I?"), "k" * 16)
    await mail.post_office.drain()
    first = str(ama.last.message["Message-ID"])
    yes = await ama.answer(ama.last, "Yes.")
    to_wei = str(wei.last.message["Message-ID"])
    thanks = await wei.answer(wei.last, "Thank you.")
    assert ama.parents() == {first: "", yes: first, str(ama.last.message["Message-ID"]): yes}
    assert wei.parents() == {to_wei: "", thanks: to_wei}


async def test_the_parts_of_a_draft_stand_under_the_first(mail: MailHouse) -> None:
    world = mail.world
    for _ in range(2):
        world.database.write_here(mailed_drafts.ask, world.caller("ama"), world.document)
        await mail.post_office.drain()
        world.clock.advance(minutes=1)
    assert sorted(Mailbox(mail, "ama").parents().values()) == ["", str(mail.to("ama")[0].message["Message-ID"])]


async def test_a_receipt_stands_under_the_mail_that_it_is_about(mail: MailHouse) -> None:
    world, ama = mail.world, Mailbox(mail, "ama")
    world.write(announcements.announce, world.caller("lars"), world.space_id, Wording.of("Friday", "Come."), "a-key")
    await mail.post_office.drain()
    letter = ama.last
    mine = await ama.answer(letter, "I come.")
    assert ama.parents()[str(ama.last.message["Message-ID"])] == mine
