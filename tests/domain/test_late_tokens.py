"""Late tokens: one member may comment after closing, so often, until a time, for a reason that everybody sees."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from commentspace.domain import late_tokens, reviews, round_members
from commentspace.domain.late_tokens import Leave, TokenView
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed, NotFound, Refusal
from tests.clock import START
from tests.world import CLOSES, World

REASON = "The power was out in Accra for two days."


def uid_of(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :person", person=world.person(key))
    return str(uid)


def give(
    world: World, to: str = "ama", most: int = 1, until: datetime | None = None, *, by: str = "lars", key: str = ""
) -> str | None:
    until = until or world.clock.now + timedelta(days=2)
    leave = Leave(uid_of(world, to), until, REASON, most)
    return world.write(late_tokens.give, world.caller(by), world.document, leave, key=key)


def tokens(world: World, by: str | None) -> list[TokenView]:
    return world.read(late_tokens.of_document, world.standing(by), world.document_id)


@pytest.fixture
def closed(world: World) -> World:
    """The world an hour after its review has opened, and closed."""
    world.clock.advance(hours=1)
    world.close_review()
    world.clock.advance(hours=1)
    return world


def test_the_person_may_comment_and_says_why_and_nobody_else_may(closed: World) -> None:
    give(closed)
    comment = closed.post("ama")
    assert closed.seen("priya", comment).late_reason == REASON
    with pytest.raises(Closed):
        closed.post("wei")


def test_it_is_good_for_so_many_comments_answers_and_withdrawn_ones_counted(closed: World) -> None:
    give(closed, most=2)
    first = closed.post("ama")
    closed.withdraw("ama", first)
    closed.reply("ama", first)
    with pytest.raises(Closed):
        closed.post("ama")
    [token] = tokens(closed, "ama")
    assert (token.used, token.most, token.state(closed.clock.now)) == (2, 2, "used up")


def test_it_ends_by_time_and_what_was_received_before_counts(closed: World) -> None:
    give(closed, most=5)
    received = closed.clock.advance(days=1)
    closed.clock.advance(days=2)
    with pytest.raises(Closed):
        closed.post("ama")
    assert closed.seen("wei", closed.post("ama", door="mail", received_at=received)).late_reason == REASON


def test_what_was_received_before_it_was_given_or_after_it_was_taken_back_is_refused(closed: World) -> None:
    before = closed.clock.now
    closed.clock.advance(hours=1)
    name = give(closed, most=5)
    in_time = closed.clock.advance(hours=1)
    closed.clock.advance(hours=1)
    closed.write(late_tokens.take_back, closed.caller("lars"), name)
    for received_at in (before, closed.clock.now):
        with pytest.raises(Closed):
            closed.post("ama", received_at=received_at)
    closed.post("ama", received_at=in_time)
    with pytest.raises(Conflict):
        closed.write(late_tokens.take_back, closed.caller("lars"), name)


def test_two_posts_at_once_with_one_left_are_one_comment_and_one_refusal(closed: World) -> None:
    give(closed)

    def post(number: int) -> str | Refusal:
        try:
            return closed.post("ama", text=f"Comment {number}.")
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(post, range(2)))
    assert sorted(isinstance(end, Closed) for end in ends) == [False, True]


def test_it_is_not_spent_while_the_review_is_open(world: World) -> None:
    give(world, until=CLOSES + timedelta(days=1))
    assert world.seen("wei", world.post("ama")).late_reason == ""
    world.clock.now = CLOSES
    assert world.seen("wei", world.post("ama")).late_reason == REASON


def test_everybody_who_reads_knows_of_it_and_only_moderators_and_the_person_how_often_it_was_used(
    closed: World,
) -> None:
    give(closed)
    closed.post("ama")
    [public], [own], [inside] = tokens(closed, "wei"), tokens(closed, "ama"), tokens(closed, "nadia")
    assert (public.name, public.reason, public.used, public.most) == ("Ama Boateng", REASON, None, None)
    assert (own.is_mine, own.used, inside.used, inside.by) == (True, 1, 1, "Lars Nygård")


@pytest.mark.parametrize(("named", "is_alias"), [("pseudonyms", True), ("hidden", False)])
def test_whose_it_is_follows_the_rule_of_names(closed: World, named: str, is_alias: bool) -> None:
    closed.execute("UPDATE review SET named = :named", named=named)
    give(closed)
    [(alias,)] = closed.rows("SELECT alias FROM membership WHERE person_id = :who", who=closed.person("ama"))
    assert tokens(closed, "wei")[0].name == (alias if is_alias else "")
    assert tokens(closed, "lars")[0].name == tokens(closed, "ama")[0].name == "Ama Boateng"


def test_a_form_sent_twice_gives_one_and_a_second_is_refused_while_the_first_runs(closed: World) -> None:
    assert give(closed, key="k" * 16) is not None
    assert give(closed, key="k" * 16) is None
    with pytest.raises(Conflict):
        give(closed)
    closed.post("ama")
    give(closed)
    assert len(tokens(closed, "lars")) == 2


def test_what_cannot_be_given_is_refused_at_its_field(closed: World) -> None:
    for field, member, most in (("most", uid_of(closed, "ama"), 0), ("member", "", 1)):
        with pytest.raises(Invalid) as refused:
            Leave(member, closed.clock.now, REASON, most)
        assert refused.value.field == field
    with pytest.raises(Invalid) as refused:
        give(closed, until=START)
    assert refused.value.field == "until_at"
    with pytest.raises(NotAllowed):
        give(closed, by="wei")
    leave = Leave("nobody", closed.clock.now + timedelta(days=1), REASON)
    with pytest.raises(NotFound):
        closed.write(late_tokens.give, closed.caller("lars"), closed.document, leave)


def test_in_a_round_for_some_only_it_is_given_to_its_members(world: World) -> None:
    world.close_review()
    rules = Rules(is_invited=True, members=(uid_of(world, "wei"),))
    window = Window(None, world.clock.now + timedelta(hours=1))
    review = world.write(reviews.open, world.caller("lars"), world.document, window, rules=rules)
    world.clock.advance(hours=2)
    with pytest.raises(Invalid, match="not a member of this round") as refused:
        give(world)
    assert refused.value.field == "member"
    world.write(round_members.add, world.caller("lars"), review, [uid_of(world, "ama")])
    give(world)
    assert world.seen("lars", world.post("ama")).body == "Say more."
