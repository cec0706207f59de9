"""A whole draft by mail: it is readable without the page, and can be answered paragraph by paragraph."""

from commentspace.demo.cast import member
from commentspace.domain import issuing, mailed_drafts, member_lists, members, reviews
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.mail.blocks import FIRST_STRONG_ISOLATE
from tests.blind import alias, blind, masked
from tests.mail.house import MailHouse, under
from tests.services.sink import Delivered
from tests.small_draft import ARABIC, CHINESE, FIRST, TWICE
from tests.world import CLOSES

LONGEST = 100_000


async def mailed(mail: MailHouse, key: str = "ama", document: str = "") -> list[Delivered]:
    """The letters that bring a draft."""
    before = len(mail.to(key))
    mail.world.database.write_here(mailed_drafts.ask, mail.world.caller(key), document or mail.world.document)
    await mail.post_office.drain()
    return mail.to(key)[before:]


async def test_the_draft_is_there_whole_with_a_marker_at_each_paragraph(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST)
    mail.world.hold(mail.world.post("li", FIRST))
    [letter] = await mailed(mail)
    text = letter.part("plain")
    places = [text.index(paragraph.text) for paragraph in mail.world.paragraphs]
    assert places == sorted(places)
    blocks = text.split("\n\n")
    assert sum(block.startswith(("[¶", "[§")) for block in blocks) == len(mail.world.paragraphs)
    first = next(block for block in blocks if block.startswith("[¶1] A wetland"))
    assert first.split("\n")[1:] == [
        "1 comment",
        f"https://comments.example.org/d/{mail.world.document}/p/{mail.world.paragraphs[FIRST].uid}",
    ]
    assert "Write under a paragraph to comment on it" in text
    assert f"d.{mail.world.document}@comments.example.org" in text


async def test_each_answer_becomes_a_comment_at_its_paragraph(mail: MailHouse) -> None:
    [letter] = await mailed(mail)
    answers = {"[¶1] A wet": "The fresh water.", "[¶4]": "鱼在先。", "[¶6]": "By whom?"}
    await mail.answer("ama", letter, under(letter, answers))
    assert mail.verdicts() == ["filed"]
    placed = {view.body: view.paragraph for view in mail.world.views("lars")}
    paragraphs = mail.world.paragraphs
    assert placed == {
        "The fresh water.": paragraphs[FIRST].uid,
        "鱼在先。": paragraphs[CHINESE].uid,
        "By whom?": paragraphs[TWICE].uid,
    }


async def test_it_says_before_anybody_answers_what_others_will_see_of_them_and_when(mail: MailHouse) -> None:
    later, looked = "are shown to everybody, after it has closed", "only after a moderator has looked at it"
    [usual] = await mailed(mail)
    masked(mail.world)
    blind(mail.world)
    mail.world.change_space(holds_new=True)
    [letter] = await mailed(mail)
    for said in (f"they see you as {FIRST_STRONG_ISOLATE}{alias(mail.world, 'ama')}", later, looked):
        assert said in letter.part("plain")
        assert said not in usual.part("plain")


async def test_who_only_reads_gets_it_to_read(mail: MailHouse) -> None:
    [letter] = await mailed(mail, "priya")
    assert "A wetland lives by its water." in letter.part("plain")
    assert "Write under a paragraph" not in letter.part("plain")
    await mail.answer("priya", letter, under(letter, {"[¶1] A wet": "The fresh water."}))
    assert (mail.verdicts(), mail.world.views("lars")) == (["returned"], [])
    assert "The fresh water." in mail.last("priya").part("plain")


async def test_who_has_left_gets_nothing(mail: MailHouse) -> None:
    world = mail.world
    world.database.write_here(mailed_drafts.ask, world.caller("ama"), world.document)
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("ama"))
    world.write(members.end, world.caller("fang"), uid, space_id=world.space_id)
    await mail.post_office.drain()
    assert mail.to("ama") == []
    assert [row.state for row in mail.outgoing("draft")] == ["dropped"]


def issued(mail: MailHouse, text: str, times: int) -> str:
    """A draft with many paragraphs; returns its name."""
    world, heading = mail.world, Heading.of("WET/2/99", "A long draft", "zh")
    paragraphs = tuple(DraftParagraph(Kind.PARAGRAPH, f"{n} {text}", label=f"{n}.") for n in range(1, times + 1))
    revision = world.database.write_here(issuing.begin, world.caller("lars"), world.space_id, heading)
    for start, batch in issuing.batches(issuing.worded(Draft("zh", paragraphs).paragraphs)):
        world.database.write_here(issuing.place, revision, start, batch)
    uid: str = world.write(issuing.finish, world.caller("lars"), revision, world.space_id)
    return uid


async def test_a_long_draft_comes_in_letters_that_any_server_takes(mail: MailHouse) -> None:
    uid = issued(mail, "恢复湿地先要恢复水，鱼和鸟才会回来。" * 40, 60)
    letters = sorted(await mailed(mail, "ama", uid), key=lambda each: mail.row(each).id)
    assert len(letters) > 2
    for number, letter in enumerate(letters, 1):
        assert len(letter.content) < LONGEST
        assert f"Part {number} of {len(letters)}." in letter.part("plain")
    assert len({letter.message["Subject"] for letter in letters}) == 1
    assert "".join(letter.part("plain") for letter in letters).count("\n[¶") == 60
    assert letters[-1].message["References"] == letters[0].message["Message-ID"]


async def test_a_paragraph_too_long_for_a_letter_ends_with_a_link(mail: MailHouse) -> None:
    uid = issued(mail, "恢复湿地" * 10_000, 1)
    [letter] = await mailed(mail, "ama", uid)
    assert len(letter.content) < LONGEST
    assert "…\nhttps://" in letter.part("plain")


async def test_the_letter_is_in_its_readers_language_and_the_draft_in_its_own(mail: MailHouse) -> None:
    mail.world.speaks("ama", "ar")
    [letter] = await mailed(mail)
    html = letter.part("html")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<div style="margin:0 0 16px" dir="ltr" lang="en">' in html
    assert '<div style="margin:0 0 16px" dir="rtl" lang="en">' in html, "its one Arabic paragraph"
    assert mail.world.paragraphs[ARABIC].text in html


async def test_an_invitation_brings_the_draft_that_is_under_review_and_can_be_answered(mail: MailHouse) -> None:
    world, newcomer = mail.world, member("julian")
    entry = member_lists.Entry.of(newcomer.name, newcomer.address, "", "", "participant", "en")
    world.write(members.add, world.caller("fang"), world.space_id, [entry])
    await mail.post_office.drain()
    letter = mail.last("julian")
    assert world.paragraphs[CHINESE].text in letter.part("plain")
    assert "Comments are taken until" in letter.part("plain")
    await mail.answer("julian", letter, under(letter, {"[¶1] A wet": "Which water?"}))
    [comment] = world.views("lars")
    assert (comment.author, comment.body, comment.paragraph) == (
        newcomer.name,
        "Which water?",
        world.paragraphs[FIRST].uid,
    )


async def test_an_invitation_to_long_drafts_says_how_to_get_them(mail: MailHouse) -> None:
    world, newcomer = mail.world, member("julian")
    world.close_review()
    uid = issued(mail, "恢复湿地先要恢复水，鱼和鸟才会回来。" * 40, 60)
    world.write(reviews.open, world.caller("lars"), uid, Window(None, CLOSES))
    entry = member_lists.Entry.of(newcomer.name, newcomer.address, "", "", "participant", "en")
    world.write(members.add, world.caller("fang"), world.space_id, [entry])
    await mail.post_office.drain()
    text = mail.last("julian").part("plain")
    assert f"d.{uid}@comments.example.org" in text
    assert f"d.{world.document}@" not in text, "it takes no comments"
    assert "恢复湿地" not in text
