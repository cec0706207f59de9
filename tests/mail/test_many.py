"""Much at once: long messages, letters to many, and long lists, each in short transactions."""

from time import perf_counter

import pytest
from sqlalchemy import event

from commentspace.database import Database
from commentspace.domain import announcements, blobs, inbound, intake, member_lists, members, outbox
from commentspace.domain.tables import Blob
from commentspace.errors import Invalid, NotAllowed
from commentspace.mail.desk import address_book
from tests.mail.house import MailHouse
from tests.mail.test_listener import LETTER, message
from tests.world import World

LONG = 700_000
MANY = 1_500
WORDING = announcements.Wording.of("The review closes soon", "Please *hurry*.")


def entries(number: int, role: str = "participant") -> list[member_lists.Entry]:
    """So many new members."""
    return [member_lists.Entry(f"Reader {each}", f"reader-{each}@example.org", role=role) for each in range(number)]


def add(world: World, by: str, wanted: list[member_lists.Entry]) -> None:
    """Add them without letters, as many at a time as a door does."""
    for start in range(0, len(wanted), members.TOGETHER):
        batch = wanted[start : start + members.TOGETHER]
        world.write(members.add, world.caller(by), world.space_id, batch, invite=False)


async def test_a_long_message_is_written_in_runs_and_kept_byte_for_byte(mail: MailHouse) -> None:
    written: list[int] = []
    event.listen(mail.world.database.engine, "commit", lambda _connection: written.append(chunks(mail.world)))
    long, to = message("water " * LONG), address_book(mail.settings).reply_address(LETTER)
    await mail.bring(long, to=to)
    assert max(after - before for before, after in zip([0, *written], written, strict=False)) <= 4
    [waiting] = mail.world.read(inbound.waiting)
    assert mail.world.read(blobs.read, waiting.blob_id) == long.as_bytes().replace(b"\n", b"\r\n")
    await mail.bring(long, to=to)
    assert (len(mail.verdicts()), mail.count(Blob)) == (1, 1)


def chunks(world: World) -> int:
    """The chunks that others can see."""
    [(number,)] = world.rows("SELECT count(*) FROM blob_chunk")
    return int(number)


def test_a_blob_that_was_begun_and_left_is_not_whole_until_it_is_brought_again(sqlite_world: World) -> None:
    content = bytes(range(256)) * 6_000
    name, write = blobs.digest(content), sqlite_world.database.write_here
    write(blobs.put, name, len(content), 0, content[: blobs.TOGETHER])
    with pytest.raises(LookupError):
        write(intake.store_kept, name, "mark", "ama.boateng@example.net", ["us@example.org"])
    blob_id = write(blobs.keep, content)
    assert sqlite_world.read(blobs.read, blob_id) == content
    assert len(write(intake.store_kept, name, "mark", "ama.boateng@example.net", ["us@example.org"])) == 1


def test_a_letter_to_1500_members_is_written_with_few_statements_and_once(sqlite_world: World) -> None:
    world = sqlite_world
    add(world, "fang", entries(MANY))
    said = statements_of(world.database)
    began = perf_counter()
    uid = world.write(announcements.announce, world.caller("fang"), world.space_id, WORDING, "announcement-1")
    assert perf_counter() - began < 1
    assert len([each for each in said if each.startswith("INSERT INTO outbox")]) == 1
    assert len(said) < 40
    assert world.write(announcements.announce, world.caller("fang"), world.space_id, WORDING, "announcement-1") == uid
    letters = world.rows("SELECT count(*), count(DISTINCT address) FROM outbox WHERE kind = 'announcement'")
    assert letters == [(MANY + 12, MANY + 12)]


def test_letters_that_were_intended_before_are_not_intended_again(sqlite_world: World) -> None:
    person = sqlite_world.person("wei")
    intents = [outbox.Intent("hello", f"hello:{number}", person) for number in (1, 2, 2)]
    readers = {person: outbox.Reader("chen.wei@example.org", "zh")}
    write = sqlite_world.database.write_here
    assert write(outbox.intend_all, intents[:1], readers) == 1
    assert write(outbox.intend_all, intents, readers) == 1
    assert len(write(outbox.lease, 10)) == 2


def statements_of(database: Database) -> list[str]:
    """What is executed from now on."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    return said


def test_nobody_is_added_where_one_of_a_long_list_may_not_be(sqlite_world: World) -> None:
    world = sqlite_world
    with pytest.raises(Invalid, match="At most 100"):
        world.write(members.add, world.caller("lars"), world.space_id, entries(101))
    wanted = [*entries(60), *entries(1, "owner")]
    with pytest.raises(NotAllowed, match="owner"):
        world.read(members.require_addable, world.caller("lars"), world.space_id, wanted)
    assert len(world.read(members.everybody, world.space_id)) == 13


def test_the_words_of_a_statement_that_failed_are_not_in_its_error(sqlite_world: World) -> None:
    with pytest.raises(Exception, match="hide_parameters=True") as caught:
        sqlite_world.rows("SELECT :text FROM nothing", text="canary9339")
    assert "canary9339" not in str(caught.value)
