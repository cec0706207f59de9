"""A biography by mail says what the page says, as its reader may see it when it is sent, and can be answered."""

from commentspace.domain import members
from commentspace.domain.biographies import mailed
from tests.biographies.test_paragraphs import taking
from tests.mail.house import MailHouse, under
from tests.revisions.making import next_revision
from tests.services.sink import Delivered
from tests.small_draft import FIRST


async def sent(mail: MailHouse, key: str = "ama") -> list[Delivered]:
    """The letters to somebody, after all that waited went out."""
    await mail.post_office.drain()
    return mail.to(key)


def ask(mail: MailHouse, key: str = "ama") -> None:
    """Somebody asks for the biography of the first paragraph."""
    world = mail.world
    uid = world.paragraphs[FIRST].uid
    world.write(mailed.ask_paragraph, world.caller(key), world.document, uid)


async def test_it_tells_each_revision_in_both_parts_and_is_answered_below(mail: MailHouse) -> None:
    world = mail.world
    wei = world.post("wei", FIRST, "Which water?", quote="flow of water", proposal="flow of fresh water")
    next_revision(world, taking(wei, "flow of water", "flow of fresh water"))
    ask(mail)
    [letter] = await sent(mail)
    text = letter.part("plain")
    assert "Biography of" in str(letter.message["Subject"])
    for words in ("Revision 2, issued on", "[put in: fresh]", "Its proposed wording was taken over", "Which water?"):
        assert words in text
    assert "<ins>fresh </ins>" in letter.part("html")
    await mail.answer("ama", letter, under(letter, {"[¶1] A wet": "Good.", "[#1]": "It came in."}))
    assert mail.verdicts() == ["filed"]
    assert {view.body for view in world.views("lars")} == {"Which water?", "Good.", "It came in."}


async def test_what_is_held_back_before_it_is_sent_is_not_in_it(mail: MailHouse) -> None:
    world = mail.world
    wei = world.post("wei", FIRST, "Which water?", proposal="Nothing but water.")
    ask(mail)
    world.hold(wei)
    [letter] = await sent(mail)
    assert "water?" not in letter.part("plain")
    assert "Nothing but" not in letter.part("html")


async def test_who_has_left_meanwhile_gets_none(mail: MailHouse) -> None:
    ask(mail)
    [(uid,)] = mail.world.rows("SELECT m.uid FROM membership m WHERE m.person_id = :ama", ama=mail.world.person("ama"))
    mail.world.write(members.end, mail.world.caller("fang"), uid, space_id=mail.world.space_id)
    assert await sent(mail) == []


async def test_the_biography_of_a_comment_comes_too(mail: MailHouse) -> None:
    world = mail.world
    wei = world.post("wei", FIRST, "Which water?", quote="flow of water")
    world.write(mailed.ask_comment, world.caller("ama"), wei)
    [letter] = await sent(mail)
    assert "It was made on these words." in letter.part("plain")
    await mail.answer("ama", letter, under(letter, {"[#1]": "All of it."}))
    assert [view.body for view in world.views("lars")] == ["Which water?", "All of it."]
