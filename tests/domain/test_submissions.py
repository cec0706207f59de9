"""Filled files: taken in whole, decided row by row, posted once, taken back."""

from dataclasses import replace

import pytest

from commentspace.domain import record, row_json, submission_row_views, submission_views, submissions
from commentspace.domain.bodies import LIMIT
from commentspace.domain.filled_files import Filled, related
from commentspace.domain.submission_posting import next_batch, post, unposted
from commentspace.domain.submission_row_views import RowView
from commentspace.domain.submission_rows import TOGETHER, Choice, decide, press, take_back
from commentspace.domain.submissions import Begun
from commentspace.domain.submitted import Row
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed, NotFound, TooMany
from tests.filled import doubtful, filled, post_all, send, sure, unplaced
from tests.small_draft import FIRST, SECOND
from tests.world import World


def counts(world: World, begun: Begun, key: str = "ama") -> submission_views.Counts:
    return world.read(submission_views.view, world.caller(key), begun.uid)[0].counts


def rows(world: World, begun: Begun, key: str = "ama", state: str = "") -> list[RowView]:
    about, who = world.read(submission_views.view, world.caller(key), begun.uid)
    return world.read(submission_row_views.rows, who, about, state, 1)


def posted_by(world: World, begun: Begun, key: str = "ama") -> int:
    world.database.write_here(press, world.caller(key), begun.uid)
    return post_all(world, begun)


def test_every_row_is_kept_and_none_is_posted_before_somebody_says_so(world: World) -> None:
    empty = Row(4, (("Comment", ""),), "", "empty")
    begun = send(world, "ama", filled(sure(world, 1, "A."), doubtful(world, 2, "B."), unplaced(3, "C."), empty))
    found = counts(world, begun)
    assert (found.rows, found.sure, found.doubtful, found.unplaced, found.ready) == (3, 1, 1, 1, 1)
    assert world.views("lars") == []
    assert post_all(world, begun) == 0
    kept = world.rows("SELECT row FROM submission_row ORDER BY position")
    assert [row_json.row(text).markdown for (text,) in kept] == ["A.", "B.", "C.", ""]


def test_the_record_is_committed_to_the_file_and_to_every_row(world: World) -> None:
    send(world, "ama", filled(sure(world, 1, "A.")))
    [(content,)] = world.rows(
        "SELECT content FROM event_content JOIN event ON event.id = event_id WHERE verb = 'submission.received'"
    )
    assert '"filename":"matrix.csv"' in content
    assert '"rows":"' in content
    assert world.read(record.check, world.space_id)[1] == []


def test_a_sure_row_becomes_a_comment_on_its_words_with_whom_the_file_names(world: World) -> None:
    row = sure(world, 1, "Say which.", quote="flow of water", proposal="flow of fresh water", kind="editorial")
    begun = send(world, "ama", filled(replace(row, reviewer="Kofi Mensah", organisation="Coast Watch")))
    assert posted_by(world, begun) == 1
    [view] = world.views("wei")
    assert (view.body, view.quotation, view.proposal, view.kind) == (
        "Say which.",
        "flow of water",
        "flow of fresh water",
        "editorial",
    )
    facts = world.rows("SELECT said_by, said_for, source FROM provenance")
    assert facts == [("Kofi Mensah", "Coast Watch", "matrix.csv")]
    assert world.read(submission_views.view, world.caller("ama"), begun.uid)[0].counts.posted == 1


def test_who_is_named_in_their_own_file_needs_no_name_beside_their_own(world: World) -> None:
    row = replace(sure(world, 1, "A."), reviewer="  ama  BOATENG ")
    posted_by(world, send(world, "ama", filled(row)))
    assert world.rows("SELECT said_by FROM provenance") == [("",)]


def test_answers_in_a_file_become_answers(world: World) -> None:
    above = world.post("wei", FIRST, "Which water?")
    rows = (
        replace(sure(world, 1, "The fresh."), reply_to=above, candidates=()),
        sure(world, 2, "A thread.", name="1"),
        replace(unplaced(3, "Its answer."), answers="1"),
        replace(unplaced(4, "An answer to what is there."), answers="known"),
    )
    known = Row(5, (), "Which water?", "known", name="known", comment=above)
    begun = send(world, "ama", filled(*rows[:2], known, *rows[2:]))
    assert posted_by(world, begun) == 4
    found = {view.body: view for view in world.views("lars")}
    assert found["The fresh."].parent == above
    assert found["Its answer."].parent == found["A thread."].uid
    assert found["An answer to what is there."].parent == above


def test_a_row_that_answers_a_doubtful_one_goes_where_that_goes(world: World) -> None:
    begun = send(world, "ama", filled(doubtful(world, 1, "B.", name="1"), replace(unplaced(2, "Below."), answers="1")))
    first = rows(world, begun)[0]
    choice = Choice(first.uid, "place", world.paragraphs[SECOND].uid)
    world.write(decide, world.caller("ama"), begun.uid, [choice])
    assert posted_by(world, begun) == 2
    found = {view.body: view for view in world.views("ama")}
    assert found["Below."].parent == found["B."].uid
    assert found["B."].paragraph == world.paragraphs[SECOND].uid


def test_the_same_file_leads_to_what_was_made_of_it(world: World) -> None:
    file = filled(sure(world, 1, "A."))
    begun = send(world, "ama", file)
    assert posted_by(world, begun) == 1
    again = send(world, "ama", replace(file, key="another-key-1"))
    assert (again.uid, again.is_whole) == (begun.uid, True)
    assert send(world, "ama", replace(file, content=b"other bytes")).uid == begun.uid
    assert posted_by(world, again) == 0
    assert len(world.views("ama")) == 1


def test_cut_off_anywhere_it_is_taken_in_once_and_nobody_sees_a_part(world: World) -> None:
    file = filled(*(sure(world, at, f"Row {at}.") for at in range(250)))
    caller = world.caller("ama")
    for most in range(1, 6):
        steps, answer = submissions.receive(caller, world.document, file), None
        for _ in range(most):
            step = steps.send(answer)
            answer = world.database.write_here(step.verb, *step.args, space=step.space)
        assert world.read(submissions.of_document, caller, world.document) == []
    begun = send(world, "ama", file)
    assert counts(world, begun).rows == 250
    assert world.rows("SELECT count(*) FROM submission_row") == [(250,)]


def test_two_who_post_the_same_rows_post_them_once(world: World) -> None:
    begun = send(world, "ama", filled(*(sure(world, at, f"Row {at}.") for at in range(30))))
    world.database.write_here(press, world.caller("ama"), begun.uid)
    one, other = world.read(next_batch, begun.id), world.read(next_batch, begun.id)
    assert one is not None
    assert other is not None
    assert world.write(post, one) == TOGETHER
    assert world.write(post, other) == 0
    assert world.read(unposted) == [begun.id]
    assert post_all(world, begun) == 30 - TOGETHER
    assert world.read(unposted) == []
    assert len(world.views("ama")) == 30


def test_what_two_files_of_one_person_say_alike_is_posted_once(world: World) -> None:
    quoted = sure(world, 1, "A.", quote="flow of water")
    first = send(world, "ama", filled(sure(world, 1, "A."), sure(world, 2, "A."), key="first"))
    second = send(world, "ama", filled(sure(world, 1, "A."), quoted, sure(world, 2, "B."), key="second"))
    others = send(world, "wei", filled(sure(world, 1, "A."), key="third"))
    assert posted_by(world, first) == 2
    assert posted_by(world, second) == 2
    assert posted_by(world, others, "wei") == 1
    assert (counts(world, second).known, counts(world, second).posted) == (1, 2)
    assert sorted(each.body for each in world.views("lars")) == ["A.", "A.", "A.", "A.", "B."]


def test_a_row_that_is_refused_keeps_its_text_and_the_reason_and_can_be_tried_again(world: World) -> None:
    begun = send(world, "ama", filled(sure(world, 1, "x" * (LIMIT + 1)), sure(world, 2, "Short.")))
    assert posted_by(world, begun) == 1
    [long] = rows(world, begun, state="refused")
    assert "bytes" in long.reason
    assert long.row.markdown.startswith("xxx")
    world.database.write_here(press, world.caller("ama"), begun.uid, again=True)
    assert post_all(world, begun) == 0
    assert counts(world, begun).refused == 1


def test_rows_received_in_time_are_placed_after_the_review_has_closed(world: World) -> None:
    begun = send(world, "ama", filled(doubtful(world, 1, "B.")))
    world.clock.advance(minutes=1)
    world.close_review()
    [row] = rows(world, begun)
    world.write(decide, world.caller("ama"), begun.uid, [Choice(row.uid, "place", world.paragraphs[FIRST].uid)])
    assert posted_by(world, begun) == 1
    with pytest.raises(Closed):
        send(world, "ama", filled(sure(world, 1, "Too late.")))


def test_moderators_place_rows_of_a_mail_as_its_sender_and_it_says_so(world: World) -> None:
    begun = send(world, "ama", filled(doubtful(world, 1, "B.")), door="mail")
    [row] = rows(world, begun, "lars")
    world.write(decide, world.caller("lars"), begun.uid, [Choice(row.uid, "place", world.paragraphs[FIRST].uid)])
    assert posted_by(world, begun, "lars") == 1
    [view] = world.views("wei")
    assert view.author == "Ama Boateng"
    assert world.rows("SELECT placed_by_id FROM provenance") == [(world.person("lars"),)]


def test_a_moderator_does_not_post_what_its_sender_has_not(world: World) -> None:
    begun = send(world, "ama", filled(sure(world, 1, "A.")))
    with pytest.raises(NotAllowed, match="has not said"):
        world.database.write_here(press, world.caller("lars"), begun.uid)


@pytest.mark.parametrize("key", ["wei", "priya", "julian", None])
def test_nobody_but_its_sender_and_the_moderators_sees_it(world: World, key: str | None) -> None:
    world.change_space(is_open=True)
    begun = send(world, "ama", filled(sure(world, 1, "A.")))
    for query in (submission_views.view, submission_views.file, submissions.find):
        with pytest.raises(NotFound):
            world.read(query, world.caller(key), begun.uid)
    assert world.read(submission_views.of_document, world.caller(key), world.document) == []
    choice = Choice("a" * 16, "leave out")
    with pytest.raises(NotFound):
        world.write(decide, world.caller(key), begun.uid, [choice])
    assert [each.uid for each in world.read(submission_views.of_document, world.caller("lars"), world.document)] == [
        begun.uid
    ]


def test_a_comment_that_one_may_not_see_is_no_place(world: World) -> None:
    hidden = world.post("wei", FIRST, "A name.")
    world.hold(hidden)
    begun = send(world, "ama", filled(replace(sure(world, 1, "Below."), reply_to=hidden, candidates=())))
    assert counts(world, begun).unplaced == 1


def test_left_out_and_opened_again(world: World) -> None:
    begun = send(world, "ama", filled(sure(world, 1, "A.")))
    [row] = rows(world, begun)
    ama = world.caller("ama")
    world.write(decide, ama, begun.uid, [Choice(row.uid, "leave out")])
    assert posted_by(world, begun) == 0
    assert counts(world, begun).dropped == 1
    world.write(decide, ama, begun.uid, [Choice(row.uid, "place", world.paragraphs[SECOND].uid)])
    assert posted_by(world, begun) == 1
    with pytest.raises(Conflict):
        world.write(decide, ama, begun.uid, [Choice(row.uid, "leave out")])


def test_another_documents_paragraph_is_no_place(world: World) -> None:
    begun = send(world, "ama", filled(doubtful(world, 1, "B.")))
    [row] = rows(world, begun)
    with pytest.raises(Invalid, match="not in the document"):
        world.write(decide, world.caller("ama"), begun.uid, [Choice(row.uid, "place", "a" * 16)])


def test_all_of_a_file_is_taken_back_by_its_sender_and_can_be_posted_again(world: World) -> None:
    begun = send(world, "ama", filled(*(sure(world, at, f"Row {at}.") for at in range(25))))
    posted_by(world, begun)
    with pytest.raises(NotAllowed):
        world.database.carry_out_here(take_back(world.caller("lars"), begun.uid, begun.space_id))
    assert world.database.carry_out_here(take_back(world.caller("ama"), begun.uid, begun.space_id)) == 25
    assert {view.status for view in world.views("lars")} == {"withdrawn"}
    row = rows(world, begun)[0]
    world.write(decide, world.caller("ama"), begun.uid, [Choice(row.uid, "place", world.paragraphs[FIRST].uid)])
    assert posted_by(world, begun) == 1
    assert [view.body for view in world.views("wei") if view.status == "shown"] == ["Row 0."]


def test_a_file_about_another_document_and_one_without_words_are_not_taken(world: World) -> None:
    with pytest.raises(Invalid, match="another document"):
        send(world, "ama", filled(sure(world, 1, "A."), document="b" * 16))
    with pytest.raises(Invalid, match="No comment"):
        filled(Row(1, (), "", "empty"))
    with pytest.raises(Invalid, match="empty"):
        Filled("a.csv", b"", filled(sure(world, 1, "A.")).submitted, "a-key-of-it")


def test_readers_send_nothing_and_nobody_sends_without_end(world: World) -> None:
    with pytest.raises(NotAllowed):
        send(world, "priya", filled(sure(world, 1, "A.")))
    with pytest.raises(NotAllowed):
        world.database.write_here(submissions.admit, world.caller("priya"), world.document)
    for _ in range(submissions.AN_HOUR):
        world.database.write_here(submissions.admit, world.caller("ama"), world.document)
    with pytest.raises(TooMany, match="30 files"):
        world.database.write_here(submissions.admit, world.caller("ama"), world.document)


def test_a_row_read_again_is_the_same(world: World) -> None:
    row = replace(sure(world, 0, "A “quoted” 100%_text", quote="flow of water"), at=world.clock.now, resolved=True)
    assert row_json.row(row_json.kept(row)) == row
    assert row_json.placed_by(row_json.kept(row, 7)) == 7
    assert row_json.row(row_json.kept(row, 7)) == row


def test_what_answers_nothing_that_says_anything_stands_alone() -> None:
    empty, below = Row(1, (), "", "empty", name="1"), Row(2, (), "B.", "sure", answers="1")
    assert [row.answers for row in related([empty, below])] == ["", ""]
