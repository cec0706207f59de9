"""Letters between people: to an author and back, to all members, and into a space."""

from commentspace.demo.cast import member
from commentspace.domain import (
    announcement_answers,
    announcements,
    blocks,
    invitations,
    member_lists,
    members,
    messages,
)
from commentspace.domain.bodies import Body
from commentspace.domain.recipients import Part
from commentspace.domain.tables import Message
from tests.mail.house import MailHouse, under
from tests.services.sink import Delivered
from tests.small_draft import FIRST

WEI, LARS = member("wei").address, member("lars").address


async def letter_to_wei(mail: MailHouse) -> Delivered:
    """A letter from a moderator to the author of a comment."""
    comment = mail.world.post("wei", FIRST, "Say *which* water.")
    mail.world.write(messages.write, mail.world.caller("lars"), comment, Body.of("Which **do** you mean?"), "letter-1")
    await mail.post_office.drain()
    return mail.last("wei")


async def announce(mail: MailHouse, by: str = "nadia") -> None:
    """A moderator writes to all."""
    wording = announcements.Wording.of("The review closes soon", "Please *hurry*.")
    mail.world.write(announcements.announce, mail.world.caller(by), mail.world.space_id, wording, "announcement-1")
    await mail.post_office.drain()


async def test_a_letter_to_an_author_tells_who_writes_and_about_what(mail: MailHouse) -> None:
    letter = await letter_to_wei(mail)
    assert letter.message["From"].addresses[0].display_name == "Lars Nygård (via Comments)"
    assert letter.message["Subject"] == "About a comment on WET/2/3"
    for part in ("plain", "html"):
        assert "Lars Nygård" in letter.part(part)
        assert "water." in letter.part(part)
    assert "Which **do** you mean?" in letter.part("plain")
    assert "Which <strong>do</strong> you mean?" in letter.part("html")


async def test_the_answer_comes_back_to_the_writer_and_no_address_with_it(mail: MailHouse) -> None:
    letter = await letter_to_wei(mail)
    reply = f"The fresh water.\n\n{under(letter, {})}"
    await mail.answer("wei", letter, reply)
    back = mail.last("lars")
    assert "The fresh water." in back.part("plain")
    assert back.message["Subject"] == "Re: About a comment on WET/2/3"
    assert WEI.encode() not in back.content
    assert LARS.encode() not in letter.content
    assert mail.verdicts() == ["filed"]


async def test_the_answer_is_private_even_where_it_stands_under_the_comment(mail: MailHouse) -> None:
    letter = await letter_to_wei(mail)
    quoted = "\n".join(f"> {line}" for line in letter.part("plain").split("\n"))
    await mail.answer("wei", letter, quoted.replace("> Say *which* water.", "> Say *which* water.\n\nFor you alone.\n"))
    assert "For you alone." in mail.last("lars").part("plain")
    assert [view.body for view in mail.world.views("lars")] == ["Say *which* water."]


async def test_letters_to_and_fro_stay_in_one_conversation(mail: MailHouse) -> None:
    first = await letter_to_wei(mail)
    answer = mail.reply("wei", first, "The fresh water.")
    await mail.deliver(answer)
    second = mail.last("lars")
    await mail.answer("lars", second, "Thank you.")
    third = mail.last("wei")
    assert third.message["In-Reply-To"] == answer["Message-ID"]
    assert third.message["References"].split() == [first.message["Message-ID"], answer["Message-ID"]]
    assert third.message["Subject"] == "Re: About a comment on WET/2/3"
    await mail.answer("wei", third, "Not at all.")
    fourth = mail.last("lars")
    assert fourth.message["References"].split()[0] == second.message["Message-ID"]
    assert fourth.message["Subject"] == second.message["Subject"]
    assert {letter.thread for letter in mail.outgoing("message")} == {f"m:{first_message(mail)}"}
    assert mail.count(Message) == 4


def first_message(mail: MailHouse) -> str:
    """The name of the first letter between two people."""
    [(uid,)] = mail.world.rows("SELECT uid FROM message WHERE answers_id IS NULL")
    return str(uid)


async def test_an_address_is_given_only_where_its_writer_says_so(mail: MailHouse) -> None:
    comment, body = mail.world.post("wei", FIRST, "Which water?"), Body.of("Call me.")
    lars = mail.world.caller("lars")
    mail.world.write(messages.write, lars, comment, body, "letter-1", gives_address=True)
    await mail.post_office.drain()
    letter = mail.last("wei")
    for part in ("plain", "html"):
        assert LARS in letter.part(part)
    await mail.answer("wei", letter, "I shall.")
    assert WEI.encode() not in mail.last("lars").content


async def test_a_letter_leads_to_the_page_that_ends_such_letters(mail: MailHouse) -> None:
    letter = await letter_to_wei(mail)
    for part in ("plain", "html"):
        assert f"https://comments.example.org/received/{first_message(mail)}." in letter.part(part)


async def test_an_answer_to_who_takes_no_more_letters_goes_back_with_its_text(mail: MailHouse) -> None:
    letter = await letter_to_wei(mail)
    await mail.answer("wei", letter, "The fresh water.")
    [(answer,)] = mail.world.rows("SELECT uid FROM message WHERE answers_id IS NOT NULL")
    mail.world.database.write_here(blocks.block, mail.world.caller("lars"), answer)
    await mail.answer("wei", letter, "And the salt water.")
    back = mail.last("wei")
    assert mail.verdicts() == ["filed", "returned"]
    assert "And the salt water." in back.part("plain")
    assert "Lars Nygård does not take letters." in back.part("plain").translate({0x2068: None, 0x2069: None})
    assert mail.count(Message) == 2


async def test_a_letter_to_somebody_who_has_left_goes_back_with_its_text(mail: MailHouse) -> None:
    letter = await letter_to_wei(mail)
    listed = mail.world.read(members.everybody, mail.world.space_id)
    lars = next(each.uid for each in listed if each.person_id == mail.world.person("lars"))
    mail.world.write(members.end, mail.world.caller("lars"), lars, space_id=mail.world.space_id)
    await mail.answer("wei", letter, "The fresh water.")
    assert mail.verdicts() == ["returned"]
    assert "The fresh water." in mail.last("wei").part("plain")
    assert "Letters do not reach this person any more" in mail.last("wei").part("plain")


async def test_a_comment_that_was_held_meanwhile_is_not_quoted_to_the_other(mail: MailHouse) -> None:
    comment = mail.world.post("wei", FIRST, "canary5150 is held later")
    mail.world.write(messages.write, mail.world.caller("ama"), comment, Body.of("Why?"), "letter-1")
    await mail.post_office.drain()
    mail.world.hold(comment)
    await mail.answer("wei", mail.last("wei"), "Because.")
    back = mail.last("ama")
    assert "Because." in back.part("plain")
    assert b"canary5150" not in back.content
    assert "canary5150" not in back.part("plain") + back.part("html")


async def test_an_announcement_goes_to_every_member_once(mail: MailHouse) -> None:
    await announce(mail)
    await announce(mail)
    got = [letter.recipient for letter in mail.sink.letters]
    listed = mail.world.read(members.everybody, mail.world.space_id)
    assert sorted(got) == sorted(each.address for each in listed if each.person_id != mail.world.person("nadia"))
    assert all(letter.message["Subject"] == "The review closes soon" for letter in mail.sink.letters)
    assert all("<em>hurry</em>" in letter.part("html") for letter in mail.sink.letters)


async def test_an_answer_to_an_announcement_stands_below_it(mail: MailHouse) -> None:
    await announce(mail)
    before = len(mail.to("nadia"))
    await mail.answer("ama", mail.last("ama"), "May we have a week more?")
    [(uid,)] = mail.world.rows("SELECT uid FROM announcement")
    assert mail.verdicts() == ["filed"]
    [said] = mail.world.read(announcement_answers.of_announcement, mail.world.standing("wei"), str(uid))
    assert (said.author, said.on_behalf_of, said.door) == ("Ama Boateng", member("ama").on_behalf_of, "mail")
    assert "May we have a week more?" in said.html
    assert (mail.count(Message), len(mail.to("nadia"))) == (0, before)
    receipt = mail.last("ama").part("plain")
    assert f"/announcements/{uid}" in receipt, "where it can be withdrawn"
    assert "was filed" not in receipt, "it says where the answer stands, once"


async def test_the_letter_says_who_sees_an_answer_and_how_to_reach_its_writer_alone(mail: MailHouse) -> None:
    await announce(mail)
    [(uid,)] = mail.world.rows("SELECT uid FROM announcement")
    for part in ("plain", "html"):
        assert "your answer stands below the letter, where all who got it can read it" in mail.last("ama").part(part)
        assert f"/announcements/{uid}/letter" in mail.last("ama").part(part)
        assert "would come back to you" in mail.last("priya").part(part)
    await mail.answer("priya", mail.last("priya"), "I shall be there.")
    assert mail.verdicts() == ["returned"]
    assert "I shall be there." in mail.last("priya").part("plain")


async def test_a_letter_to_a_part_goes_to_that_part_and_says_so(mail: MailHouse) -> None:
    mail.world.post("ama", FIRST, "Say more.")
    wording, part = announcements.Wording.of("To who spoke", "Thank you."), Part.of("commented", mail.world.document)
    mail.world.write(
        announcements.announce, mail.world.caller("lars"), mail.world.space_id, wording, "a-key", part=part
    )
    await mail.post_office.drain()
    assert [letter.recipient for letter in mail.sink.letters] == [member("ama").address]
    said = mail.last("ama").part("plain").translate({0x2068: None, 0x2069: None})
    assert "Lars Nygård wrote this to those members of" in said
    assert "who have commented on WET/2/3." in said


async def test_a_letter_to_its_writer_alone_is_answered_by_mail_to_and_fro(mail: MailHouse) -> None:
    await announce(mail)
    [(uid,)] = mail.world.rows("SELECT uid FROM announcement")
    mail.world.write(messages.to_announcer, mail.world.caller("ama"), str(uid), Body.of("May I come later?"), "a-key")
    await mail.post_office.drain()
    asked = mail.last("nadia")
    assert (asked.message["Subject"], "May I come later?" in asked.part("plain")) == (
        "Re: The review closes soon",
        True,
    )
    await mail.answer("nadia", asked, "Yes.")
    back = mail.last("ama")
    assert (back.message["Subject"], "Yes." in back.part("plain")) == ("Re: The review closes soon", True)
    assert mail.world.read(announcement_answers.of_announcement, mail.world.standing("lars"), str(uid)) == []


async def test_a_member_who_left_before_the_sending_does_not_get_the_announcement(mail: MailHouse) -> None:
    wording = announcements.Wording.of("For members", "canary6006 for members only")
    mail.world.write(announcements.announce, mail.world.caller("nadia"), mail.world.space_id, wording, "announcement-1")
    listed = mail.world.read(members.everybody, mail.world.space_id)
    ama = next(each.uid for each in listed if each.person_id == mail.world.person("ama"))
    mail.world.write(members.end, mail.world.caller("ama"), ama, space_id=mail.world.space_id)
    await mail.post_office.drain()
    assert mail.to("ama") == []
    assert len(mail.to("wei")) == 1


async def test_an_invitation_says_where_to_and_until_when(mail: MailHouse) -> None:
    julian = member("julian")
    entry = member_lists.Entry.of(julian.name, julian.address, "", "", "participant", "en")
    mail.world.write(members.add, mail.world.caller("fang"), mail.world.space_id, [entry])
    await mail.post_office.drain()
    letter = mail.last("julian")
    for part in ("plain", "html"):
        assert "刘芳" in letter.part(part)
        assert "WET/2/3" in letter.part(part)
        assert "2026, 09:00 UTC" in letter.part(part)
        assert "https://comments.example.org/invitations/" in letter.part(part)
        assert "you do not want to be asked again" in letter.part(part)


async def test_an_invitation_that_was_withdrawn_before_the_sending_does_not_go_out(mail: MailHouse) -> None:
    julian, world = member("julian"), mail.world
    entry = member_lists.Entry.of(julian.name, julian.address, "", "", "participant", "en")
    world.write(members.add, world.caller("fang"), world.space_id, [entry])
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("julian"))
    world.write(invitations.withdraw, world.caller("lars"), uid, space_id=world.space_id)
    await mail.post_office.drain()
    assert mail.to("julian") == []


async def test_an_answer_to_an_invitation_accepts_it_and_what_has_no_place_goes_back(mail: MailHouse) -> None:
    julian = member("julian")
    entry = member_lists.Entry.of(julian.name, julian.address, "", "", "participant", "en")
    mail.world.write(members.add, mail.world.caller("fang"), mail.world.space_id, [entry])
    await mail.post_office.drain()
    await mail.answer("julian", mail.last("julian"), "Thank you, I shall read it.")
    assert mail.verdicts() == ["returned"]
    assert "Thank you, I shall read it." in mail.last("julian").part("plain")
    assert "with it you are a member now" in mail.last("julian").part("plain")
    assert "stood under no paragraph" in mail.last("julian").part("plain")
