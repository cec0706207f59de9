"""Filled files in one's own data, and gone when their sender is erased; whom files of others name is forgotten too."""

from dataclasses import replace

from commentspace.demo.cast import member
from commentspace.domain import erasing, job_runs, jobs, my_data, record, submission_traces
from commentspace.domain.jobs import Wish
from commentspace.domain.submission_rows import press
from commentspace.domain.submissions import Begun
from tests.filled import doubtful, filled, post_all, send, sure
from tests.safety.erased import holding
from tests.world import World


def sent(world: World, key: str = "ama", reviewer: str = "") -> Begun:
    row = replace(sure(world, 1, "A secret-row.", proposal="secret-wording"), reviewer=reviewer)
    begun = send(world, key, filled(row, doubtful(world, 2, "secret-doubt"), name="secret-name.csv"))
    world.database.write_here(press, world.caller(key), begun.uid)
    post_all(world, begun)
    return begun


def erase(world: World, key: str) -> None:
    world.database.carry_out_here(erasing.erase(world.caller(key), member(key).address, world.clock.now))


def test_files_and_rows_stand_in_ones_own_data(world: World) -> None:
    sent(world)
    found = {}
    for section in my_data.SECTIONS:
        found[section.name], _ = world.read(my_data.batch, world.caller("ama"), section, 0)
    [file] = found["files_with_comments"]
    assert (file["filename"], file["document"]) == ("secret-name.csv", "WET/2/3")
    rows = found["rows_of_files_with_comments"]
    assert [(row["verdict"], row["row"]["markdown"]) for row in rows] == [
        ("posted", "A secret-row."),
        ("doubtful", "secret-doubt"),
    ]
    others = [world.read(my_data.batch, world.caller("wei"), section, 0)[0] for section in my_data.SECTIONS]
    assert "secret-" not in str([each for each in others if each])


def test_all_of_it_goes_when_its_sender_is_erased(sqlite_world: World) -> None:
    world = sqlite_world
    sent(world, reviewer="Kofi Mensah")
    words = ("secret-", "Kofi Mensah", "bytes of ")
    assert holding(world.database, words)
    erase(world, "ama")
    assert holding(world.database, words) == []
    assert world.read(record.check, world.space_id)[1] == []


def test_many_rows_go_in_batches(world: World) -> None:
    send(world, "ama", filled(*(sure(world, at, f"Row {at}.") for at in range(230))))
    erase(world, "ama")
    assert world.rows("SELECT count(*) FROM submission_row") == [(0,)]


def test_whom_the_files_of_others_name_is_forgotten_and_the_words_stay(world: World) -> None:
    name = member("wei").name
    begun = sent(world, "ama", reviewer=name)
    assert world.rows("SELECT said_by FROM provenance") == [(name,)]
    erase(world, "wei")
    assert world.rows("SELECT said_by FROM provenance") == [("",)]
    rows = [str(row) for (row,) in world.rows("SELECT row FROM submission_row ORDER BY position")]
    assert all(name not in row for row in rows)
    assert "A secret-row." in rows[0]
    assert post_all(world, begun) == 0


def test_an_address_beside_a_name_is_forgotten_too(world: World) -> None:
    address = member("wei").address
    sent(world, "ama", reviewer=f"W. Chen <{address.upper()}>")
    sent_again = replace(sure(world, 3, f"Ask {address} about it."), reviewer=address)
    send(world, "ama", filled(sent_again, name="second.csv"))
    erase(world, "wei")
    assert world.rows("SELECT said_by FROM provenance") == [("",)]
    rows = [str(row) for (row,) in world.rows("SELECT row FROM submission_row ORDER BY id")]
    assert "reviewer" not in rows[2]
    assert f"Ask {address} about it." in rows[2], "the words stay others'"


def test_what_was_made_for_somebody_else_of_the_same_bytes_stays(world: World) -> None:
    sent(world)
    [(content,)] = world.rows(
        "SELECT content FROM blob_chunk JOIN submission ON submission.blob_id = blob_chunk.blob_id"
    )
    wish = Wish("docx", {}, "en")
    uid = world.database.write_here(jobs.ask, world.caller("wei"), world.document, wish)
    task = world.database.write_here(job_runs.lease)
    assert task is not None
    world.database.carry_out_here(job_runs.keep(task, "draft.docx", "x/y", bytes(content), []))
    _forget_sent(world)
    assert world.read(jobs.fetch, world.caller("wei"), uid).content == bytes(content)


def _forget_sent(world: World) -> None:
    """The file's bytes as they go first, before what was made in the space goes too."""
    who = world.caller("ama").person_id
    assert who is not None
    world.database.write_here(lambda session, *, now: submission_traces.forget(session, who))
