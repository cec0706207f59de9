"""From a space into a Word file and back: what a person may see goes out, and is known when it returns."""

from commentspace.domain import exports
from commentspace.domain.exported import Exported
from commentspace.domain.submitted import Known
from commentspace.formats.options import Options
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.small_draft import FIRST
from tests.word_out.opened import entries
from tests.world import World


def taken(world: World, key: str | None) -> Exported:
    """The document as somebody takes it away."""
    base = "https://review.example.org"
    return world.read(
        exports.gather, world.caller(key), world.document, now=world.clock.now, base_url=base, with_source=True
    )


def known(world: World, key: str) -> Known:
    """The document as a file of theirs is compared with it."""
    return world.read(exports.known, world.caller(key), world.document)


def test_what_goes_out_is_known_when_it_comes_back(world: World) -> None:
    first = world.post("ama", FIRST, "Which *water*?", quote="flow of water")
    answer = world.reply("wei", first, "同意。")
    returned = read(write(taken(world, "priya"), Options()), known(world, "priya"))
    assert [(row.verdict, row.comment) for row in returned.rows] == [("known", first), ("known", answer)]
    assert returned.document == world.document


def test_a_comment_that_came_after_the_file_was_taken_is_not_missed(world: World) -> None:
    world.post("ama", FIRST, "Which water?")
    data = write(taken(world, "priya"), Options())
    world.post("wei", FIRST, "Which river?")
    assert read(data, known(world, "priya")).warnings == ()


def test_a_held_comment_goes_out_to_its_writer_and_moderators_alone(world: World) -> None:
    comment = world.post("ama", FIRST, "A canary in the water.")
    world.hold(comment)
    for key, is_told in (("ama", True), ("lars", True), ("priya", False)):
        data = b"".join(entries(write(taken(world, key), Options())).values())
        assert (b"A canary in the water." in data) is is_told
