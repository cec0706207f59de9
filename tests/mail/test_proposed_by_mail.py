"""A paragraph that is changed in the quotation becomes a comment with a proposed wording, shown as a difference."""

from tests.mail.house import MailHouse, under
from tests.mail.test_answers import digest_to_ama, of_ama
from tests.small_draft import CHINESE, FIRST

SENT = "恢复湿地先要恢复水"
CHANGED = "恢复湿地之前先要恢复水"


async def test_a_changed_quotation_is_a_proposed_wording(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, CHINESE)
    await mail.answer("ama", letter, under(letter, {}).replace(SENT, CHANGED))
    [view] = of_ama(mail)
    assert (view.body, view.proposal) == ("", mail.world.paragraphs[CHINESE].text.replace(SENT, CHANGED))
    assert "<ins>之前</ins>" in str(view.proposal_html)
    assert mail.verdicts() == ["filed"]


async def test_the_text_under_it_gives_the_reason(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, FIRST)
    changed = under(letter, {"[¶1]": "Fresh, not salt."}).replace("flow of water", "flow of fresh water")
    await mail.answer("ama", letter, changed)
    [view] = of_ama(mail)
    assert view.body == "Fresh, not salt."
    assert "flow of fresh water comes before" in (view.proposal or "")


async def test_a_proposal_that_is_refused_comes_back(mail: MailHouse) -> None:
    letter = await digest_to_ama(mail, CHINESE)
    mail.world.close_review()
    await mail.answer("ama", letter, under(letter, {}).replace(SENT, CHANGED))
    assert of_ama(mail) == []
    assert CHANGED in mail.last("ama").part("plain")
    assert mail.verdicts() == ["returned"]
