"""Somebody who has nothing but a mail program takes part in a whole review, from the invitation to the closing."""

from email.message import EmailMessage

from commentspace.domain import announcements, member_lists, members, reviews
from commentspace.domain.announcements import Wording
from tests.mail.house import DOMAIN, MailHouse, under
from tests.services.sink import Delivered

ME = "reader@example.org"
MEASURED = "Name who measures, and how often."
REWORDED = "The water is measured before the works, and measured again every year after."


class Correspondent:
    """What they do in their mail program."""

    def __init__(self, mail: MailHouse):
        self.mail = mail

    def got(self, words: str) -> Delivered:
        """The newest letter with these words."""
        letters = [each for each in self.mail.sink.to(ME) if words in f"{each.message['Subject']} {each.part('plain')}"]
        assert letters, f"no letter says “{words}”"
        return letters[-1]

    async def answer(self, letter: Delivered, body: str) -> None:
        """Answer a letter."""
        await self.mail.answer("ama", letter, body, from_=ME)

    async def write(self, to: str, subject: str, body: str = "") -> None:
        """Write a mail that answers none."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = ME, to, subject
        message["Message-ID"] = f"<{len(subject)}.{len(body)}@mail.example.org>"
        message.set_content(body)
        await self.mail.deliver(message)

    def comments(self) -> list[str]:
        """What they have said that still stands, in order."""
        rows = self.mail.world.rows(
            "SELECT comment.body FROM comment JOIN address ON address.person_id = comment.author_id "
            "WHERE address.address = :me AND withdrawn_at IS NULL ORDER BY comment.id",
            me=ME,
        )
        return [body for (body,) in rows]


async def test_a_participant_with_only_a_mail_program_takes_part_in_a_whole_review(mail: MailHouse) -> None:
    me = Correspondent(mail)
    await is_invited_and_accepts(mail, me)
    draft = await asks_for_the_draft(mail, me)
    await comments_and_proposes(mail, me, draft)
    await takes_one_back(mail, me)
    await answers_a_digest(mail, me)
    await answers_a_letter_to_all(mail, me)
    await is_too_late(mail, me, draft)
    await wants_no_more_digests(mail, me)
    assert "held" not in mail.verdicts()


async def is_invited_and_accepts(mail: MailHouse, me: Correspondent) -> None:
    world = mail.world
    entry = member_lists.Entry("A reader", ME, role="participant")
    world.write(members.add, world.caller("lars"), world.space_id, [entry])
    await mail.post_office.drain()
    await me.answer(me.got("member"), "Thank you, I shall be glad to take part.")
    assert world.rows("SELECT accepted_at IS NOT NULL FROM invitation ORDER BY id DESC LIMIT 1") == [(True,)]
    assert world.rows("SELECT verified_at IS NOT NULL FROM address WHERE address = :me", me=ME) == [(True,)]


async def asks_for_the_draft(mail: MailHouse, me: Correspondent) -> Delivered:
    await me.write(f"d.{mail.world.document}@{DOMAIN}", "The draft, please")
    return me.got(mail.world.paragraphs[1].text[:60])


async def comments_and_proposes(mail: MailHouse, me: Correspondent, draft: Delivered) -> None:
    """Under one paragraph a comment, and under another its text once more with some words changed."""
    await me.answer(draft, under(draft, {"[¶1]": MEASURED, "[¶6]": f"[¶6] {REWORDED}"}))
    rows = mail.world.rows("SELECT body, proposal FROM comment ORDER BY id DESC LIMIT 2")
    assert sorted(rows) == [("", REWORDED), (MEASURED, None)]
    receipt = me.got(MEASURED)
    assert receipt.sender == "", "a receipt is never answered by a program"
    assert "UNDO" in receipt.part("plain")


async def takes_one_back(mail: MailHouse, me: Correspondent) -> None:
    [(number,)] = mail.world.rows("SELECT number FROM comment WHERE body = :body", body=MEASURED)
    await me.answer(me.got(MEASURED), f"UNDO #{number}")
    assert MEASURED not in me.comments()


async def answers_a_digest(mail: MailHouse, me: Correspondent) -> None:
    mail.world.post("olga", text="Three years at least.")
    await mail.next_day()
    digest = me.got("Three years at least.")
    [marker] = [
        block.marker for block in mail.blocks(digest) if block.kind == "comment" and "Three years" in block.text
    ]
    await me.answer(digest, under(digest, {marker: "Five, where there is peat."}))
    assert me.comments()[-1] == "Five, where there is peat."


async def answers_a_letter_to_all(mail: MailHouse, me: Correspondent) -> None:
    world = mail.world
    wording = Wording.of("Three days left", "Please look at paragraph 2.")
    world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "a-key-of-this-story")
    await mail.post_office.drain()
    await me.answer(me.got("Please look at paragraph 2."), "We shall, by Friday.")
    assert world.rows("SELECT body, door FROM announcement_answer") == [("We shall, by Friday.", "mail")]


async def is_too_late(mail: MailHouse, me: Correspondent, draft: Delivered) -> None:
    world = mail.world
    world.write(reviews.close, world.caller("lars"), world.document, "Thank you all.")
    [marker] = [block.marker for block in mail.blocks(draft) if block.kind == "paragraph"][:1]
    await me.answer(draft, under(draft, {marker: "One more thing."}))
    assert "One more thing." not in me.comments()
    assert "not open for comments" in " ".join(me.got("One more thing.").part("plain").split())


async def wants_no_more_digests(mail: MailHouse, me: Correspondent) -> None:
    [letter] = [each for each in mail.sink.to(ME) if "Three years at least." in each.part("plain")][:1]
    [address] = [part.strip(" <>") for part in str(letter.message["List-Unsubscribe"]).split(",") if "mailto:" in part]
    await me.write(address.removeprefix("mailto:"), "unsubscribe")
    assert mail.verdicts()[-1] == "unsubscribed"
