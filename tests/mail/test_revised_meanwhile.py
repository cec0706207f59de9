"""An answer by mail is bound to the revision that its letter showed, and carried from there into the newest."""

from dataclasses import replace

from commentspace.domain.drafts import DraftParagraph
from tests.mail.house import MailHouse, under
from tests.mail.test_answers import digest_to_ama, of_ama
from tests.revisions.making import next_revision, reworded
from tests.small_draft import CHINESE, FIRST
from tests.world import World

ANCHORS = """
    SELECT revision.number, anchor.verdict FROM anchor
    JOIN revision ON revision.id = anchor.revision_id JOIN comment ON comment.id = anchor.comment_id
    WHERE comment.uid = :uid ORDER BY revision.number
"""


def without(world: World, at: int) -> list[DraftParagraph]:
    """Take this paragraph out."""
    uid = world.paragraphs[at].uid
    next_revision(world, lambda text: [each for each in text if each.paragraph != uid])
    return []


async def test_an_answer_to_a_letter_of_the_revision_before_is_carried(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, FIRST)
    next_revision(mail.world, reworded("flow of water", "flow of fresh water"))
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Say which water."}))
    [view] = of_ama(mail)
    assert (view.revision, view.verdict) == (1, "inside")
    assert mail.world.rows(ANCHORS, uid=view.uid) == [(1, "exact"), (2, "inside")]


async def test_a_wording_that_was_proposed_for_the_revision_before_is_put_onto_the_new_one(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, CHINESE)
    text = mail.world.paragraphs[CHINESE].text
    next_revision(
        mail.world,
        lambda old: [
            replace(each, markdown=f"{each.markdown}这是新的一句。")
            if each.paragraph == mail.world.paragraphs[CHINESE].uid
            else each
            for each in old
        ],
    )
    await mail.answer("ama", letter, under(letter, {}).replace("恢复湿地先要恢复水", "恢复湿地之前先要恢复水"))
    [view] = of_ama(mail)
    assert view.proposal == text.replace("恢复湿地先要恢复水", "恢复湿地之前先要恢复水")
    assert view.fit == "merged"
    assert view.merged == f"{view.proposal}这是新的一句。"


async def test_an_answer_to_a_paragraph_that_was_taken_out_meanwhile_is_not_lost(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, FIRST)
    without(mail.world, FIRST)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Do not take it out."}))
    [view] = of_ama(mail)
    assert (view.body, view.verdict) == ("Do not take it out.", "deleted")
    assert view.paragraph == mail.world.paragraphs[FIRST].uid
    assert mail.verdicts() == ["filed"]


async def test_an_answer_two_revisions_late_goes_through_both(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, FIRST)
    without(mail.world, FIRST)
    next_revision(mail.world, lambda text: text)
    await mail.answer("ama", letter, under(letter, {"[¶1]": "Do not take it out."}))
    [view] = of_ama(mail)
    assert [verdict for _, verdict in mail.world.rows(ANCHORS, uid=view.uid)] == ["exact", "deleted", "deleted"]
    assert [each.uid for each in mail.world.views("wei") if each.uid == view.uid] == [view.uid]


async def test_the_daily_letter_says_that_a_revision_was_issued_and_leads_to_what_changed(mail: MailHouse) -> None:
    next_revision(mail.world, reworded("every month", "every week"), about="The text after the first round.")
    letter = await mail.digest("wei")
    said = letter.part("plain")
    assert "Revision 2 of" in said
    assert "The text after the first round." in said
    assert f"/d/{mail.world.document}/compare?from=1&to=2" in said


async def test_a_letter_says_on_which_words_a_comment_was_made_and_not_what_stands_there_since(mail: MailHouse) -> None:
    mail.world.post("ama", FIRST, "Which?", quote="flow of water", proposal="flow of fresh water")
    next_revision(mail.world, reworded("flow of water", "flow of fresh water"))
    said = (await mail.digest("wei")).part("plain")
    assert "On the words “\u2068flow of water\u2069”" in said
    assert "“\u2068flow of fresh water\u2069”" in said
