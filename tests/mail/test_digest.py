"""What the daily letter says: the same in its text and its HTML, and nothing that its reader may not see."""

import re
from html import unescape

from commentspace.demo.cast import member
from commentspace.domain import announcement_answers, announcements, members, spaces, suppressions
from commentspace.domain.bodies import Body
from commentspace.domain.views import ParagraphView
from commentspace.render.environment import translations
from commentspace.text.normal import normal
from tests.mail.house import MailHouse
from tests.services.sink import Delivered
from tests.small_draft import ARABIC, CHINESE, FIRST, SECOND, SUB_ITEM

LONGEST = 100_000


def said_in_html(letter: Delivered) -> str:
    """The words of the HTML part."""
    return unescape(re.sub(r"<[^>]+>", " ", letter.part("html")))


async def test_a_digest_tells_the_new_comments_under_their_paragraphs(mail: MailHouse) -> None:
    first = mail.world.post("wei", FIRST, "Say which water.", quote="flow of water")
    mail.world.reply("maryam", first, "The fresh water.")
    mail.world.post("ama", CHINESE, "Every *week* would be better.")
    text = (await mail.digest("lars")).part("plain")
    order = ["[¶1]", "[#1]", "On the words", "Say which water.", "[#2]", "in answer to #1", "[¶4]", "恢复湿地", "[#3]"]
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    assert "3 new comments" in text.split("\n", maxsplit=1)[0]
    assert "\u2068¶1: 2\u2069 · \u2068¶4: 1\u2069" in text


async def test_the_html_says_what_the_text_says(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say **which** water.", quote="flow of water")
    mail.world.post("maryam", ARABIC, "المياه العذبة")
    letter = await mail.digest("lars")
    shown = normal(said_in_html(letter))
    for block in re.sub(r"https://\S+", "", letter.part("plain")).split("\n\n"):
        assert normal(block) in shown


async def test_every_marker_leads_to_its_place(mail: MailHouse) -> None:
    comment = mail.world.post("wei", FIRST, "Say which water.")
    letter = await mail.digest("lars")
    place = mail.world.paragraphs[FIRST]
    for part in ("plain", "html"):
        assert f"https://comments.example.org/c/{comment}" in letter.part(part)
        assert f"https://comments.example.org/d/{mail.world.document}/p/{place.uid}" in letter.part(part)


async def test_what_is_mailed_is_kept_block_by_block(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    letter = await mail.digest("lars")
    kept = mail.blocks(letter)
    assert "\n\n".join(f"{block.marker} {block.text}".strip() for block in kept) == letter.part("plain").strip()
    paragraph: ParagraphView = mail.world.paragraphs[FIRST]
    shown = [(block.kind, block.paragraph_id, block.wording_id) for block in kept if block.kind != "words"]
    assert shown == [(kind, paragraph.id, paragraph.wording_id) for kind in ("paragraph", "comment")]


async def test_paragraphs_without_a_label_and_equal_labels_have_markers_of_their_own(mail: MailHouse) -> None:
    for place in (0, SUB_ITEM, SECOND):
        mail.world.post("wei", place, "Here.")
    text = (await mail.digest("lars")).part("plain")
    markers = re.findall(r"^\[[¶§][^\]]+\]", text, re.MULTILINE)
    assert markers == ["[§1]", "[¶2]", "[¶(i)]"]


async def test_a_digest_in_arabic_speaks_arabic_and_runs_from_right_to_left(mail: MailHouse) -> None:
    mail.world.speaks("nadia", "ar")
    mail.world.post("wei", FIRST, "Say which water.")
    letter = await mail.digest("nadia")
    assert '<html lang="ar" dir="rtl">' in letter.part("html")
    assert "<bdi>陈伟</bdi>" in letter.part("html")
    one, many = "%(num)s new comment", "%(num)s new comments"
    assert translations("ar").ngettext(one, many, 1) % {"num": 1} in str(letter.message["Subject"])
    assert "new comment" not in letter.part("plain")


async def test_held_comments_are_not_told_and_not_counted(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    secret = mail.world.post("ama", FIRST, "canary7731 is held")
    mail.world.hold(secret)
    await mail.next_day()
    assert "1 new comment" in mail.last("maryam").part("plain")
    others = [each for each in mail.sink.letters if each.recipient != member("ama").address]
    assert not [each for each in others if "canary7731" in each.part("plain") + each.part("html")]


async def test_a_comment_held_between_the_round_and_the_sending_is_not_told(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    secret = mail.world.post("ama", FIRST, "canary7732 is held late")
    mail.world.clock.advance(days=1)
    await mail.rounds.once()
    mail.world.hold(secret)
    await mail.post_office.drain()
    assert "1 new comment" in mail.last("maryam").part("plain")
    assert "canary7732" not in mail.last("maryam").part("plain")


async def test_nobody_is_told_of_their_own_comments(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    await mail.next_day()
    assert mail.to("wei") == []
    assert len(mail.to("ama")) == 1


async def test_whoever_wants_the_numbers_alone_gets_no_texts(mail: MailHouse) -> None:
    mail.world.write(members.choose_mail, mail.world.caller("ama"), mail.world.space_id, "numbers")
    mail.world.post("wei", FIRST, "Say which water.")
    letter = await mail.digest("ama")
    assert "1 new comment" in letter.part("plain")
    assert "¶1: 1" in letter.part("plain")
    assert "Say which water." not in letter.part("plain") + letter.part("html")


async def test_the_numbers_alone_come_with_a_link_to_each_paragraph(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "new", texts=False)
    for place in (FIRST, FIRST, SECOND):
        world.post("wei", place, "Say which water.")
    letter = await mail.digest("ama")
    for part in ("plain", "html"):
        for place in (FIRST, SECOND):
            assert f"/d/{world.document}/p/{world.paragraphs[place].uid}" in letter.part(part)
    assert "\u2068¶1: 2\u2069 · " in letter.part("plain")
    assert world.paragraphs[FIRST].text[:20] in letter.part("plain")


async def test_the_letter_says_what_its_reader_has_chosen_and_where_to_change_it(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "daily", texts=False)
    text = (await mail.digest("ama")).part("plain")
    assert "You chose a letter on every day, with the numbers alone." in text
    assert "at \u206807:00\u2069 in your time zone, \u2068Africa/Accra\u2069" in text
    assert "https://comments.example.org/settings" in text


async def test_new_answers_to_letters_to_all_are_counted_with_a_link(mail: MailHouse) -> None:
    world = mail.world
    wording = announcements.Wording.of("Friday", "The review ends on Friday.")
    uid = world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "a-key")
    for key in ("wei", "olga", "ama"):
        said = Body.of("Can we have until Monday?")
        world.write(announcement_answers.say, world.caller(key), uid, said, f"answer-{key}")
    await mail.post_office.drain()
    letter = await mail.digest("ama")
    assert "2 new answers to “\u2068Friday\u2069”" in letter.part("plain")
    for part in ("plain", "html"):
        assert f"https://comments.example.org/s/{world.slug}/announcements/{uid}" in letter.part(part)
    assert "until Monday" not in letter.part("plain")


async def test_a_subject_keeps_its_number_whatever_the_titles(mail: MailHouse) -> None:
    world = mail.world
    plan = spaces.Plan.of(world.slug, "A working group with a very long title, " * 4)
    world.write(spaces.change, world.caller("fang"), world.space_id, plan)
    world.post("wei")
    subject = str((await mail.digest("ama")).message["Subject"])
    assert subject.startswith("A working group")
    assert subject.endswith("…: 1 new comment")


async def test_nothing_is_begun_while_letters_come_back_and_all_is_told_afterwards(mail: MailHouse) -> None:
    world, address = mail.world, "ama.boateng@example.net"
    world.database.write_here(suppressions.suppress, address, "hard")
    for day in range(3):
        world.post("wei", FIRST, f"Said on day {day}.")
        await mail.next_day()
    assert not [row for row in mail.outgoing("digest") if row.address == address]
    world.database.write_here(suppressions.lift, world.caller("ama"), address)
    await mail.next_day()
    [letter] = mail.to("ama")
    assert [day for day in range(3) if f"Said on day {day}." in letter.part("plain")] == [0, 1, 2]


async def test_whoever_wants_it_every_day_gets_it_with_nothing_in_it(mail: MailHouse) -> None:
    mail.world.write(members.choose_mail, mail.world.caller("ama"), mail.world.space_id, "daily")
    letter = await mail.digest("ama")
    assert "0 new comments" in letter.part("plain")
    assert [each.recipient for each in mail.sink.letters] == ["ama.boateng@example.net"]


async def test_a_long_digest_is_cut_with_the_number_of_what_is_left(mail: MailHouse) -> None:
    for number in range(60):
        mail.world.post("wei", FIRST + number % 5, f"{number}: {'恢复湿地先要恢复水。' * 60}")
    letter = await mail.digest("lars")
    told = len(re.findall(r"^\[#\d+\]", letter.part("plain"), re.MULTILINE))
    assert 10 < told < 60
    assert f"{60 - told} more comments are not in this letter" in letter.part("plain")
    assert f"{60 - told} more comments are not in this letter" in letter.part("html")
    assert LONGEST / 2 < len(letter.content) < LONGEST


async def test_a_letter_loads_nothing_from_anywhere(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "![a picture](https://elsewhere.example.com/pixel.png)")
    page = (await mail.digest("lars")).part("html")
    assert "<img" not in page
    assert "url(" not in page
    assert not re.search(r"\ssrc=", page)
