"""The sealed room of a delegation: experts write, the focal point makes one position of it and submits that."""

import pytest

from commentspace.demo.cast import member
from commentspace.domain import comments
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import changing, merging, seeing, states, views, writing
from commentspace.domain.contributions.views import ContributionView
from commentspace.domain.delegations import governing, seats
from commentspace.domain.edits import Particulars
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded
from tests.delegating import KENYA, contribute, delegation, drafts, keep, member_of, room, seat, submit
from tests.small_draft import FIRST, SECOND
from tests.world import World

AMA, WEI = member("ama").name, member("wei").name
MORE = Particulars("substantive")


@pytest.fixture
def kenya(world: World) -> str:
    """A delegation that speaks as one: Ama is its focal point, Wei and Priya are its experts."""
    return delegation(world, focal="ama", experts=["wei"])


def edit(world: World, by: str, uid: str, text: str, *, based_on: int = 1) -> None:
    """Give a contribution a new text."""
    world.write(changing.edit, world.caller(by), uid, Body.of(text), MORE, based_on=based_on)


def merge(world: World, by: str, text: str, *uids: str, key: str = "") -> str:
    """Make one of these."""
    place = world.paragraphs[FIRST].uid
    asked = (world.caller(by), world.document, uids, place, world.posting(text, key=key))
    return world.write(merging.merge, *asked).uid


def behind(world: World, by: str, comment: str) -> list[ContributionView]:
    """The contributions behind a comment, as somebody of the delegation sees them."""
    who = world.standing(by)
    [(key,)] = world.rows("SELECT id FROM comment WHERE uid = :uid", uid=comment)
    return world.read(lambda session: views.behind(session, who, seats.require(session, who), key))


def test_experts_see_and_answer_each_other_and_nobody_else_finds_anything(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.", quote="flow of water")
    world.write(writing.answer, world.caller("ama"), uid, world.posting("Sea water."))
    assert [(each.body, bool(each.parent)) for each in room(world, "wei")] == [
        ("Say which water.", False),
        ("Sea water.", True),
    ]
    world.change_space(is_open=True)
    for other in ("olga", "priya", "lars", "fang", "nadia", "julian", None):
        with pytest.raises(NotFound):
            world.read(seeing.find, world.caller(other), uid)
        with pytest.raises(NotFound):
            world.write(writing.answer, world.caller(other), uid, world.posting("Me too."))
        with pytest.raises((NotFound, NotAllowed, SignInNeeded)):
            world.write(writing.keep, world.caller(other), world.paragraphs[FIRST].uid, world.posting("I."), "room")
        assert not world.views(other)
    assert world.rows("SELECT count(*) FROM event WHERE verb LIKE 'comment%'") == [(0,)]


def test_who_speaks_as_one_posts_nothing_alone_and_may_put_a_draft_into_the_room(world: World, kenya: str) -> None:
    with pytest.raises(NotAllowed):
        world.post("wei")
    draft = keep(world, "wei", "Which water?")
    with pytest.raises(NotAllowed):
        submit(world, "wei", draft)
    world.write(changing.to_room, world.caller("wei"), draft)
    assert [each.uid for each in room(world, "ama")] == [draft]
    assert not drafts(world, "wei")


def test_the_focal_point_submits_on_behalf_of_the_delegation(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.", quote="flow of water")
    with pytest.raises(NotAllowed):
        submit(world, "wei", uid)
    made = submit(world, "ama", uid, note="Our position.")
    [comment] = made.comments
    seen = world.seen("olga", comment)
    assert (seen.author, seen.on_behalf_of, seen.quotation) == (AMA, KENYA, "flow of water")
    assert world.rows("SELECT on_behalf_of FROM provenance") == [(KENYA,)]
    assert world.rows("SELECT on_behalf_of, delegation_id IS NOT NULL FROM covering") in ([(KENYA, 1)], [(KENYA, True)])
    [found] = room(world, "wei")
    assert found.became is not None
    assert (found.state, found.became.uid, found.became.seen, found.is_own) == ("submitted", comment, True, True)
    assert [each.author for each in behind(world, "wei", comment)] == [WEI]


def test_the_focal_point_edits_any_and_every_state_says_by_whom(world: World, kenya: str) -> None:
    uid, other = contribute(world, "wei", "Say which water."), contribute(world, "ama", "And when.")
    edit(world, "ama", uid, "Say which *sea*.")
    edit(world, "wei", uid, "Say which sea, please.", based_on=2)
    with pytest.raises(NotAllowed):
        edit(world, "wei", other, "And where.")
    [found, _] = room(world, "wei")
    said = world.read(states.of_contribution, found.id)
    assert [(each.number, each.by) for each in said] == [(3, WEI), (2, AMA), (1, WEI)]


def test_several_become_one_and_all_texts_stay_in_the_room(world: World, kenya: str) -> None:
    one, two = contribute(world, "wei", "Say which water."), contribute(world, "ama", "Sea water.", SECOND)
    with pytest.raises(NotAllowed):
        merge(world, "wei", "Say: sea water.", one, two)
    made = merge(world, "ama", "Say: sea water.", one, two, key="a-key-of-a-form")
    assert merge(world, "ama", "Say: sea water.", one, two, key="a-key-of-a-form") == made
    with pytest.raises(Conflict):
        merge(world, "ama", "Otherwise.", one, two)
    found = {each.uid: each for each in room(world, "wei")}
    assert {found[uid].merged_into for uid in (one, two)} == {made}
    assert found[one].body == "Say which water."
    with pytest.raises(Conflict):
        submit(world, "ama", one)
    [comment], _, _ = submit(world, "ama", made)
    assert {each.body for each in behind(world, "wei", comment)} == {
        "Say: sea water.",
        "Say which water.",
        "Sea water.",
    }


def test_what_was_merged_can_be_taken_apart(world: World, kenya: str) -> None:
    one, two = contribute(world, "wei", "Say which water."), contribute(world, "ama", "Sea water.")
    made = merge(world, "ama", "Say: sea water.", one, two)
    with pytest.raises(NotAllowed):
        world.write(merging.part, world.caller("wei"), made)
    world.write(merging.part, world.caller("ama"), made)
    assert {each.uid: each.state for each in room(world, "wei")} == {one: "open", two: "open", made: "dropped"}
    with pytest.raises(Conflict):
        world.write(merging.part, world.caller("ama"), one)


def test_the_focal_point_drops_with_a_reason_that_the_writer_reads(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.")
    with pytest.raises(Invalid):
        world.write(changing.drop, world.caller("ama"), uid)
    world.write(changing.drop, world.caller("ama"), uid, "It is said in the annex.")
    [found] = room(world, "wei")
    assert found.state == "dropped"
    why = world.read(states.of_contribution, found.id)[0]
    assert (why.kind, why.body, why.by) == (states.DROPPED, "It is said in the annex.", AMA)
    world.write(changing.take_up, world.caller("wei"), uid)
    with pytest.raises(Conflict):
        world.write(changing.forget, world.caller("wei"), uid)


def test_a_replaced_focal_point_submits_nothing_and_the_new_one_goes_on(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.")
    seat(world, kenya, "wei", "focal")
    with pytest.raises(NotAllowed):
        submit(world, "ama", uid)
    with pytest.raises(NotAllowed):
        edit(world, "ama", uid, "Say which sea.")
    [comment], _, _ = submit(world, "wei", uid)
    assert world.seen("olga", comment).author == WEI


def test_who_is_taken_out_sees_the_room_no_more_and_what_they_wrote_stays_there(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.")
    world.write(governing.leave_out, world.caller("lars"), kenya, member_of(world, "wei"))
    with pytest.raises(NotFound):
        room(world, "wei")
    with pytest.raises(NotFound):
        world.read(seeing.find, world.caller("wei"), uid)
    assert not drafts(world, "wei")
    assert world.write(comments.post, world.caller("wei"), world.paragraphs[FIRST].uid, world.posting("I.")).uid
    [comment], _, _ = submit(world, "ama", uid)
    assert world.seen("olga", comment).body == "Say which water."


def test_when_a_delegation_ends_what_was_not_submitted_is_a_draft_again(world: World, kenya: str) -> None:
    uid = contribute(world, "wei", "Say which water.")
    world.write(writing.answer, world.caller("ama"), uid, world.posting("Sea water."))
    world.write(governing.end, world.caller("lars"), kenya)
    assert [each.uid for each in drafts(world, "wei")] == [uid]
    assert not drafts(world, "ama")
    [comment], _, _ = submit(world, "wei", uid)
    assert world.seen("olga", comment).on_behalf_of == world.standing("wei").on_behalf_of


def test_drafts_and_the_room_are_submitted_apart_and_answers_stay(world: World) -> None:
    delegation(world, focal="ama", experts=["wei"], as_one=False)
    in_room, own = contribute(world, "ama", "Ours."), keep(world, "ama", "Mine.")
    with pytest.raises(Invalid):
        submit(world, "ama", in_room, own)
    answer = world.write(writing.answer, world.caller("wei"), in_room, world.posting("Yes.")).uid
    with pytest.raises(Invalid):
        submit(world, "ama", answer)
    assert submit(world, "ama", own).comments


def test_in_a_blind_round_delegates_learn_through_the_room_what_became_of_it(world: World, kenya: str) -> None:
    world.execute("UPDATE review SET seen = 'closing', named = 'hidden'")
    uid = contribute(world, "wei", "Say which water.")
    [comment], _, _ = submit(world, "ama", uid)
    assert world.view("wei", comment) is None
    [found] = room(world, "wei")
    assert found.became is not None
    assert (found.became.seen, found.became.is_withdrawn) == (False, False)
    world.withdraw("ama", comment)
    assert [each.became.is_withdrawn for each in room(world, "wei") if each.became] == [True]
