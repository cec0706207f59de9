"""The pace of the outbox: the urgent first, and no domain gets more at once or in a minute than it may."""

from datetime import timedelta

from commentspace.domain import outbox
from commentspace.domain.outbox import Due, Intent, Outcome, Pace
from tests.world import World

PACE = Pace(at_once=2, a_minute=5)


def intend(world: World, address: str, kind: str = "hello", times: int = 1) -> None:
    """So many letters to this address."""
    before = len(world.rows("SELECT id FROM outbox"))
    for number in range(before, before + times):
        world.database.write_here(outbox.intend, Intent(kind, f"letter:{number}", address=address))


def lease(world: World, most: int = 10, pace: Pace = PACE) -> list[str]:
    """The addresses of the letters that a worker gets."""
    return [due.address for due in leased(world, most, pace)]


def leased(world: World, most: int = 10, pace: Pace = PACE) -> list[Due]:
    return world.database.write_here(outbox.lease, most, pace)


def settle(world: World, letters: list[Due], what: outbox.What, answer: str = "") -> None:
    outcomes = [Outcome(due.id, what, answer, due.leased_until) for due in letters]
    world.database.write_here(outbox.settle, outcomes)


def test_somebody_who_waits_to_sign_in_goes_before_letters_and_letters_before_digests(world: World) -> None:
    for kind in ("digest", "announcement", "message", "sign-in", "digest", "address"):
        intend(world, f"{kind}@example.org", kind)
    found = [address.partition("@")[0] for address in lease(world, pace=outbox.NO_PACE)]
    assert found == ["sign-in", "address", "message", "digest", "announcement", "digest"]


def test_one_domains_many_letters_do_not_hold_up_anothers(world: World) -> None:
    intend(world, "many@slow.example.org", times=30)
    intend(world, "one@quick.example.org")
    assert lease(world, 3) == ["many@slow.example.org"] * 2 + ["one@quick.example.org"]
    assert lease(world) == []


def test_a_domain_gets_so_many_at_once_by_all_workers_together_and_more_when_they_have_gone(world: World) -> None:
    intend(world, "many@slow.example.org", times=10)
    first = leased(world)
    assert len(first) == 2
    assert lease(world) == []
    settle(world, first[:1], "sent")
    assert len(lease(world)) == 1


def test_a_domain_gets_so_many_in_a_minute(world: World) -> None:
    intend(world, "many@slow.example.org", times=10)
    sent = 0
    while now := leased(world):
        settle(world, now, "sent")
        sent += len(now)
    assert sent == 5
    world.clock.advance(minutes=1)
    assert len(leased(world)) == 2


def test_a_worker_that_is_gone_does_not_use_up_its_domains_room(world: World) -> None:
    intend(world, "many@slow.example.org", times=4)
    assert len(leased(world)) == 2
    world.clock.advance(minutes=5, seconds=1)
    assert len(leased(world)) == 2


def test_a_domain_that_says_too_fast_is_slowed_down_and_recovers(world: World) -> None:
    pace = Pace(at_once=8, a_minute=0)
    intend(world, "many@slow.example.org", times=20)
    settle(world, leased(world, 1, pace), "put off", "421 4.7.0 Too many messages, slow down")
    assert len(leased(world, 10, pace)) == 1
    world.clock.advance(minutes=5, seconds=1)
    assert len(leased(world, 10, pace)) == 8


def test_greylisting_does_not_slow_a_domain_down(world: World) -> None:
    pace = Pace(at_once=8, a_minute=0)
    intend(world, "many@grey.example.org", times=20)
    settle(world, leased(world, 2, pace), "put off", "451 4.7.1 Greylisting in action, please come back later")
    assert len(leased(world, 10, pace)) == 8


def test_without_a_limit_all_go(world: World) -> None:
    intend(world, "many@slow.example.org", times=12)
    assert len(lease(world, 20, Pace(0, 0))) == 12


def test_a_worker_whose_lease_ran_out_changes_nothing_but_that_it_was_sent(world: World) -> None:
    intend(world, "one@example.org")
    [old] = leased(world)
    world.clock.advance(minutes=5, seconds=1)
    [new] = leased(world)
    settle(world, [old], "put off", "451 later")
    settle(world, [old], "failed", "550 never")
    assert world.rows("SELECT state, attempts FROM outbox") == [("intended", 0)]
    settle(world, [old], "sent", "250 taken")
    settle(world, [new], "failed", "550 never")
    assert world.rows("SELECT state, answer FROM outbox") == [("sent", "250 taken")]


def test_how_the_outbox_stands(world: World) -> None:
    intend(world, "one@example.org", times=3)
    intend(world, "two@grey.example.org", times=2)
    settle(world, [due for due in leased(world, 10, Pace(0, 0)) if "grey" in due.address], "put off", "451 later")
    settle(world, leased(world), "sent")
    world.clock.advance(minutes=10)
    began = world.clock.now - timedelta(minutes=10)
    state = world.read(outbox.state_of_affairs, world.clock.now)
    assert (state.waiting, state.late, state.oldest, state.sent, state.failed) == (5, 2, began, 0, 0)
    assert [(each.domain, each.waiting, each.answer) for each in state.domains] == [
        ("grey.example.org", 2, "451 later")
    ]
    settle(world, leased(world, 10, Pace(0, 0)), "sent")
    assert world.read(outbox.state_of_affairs, world.clock.now).sent == 5
    world.clock.advance(days=2)
    assert world.read(outbox.state_of_affairs, world.clock.now).sent == 0
