"""Rounds: one after the other, each with its own rules, members and comments."""

from datetime import timedelta

import pytest

from commentspace.domain import review_windows, reviews, round_members, rounds
from commentspace.domain.rounds import RoundView, Rules
from commentspace.errors import Conflict, Invalid, NotAllowed
from tests.world import CLOSES, World


def of_document(world: World, by: str | None) -> list[RoundView]:
    return world.read(rounds.of_document, world.standing(by), world.document_id, world.clock.now)


def member(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :who", who=world.person(key))
    return str(uid)


def open_next(world: World, rules: Rules) -> str:
    """Close the round of the world, and open another."""
    world.clock.advance(hours=1)
    world.close_review()
    window = review_windows.Window(None, CLOSES)
    return world.write(reviews.open, world.caller("lars"), world.document, window, rules=rules)


def test_each_round_has_its_name_its_rules_and_its_comments(world: World) -> None:
    world.post("ama")
    open_next(world, Rules(title="Second draft", named="pseudonyms"))
    world.post("wei")
    world.post("olga")
    found = of_document(world, "priya")
    assert [(each.number, each.title, each.named, each.state, each.comments) for each in found] == [
        (2, "Second draft", "pseudonyms", "open", 2),
        (1, "", "names", "closed", 1),
    ]
    assert {each.revision for each in found} == {1}


def test_nobody_counts_what_they_do_not_see(world: World) -> None:
    world.execute("UPDATE review SET seen = 'closing'")
    world.post("ama")
    world.hold(world.post("ama"))
    counts = {key: of_document(world, key)[0].comments for key in ("ama", "wei", "lars")}
    assert counts == {"ama": 2, "wei": 0, "lars": 2}


def test_a_round_for_some_takes_comments_of_its_members_and_of_nobody_else(world: World) -> None:
    open_next(world, Rules(is_invited=True, members=(member(world, "ama"),)))
    first = world.post("ama")
    with pytest.raises(NotAllowed):
        world.post("wei")
    with pytest.raises(NotAllowed):
        world.reply("wei", first)
    world.reply("lars", first)


def test_a_round_for_some_needs_somebody_and_only_who_may_comment(world: World) -> None:
    for members in ((), ("nobody",)):
        with pytest.raises(Invalid) as refused:
            open_next(world, Rules(is_invited=True, members=members))
        assert refused.value.field == "members"
        world.reopen_review()
    assert len(of_document(world, "lars")) == 1


def test_members_come_and_go_while_it_is_open_and_what_they_wrote_stays(world: World) -> None:
    review = open_next(world, Rules(is_invited=True, members=(member(world, "ama"),)))
    comment = world.post("ama")
    world.clock.advance(hours=1)
    add, remove = round_members.add, round_members.remove
    both = (member(world, "ama"), member(world, "wei"))
    assert world.write(add, world.caller("lars"), review, both) == 1
    assert world.write(remove, world.caller("lars"), review, both[:1]) == 1
    assert world.write(remove, world.caller("lars"), review, both[:1]) == 0
    world.post("wei")
    with pytest.raises(NotAllowed):
        world.post("ama")
    assert world.seen("wei", comment).body == "Say more."
    [(review_id,)] = world.rows("SELECT id FROM review WHERE uid = :uid", uid=review)
    kept = world.read(round_members.of_review, world.standing("lars"), review_id)
    assert [(each.name, each.by, each.ended_at) for each in kept] == [
        ("Ama Boateng", "Lars Nygård", world.clock.now),
        (kept[1].name, "Lars Nygård", None),
    ]
    assert kept[1].at - kept[0].at == timedelta(hours=1)


def test_many_members_are_changed_in_short_transactions_and_all_or_none_are_taken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_members, "BATCH", 2)
    first, *others = [member(world, key) for key in ("ama", "wei", "olga", "li", "maryam")]
    review = open_next(world, Rules(is_invited=True, members=(first,)))

    def change(adds: list[str], *removes: str) -> dict[str, int]:
        return world.database.carry_out_here(round_members.changing(world.caller("lars"), review, adds, removes))

    with pytest.raises(Invalid):
        change([*others, "nobody"])
    assert change([], *others) == {"added": 0, "removed": 0}
    assert change([first, *others]) == {"added": 4, "removed": 0}
    assert change([], first, *others) == {"added": 0, "removed": 5}


def test_members_are_for_moderators_and_for_rounds_that_have_some(world: World) -> None:
    [first] = of_document(world, "lars")
    with pytest.raises(Conflict):
        world.write(round_members.add, world.caller("lars"), first.uid, [member(world, "ama")])
    with pytest.raises(NotAllowed):
        world.write(round_members.add, world.caller("ama"), first.uid, [member(world, "ama")])
    with pytest.raises(NotAllowed):
        world.read(round_members.of_review, world.standing("ama"), first.id)


def test_the_members_of_the_round_before_are_offered(world: World) -> None:
    open_next(world, Rules(is_invited=True, members=(member(world, "ama"),)))
    offered = world.read(round_members.candidates, world.standing("lars"), world.document_id)
    assert [each.name for each in offered if each.was_here] == ["Ama Boateng"]
    assert "Lars Nygård" not in {each.name for each in offered}, "every round is open to moderators"
