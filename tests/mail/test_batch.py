"""Letters that are written together: what they share is asked and printed once; each says what its reader may see."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import event

from commentspace import places
from commentspace.domain import announcements, outbox
from commentspace.domain.outbox import Due, Written
from commentspace.mail import preparing
from commentspace.mail.preparing import Bureau
from commentspace.render.environment import environment
from tests.mail.house import MailHouse
from tests.small_draft import FIRST

LANGUAGES = ("en", "ar", "en", "zh")


async def _leased(mail: MailHouse) -> list[Due]:
    """The daily letters of everybody, after a day on which several have written, and an announcement to all."""
    world = mail.world
    first = world.post("ama", FIRST, "Say which water.")
    world.reply("wei", first, "The water of the season.")
    world.post("lars", FIRST + 1, "A **number** is missing.")
    held = world.post("olga", FIRST, "A person is named.")
    world.hold(held)
    world.reply("lars", held, "Can you say it without the name?")
    wording = announcements.Wording.of("截止日期：三月", "The review *closes* soon.")
    world.write(announcements.announce, world.caller("nadia"), world.space_id, wording, "announcement-1")
    world.clock.advance(days=1)
    await mail.rounds.once()
    leased: list[Due] = world.database.write_here(outbox.lease, 100)
    assert {"digest", "announcement"} <= {due.kind for due in leased}
    return [replace(due, language=LANGUAGES[at % len(LANGUAGES)]) for at, due in enumerate(leased)]


def _prepared(mail: MailHouse, leased: Sequence[Due]) -> dict[int, Written]:
    bureau = Bureau(mail.settings, environment(places.templates()))
    prepared = mail.world.read(preparing.prepare, bureau, leased, mail.world.clock.now)
    assert not prepared.outcomes
    return prepared.written


async def test_a_letter_says_the_same_whether_it_is_written_with_others_or_alone(mail: MailHouse) -> None:
    leased = await _leased(mail)
    together = _prepared(mail, leased)
    alone = {letter_id: said for due in leased for letter_id, said in _prepared(mail, [due]).items()}
    assert {id_: replace(said, content=b"") for id_, said in together.items()} == {
        id_: replace(said, content=b"") for id_, said in alone.items()
    }


async def test_what_is_held_is_in_no_letter_of_a_batch_and_nobody_is_told_their_own_comment(mail: MailHouse) -> None:
    leased = [due for due in await _leased(mail) if due.kind != "held"]
    people = {due.id: due.person_id for due in leased if due.kind == "digest"}
    for letter_id, written in _prepared(mail, leased).items():
        assert "A person is named." not in written.text
        if letter_id in people:
            is_ama = people[letter_id] == mail.world.person("ama")
            assert ("Say which water." in written.text) is not is_ama


async def test_a_batch_asks_for_the_comments_once(mail: MailHouse) -> None:
    asked: list[str] = []
    leased = [due for due in await _leased(mail) if due.kind == "digest"]
    event.listen(mail.world.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    _prepared(mail, leased)
    assert len(leased) > 5
    assert len([each for each in asked if "JOIN provenance" in each]) == 1
