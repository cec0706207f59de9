"""Drafts of one's own: kept, changed, submitted as a set or one by one, and seen by nobody else."""

import pytest

from commentspace.domain import contributions
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, coverings, readiness, seeing, states, submitting, writing
from commentspace.domain.contributions.readiness import NotReady
from commentspace.domain.edits import Particulars
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed, NotFound
from tests.delegating import drafts, keep, submit
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND
from tests.world import World


def edit(world: World, by: str, uid: str, text: str, *, based_on: int = 1) -> None:
    """Give a draft a new text."""
    more = Particulars("substantive")
    world.write(changing.edit, world.caller(by), uid, Body.of(text), more, based_on=based_on)


def test_a_draft_is_no_comment_and_moves_nothing(world: World) -> None:
    before = world.rows("SELECT seq FROM space"), world.rows("SELECT count(*) FROM event")
    keep(world, "ama", "Which water?", quote="flow of water")
    assert [each.body for each in drafts(world, "ama")] == ["Which water?"]
    assert drafts(world, "ama")[0].quotation == "flow of water"
    assert not world.views("ama")
    assert before == (world.rows("SELECT seq FROM space"), world.rows("SELECT count(*) FROM event"))
    assert world.rows("SELECT count(*) FROM notice WHERE document_id IS NOT NULL AND comment_id IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("other", ["wei", "priya", "lars", "fang", "julian", None])
def test_nobody_else_finds_it_moderators_and_owners_neither(world: World, other: str | None) -> None:
    world.change_space(is_open=True)
    uid = keep(world, "ama", "Which water?")
    with pytest.raises(NotFound):
        world.read(seeing.find, world.caller(other), uid)
    for act in (changing.drop, changing.take_up, changing.forget, changing.to_room):
        with pytest.raises(NotFound):
            world.write(act, world.caller(other), uid)
    with pytest.raises(NotFound):
        submit(world, other, uid)


def test_the_same_form_keeps_one_draft_and_another_text_is_its_new_state(world: World) -> None:
    uid = keep(world, "ama", "Which water?", key="one-key-of-a-form")
    assert keep(world, "ama", "Which water?", key="one-key-of-a-form") == uid
    assert keep(world, "ama", "Which sea?", key="one-key-of-a-form") == uid
    [found] = drafts(world, "ama")
    assert (found.body, found.states) == ("Which sea?", 2)
    assert [each.body for each in world.read(states.of_contribution, found.id)] == ["Which sea?", "Which water?"]


def test_a_form_whose_draft_was_submitted_takes_no_other_text(world: World) -> None:
    submit(world, "ama", keep(world, "ama", "Which water?", key="one-key-of-a-form"))
    with pytest.raises(Conflict):
        keep(world, "ama", "Which sea?", key="one-key-of-a-form")


def test_readers_keep_none_and_quoted_words_have_to_be_there(world: World) -> None:
    with pytest.raises(NotAllowed):
        keep(world, "priya", "Which water?")
    posting = world.posting("Which?", SECOND, quote=world.paragraphs[SECOND].text[:9])
    with pytest.raises(Invalid):
        world.write(writing.keep, world.caller("ama"), world.paragraphs[FIRST].uid, posting, "draft")


def test_an_edit_is_a_state_and_one_in_another_window_is_not_overwritten(world: World) -> None:
    uid = keep(world, "ama", "Which water?")
    edit(world, "ama", uid, "Which sea?")
    with pytest.raises(Conflict):
        edit(world, "ama", uid, "Which lake?")
    assert [(each.body, each.states) for each in drafts(world, "ama")] == [("Which sea?", 2)]


def test_a_dropped_draft_can_be_taken_up_again_or_forgotten_for_good(world: World) -> None:
    uid = keep(world, "ama", "Which water?")
    world.write(changing.drop, world.caller("ama"), uid)
    assert drafts(world, "ama")[0].state == "dropped"
    world.write(changing.take_up, world.caller("ama"), uid)
    assert drafts(world, "ama")[0].state == "open"
    with pytest.raises(Conflict):
        world.write(changing.forget, world.caller("ama"), uid)
    world.write(changing.drop, world.caller("ama"), uid)
    world.write(changing.forget, world.caller("ama"), uid)
    assert not drafts(world, "ama")
    assert world.rows("SELECT count(*) FROM contribution_state") == [(0,)]


def test_submitted_it_is_a_comment_like_any_other(world: World) -> None:
    uid = keep(world, "ama", "Which *water*?", quote="flow of water", proposal="flow of fresh water")
    [comment], covering, again = submit(world, "ama", uid)
    seen = world.seen("priya", comment)
    assert (seen.body, seen.quotation, seen.proposal, seen.number) == (
        "Which *water*?",
        "flow of water",
        "flow of fresh water",
        1,
    )
    assert (covering, again, seen.on_behalf_of) == ("", False, world.standing("ama").on_behalf_of)
    [draft] = drafts(world, "ama")
    assert draft.state == "submitted"
    assert draft.became is not None
    assert (draft.became.uid, draft.became.seen) == (comment, True)


def test_a_set_has_one_note_that_all_who_see_a_comment_of_it_read(world: World) -> None:
    uids = [keep(world, "ama", f"Comment {n}.", paragraph) for n, paragraph in enumerate((SECOND, FIRST))]
    made = submit(world, "ama", *uids, note="These *belong* together.")
    assert [world.seen("wei", each).body for each in made.comments] == ["Comment 0.", "Comment 1."]
    assert {world.seen("wei", each).covering for each in made.comments} == {made.covering}
    shown = world.read(coverings.show, world.standing("wei"), world.document_id, made.covering)
    assert ("<em>belong</em>" in shown.html, len(shown.comments)) == (True, 2)
    assert shown.author == world.seen("wei", made.comments[0]).author


def test_the_same_set_submitted_twice_is_submitted_once(world: World) -> None:
    uids = keep(world, "ama", "One."), keep(world, "ama", "Two.")
    first = submit(world, "ama", *uids, note="Both.")
    again = submit(world, "ama", *uids, note="Both.")
    assert (again.comments, again.covering, again.again) == (first.comments, first.covering, True)
    assert len(world.views("wei")) == 2
    with pytest.raises(Conflict):
        submit(world, "ama", uids[0], keep(world, "ama", "Three."))


def test_a_closed_review_leaves_all_drafts_as_they_are(world: World) -> None:
    uids = keep(world, "ama", "One."), keep(world, "ama", "Two.")
    world.close_review()
    with pytest.raises(Closed):
        submit(world, "ama", *uids, note="Both.")
    assert [each.state for each in drafts(world, "ama")] == ["open", "open"]
    assert not world.views("lars")
    assert world.rows("SELECT count(*) FROM covering") == [(0,)]
    assert keep(world, "ama", "Three.")


def test_what_stands_in_the_way_is_said_of_each_and_nothing_is_submitted(world: World) -> None:
    question = world.post("wei")
    posting = world.posting("Because.")
    answer = world.write(writing.keep_reply, world.caller("ama"), question, posting, "draft").uid
    fine = keep(world, "ama", "One.")
    world.hold(question)
    with pytest.raises(NotReady) as refused:
        submit(world, "ama", fine, answer)
    assert set(refused.value.why) == {answer}
    assert [each.state for each in drafts(world, "ama")] == ["open", "open"]
    assert drafts(world, "ama")[0].answers == ""
    world.release(question)
    found = world.read(seeing.several, world.caller("ama"), world.document, (fine, answer))
    assert not world.read(readiness.hindrances, world.caller("ama"), found)
    submitted = submit(world, "ama", fine, answer)
    assert world.seen("wei", submitted.comments[1]).parent == question


def test_a_draft_on_an_older_revision_is_carried_to_the_newest(world: World) -> None:
    uid = keep(world, "ama", "Which water?", quote="flow of water")
    next_revision(world, reworded("water", "fresh water"))
    assert drafts(world, "ama")[0].is_older
    [comment], _, _ = submit(world, "ama", uid)
    seen = world.seen("wei", comment)
    assert (seen.revision, seen.quotation) == (1, "flow of fresh water")


def test_one_may_submit_for_oneself(world: World) -> None:
    [comment], _, _ = submit(world, "ama", keep(world, "ama", "One."), personally=True)
    assert world.seen("wei", comment).on_behalf_of == ""


def test_a_set_with_nothing_in_it_is_refused(world: World) -> None:
    with pytest.raises(Invalid):
        submit(world, "ama")
    with pytest.raises(Invalid):
        submit(world, "ama", *[f"uid{n}" for n in range(submitting.MOST + 1)])


def test_what_waits_is_told_to_who_wrote_it(world: World) -> None:
    keep(world, "ama", "One.")
    keep(world, "ama", "Two.")
    submit(world, "ama", keep(world, "ama", "Three."))
    [waits] = world.read(contributions.waiting, world.person("ama"))
    assert (waits.document, waits.drafts, waits.in_room) == (world.document, 2, 0)
    assert world.read(contributions.waiting, world.person("lars")) == []


def test_with_its_last_comment_a_note_is_taken_back(world: World) -> None:
    made = submit(world, "ama", keep(world, "ama", "One."), note="A note.")
    world.withdraw("ama", made.comments[0])
    with pytest.raises(NotFound):
        world.read(coverings.show, world.standing("wei"), world.document_id, made.covering)
    assert world.read(coverings.show, world.standing("lars"), world.document_id, made.covering).html


def test_a_note_is_hidden_with_the_comments_that_it_covers(world: World) -> None:
    made = submit(world, "ama", keep(world, "ama", "One."), note="A note.")
    world.hold(made.comments[0])
    with pytest.raises(NotFound):
        world.read(coverings.show, world.standing("wei"), world.document_id, made.covering)
