"""One's own letters, no more letters from somebody, and letters shown to the moderators."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from commentspace.demo.cast import member
from commentspace.domain import (
    announcements,
    blocks,
    correspondence,
    letter_rules,
    members,
    messages,
    names,
    people,
    reports,
    signing,
)
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.tables import Suppression
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, TooMany
from tests.world import World


def write(world: World, by: str, comment: str, text: str = "May I quote you?", key: str = "") -> str:
    return world.write(messages.write, world.caller(by), comment, Body.of(text), key or names.new())


def answer(world: World, by: str, message: str, text: str = "Yes.") -> str:
    return world.write(messages.answer, world.caller(by), message, Body.of(text), None, names.new())


def block(world: World, by: str, message: str) -> None:
    world.database.write_here(blocks.block, world.caller(by), message)


def report(world: World, by: str, message: str, reason: str = "It is rude.") -> str:
    return world.write(reports.report, world.caller(by), message, reason, space_id=world.space_id)


def refusal(world: World, by: str, comment: str) -> str:
    with pytest.raises(Conflict) as refused:
        write(world, by, comment)
    with pytest.raises(Conflict) as ahead:
        world.read(messages.require_open, world.caller(by), comment)
    assert refused.value.said() == ahead.value.said()
    return refused.value.said()


def takes_no_letters(world: World, key: str, name: str) -> None:
    chosen = people.Preferences.of(name, "en", "Africa/Accra", "7", False)
    world.database.write_here(people.prefer, world.caller(key), chosen)


def leave(world: World, key: str) -> None:
    listed = world.read(members.everybody, world.space_id)
    uid = next(each.uid for each in listed if each.person_id == world.person(key))
    world.write(members.end, world.caller(key), uid, space_id=world.space_id)


def test_a_block_is_refused_in_the_words_of_a_general_refusal(world: World) -> None:
    of_ama = world.post("ama")
    block(world, "ama", write(world, "wei", of_ama))
    to_wei = refusal(world, "wei", of_ama)
    takes_no_letters(world, "ama", "Ama Boateng")
    assert refusal(world, "olga", of_ama) == to_wei == refusal(world, "wei", of_ama)


def test_a_block_is_seen_and_lifted_by_who_made_it_alone(world: World) -> None:
    of_ama = world.post("ama")
    letter = write(world, "wei", of_ama)
    block(world, "ama", letter)
    block(world, "ama", letter)
    [made] = world.read(blocks.of_person, world.caller("ama"))
    assert made.name == "陈伟"
    assert world.read(blocks.of_person, world.caller("wei")) == []
    with pytest.raises(NotFound):
        world.database.write_here(blocks.lift, world.caller("wei"), made.uid)
    world.database.write_here(blocks.lift, world.caller("ama"), made.uid)
    assert world.read(blocks.of_person, world.caller("ama")) == []
    assert write(world, "wei", of_ama)


def test_only_the_reader_of_a_letter_can_block_its_writer_or_report_it(world: World) -> None:
    letter = write(world, "wei", world.post("ama"))
    for key in ("wei", "olga", "lars"):
        with pytest.raises(NotFound):
            block(world, key, letter)
        with pytest.raises(NotFound):
            report(world, key, letter)


def test_who_blocks_somebody_is_told_so_when_they_write_to_them(world: World) -> None:
    letter = write(world, "wei", world.post("ama"))
    block(world, "ama", letter)
    assert "You take no letters from 陈伟" in refusal(world, "ama", world.post("wei"))


def test_the_link_in_a_letter_speaks_for_its_reader(world: World) -> None:
    letter, secret = write(world, "wei", world.post("ama")), b"a secret"
    who, uid = world.read(blocks.by_link, signing.sign("received", letter, secret), secret)
    assert (who.person_id, uid) == (world.person("ama"), letter)
    for wrong in (letter, signing.sign("unsubscribe", letter, secret), signing.sign("received", letter, b"another")):
        with pytest.raises(NotFound):
            world.read(blocks.by_link, wrong, secret)


def test_letters_to_who_has_left_and_to_who_takes_no_mail_have_one_reason(world: World) -> None:
    of_ama, of_wei = world.post("ama"), world.post("wei")
    leave(world, "ama")
    world.database.write_here(suppress, member("wei").address)
    said = refusal(world, "olga", of_ama)
    assert "Letters do not reach this person any more" in said
    assert refusal(world, "olga", of_wei) == said


def suppress(session: Session, address: str, *, now: datetime) -> None:
    """No letters go to this address."""
    session.add(Suppression(address=address, why="hard", at=now))


def test_five_letters_a_day_go_to_who_does_not_answer(world: World) -> None:
    world.clock.advance(hours=2)
    of_ama = world.post("ama")
    first, *_ = [write(world, "wei", of_ama) for _ in range(letter_rules.UNANSWERED)]
    with pytest.raises(TooMany, match="without an answer"):
        write(world, "wei", of_ama)
    world.clock.advance(minutes=1)
    answer(world, "ama", first)
    world.clock.advance(minutes=1)
    assert write(world, "wei", of_ama)
    world.clock.now += timedelta(days=1)
    assert write(world, "wei", of_ama)


def test_who_has_just_joined_begins_three_letters_and_answers_all(world: World) -> None:
    of_ama, of_olga = world.post("ama"), world.post("olga")
    letters = [write(world, "wei", each) for each in (of_ama, of_olga, of_ama)]
    with pytest.raises(TooMany, match="first hour"):
        write(world, "wei", of_olga)
    assert answer(world, "wei", answer(world, "ama", letters[0]))
    world.clock.advance(hours=1)
    assert write(world, "wei", of_olga)


def test_an_exchange_holds_its_letters_for_the_two_alone(world: World) -> None:
    comment = world.post("ama")
    first = write(world, "wei", comment)
    second = answer(world, "ama", first, "You *may*.")
    for key, own in (("wei", [True, False]), ("ama", [False, True])):
        [exchange] = world.read(correspondence.of_person, world.caller(key))
        assert (exchange.uid, exchange.count, exchange.waits) == (first, 2, key == "wei")
        assert (exchange.about.comment, exchange.about.symbol) == (comment, "WET/2/3")
        _, letters = world.read(correspondence.find, world.caller(key), second)
        assert [each.is_own for each in letters] == own
        assert letters[1].html == "<p>You <em>may</em>.</p>"
    for key in ("olga", "lars"):
        assert world.read(correspondence.of_person, world.caller(key)) == []
        with pytest.raises(NotFound):
            world.read(correspondence.find, world.caller(key), first)


def test_a_comment_that_was_held_meanwhile_is_not_named_in_the_list(world: World) -> None:
    comment = world.post("ama")
    write(world, "wei", comment)
    world.hold(comment)
    [exchange] = world.read(correspondence.of_person, world.caller("wei"))
    assert (exchange.about.comment, exchange.about.symbol) == (None, None)


def test_an_exchange_about_a_letter_to_all_says_which(world: World) -> None:
    wording = Wording.of("Friday", "It ends.")
    uid = world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "a-key")
    world.write(messages.to_announcer, world.caller("ama"), uid, Body.of("When?"), "a-key")
    [exchange] = world.read(correspondence.of_person, world.caller("lars"))
    assert exchange.about.announcement is not None
    assert (exchange.about.announcement.subject, exchange.other) == ("Friday", "Ama Boateng")
    with pytest.raises(Invalid):
        world.write(messages.to_announcer, world.caller("lars"), uid, Body.of("When?"), "b-key")


def test_a_reported_letter_is_seen_by_moderators_and_settled_once(world: World) -> None:
    letter = write(world, "wei", world.post("ama"), "You know nothing.")
    assert world.read(reports.of_space, world.standing("lars")) == []
    uid = report(world, "ama", letter)
    assert report(world, "ama", letter) == uid
    [seen] = world.read(reports.of_space, world.standing("lars"))
    assert (seen.by, seen.writer, seen.text, seen.reason) == (
        "Ama Boateng",
        "陈伟",
        "You know nothing.",
        "It is rude.",
    )
    for _ in range(2):
        world.write(reports.settle, world.caller("lars"), uid, "He was asked to stop.", space_id=world.space_id)
    with pytest.raises(Conflict):
        world.write(reports.settle, world.caller("fang"), uid, "Nothing.", space_id=world.space_id)
    told = world.read(reports.of_letters, world.caller("ama"), [letter])
    assert told[letter].outcome == "He was asked to stop."
    assert world.read(reports.of_letters, world.caller("wei"), [letter]) == {}


def test_a_moderator_does_not_see_what_is_reported_of_themselves(world: World) -> None:
    letter = write(world, "lars", world.post("ama"))
    uid = report(world, "ama", letter)
    assert world.read(reports.of_space, world.standing("lars")) == []
    assert len(world.read(reports.of_space, world.standing("nadia"))) == 1
    with pytest.raises(NotFound):
        world.write(reports.settle, world.caller("lars"), uid, "Nothing.", space_id=world.space_id)


def test_only_moderators_see_reports(world: World) -> None:
    report(world, "ama", write(world, "wei", world.post("ama")))
    for key in ("ama", "wei", "priya"):
        with pytest.raises(NotAllowed):
            world.read(reports.of_space, world.standing(key))


@pytest.mark.parametrize("reason", ["", " ", "x" * 2_001])
def test_a_report_says_what_is_wrong(world: World, reason: str) -> None:
    letter = write(world, "wei", world.post("ama"))
    with pytest.raises(Invalid) as refused:
        report(world, "ama", letter, reason)
    assert refused.value.field == "reason"


def test_another_reason_for_the_same_letter_is_not_swallowed(world: World) -> None:
    letter = write(world, "wei", world.post("ama"))
    report(world, "ama", letter)
    with pytest.raises(Refusal, match="already"):
        report(world, "ama", letter, "It is long, too.")


def test_the_record_of_a_report_holds_no_word_of_it(world: World) -> None:
    report(world, "ama", write(world, "wei", world.post("ama"), "You know nothing."))
    [(content,)] = world.rows("SELECT content FROM event_content ORDER BY id DESC LIMIT 1")
    assert "rude" not in content
    assert "nothing" not in content


def test_who_has_left_can_still_report_what_they_got(world: World) -> None:
    letter = write(world, "wei", world.post("ama"))
    leave(world, "ama")
    assert report(world, "ama", letter)
