"""Letters from one to another, about a comment; neither sees the other's address."""

from datetime import timedelta

import pytest

from commentspace.domain import letter_rules, members, messages, outbox, people
from commentspace.domain.bodies import Body
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from tests.world import World


def write(world: World, by: str, comment: str, text: str = "May I quote you?", key: str = "k" * 16) -> str:
    return world.write(messages.write, world.caller(by), comment, Body.of(text), key)


def answer(world: World, by: str, message: str, key: str = "a" * 16) -> str:
    return world.write(messages.answer, world.caller(by, "mail"), message, Body.of("Yes."), None, key)


def test_a_letter_goes_to_the_author_of_a_comment(world: World) -> None:
    comment = world.post("ama")
    uid = write(world, "wei", comment)
    found = world.read(messages.find, uid)
    assert (found.writer, found.reader_id, found.body) == ("陈伟", world.person("ama"), "May I quote you?")
    assert (found.comment, found.document, found.answers_id) == (comment, world.document, None)
    [due] = world.database.write_here(outbox.lease, 10)
    assert (due.kind, due.person_id, due.subjects["message"]) == ("message", world.person("ama"), uid)


def test_the_answer_comes_back_to_the_writer_and_so_on(world: World) -> None:
    first = write(world, "wei", world.post("ama"))
    second = answer(world, "ama", first)
    third = answer(world, "wei", second, "b" * 16)
    readers = [world.read(messages.find, uid).reader_id for uid in (first, second, third)]
    assert readers == [world.person("ama"), world.person("wei"), world.person("ama")]


def test_nobody_else_can_answer_a_letter(world: World) -> None:
    first = write(world, "wei", world.post("ama"))
    for by in ("olga", "lars"):
        with pytest.raises(NotFound):
            answer(world, by, first)


def test_the_same_form_writes_once(world: World) -> None:
    comment = world.post("ama")
    first = write(world, "wei", comment)
    assert write(world, "wei", comment) == first
    assert answer(world, "ama", first) == answer(world, "ama", first) != first
    assert len(world.database.write_here(outbox.lease, 10)) == 2


def test_one_does_not_write_to_oneself(world: World) -> None:
    with pytest.raises(Invalid):
        write(world, "ama", world.post("ama"))


def test_readers_do_not_write_and_held_comments_have_no_author(world: World) -> None:
    comment = world.post("ama")
    with pytest.raises(NotAllowed):
        write(world, "priya", comment)
    world.hold(comment)
    with pytest.raises(NotFound):
        write(world, "wei", comment)


def test_whoever_takes_no_letters_gets_none_but_answers_to_their_own(world: World) -> None:
    chosen = people.Preferences.of("Ama Boateng", "en", "Africa/Accra", "7", False)
    world.database.write_here(people.prefer, world.caller("ama"), chosen)
    with pytest.raises(Conflict, match="Ama Boateng"):
        write(world, "wei", world.post("ama"))
    own = write(world, "ama", world.post("wei"))
    assert world.read(messages.find, answer(world, "wei", own)).reader_id == world.person("ama")


def test_nobody_writes_more_than_thirty_letters_a_day(world: World) -> None:
    world.clock.advance(hours=2)
    authors = ("ama", "olga", "li", "lars", "nadia", "fang")
    made = [world.post(key) for key in authors]
    for number in range(letter_rules.A_DAY):
        write(world, "wei", made[number % len(made)], key=f"letter-{number}")
    comment = world.post("maryam")
    with pytest.raises(TooMany, match="30 letters"):
        write(world, "wei", comment, key="one-too-many")
    write(world, "olga", comment)
    world.clock.now += timedelta(days=1)
    write(world, "wei", comment, key="one-too-many")


def test_somebody_who_has_left_writes_no_letters(world: World) -> None:
    comment = world.post("ama")
    listed = world.read(members.everybody, world.space_id)
    wei = next(each.uid for each in listed if each.person_id == world.person("wei"))
    world.write(members.end, world.caller("wei"), wei, space_id=world.space_id)
    with pytest.raises(NotFound):
        write(world, "wei", comment)


def test_the_same_key_with_another_text_is_refused_and_nothing_is_swallowed(world: World) -> None:
    comment = world.post("ama")
    first = world.write(messages.write, world.caller("wei"), comment, Body.of("May I cite you?"), "a-key-of-wei")
    again = world.write(messages.write, world.caller("wei"), comment, Body.of("May I cite you?"), "a-key-of-wei")
    assert first == again
    with pytest.raises(Conflict) as refused:
        world.write(messages.write, world.caller("wei"), comment, Body.of("Something else."), "a-key-of-wei")
    assert refused.value.field == "body"
