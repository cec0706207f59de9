"""The same answer to many comments, taken back together; answers taken back one by one."""

import pytest

from commentspace.domain import record
from commentspace.domain.dispositions import answerable, answering, batches, many, reopening
from commentspace.domain.dispositions.answering import ChangedSince, EditedSince
from commentspace.errors import Conflict, NotAllowed
from tests.dispositions.acts import answer, answer_many, answers, confirms, history
from tests.world import World


def _posted(world: World, count: int) -> list[str]:
    return [world.post("ama" if number % 2 else "wei", text=f"Say {number}.") for number in range(count)]


def _outcome(world: World, comment: str) -> str | None:
    seen = world.seen("olga", comment).disposition
    return seen.outcome if seen else None


def test_many_comments_have_one_answer_with_their_own_names_in_it(world: World) -> None:
    first, second = _posted(world, 2)
    done = answer_many(world, [first, second], answers("noted", "Thank you, {name}."))
    assert done.done == (first, second)
    said = [world.seen("olga", uid).disposition for uid in done.done]
    assert [each.reason for each in said if each] == ["Thank you, 陈伟.", "Thank you, Ama Boateng."]


def test_those_that_take_no_answer_are_left_and_say_why(world: World) -> None:
    first, withdrawn, held = _posted(world, 3)
    world.withdraw("ama", withdrawn)
    world.hold(held)
    done = answer_many(world, [first, withdrawn, held, "aaaaaaaaaaaaaaaa"], answers("accepted"))
    assert done.done == (first,)
    assert {uid for uid, _ in done.left} == {withdrawn, held, "aaaaaaaaaaaaaaaa"}


def test_a_comment_that_was_answered_since_it_was_looked_at_is_left(world: World) -> None:
    first, second = _posted(world, 2)
    answer(world, first, "rejected", by="nadia")
    done = answer_many(world, [first, second], answers("accepted"), seen={})
    assert done.done == (second,)
    assert [why.message for _, why in done.left] == [many.MEANWHILE]


def test_a_comment_that_was_edited_since_it_was_looked_at_is_left(world: World) -> None:
    first, second = _posted(world, 2)
    seen = {uid: answering.mark(world.seen("lars", uid)) for uid in (first, second)}
    world.edit("wei", first, "The opposite.")
    done = answer_many(world, [first, second], answers("accepted"), seen=seen)
    assert done.done == (second,)
    assert [why.message for _, why in done.left] == [answerable.EDITED]
    with pytest.raises(EditedSince):
        answer(world, first, "accepted", seen=seen[first])
    answer(world, first, "accepted", seen=answering.mark(world.seen("lars", first)))


def test_the_same_act_sent_twice_answers_once(world: World) -> None:
    uids = _posted(world, 3)
    first = answer_many(world, uids, answers("accepted"), batch="onebatchonebatch")
    again = answer_many(world, uids, answers("accepted"), batch="onebatchonebatch")
    assert first.done == again.done
    assert world.rows("SELECT count(*) FROM disposition") == [(3,)]


def test_who_may_not_answer_writes_nothing(world: World) -> None:
    uids = _posted(world, 2)
    with pytest.raises(NotAllowed):
        answer_many(world, uids, answers("accepted"), by="ama")
    assert world.rows("SELECT count(*) FROM disposition") == [(0,)]


def test_each_answer_of_many_is_in_the_record_and_pages_are_told_at_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "LOUD", 3)
    monkeypatch.setattr(many, "TOGETHER", 2)
    uids = _posted(world, 5)
    last = world.rows("SELECT max(seq) FROM event")[0][0]
    answer_many(world, uids, answers("accepted"))
    verbs = [verb for (verb,) in world.rows("SELECT verb FROM event WHERE seq > :last ORDER BY seq", last=last)]
    assert verbs == ["comment.answer"] * 5 + ["comments.answered"]
    told = world.rows("SELECT DISTINCT seq FROM notice WHERE seq > :last AND comment_id IS NOT NULL", last=last)
    assert told == [(last + 6,)]
    assert world.read(record.check, world.space_id)[1] == []


def test_an_act_on_many_is_taken_back_as_far_as_nobody_has_answered_since(world: World) -> None:
    had, none, since = _posted(world, 3)
    answer(world, had, "rejected", reason="Out of reach.")
    done = answer_many(world, [had, none, since], answers("accepted"))
    answer(world, since, "noted", by="nadia")
    assert world.read(batches.size, world.caller("lars"), world.document, done.batch) == 2
    back = world.database.carry_out_here(batches.take_back(world.caller("lars"), world.document, done.batch))
    assert set(back.done) == {had, none}
    assert [_outcome(world, uid) for uid in (had, none, since)] == ["rejected", None, "noted"]
    newest, oldest = history(world, "wei", had)
    assert (newest.state, oldest.state) == ("taken back", "in force")
    assert len(oldest.stretches) == 2
    assert newest.stretches[0].back_by == "Lars Nygård"


def test_proposals_of_an_act_are_taken_back_too(world: World) -> None:
    confirms(world)
    uids = _posted(world, 2)
    done = answer_many(world, uids, answers("accepted"))
    world.database.carry_out_here(batches.take_back(world.caller("nadia"), world.document, done.batch))
    assert [world.seen("lars", uid).proposed for uid in uids] == [None, None]
    assert [each.state for each in history(world, "lars", uids[0])] == ["declined"]


def test_a_reopened_comment_has_no_answer_and_its_history_says_who_why_and_when(world: World) -> None:
    comment = world.post("ama")
    given = answer(world, comment, "rejected")
    world.clock.advance(hours=2)
    world.write(reopening.reopen, world.caller("nadia"), comment, "New data came.", seen=given)
    assert _outcome(world, comment) is None
    past = history(world, "wei", comment)[0]
    assert past.state == "taken back"
    stretch = past.stretches[0]
    assert (stretch.until, stretch.back_by, stretch.why) == (world.clock.now, "نادية كرم", "New data came.")


def test_only_the_answer_that_was_seen_is_taken_back(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(Conflict, match="no answer in force"):
        world.write(reopening.reopen, world.caller("lars"), comment, "A mistake.")
    first = answer(world, comment)
    answer(world, comment, "noted", by="nadia")
    with pytest.raises(ChangedSince):
        world.write(reopening.reopen, world.caller("lars"), comment, "A mistake.", seen=first)


def test_what_is_proposed_still_waits_when_the_answer_in_force_is_taken_back(world: World) -> None:
    comment = world.post("ama")
    answer(world, comment)
    confirms(world)
    proposed = answer(world, comment, "rejected", reason="Out of reach.")
    world.write(reopening.reopen, world.caller("nadia"), comment, "New data came.", seen=proposed)
    seen = world.seen("lars", comment)
    assert seen.disposition is None
    assert seen.proposed is not None
    assert seen.proposed.uid == proposed


def test_an_answer_that_would_make_two_comments_repeat_each_other_does_not_come_back(world: World) -> None:
    first, second = _posted(world, 2)
    answer(world, first, "duplicate", reason="", duplicate_of="#2")
    done = answer_many(world, [first], answers("accepted"))
    answer(world, second, "duplicate", reason="", duplicate_of="#1")
    world.database.carry_out_here(batches.take_back(world.caller("lars"), world.document, done.batch))
    assert (_outcome(world, first), _outcome(world, second)) == (None, "duplicate")


def test_a_duplicate_of_one_of_many_leaves_that_one_and_says_why(world: World) -> None:
    first, second, third = _posted(world, 3)
    answer(world, third, "duplicate", reason="", duplicate_of="#1")
    done = answer_many(world, [first, second, third], answers("duplicate", "", duplicate_of="#3"))
    assert done.done == (second,)
    assert [uid for uid, _ in done.left] == [first, third]
