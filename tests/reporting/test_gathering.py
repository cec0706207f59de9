"""The report of a review: what it counts, and who may have it."""

import pytest

from commentspace.domain import round_members
from commentspace.domain.dispositions import satisfying
from commentspace.errors import NotAllowed, NotFound, SignInNeeded
from tests.reporting.reviewed import decided, report, reviewed
from tests.world import World


def test_comments_are_counted_by_kind_and_by_how_they_were_decided(world: World) -> None:
    reviewed(world)
    numbers = report(world).numbers
    assert (numbers.comments, numbers.answered, numbers.replies, numbers.withdrawn) == (4, 3, 1, 1)
    assert {each.outcome: each.comments for each in numbers.outcomes if each.comments} == {
        "accepted": 1,
        "rejected": 1,
        "noted": 1,
    }
    assert {each.kind: (each.comments, each.proposals) for each in numbers.kinds if each.comments} == {
        "substantive": (2, 0),
        "editorial": (1, 1),
        "question": (1, 0),
    }


def test_what_has_no_answer_is_listed(world: World) -> None:
    found = reviewed(world)
    made = report(world)
    assert [each.uid for each in made.open] == [found["open"]]
    assert [each.uid for each in made.rows] == [found[name] for name in ("taken", "refused", "noted", "open")]
    assert report(world, most=2).is_cut
    assert len(report(world, most=2).rows) == 2


def test_who_took_part_is_told_by_organisation(world: World) -> None:
    reviewed(world)
    people = report(world).people
    assert people.spoken == 3
    assert people.parties is not None
    assert sum(each.comments for each in people.parties) == 4


def test_who_was_taken_out_of_a_round_for_some_and_said_nothing_was_not_asked(world: World) -> None:
    world.execute("UPDATE review SET is_invited = :yes", yes=True)
    [(review,)] = world.rows("SELECT uid FROM review")
    rows = world.rows("SELECT uid FROM membership WHERE role = 'participant' ORDER BY id LIMIT 2")
    members = [uid for (uid,) in rows]
    world.write(round_members.add, world.caller("lars"), review, members)
    world.write(round_members.remove, world.caller("lars"), review, members[1:])
    assert report(world).people.asked == 1


def test_a_reader_of_a_round_without_names_is_told_numbers_alone(world: World) -> None:
    world.execute("UPDATE review SET named = 'pseudonyms', report_for = 'members'")
    reviewed(world)
    finished(world)
    assert report(world, "ama").people.parties is None
    assert {each.author for each in report(world, "li").rows if each.masked} != {""}
    assert "Ama" not in "".join(each.author for each in report(world, "li").rows)
    assert report(world).people.parties is not None


def test_whether_writers_are_satisfied_is_told_to_moderators_alone(world: World) -> None:
    world.execute("UPDATE review SET report_for = 'members'")
    answered = decided(world, world.post("ama"), "noted")
    world.write(satisfying.say, world.caller("ama"), answered, False, "Not at all.")
    finished(world)
    assert [each.unsatisfied for each in report(world).numbers.outcomes if each.comments] == [1]
    assert {each.unsatisfied for each in report(world, "li").numbers.outcomes} == {None}
    assert [each.disposition.word for each in report(world, "li").rows if each.disposition] == [""]


def finished(world: World) -> None:
    """As finishing leaves the review."""
    world.execute("UPDATE review SET sealed_at = :at", at=world.clock.now)


@pytest.mark.parametrize(
    ("report_for", "by", "expected"),
    [
        ("moderators", "ama", NotAllowed),
        ("moderators", "lars", None),
        ("members", "ama", None),
        ("members", None, NotFound),
        ("public", "ama", None),
        ("public", None, None),
    ],
)
def test_a_finished_review_is_reported_to_whom_its_rule_says(
    world: World, report_for: str, by: str | None, expected: type[Exception] | None
) -> None:
    world.execute("UPDATE review SET report_for = :who", who=report_for)
    reviewed(world)
    finished(world)
    if expected is None:
        assert report(world, by).numbers.comments == 4
    else:
        with pytest.raises(expected):
            report(world, by)


def test_a_public_report_of_a_closed_space_is_read_as_a_stranger_reads(world: World) -> None:
    world.execute("UPDATE review SET report_for = 'public'")
    held = world.post("ama", text="A secret of the house.")
    world.hold(held)
    reviewed(world)
    finished(world)
    made = report(world, None)
    assert made.is_outside
    assert held not in {each.uid for each in made.rows}
    assert all(each.proposed is None and each.face == "outside" for each in made.rows)


def test_before_the_end_only_moderators_have_it(world: World) -> None:
    world.execute("UPDATE review SET report_for = 'public'")
    reviewed(world)
    with pytest.raises(NotAllowed, match="finished"):
        report(world, "ama")
    with pytest.raises(NotFound):
        report(world, None)
    world.change_space(is_open=True)
    with pytest.raises(SignInNeeded):
        report(world, None)
    assert not report(world, "lars").is_final


def test_each_round_has_a_report_of_its_own(world: World) -> None:
    reviewed(world)
    world.execute(
        "INSERT INTO review (uid, document_id, revision_id, created_at, number, title, seen, named, is_invited, "
        "report_for) SELECT 'commentsofafile2', document_id, revision_id, created_at, 0, '', seen, named, "
        "is_invited, report_for FROM review"
    )
    assert report(world).round.number == 1, "what holds the comments of a draft's own file is no round"
    assert report(world, number=1).round.number == 1
    with pytest.raises(NotFound):
        report(world, number=2)
    with pytest.raises(NotFound):
        report(world, number=0)
