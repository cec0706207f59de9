"""A moderator fills the answers of a matrix in off line, brings it back, looks, and gives them."""

import pytest

from commentspace.domain import exports, withdrawals
from commentspace.domain.dispositions import batches
from commentspace.errors import NotAllowed, NotFound
from commentspace.formats.matrix import writing
from commentspace.formats.matrix.answered import FOUND
from commentspace.formats.options import Options
from commentspace.render.environment import translations
from tests.dispositions.acts import answer, confirms
from tests.dispositions.returning import answering, bring, filled_in, give, kinds, look, taken
from tests.world import World


def _decided(world: World) -> list[tuple[str, str] | None]:
    """What is decided of each comment, in force or proposed."""
    views = [view.proposed or view.disposition for view in world.views("lars")]
    return [(each.outcome, each.reason) if each else None for each in views]


def test_answers_that_a_moderator_fills_in_are_given_when_they_say_so(world: World) -> None:
    for text in ("Say more of it.", "Say less of it.", "Say nothing of it."):
        world.post("ama", text=text)
    content = filled_in(taken(world), answering(n1=("Accepted", ""), n3=("rejected", "It is *needed*.")))
    begun = bring(world, content)
    assert kinds(world, begun) == ["ready", "ready"]
    assert _decided(world) == [None, None, None]
    done = give(world, begun)
    assert (len(done.done), done.left) == (2, ())
    assert _decided(world) == [("accepted", ""), None, ("rejected", "It is *needed*.")]
    assert world.rows("SELECT DISTINCT door, batch FROM disposition") == [("file", begun.uid)]
    assert kinds(world, begun) == ["given", "given"]


def test_where_two_confirm_the_answers_of_a_file_are_proposed(world: World) -> None:
    world.post("ama")
    confirms(world)
    begun = bring(world, filled_in(taken(world), answering(n1=("Noted", ""))))
    give(world, begun)
    [view] = world.views("lars")
    assert view.disposition is None
    assert view.proposed is not None


def test_what_was_answered_meanwhile_is_shown_and_not_overwritten(world: World) -> None:
    first, second, third = (world.post("ama", text=f"Say {n} of it.") for n in ("more", "less", "nothing"))
    answer(world, second, "noted")
    matrix = taken(world)
    for comment in (first, second, third):
        answer(world, comment, "deferred", reason="Next year.", by="nadia")
    said = answering(n1=("Accepted", ""), n2=("Accepted", "Yes."), n3=("Deferred", "Next year."))
    begun = bring(world, filled_in(matrix, said))
    assert kinds(world, begun) == ["meanwhile", "meanwhile"]
    assert give(world, begun).done == ()
    assert _decided(world) == [("deferred", "Next year.")] * 3


def test_rows_that_were_not_touched_answer_nothing_whatever_was_decided_since(world: World) -> None:
    first, second = world.post("ama", text="Say more."), world.post("ama", text="Say less.")
    answer(world, first, "rejected", reason="Out of \\*our\\* reach.")
    matrix = taken(world)
    answer(world, first, "accepted", reason="Yes.", by="nadia")
    answer(world, second, "noted", by="nadia")
    assert kinds(world, bring(world, matrix)) == []


def test_an_answer_that_the_file_showed_is_superseded_and_its_reason_kept_as_it_was_written(world: World) -> None:
    comment = world.post("ama")
    answer(world, comment, "rejected", reason="Out of \\*our\\* reach.")
    begun = bring(world, filled_in(taken(world), answering(n1=("Deferred", "Out of *our* reach."))))
    give(world, begun)
    assert _decided(world) == [("deferred", "Out of \\*our\\* reach.")]


def test_brought_twice_or_saved_anew_it_changes_nothing(world: World) -> None:
    world.post("ama")
    matrix = taken(world)
    content = filled_in(matrix, answering(n1=("Accepted", "Yes.")))
    begun = bring(world, content)
    give(world, begun)
    assert give(world, begun).done == ()
    assert bring(world, content).uid == begun.uid
    anew = bring(world, content + b"\r\n")
    assert anew.uid != begun.uid
    assert give(world, anew).done == ()
    assert world.rows("SELECT count(*) FROM disposition") == [(1,)]


def test_taken_back_the_answers_of_a_file_can_be_given_again(world: World) -> None:
    world.post("ama")
    begun = bring(world, filled_in(taken(world), answering(n1=("Accepted", "Yes."))))
    for _ in range(2):
        assert len(give(world, begun).done) == 1
        steps = batches.take_back(world.caller("lars"), world.document, begun.uid)
        assert len(world.database.carry_out_here(steps).done) == 1
        assert kinds(world, begun) == ["ready"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("Acepted", ""), "“Acepted” is not understood"),
        (("", "Because."), "What is decided is not said"),
        (("Rejected", ""), "Give the reason"),
        (("Noted", "Dear {nobody}"), "cannot be filled in"),
        (("Duplicate", ""), "which comment this one repeats"),
        (("Duplicate of #9", ""), "There is no comment “9”"),
    ],
)
def test_what_is_not_understood_is_said_and_not_given(world: World, said: tuple[str, str], why: str) -> None:
    world.post("ama")
    begun = bring(world, filled_in(taken(world), answering(n1=said)))
    [line] = look(world, begun)
    assert line.why is not None
    assert why in line.why.said(str)
    assert give(world, begun).done == ()


def test_a_comment_that_was_withdrawn_since_takes_no_answer(world: World) -> None:
    comment = world.post("ama")
    matrix = taken(world)
    world.write(withdrawals.withdraw, world.caller("ama"), comment)
    assert kinds(world, bring(world, filled_in(matrix, answering(n1=("Accepted", ""))))) == ["unread"]


def test_two_comments_of_one_file_never_point_at_each_other(world: World) -> None:
    world.post("ama", text="Say more of it.")
    world.post("wei", text="Say still more of it.")
    said = answering(n1=("Duplicate of #2", ""), n2=("Duplicate of #1", ""))
    begun = bring(world, filled_in(taken(world), said))
    done = give(world, begun)
    assert (len(done.done), len(done.left)) == (1, 1)


def test_answers_that_an_expert_fills_in_are_neither_read_nor_kept_as_such(world: World) -> None:
    world.post("ama")
    begun = bring(world, filled_in(taken(world, "ama"), answering(n1=("Accepted", "Yes."))), by="ama")
    assert look(world, begun) == []
    with pytest.raises(NotAllowed):
        look(world, begun, by="ama")
    with pytest.raises(NotFound):
        give(world, begun, by="wei")


def test_other_moderators_see_the_answers_of_a_file_and_give_none_of_them(world: World) -> None:
    world.post("ama")
    begun = bring(world, filled_in(taken(world), answering(n1=("Accepted", ""))))
    assert kinds(world, begun, by="nadia") == ["ready"]
    with pytest.raises(NotAllowed):
        give(world, begun, by="nadia")
    assert _decided(world) == [None]


def test_a_moderator_brings_answers_back_when_the_review_is_closed(world: World) -> None:
    world.post("ama")
    matrix = taken(world)
    world.close_review()
    begun = bring(world, filled_in(matrix, answering(n1=("Accepted", ""))))
    assert len(give(world, begun).done) == 1


def test_of_two_rows_about_one_comment_the_first_counts_and_the_other_is_named(world: World) -> None:
    world.post("ama")
    content = filled_in(taken(world), answering(n1=("Accepted", "")))
    head, row, *_ = content.splitlines(keepends=True)
    begun = bring(world, head + row + row.replace(b"Accepted", b"Rejected"))
    assert [line.given.outcome for line in look(world, begun)] == ["accepted"]
    [(note,)] = world.rows("SELECT note FROM submission")
    assert "another row answers the same one" in str(note)
    assert FOUND in str(note)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", ["ours", "iso", "lines"])
def test_every_form_tells_which_answer_it_showed(sqlite_world: World, form: str, layout: str) -> None:
    world = sqlite_world
    comment = world.post("ama")
    before = answer(world, comment, "deferred", reason="Next year.")
    exported = world.read(exports.gather, world.caller("lars"), world.document, now=world.clock.now)
    content = {"xlsx": writing.xlsx, "docx": writing.docx}[form](exported, Options.of({"layout": layout}))
    answer(world, comment, "noted", by="nadia")
    world.execute("UPDATE disposition SET outcome = 'accepted' WHERE uid = :uid", uid=before)
    [line] = look(world, bring(world, content, name=f"matrix.{form}"))
    assert (line.kind, line.given.seen, line.given.outcome) == ("meanwhile", before, "deferred")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_outcomes_are_understood_as_pages_and_matrices_say_them(sqlite_world: World, language: str) -> None:
    world = sqlite_world
    other = world.post("wei", text="Say it once.")
    number = world.views("lars")[0].number
    comment = world.post("ama")
    answer(world, other, "noted")
    gettext = translations(language).gettext
    said = gettext("Duplicate of #%(number)s") % {"number": number}
    begun = bring(world, filled_in(taken(world), answering(n2=(said, ""))))
    assert [(each.given.outcome, each.given.comment) for each in look(world, begun)] == [("duplicate", comment)]
    assert len(give(world, begun).done) == 1
