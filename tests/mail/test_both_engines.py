"""The mail door once around, on SQLite and on PostgreSQL: a letter out, an answer in, from two spaces at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from commentspace.demo.cast import member
from commentspace.domain import (
    comments,
    discussion,
    documents,
    inbound_views,
    member_lists,
    members,
    review_windows,
    reviews,
    spaces,
)
from commentspace.domain.access import standing
from commentspace.domain.bodies import Body
from commentspace.domain.postings import Posting
from tests.mail.house import MailHouse, settings_for, under
from tests.services.sink import Sink
from tests.small_draft import FIRST, SECOND
from tests.world import CLOSES, OPERATOR, World, issue


@pytest.fixture
async def mail(world: World, sink: Sink, tmp_path: Path) -> AsyncIterator[MailHouse]:
    """The mail door over the named space, on each engine."""
    house = MailHouse(world, sink, settings_for(sink, tmp_path))
    await house.listener.start()
    yield house
    await house.listener.stop()
    await house.post_office.close()


def second_space(mail: MailHouse) -> int:
    """Another space of two of the cast, with the same draft, a review, and a comment."""
    world, write = mail.world, mail.world.database.write_here
    space_id = write(spaces.make, OPERATOR, spaces.Plan.of("rivers", "Rivers"))
    entries = [
        member_lists.Entry.of(each.name, each.address, "", "", "moderator", "en")
        for each in map(member, ("ama", "wei"))
    ]
    write(members.add, OPERATOR, space_id, entries, invite=False, space=space_id)
    document = issue(world.database, world.caller("wei"), space_id)
    write(reviews.open, world.caller("wei"), document, review_windows.Window(None, CLOSES), space=space_id)
    view, _ = world.read(documents.find, world.caller("wei"), document)
    place = world.read(discussion.paragraphs, view.revision_id)[SECOND]
    posting = Posting(Body.of("Every week."), "second-space-1")
    write(comments.post, world.caller("wei"), place.uid, posting, space=space_id)
    return space_id


async def test_a_digest_about_two_spaces_is_answered_in_one_mail(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    rivers = second_space(mail)
    letter = await mail.digest("ama")
    assert letter.message["Subject"] == "Rivers, Wetland restoration: review of the draft guidance: 2 new comments"
    await mail.answer("ama", letter, under(letter, {"[¶1]": "The fresh water.", "[¶2]": "Once a month will do."}))
    assert mail.verdicts() == ["filed"]
    assert [view.body for view in mail.world.views("lars")] == ["Say which water.", "The fresh water."]
    there = mail.world.read(lambda s: discussion.comments(s, standing(s, mail.world.caller("ama"), rivers)))
    assert [(view.body, view.door) for view in there][1:] == [("Once a month will do.", "mail")]


async def test_moderators_of_one_space_do_not_read_what_was_written_in_the_other(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    second_space(mail)
    letter = await mail.digest("ama")
    await mail.answer("ama", letter, under(letter, {"[¶1]": "The fresh water.", "[¶2]": "Once a month will do."}))
    [seen] = mail.world.read(inbound_views.of_space, mail.world.standing("lars"))
    assert (seen.verdict, seen.found, seen.left_out) == ("filed", "", "")
    assert "Rivers" not in f"{seen}"
    assert mail.world.rows("SELECT found, is_shared FROM inbound_text") == [
        ("[¶2]\nOnce a month will do.\n\n[¶1]\nThe fresh water.", False)
    ]


async def test_a_refusal_in_one_space_leaves_what_is_for_the_other(mail: MailHouse) -> None:
    mail.world.post("wei", FIRST, "Say which water.")
    second_space(mail)
    letter = await mail.digest("ama")
    mail.world.close_review()
    answers = {"[¶1]": "The fresh water.", "[¶2]": "Once a month will do."}
    await mail.answer("ama", letter, under(letter, answers))
    assert mail.verdicts() == ["filed"]
    assert len(mail.world.views("lars")) == 1
    came_back, _, filed = mail.last("ama").part("plain").partition("[¶1] WET/2/3\nThe fresh water.")
    assert "is not open for comments" in came_back
    assert "Once a month" not in came_back
    assert "Once a month will do." in filed
