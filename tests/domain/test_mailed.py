"""Mail knows what it mailed: a letter's bytes and blocks, until they are forgotten."""

import pytest

from commentspace.domain import mailed, outbox
from commentspace.domain.outbox import BlockRow, Due, Intent, Written
from tests.small_draft import FIRST
from tests.world import World

WORDS = BlockRow("words", "", "Good morning.", "goodmorning")


@pytest.fixture
def due(world: World) -> Due:
    """A letter to wei whose time has come."""
    world.database.write_here(outbox.intend, Intent("hello", "hello:1", world.person("wei"), world.space_id, {"n": 1}))
    [due] = world.database.write_here(outbox.lease, 1)
    return due


def written(world: World, content: bytes = b"bytes") -> Written:
    comment = world.post("ama")
    [(comment_id, paragraph_id)] = world.rows("SELECT id, paragraph_id FROM comment WHERE uid = :uid", uid=comment)
    blocks = (
        BlockRow("paragraph", "[¶1]", "A wetland", "awetland", paragraph_id),
        BlockRow("comment", "[1]", "Say more.", "saymore", paragraph_id, comment_id),
        WORDS,
    )
    return Written("Hello", "text", "<p>text</p>", content, blocks)


def test_a_rendered_letter_keeps_its_blocks_in_order(world: World, due: Due) -> None:
    assert world.database.write_here(outbox.rendered, due.id, written(world)) == b"bytes"
    letter = world.read(mailed.find, due.uid)
    assert letter is not None
    assert (letter.kind, letter.person_id, letter.subject, letter.content) == (
        "hello", world.person("wei"), "Hello", b"bytes",
    )  # fmt: skip
    assert (list(letter.space_ids), letter.subjects) == ([world.space_id], {"n": 1})
    [comment] = [view.uid for view in world.views("wei")]
    paragraph = world.paragraphs[FIRST].uid
    assert [(block.kind, block.marker, block.paragraph, block.comment) for block in letter.blocks] == [
        ("paragraph", "[¶1]", paragraph, None),
        ("comment", "[1]", paragraph, comment),
        ("words", "", None, None),
    ]


def test_what_another_worker_has_rendered_meanwhile_is_what_is_sent(world: World, due: Due) -> None:
    world.database.write_here(outbox.rendered, due.id, written(world, b"first"))
    assert world.database.write_here(outbox.rendered, due.id, written(world, b"second")) == b"first"


def test_a_letter_that_was_sent_can_be_forgotten_and_it_stays_that_it_was_sent(world: World, due: Due) -> None:
    world.database.write_here(outbox.rendered, due.id, written(world))
    world.database.write_here(outbox.forget, due.id)
    letter = world.read(mailed.find, due.uid)
    assert letter is not None
    assert letter.content == b"bytes", "it may be sent again"
    world.database.write_here(outbox.sent, due.id, "250 ok")
    world.database.write_here(outbox.forget, due.id)
    assert world.rows("SELECT state, subjects, text, html, blob_id FROM outbox") == [("sent", "{}", "", "", None)]
    assert world.rows("SELECT count(*) FROM blob_chunk") == [(0,)]
    forgotten = world.read(mailed.find, due.uid)
    assert forgotten is not None
    assert forgotten.content == b""


def test_looking_whether_letters_wait_takes_none(world: World) -> None:
    assert not world.read(outbox.is_waiting, world.clock.now)
    world.database.write_here(outbox.intend, Intent("hello", "hello:1", world.person("wei")))
    assert world.read(outbox.is_waiting, world.clock.now)
    assert len(world.database.write_here(outbox.lease, 1)) == 1
    assert not world.read(outbox.is_waiting, world.clock.now)


def test_a_letter_that_never_was_is_none(world: World) -> None:
    assert world.read(mailed.find, "a" * 16) is None


def test_addresses_belong_to_people_in_any_case(world: World) -> None:
    assert world.read(mailed.is_address_of, world.person("ama"), "AMA.boateng@example.net")
    assert not world.read(mailed.is_address_of, world.person("wei"), "ama.boateng@example.net")
    assert not world.read(mailed.is_address_of, None, "ama.boateng@example.net")
