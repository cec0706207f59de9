"""Issuing as a job: asked for once, ended until its last act, broken off anywhere and tried again without doubling."""

from collections.abc import Callable, Generator
from typing import Any

import pytest

from commentspace.database import Step
from commentspace.domain import documents, job_runs, jobs, previews
from commentspace.domain.job_runs import Task
from commentspace.domain.jobs import JobView
from commentspace.domain.revisions import drafts, finishing, issue, progress, sweeping
from commentspace.domain.revisions.progress import Ended, Watch
from commentspace.errors import Conflict, NotAllowed, NotFound
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND
from tests.world import OUTSIDER, World

TABLES = (
    "revision",
    "version",
    "placement",
    "placed_wording",
    "wording",
    "paragraph",
    "anchor",
    "lineage",
    "adoption",
    "comment",
)


class Broken(Exception):
    """As if the process were killed here."""


def begun(world: World) -> str:
    return world.write(drafts.begin_here, world.caller("lars"), world.document)


def mark(world: World, uid: str) -> str:
    return world.read(previews.find, world.caller("lars"), uid).mark


def asked(world: World, uid: str, by: str = "lars") -> str:
    return world.write(progress.ask, world.caller(by), uid, mark(world, uid), "en")


def leased(world: World) -> Task:
    task = world.database.write_here(job_runs.lease)
    assert task is not None
    return task


def run(world: World) -> Watch:
    watch = Watch(leased(world))
    world.database.carry_out_here(watch.steps())
    return watch


def seen(world: World) -> JobView:
    return world.read(progress.find, world.caller("lars"), world.document)


def sizes(world: World) -> dict[str, int]:
    count = "SELECT count(*) FROM {}"
    return {table: int(world.rows(count.format(table))[0][0]) for table in TABLES}


def revision(world: World) -> int:
    return world.read(documents.find, world.caller("wei"), world.document)[0].revision


def until(steps: Generator[Any, Any, Any], number: int) -> Generator[Any, Any, Any]:
    """The steps, broken off before the write of this number."""
    answer: Any = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as end:
            return end.value
        if isinstance(step, Step):
            if number == 0:
                raise Broken
            number -= 1
        answer = yield step


def test_a_revision_is_asked_for_once_and_there_when_its_job_is_done(world: World) -> None:
    ama = world.post("ama", FIRST, quote="flow of water")
    uid = begun(world)
    name = asked(world, uid)
    assert asked(world, uid, "nadia") == name
    assert seen(world).state == "waiting"
    run(world)
    assert (seen(world).state, seen(world).answer, revision(world)) == ("done", "", 2)
    assert world.seen("wei", ama).revision == 1
    assert not world.read(jobs.mine, world.caller("lars")), "it is no file"
    assert world.read(drafts.waiting, world.document_id) is None


def test_only_moderators_ask_for_it_and_know_of_it(world: World) -> None:
    uid = begun(world)
    seal = mark(world, uid)
    for key, refusal in [("ama", NotAllowed), (OUTSIDER, NotFound)]:
        with pytest.raises(refusal):
            world.write(progress.ask, world.caller(key), uid, seal, "en")
        with pytest.raises(refusal):
            world.read(progress.find, world.caller(key), world.document)
        with pytest.raises(refusal):
            world.write(progress.end, world.caller(key), world.document)


def test_a_draft_that_was_changed_since_is_not_issued(world: World) -> None:
    uid = begun(world)
    seal = mark(world, uid)
    asked(world, uid)
    world.write(drafts.describe, world.caller("nadia"), world.document, "A new title", "", seal)
    with pytest.raises(Conflict, match="changed in another window"):
        run(world)
    with pytest.raises(Conflict, match="changed in another window"):
        world.write(progress.ask, world.caller("lars"), uid, seal, "en")
    assert revision(world) == 1


@pytest.mark.parametrize("at", range(10))
def test_broken_off_anywhere_nothing_is_seen_and_tried_again_nothing_is_doubled(sqlite_world: World, at: int) -> None:
    world = sqlite_world
    world.post("ama", FIRST, quote="flow of water")
    world.reply("wei", world.post("li", SECOND, "", proposal="Say it shorter."))
    uid = begun(world)
    asked(world, uid)
    before = sizes(world)
    watch = Watch(leased(world))
    try:
        world.database.carry_out_here(until(watch.steps(), at))
    except Broken:
        assert (revision(world) == 2) == watch.is_there
    world.clock.now += job_runs.LEASE
    if seen(world).is_waited_for:
        run(world)
    assert (seen(world).state, revision(world)) == ("done", 2)
    after = sizes(world)
    assert (after["revision"], after["version"]) == (before["revision"] + 1, 2 * before["version"])
    assert after["placement"] == 2 * before["placement"]
    assert after["anchor"] == 2 * before["anchor"]
    assert {name: after[name] for name in ("wording", "paragraph", "comment", "lineage")} == {
        name: before[name] for name in ("wording", "paragraph", "comment", "lineage")
    }


def test_ended_before_its_last_act_it_leaves_nothing(world: World) -> None:
    world.post("ama", FIRST, quote="flow of water")
    uid = begun(world)
    before = sizes(world)
    asked(world, uid)
    watch = Watch(leased(world))

    def ends(steps: Generator[Any, Any, None]) -> Generator[Any, Any, None]:
        answer: Any = None
        while True:
            step = steps.send(answer)
            if isinstance(step, Step) and step.verb is progress.last_act:
                world.write(progress.end, world.caller("nadia"), world.document)
            answer = yield step

    with pytest.raises(Ended):
        world.database.carry_out_here(ends(watch.steps()))
    assert (seen(world).state, revision(world), watch.is_there) == ("ended", 1, False)
    world.database.carry_out_here(sweeping.steps(watch.revision_id))
    assert sizes(world) == before
    asked(world, uid)
    run(world)
    assert revision(world) == 2


def test_once_it_is_there_it_is_not_ended_any_more(world: World) -> None:
    uid = begun(world)
    asked(world, uid)
    task = leased(world)
    assert world.database.write_here(lambda session, *, now: job_runs.there(session, task))
    world.write(progress.end, world.caller("lars"), world.document)
    assert world.database.write_here(job_runs.beat, task, "carrying", 1, 2)
    assert (seen(world).state, seen(world).phase) == ("running", jobs.THERE)
    before = sizes(world)
    world.database.carry_out_here(sweeping.steps(world.rows("SELECT id FROM revision")[0][0]))
    assert sizes(world) == before


def interleaved(world: World, uid: str, at: int) -> tuple[Callable[[], str], Callable[[], str]]:
    """One issue that stops before its write of this number, and what runs the rest; and another whole one."""
    caller, seal = world.caller("lars"), mark(world, uid)
    first = issue.steps(caller, uid, seal)

    def rest() -> str:
        return world.database.carry_out_here(first)

    def other() -> str:
        return world.database.carry_out_here(issue.steps(caller, uid, seal))

    def held(number: int) -> Generator[Any, Any, Any]:
        answer: Any = None
        while True:
            step = first.send(answer)
            if isinstance(step, Step):
                number -= 1
            answer = yield step
            if number == 0:
                return answer

    last = world.database.carry_out_here(held(at))

    def go_on() -> str:
        def steps() -> Generator[Any, Any, str]:
            answer: Any = last
            while True:
                try:
                    step = first.send(answer)
                except StopIteration as end:
                    return str(end.value)
                answer = yield step

        return world.database.carry_out_here(steps())

    return (go_on if at else rest), other


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_of_two_issues_at_once_one_is_there_and_the_other_is_told(world: World, at: int) -> None:
    world.post("ama", FIRST, quote="flow of water")
    uid = begun(world)
    before = sizes(world)
    go_on, other = interleaved(world, uid, at)
    other()
    with pytest.raises(Conflict):
        go_on()
    after = sizes(world)
    assert revision(world) == 2
    assert (after["placement"], after["anchor"]) == (2 * before["placement"], 2 * before["anchor"])
    assert (after["wording"], after["paragraph"]) == (before["wording"], before["paragraph"])


def test_what_happens_to_comments_meanwhile_is_in_the_revision(world: World) -> None:
    ama = world.post("ama", FIRST, quote="flow of water")
    wei = world.post("wei", SECOND)
    li = world.post("li", SECOND)
    uid = begun(world)
    caller, seal = world.caller("lars"), mark(world, uid)
    late: list[str] = []

    def meanwhile(steps: Generator[Any, Any, str]) -> Generator[Any, Any, str]:
        answer: Any = None
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                return str(end.value)
            if isinstance(step, Step) and step.verb is finishing.finish and not late:
                late.append(world.post("olga", FIRST, quote="before any planting"))
                world.edit("ama", ama, "Which water is it?")
                world.withdraw("wei", wei)
                world.hold(li)
            answer = yield step

    world.database.carry_out_here(meanwhile(issue.steps(caller, uid, seal)))
    [newest] = world.rows("SELECT revision_id FROM document WHERE id = :id", id=world.document_id)
    anchors = world.rows(
        "SELECT c.uid FROM anchor a JOIN comment c ON c.id = comment_id WHERE revision_id = :r", r=newest[0]
    )
    assert sorted(anchors) == sorted((each,) for each in (ama, wei, li, *late))
    assert world.seen("wei", late[0]).quotation == "before any planting"


def test_one_draft_waits_at_a_time_and_a_dropped_one_leaves_nothing(world: World) -> None:
    uid = begun(world)
    with pytest.raises(Conflict, match="prepared already"):
        begun(world)
    asked(world, uid)
    with pytest.raises(Conflict, match="being issued just now"):
        world.database.carry_out_here(drafts.dropping(world.caller("nadia"), uid))
    world.write(progress.end, world.caller("nadia"), world.document)
    with pytest.raises(NotAllowed):
        world.database.carry_out_here(drafts.dropping(world.caller("ama"), uid))
    world.database.carry_out_here(drafts.dropping(world.caller("nadia"), uid))
    assert not world.rows("SELECT id FROM preview WHERE document_id IS NOT NULL")
    begun(world)


def test_a_draft_that_was_overtaken_says_so(world: World) -> None:
    uid = begun(world)
    world.execute("UPDATE preview SET issued_at = made_at WHERE uid = :uid", uid=uid)
    next_revision(world, reworded("every month", "every week"))
    world.execute("UPDATE preview SET issued_at = NULL WHERE uid = :uid", uid=uid)
    with pytest.raises(Conflict, match="Align it with the newest"):
        asked(world, uid)
