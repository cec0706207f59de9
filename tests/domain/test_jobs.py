"""Files that take long: asked for once, leased by one, taken up again, ended, swept; and never for the wrong eyes."""

import json
from datetime import timedelta

import pytest

from commentspace.domain import job_runs, jobs, members
from commentspace.domain.job_runs import Task
from commentspace.domain.jobs import Wish
from commentspace.domain.why import Sentence
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany
from tests.small_draft import FIRST
from tests.world import OUTSIDER, World

PDF = Wish("pdf", {}, "en")


def ask(world: World, key: str | None = "ama", wish: Wish = PDF) -> str:
    uid: str = world.database.write_here(jobs.ask, world.caller(key), world.document, wish)
    return uid


def leased(world: World) -> Task:
    task = world.database.write_here(job_runs.lease)
    assert task is not None
    return task


def keep(world: World, task: Task, content: bytes = b"%PDF") -> bool:
    return world.database.carry_out_here(job_runs.keep(task, "WET-2-3.pdf", "application/pdf", content, []))


def made(world: World, key: str = "ama", content: bytes = b"%PDF") -> str:
    uid = ask(world, key)
    assert keep(world, leased(world), content)
    return uid


def view(world: World, uid: str, key: str = "ama") -> jobs.JobView:
    return world.read(jobs.find, world.caller(key), uid)


def fetch(world: World, uid: str, key: str = "ama") -> jobs.Taken:
    return world.read(jobs.fetch, world.caller(key), uid)


def letters(world: World) -> int:
    return len(world.rows("SELECT id FROM outbox WHERE kind = 'export'"))


def test_who_asks_fetches_what_was_made(world: World) -> None:
    content = bytes(range(256)) * 9_000
    uid = made(world, content=content)
    assert fetch(world, uid) == jobs.Taken("WET-2-3.pdf", "application/pdf", content)
    assert [each.uid for each in world.read(jobs.mine, world.caller("ama"))] == [uid]


def test_nobody_else_knows_of_it(world: World) -> None:
    uid = made(world)
    for key in ("wei", "fang", OUTSIDER):
        with pytest.raises(NotFound):
            view(world, uid, key)
        assert not world.read(jobs.mine, world.caller(key))


def test_only_who_may_read_the_document_can_ask(world: World) -> None:
    with pytest.raises(NotFound):
        ask(world, OUTSIDER)
    world.change_space(is_open=True)
    with pytest.raises(SignInNeeded):
        ask(world, None)


def test_the_same_question_is_the_same_job_until_something_changes(world: World) -> None:
    uid = made(world)
    assert ask(world) == uid
    assert ask(world, wish=Wish("pdf", {"place": "annex"}, "en")) != uid
    world.post("wei", FIRST)
    assert ask(world) != uid


def test_what_one_may_not_know_of_changes_nothing(world: World) -> None:
    hidden = world.post("wei", FIRST)
    world.hold(hidden)
    uid = made(world, "priya")
    world.reply("lars", hidden)
    assert ask(world, "priya") == uid


def test_somebody_can_have_only_a_few_made_at_once(world: World) -> None:
    for number in range(jobs.AT_ONCE):
        ask(world, wish=Wish("pdf", {"zone": f"Etc/GMT+{number}"}, "en"))
    with pytest.raises(TooMany):
        ask(world, wish=Wish("pdf", {"place": "none"}, "en"))
    assert ask(world, "wei")


def test_no_two_get_the_same_one(world: World) -> None:
    ask(world)
    leased(world)
    assert world.database.write_here(job_runs.lease) is None
    assert not world.read(job_runs.is_waiting, world.clock.now)


def test_what_a_killed_process_had_is_taken_up_again_and_its_own_work_does_not_count(world: World) -> None:
    uid = ask(world)
    lost = leased(world)
    world.clock.now += job_runs.LEASE
    again = leased(world)
    assert (again.uid, again.attempts) == (uid, 2)
    assert not world.database.write_here(job_runs.beat, lost, "pages", 3, 0)
    assert not keep(world, lost, b"of the lost")
    assert keep(world, again, b"of the second")
    assert fetch(world, uid).content == b"of the second"


def test_a_beat_keeps_the_lease_and_says_how_far(world: World) -> None:
    uid = ask(world)
    task = leased(world)
    world.clock.now += job_runs.LEASE / 2
    assert world.database.write_here(job_runs.beat, task, "pages", 12, 0)
    world.clock.now += job_runs.LEASE / 2
    assert not world.read(job_runs.is_waiting, world.clock.now)
    assert (view(world, uid).phase, view(world, uid).done) == ("pages", 12)


def test_after_three_tries_it_has_failed_with_a_sentence_and_others_go_on(world: World) -> None:
    uid = ask(world)
    for _ in range(job_runs.TRIES):
        world.database.write_here(job_runs.give_back, leased(world))
    other = ask(world, "wei")
    assert world.database.write_here(job_runs.lease) is None
    assert (view(world, uid).state, view(world, uid).answer) == ("failed", job_runs.BROKEN)
    assert leased(world).uid == other


def test_what_is_refused_fails_at_once_with_its_sentence(world: World) -> None:
    uid = ask(world)
    world.database.write_here(job_runs.fail, leased(world), Invalid("Say %(what)s.", what="so"))
    assert view(world, uid).state == "failed"
    assert json.loads(view(world, uid).answer) == [["Say %(what)s.", {"what": "so"}]]


def test_one_that_is_ended_is_made_no_more(world: World) -> None:
    uid = ask(world)
    task = leased(world)
    world.database.write_here(jobs.end, world.caller("ama"), uid)
    assert not world.database.write_here(job_runs.beat, task, "pages", 1, 0)
    assert not keep(world, task)
    assert view(world, uid).state == "ended"
    with pytest.raises(Conflict):
        fetch(world, uid)
    assert not world.rows("SELECT id FROM blob WHERE size = 4")


def test_who_may_see_less_than_then_does_not_fetch_it(world: World) -> None:
    uid = made(world, "lars")
    assert fetch(world, uid, "lars").content == b"%PDF"
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("lars"))
    world.execute("UPDATE membership SET role = 'participant' WHERE uid = :uid", uid=member)
    with pytest.raises(Conflict):
        fetch(world, uid, "lars")
    world.write(members.end, world.caller("fang"), member, space_id=world.space_id)
    with pytest.raises(NotFound):
        fetch(world, uid, "lars")
    assert not world.read(jobs.mine, world.caller("lars"))


def test_what_somebody_is_as_it_is_made_counts(world: World) -> None:
    uid = ask(world, "lars")
    world.execute("UPDATE membership SET role = 'participant' WHERE person_id = :id", id=world.person("lars"))
    task = leased(world)
    assert world.database.write_here(job_runs.note_role, task)
    assert keep(world, task)
    assert fetch(world, uid, "lars").content == b"%PDF"


def test_a_letter_tells_of_what_took_longer(world: World) -> None:
    made(world)
    assert letters(world) == 0
    ask(world, "wei")
    task = leased(world)
    world.clock.now += job_runs.QUICK + timedelta(seconds=1)
    assert keep(world, task)
    assert letters(world) == 1


def test_what_is_old_is_swept_with_its_bytes_and_what_shares_them_is_not(world: World) -> None:
    first, second = made(world, content=b"the same"), made(world, "wei", b"the same")
    world.clock.now += jobs.KEPT - timedelta(hours=1)
    fresh = made(world, "olga", b"another")
    world.execute("UPDATE job SET expires_at = (SELECT max(expires_at) FROM job) WHERE uid = :uid", uid=second)
    world.clock.now += timedelta(hours=1)
    assert world.database.write_here(job_runs.sweep)
    assert not world.database.write_here(job_runs.sweep)
    assert fetch(world, second, "wei").content == b"the same"
    assert fetch(world, fresh, "olga").content == b"another"
    with pytest.raises(NotFound):
        view(world, first)
    world.clock.now += jobs.KEPT
    while world.database.write_here(job_runs.sweep):
        pass
    assert not world.rows("SELECT id FROM blob WHERE size IN (7, 8)")


def test_erasing_takes_the_files_that_hold_their_words(world: World) -> None:
    world.post("ama", FIRST)
    of_wei, of_ama = made(world, "wei", b"with ama"), made(world, "ama", b"of ama")
    waiting = ask(world, "olga")
    after: int | None = 0
    while after is not None:
        args = world.person("ama"), [world.space_id], after
        after = world.database.write_here(job_runs.erase, *args)
    for uid, key in ((of_wei, "wei"), (of_ama, "ama")):
        with pytest.raises(NotFound):
            view(world, uid, key)
    assert view(world, waiting, "olga").state == "waiting"
    assert not world.rows("SELECT id FROM blob WHERE size IN (6, 8)")


def test_what_has_to_be_said_of_it_stands_with_it(world: World) -> None:
    uid = ask(world)
    notes = [Sentence("Letters are missing: %(letters)s", {"letters": "x"})]
    steps = job_runs.keep(leased(world), "WET-2-3.pdf", "application/pdf", b"%PDF", notes)
    assert world.database.carry_out_here(steps)
    assert json.loads(view(world, uid).answer) == [[notes[0].message, {"letters": "x"}]]


def test_an_archive_of_a_space_is_for_owners_and_one_in_the_making_is_that_one(world: World) -> None:
    def of_space(key: str, form: str) -> str:
        uid: str = world.database.write_here(jobs.ask_of_space, world.caller(key), world.slug, Wish(form, {}, "en"))
        return uid

    with pytest.raises(NotAllowed):
        of_space("lars", "archive")
    with pytest.raises(NotFound):
        of_space(OUTSIDER, "mbox")
    uid = of_space("fang", "archive")
    assert of_space("fang", "archive") == uid
    assert of_space("fang", "mbox") != uid
    task = leased(world)
    assert (task.kind, task.subject) == ("space", world.slug)
    assert keep(world, task, b"an archive")
    assert (view(world, uid, "fang").symbol, fetch(world, uid, "fang").content) == (world.slug, b"an archive")
    assert of_space("fang", "archive") != uid


def test_what_is_in_the_making_when_somebody_is_erased_is_begun_anew(world: World) -> None:
    uid = ask(world, "wei")
    task = leased(world)
    world.database.write_here(job_runs.erase, world.caller("ama").person_id, (world.space_id,), 0)
    assert not keep(world, task)
    assert view(world, uid, "wei").state == "waiting"
    assert keep(world, leased(world))
    assert view(world, uid, "wei").state == "done"
