"""What comes before a letter in its conversation, as its reader has it: their own mails, and ours to them."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from commentspace.domain import conversations, members, messages, outbox
from commentspace.domain.bodies import Body
from commentspace.domain.outbox import Due
from commentspace.domain.tables import Comment, Provenance
from tests.world import World

DOMAIN = "comments.example.org"


@pytest.fixture(autouse=True)
def at_once(world: World) -> None:
    """Ama and Wei hear of answers when they come."""
    for key in ("ama", "wei"):
        world.write(members.choose_mail, world.caller(key), world.space_id, "new", at_once=True)


def came_by_mail(session: Session, uid: str, message_id: str, **_now: object) -> None:
    """Note that a comment came with this mail."""
    comment = select(col(Comment.id)).where(col(Comment.uid) == uid).scalar_subquery()
    session.execute(update(Provenance).where(col(Provenance.comment_id) == comment).values(source=message_id))


def mailed_by(world: World, comment: str, name: str) -> str:
    """The same, from outside; returns the mail's name."""
    world.database.write_here(came_by_mail, comment, f"<{name}@mail.example.org>")
    return f"<{name}@mail.example.org>"


def due(world: World) -> list[Due]:
    """The letters that wait, as a worker takes them."""
    return sorted(world.database.write_here(outbox.lease, 100), key=lambda each: each.id)


def name_of(letter: Due) -> str:
    return f"<{letter.message_id}@{DOMAIN}>"


def before(world: World, letter: Due) -> list[str]:
    return world.read(conversations.before, letter, DOMAIN)


def test_a_letter_stands_under_the_mail_that_it_answers(world: World) -> None:
    first = world.post("ama")
    mine = mailed_by(world, first, "first")
    answer = world.reply("wei", first)
    [letter] = due(world)
    assert before(world, letter) == [mine]
    again = world.reply("ama", answer)
    written = mailed_by(world, again, "second")
    world.reply("wei", again)
    to_wei, to_ama = due(world)
    assert before(world, to_ama) == [mine, name_of(letter), written]
    assert before(world, to_wei) == []


def test_what_answers_something_of_which_there_is_no_mail_stands_under_the_first(world: World) -> None:
    first = world.post("ama")
    for by in ("maryam", "olga"):
        world.reply(by, first)
    one, other = due(world)
    assert before(world, one) == []
    assert before(world, other) == [name_of(one)]


def test_a_letter_that_never_went_out_is_not_named(world: World) -> None:
    first = world.post("ama")
    world.reply("maryam", first)
    world.database.write_here(outbox.drop, due(world)[0].id, "gone")
    world.reply("olga", first)
    assert before(world, due(world)[0]) == []


def test_two_people_have_each_their_own_line(world: World) -> None:
    names = [world.write(messages.write, world.caller("wei"), world.post("ama"), Body.of("May I?"), "k" * 16)]
    for writer in ("ama", "wei", "ama"):
        text = Body.of("Yes.")
        names.append(world.write(messages.answer, world.caller(writer), names[-1], text, None, f"key-{len(names)}"))
    to_ama, to_wei, again_to_ama, again_to_wei = due(world)
    assert {letter.thread for letter in (to_ama, to_wei, again_to_ama, again_to_wei)} == {f"m:{names[0]}"}
    assert (before(world, to_ama), before(world, to_wei)) == ([], [])
    assert before(world, again_to_ama) == [name_of(to_ama)]
    assert before(world, again_to_wei) == [name_of(to_wei)]


def test_a_long_line_names_the_first_and_the_newest(world: World) -> None:
    world.write(members.choose_mail, world.caller("wei"), world.space_id, "new", at_once=False)
    to = world.post("ama")
    for number in range(15):
        to = world.reply("ama", world.reply("wei", to))
        mailed_by(world, to, f"own-{number}")
    to = world.reply("wei", to)
    letters = due(world)
    line = before(world, letters[-1])
    assert len(line) == conversations.NEWEST + 1
    assert line[0] == name_of(letters[0])
    assert line[-1] == "<own-14@mail.example.org>"


@pytest.mark.parametrize("given", ["no-brackets@x", "<a b@x>", f"<{'x' * 300}@x>", "<ä@x>", "<a\r\nBcc: b@x>"])
def test_a_name_that_no_header_can_hold_is_not_named(world: World, given: str) -> None:
    first = world.post("ama")
    world.database.write_here(came_by_mail, first, given)
    world.reply("wei", first)
    assert before(world, due(world)[0]) == []


def test_a_letter_about_a_mail_stands_under_that_mail(world: World) -> None:
    world.reply("wei", world.post("ama"))
    [letter] = due(world)
    about = replace(letter, thread="", in_reply_to="<asked@mail.example.org>")
    assert before(world, about) == ["<asked@mail.example.org>"]
    assert before(world, replace(letter, in_reply_to="<asked@mail.example.org>"))[-1] == "<asked@mail.example.org>"
