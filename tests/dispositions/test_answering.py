"""A comment is answered once and for all to see, and no answer is lost."""

import pytest

from commentspace.domain.dispositions.answering import ChangedSince, Reason
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.dispositions.acts import answer, answers, history
from tests.world import World


def test_everybody_who_sees_the_comment_sees_what_was_decided_and_why(world: World) -> None:
    comment = world.post("ama")
    answer(world, comment, "partly", reason="The **first** half.")
    for reader in ("wei", "ama", "lars"):
        seen = world.seen(reader, comment).disposition
        assert seen is not None
        assert (seen.outcome, seen.by) == ("partly", "Lars Nygård")
        assert "<strong>first</strong>" in seen.html


def test_only_moderators_answer(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(NotAllowed):
        answer(world, comment, by="wei")
    with pytest.raises(NotFound):
        answer(world, comment, by="julian")


def test_a_later_answer_takes_the_place_of_the_one_before_which_stays_in_the_history(world: World) -> None:
    comment = world.post("ama")
    answer(world, comment, "rejected", reason="Out of reach.")
    world.clock.advance(hours=1)
    answer(world, comment, "accepted", by="nadia")
    seen = world.seen("wei", comment).disposition
    assert seen is not None
    assert seen.outcome == "accepted"
    now, before = history(world, "wei", comment)
    assert (now.state, now.view.by) == ("in force", "نادية كرم")
    assert (before.state, before.view.reason) == ("superseded", "Out of reach.")
    assert before.stretches[0].until == now.stretches[0].since == world.clock.now


def test_who_saw_another_answer_is_shown_both_before_theirs_is_taken(world: World) -> None:
    comment = world.post("ama")
    first = answer(world, comment, seen="")
    with pytest.raises(ChangedSince):
        answer(world, comment, "rejected", by="nadia", seen="")
    answer(world, comment, "rejected", by="nadia", seen=first)


def test_the_same_form_answers_once(world: World) -> None:
    comment = world.post("ama")
    first = answer(world, comment, key="a-form-of-lars", seen="")
    assert answer(world, comment, key="a-form-of-lars", seen="") == first
    assert len(history(world, "lars", comment)) == 1


def test_what_takes_no_answer_is_refused_with_what_to_do(world: World) -> None:
    comment = world.post("ama")
    reply = world.reply("wei", comment)
    with pytest.raises(Conflict, match="comment that began the thread"):
        answer(world, reply)
    world.hold(comment)
    with pytest.raises(Conflict, match="Release it first"):
        answer(world, comment)
    world.release(comment)
    world.withdraw("ama", comment)
    with pytest.raises(Conflict, match="withdrawn"):
        answer(world, comment)


@pytest.mark.parametrize("outcome", ["partly", "modified", "rejected", "out_of_scope", "deferred"])
def test_what_is_not_simply_accepted_wants_a_reason(outcome: str) -> None:
    with pytest.raises(Invalid) as refused:
        answers(outcome, "  ")
    assert refused.value.field == "reason"


def test_names_in_braces_are_filled_in_for_the_comment(world: World) -> None:
    comment = world.post("ama")
    answer(world, comment, reason="We thank {name} of {organisation} for comment {number} on {document}.")
    seen = world.seen("ama", comment).disposition
    assert seen is not None
    assert "We thank Ama Boateng of Ghana for comment 1 on" in seen.html


def test_braces_that_cannot_be_filled_in_are_refused_with_those_that_can() -> None:
    with pytest.raises(Invalid, match=r"“\{nombre\}” cannot be filled in.*\{organisation\}"):
        Reason.of("Dear {nombre}")


def test_no_answer_names_a_writer_whom_others_do_not_see(world: World) -> None:
    comment = world.post("ama")
    world.execute("UPDATE comment SET masked = 'hidden' WHERE uid = :uid", uid=comment)
    with pytest.raises(Invalid, match="others do not see who wrote it"):
        answer(world, comment, reason="We thank {name}.")


def test_a_name_is_shown_as_it_is_and_makes_no_marks(world: World) -> None:
    world.execute("UPDATE person SET name = '*Ama* <b>[x](http://x)' WHERE id = :id", id=world.person("ama"))
    comment = world.post("ama")
    answer(world, comment, reason="Thanks, {name}.")
    seen = world.seen("wei", comment).disposition
    assert seen is not None
    assert "<p>Thanks, *Ama* &lt;b&gt;[x](http://x).</p>" in seen.html.strip()


class TestDuplicates:
    def test_the_other_comment_is_named_by_its_number_or_address(self, world: World) -> None:
        first, second, third = (world.post("ama", text=f"Say {number}.") for number in ("one", "two", "three"))
        answer(world, second, "duplicate", duplicate_of="#1")
        answer(world, third, "duplicate", duplicate_of=f"https://example.org/c/{first}?x=y")
        for comment in (second, third):
            seen = world.seen("wei", comment).disposition
            assert seen is not None
            assert (seen.duplicate_number, seen.duplicate_uid) == (1, first)

    def test_a_comment_repeats_neither_itself_nor_one_that_leads_back_to_it(self, world: World) -> None:
        first, second, third = (world.post("ama", text=f"Say {number}.") for number in ("one", "two", "three"))
        with pytest.raises(Invalid, match="duplicate of itself"):
            answer(world, first, "duplicate", duplicate_of="1")
        answer(world, first, "duplicate", duplicate_of="2")
        answer(world, second, "duplicate", duplicate_of=third)
        with pytest.raises(Invalid, match="duplicate of this one already"):
            answer(world, third, "duplicate", duplicate_of="#1")

    @pytest.mark.parametrize("words", ["#99", "nothing", "0", "/c/aaaaaaaaaaaaaaaa"])
    def test_what_names_no_comment_of_the_document_is_refused(self, world: World, words: str) -> None:
        comment = world.post("ama")
        with pytest.raises(Invalid) as refused:
            answer(world, comment, "duplicate", duplicate_of=words)
        assert refused.value.field == "duplicate_of"
        assert history(world, "lars", comment) == []

    def test_others_do_not_learn_of_a_held_comment_that_is_repeated(self, world: World) -> None:
        held, comment = world.post("ama"), world.post("wei")
        answer(world, comment, "duplicate", duplicate_of="#1")
        world.hold(held)
        seen = world.seen("priya", comment).disposition
        assert seen is not None
        assert (seen.outcome, seen.duplicate_number, seen.duplicate_uid) == ("duplicate", None, "")
