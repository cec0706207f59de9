"""A daily mail that never arrived: what it was to tell is told by the next one, once."""

from commentspace.domain import digest_contents, digests, outbox
from commentspace.domain.outbox import Written
from tests.domain.test_digests import choose, next_at
from tests.world import World


def composed(world: World, key: str = "ama") -> int | None:
    """The letter of somebody's next hour; None where there is none."""
    world.clock.now = max(world.clock.now, next_at(world, key))
    if not world.database.write_here(digests.compose, world.person(key)):
        return None
    letters = world.rows("SELECT max(id) FROM outbox WHERE kind = 'digest' AND person_id = :id", id=world.person(key))
    return int(letters[0][0])


def told(world: World, letter: int | None) -> list[str]:
    """The comments that a letter tells, in order."""
    sections = world.read(digest_contents.content, letter) if letter else []
    return [
        comment.uid
        for space in sections
        for document in space.documents
        for paragraph in document.paragraphs
        for comment in paragraph.comments
    ]


def rendered(world: World, letter: int) -> None:
    world.database.write_here(outbox.rendered, letter, Written("Subject", "text", "<p>text</p>", b"bytes"))


def windows(world: World) -> list[tuple[int, int]]:
    """All windows of one of the cast, in order; they have to follow each other without a gap."""
    found = world.rows(
        "SELECT from_seq, to_seq FROM digest_window WHERE person_id = :id ORDER BY id", id=world.person("ama")
    )
    return [(row[0], row[1]) for row in found]


def test_what_a_letter_that_failed_was_to_tell_is_told_by_the_next(world: World) -> None:
    first = world.post("wei")
    failed = composed(world)
    assert failed is not None
    rendered(world, failed)
    world.database.write_here(outbox.fail, failed, "550 5.2.2 mailbox full")
    second = world.post("wei")
    letter = composed(world)
    assert told(world, letter) == [first, second]
    assert told(world, failed) == []
    [(_, end), (begin, _)] = windows(world)
    assert begin == end


def test_after_days_without_a_post_office_one_letter_tells_all_and_the_others_are_not_sent(world: World) -> None:
    posted, letters = list[str](), list[int | None]()
    for _day in range(3):
        posted.append(world.post("wei"))
        letters.append(composed(world))
    letter = letters[-1]
    assert told(world, letter) == posted
    waiting = world.rows("SELECT id FROM outbox WHERE state = 'intended' AND kind = 'digest'")
    assert waiting == [(letter,)]


def test_a_letter_that_somebody_is_sending_or_that_was_sent_is_not_told_again(world: World) -> None:
    world.post("wei")
    leased = composed(world)
    assert [due.id for due in world.database.write_here(outbox.lease, 9)] == [leased]
    second = world.post("wei")
    letter = composed(world)
    assert told(world, letter) == [second]
    assert letter is not None
    world.database.write_here(outbox.sent, letter, "250 ok")
    third = world.post("wei")
    assert told(world, composed(world)) == [third]


def test_what_could_not_be_delivered_is_told_even_where_nothing_else_is_new(world: World) -> None:
    posted = world.post("wei")
    failed = composed(world)
    assert failed is not None
    rendered(world, failed)
    world.database.write_here(outbox.fail, failed, "550")
    assert told(world, composed(world)) == [posted]


def test_a_letter_that_could_not_even_be_written_does_not_stop_those_after_it(world: World) -> None:
    world.post("wei")
    broken = composed(world)
    assert broken is not None
    world.database.write_here(outbox.fail, broken, "KeyError")
    second = world.post("wei")
    assert told(world, composed(world)) == [second]


def test_who_began_anew_is_not_told_what_failed_before(world: World) -> None:
    world.post("wei")
    failed = composed(world)
    assert failed is not None
    rendered(world, failed)
    world.database.write_here(outbox.fail, failed, "550")
    choose(world, "ama", "off")
    choose(world, "ama", "new")
    later = world.post("wei")
    assert told(world, composed(world)) == [later]


def test_two_weeks_are_as_far_as_it_goes_back(world: World) -> None:
    world.post("wei")
    failed = composed(world)
    assert failed is not None
    rendered(world, failed)
    world.database.write_here(outbox.fail, failed, "550")
    world.clock.advance(days=15)
    world.reopen_review()
    later = world.post("wei")
    assert told(world, composed(world)) == [later]
