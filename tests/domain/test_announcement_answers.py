"""What is said to a letter to all stands below it, for those who may read it; moderators may hold it back."""

import pytest

from commentspace.demo.cast import member
from commentspace.domain import announcement_answers, announcements, record
from commentspace.domain.announcement_answers import AnswerView
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.recipients import EVERYBODY, Part
from commentspace.errors import Conflict, NotAllowed, NotFound, TooMany
from tests.world import OUTSIDER, World


def announce(world: World, part: Part = EVERYBODY, by: str = "lars") -> str:
    wording = Wording.of("Friday", "The review ends on Friday.")
    caller = world.caller(by)
    return world.write(announcements.announce, caller, world.space_id, wording, f"k-{part.who}", part=part)


def say(world: World, by: str, uid: str, text: str = "I shall be there.", key: str = "a" * 16) -> str:
    return world.write(announcement_answers.say, world.caller(by), uid, Body.of(text), key).uid


def below(world: World, key: str | None, uid: str) -> list[AnswerView]:
    return world.read(announcement_answers.of_announcement, world.standing(key), uid)


def test_an_answer_stands_below_for_all_members_with_whence_it_came(world: World) -> None:
    uid = announce(world)
    say(world, "ama", uid, "I *shall* be there.")
    [seen] = below(world, "priya", uid)
    assert (seen.author, seen.on_behalf_of, seen.door) == ("Ama Boateng", member("ama").on_behalf_of, "web")
    assert (seen.html, seen.is_held, seen.is_own) == ("<p>I <em>shall</em> be there.</p>", False, False)
    assert below(world, "ama", uid)[0].is_own


def test_the_same_form_answers_once_and_another_text_is_not_swallowed(world: World) -> None:
    uid = announce(world)
    assert say(world, "ama", uid) == say(world, "ama", uid)
    with pytest.raises(Conflict) as refused:
        say(world, "ama", uid, "No, I shall not.")
    assert refused.value.field == "body"
    assert len(below(world, "lars", uid)) == 1


def test_who_may_not_read_the_letter_cannot_answer_it(world: World) -> None:
    world.post("ama")
    uid = announce(world, Part.of("commented"))
    for key in ("wei", OUTSIDER, "priya"):
        with pytest.raises(NotFound):
            say(world, key, uid)
    assert say(world, "ama", uid)


def test_who_may_only_read_is_told_how_to_reach_its_writer(world: World) -> None:
    uid = announce(world)
    with pytest.raises(NotAllowed, match="write to its writer alone"):
        say(world, "priya", uid)


def test_where_new_comments_are_looked_at_first_answers_are_too(world: World) -> None:
    world.change_space(holds_new=True)
    uid = announce(world)
    answer = say(world, "ama", uid)
    of_moderator = say(world, "nadia", uid, "Thank you.")
    assert [each.uid for each in below(world, "wei", uid)] == [of_moderator]
    assert [each.uid for each in below(world, "ama", uid)] == [answer, of_moderator]
    with pytest.raises(NotFound):
        world.write(announcement_answers.release, world.caller("wei"), answer)
    with pytest.raises(NotAllowed):
        world.write(announcement_answers.release, world.caller("ama"), answer)
    world.write(announcement_answers.release, world.caller("lars"), answer)
    assert answer in [each.uid for each in below(world, "wei", uid)]
    world.write(announcement_answers.hold, world.caller("lars"), answer)
    assert answer not in [each.uid for each in below(world, "wei", uid)]


def test_who_wrote_an_answer_can_take_it_back_and_nobody_else(world: World) -> None:
    uid = announce(world)
    answer = say(world, "ama", uid)
    for key in ("wei", "lars"):
        with pytest.raises(NotAllowed):
            world.write(announcement_answers.withdraw, world.caller(key), answer)
    world.write(announcement_answers.withdraw, world.caller("ama"), answer)
    world.write(announcement_answers.withdraw, world.caller("ama"), answer)
    [seen] = below(world, "lars", uid)
    assert (seen.is_withdrawn, seen.html) == (True, "")


def test_nobody_answers_more_than_thirty_times_a_day(world: World) -> None:
    uid = announce(world)
    for number in range(announcement_answers.A_DAY):
        say(world, "ama", uid, key=f"answer-{number}")
    with pytest.raises(TooMany, match="30 times"):
        say(world, "ama", uid, key="one-too-many")
    say(world, "wei", uid)


def test_the_readers_of_a_letter_are_told_how_many_have_answered_since(world: World) -> None:
    uid = announce(world)
    start = seq(world)
    say(world, "ama", uid)
    say(world, "lars", uid, "I forgot the hour: nine.")
    held = say(world, "wei", uid)
    world.write(announcement_answers.hold, world.caller("nadia"), held)
    middle = seq(world)
    lars = world.standing("lars")
    [new] = world.read(announcement_answers.new_since, lars, start, middle)
    assert (new.announcement, new.subject, new.count) == (uid, "Friday", 1)
    world.write(announcement_answers.release, world.caller("nadia"), held)
    [new] = world.read(announcement_answers.new_since, lars, middle, seq(world))
    assert new.count == 1
    assert world.read(announcement_answers.new_since, lars, seq(world), seq(world)) == []


def test_who_may_not_read_a_letter_is_not_told_of_its_answers(world: World) -> None:
    world.post("ama")
    uid = announce(world, Part.of("commented"))
    say(world, "ama", uid)
    assert world.read(announcement_answers.new_since, world.standing("wei"), 0, seq(world)) == []
    assert len(world.read(announcement_answers.new_since, world.standing("nadia"), 0, seq(world))) == 1


def seq(world: World) -> int:
    """The last number of the space's record."""
    [(found,)] = world.rows("SELECT seq FROM space WHERE id = :id", id=world.space_id)
    return int(found)


def test_what_was_done_is_in_the_record_and_it_verifies(world: World) -> None:
    uid = announce(world)
    answer = say(world, "ama", uid)
    world.write(announcement_answers.hold, world.caller("lars"), answer)
    world.write(announcement_answers.withdraw, world.caller("ama"), answer)
    verbs = [verb for (verb,) in world.rows("SELECT verb FROM event ORDER BY id DESC LIMIT 3")]
    assert verbs == ["announcement.answer-withdrawal", "announcement.answer-hold", "announcement.answer"]
    assert world.read(record.check, world.space_id)[1] == []
