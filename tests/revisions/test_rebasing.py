"""A draft that was overtaken is put on the newest revision: what was edited in it stays, the rest follows."""

from dataclasses import replace

import pytest

from commentspace.domain import documents, preview_corrections, previews
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.revisions import drafts, issue, rebasing
from commentspace.errors import Conflict
from tests.revisions.making import next_revision, reworded
from tests.world import World


def overtaken(world: World) -> str:
    """A draft in which the first rule is edited, while another revision with another change was issued."""
    caller = world.caller("lars")
    uid = world.write(drafts.begin_here, caller, world.document)
    preview = world.read(previews.find, caller, uid)
    text = [replace(each, markdown=each.markdown.replace("any planting", "all else")) for each in preview.paragraphs]
    correction = Correction.of(preview.heading, preview.state.then(text))
    world.write(preview_corrections.correct, caller, uid, correction, preview.mark)
    world.execute("UPDATE preview SET issued_at = made_at WHERE uid = :uid", uid=uid)
    next_revision(world, reworded("every month", "every week"))
    world.execute("UPDATE preview SET issued_at = NULL WHERE uid = :uid", uid=uid)
    return uid


def test_what_was_edited_stays_and_the_rest_is_that_of_the_newest_revision(world: World) -> None:
    uid, caller = overtaken(world), world.caller("lars")
    mark = world.read(previews.find, caller, uid).mark
    with pytest.raises(Conflict, match="Another revision"):
        world.database.carry_out_here(issue.steps(caller, uid, mark))
    assert world.read(drafts.begun, caller, world.document).is_overtaken
    world.database.carry_out_here(rebasing.steps(caller, world.document, mark))
    found = world.read(previews.find, caller, uid)
    said = " ".join(each.markdown for each in found.paragraphs)
    assert ("comes before all else" in said, "read every week" in said) == (True, True)
    assert len({each.key for each in found.paragraphs}) == len(found.paragraphs) == len(world.paragraphs)
    world.database.carry_out_here(issue.steps(caller, uid, found.mark))
    assert world.read(documents.find, world.caller("wei"), world.document)[0].revision == 3


def test_one_that_follows_the_newest_has_nowhere_to_go(world: World) -> None:
    uid = world.write(drafts.begin_here, world.caller("lars"), world.document)
    mark = world.read(previews.find, world.caller("lars"), uid).mark
    with pytest.raises(Conflict, match="follows the newest"):
        world.database.carry_out_here(rebasing.steps(world.caller("lars"), world.document, mark))


def test_what_is_new_in_the_newest_comes_in_and_what_was_taken_out_goes(world: World) -> None:
    caller = world.caller("lars")
    uid = world.write(drafts.begin_here, caller, world.document)
    world.execute("UPDATE preview SET issued_at = made_at WHERE uid = :uid", uid=uid)

    def change(text: list[DraftParagraph]) -> list[DraftParagraph]:
        new = replace(
            text[1], markdown="Reeds are cut in winter, and never all at once.", label="", key="", paragraph=""
        )
        return [*text[:4], new, *text[5:]]

    next_revision(world, change)
    world.execute("UPDATE preview SET issued_at = NULL WHERE uid = :uid", uid=uid)
    mark = world.read(previews.find, caller, uid).mark
    world.database.carry_out_here(rebasing.steps(caller, world.document, mark))
    found = [each.markdown for each in world.read(previews.find, caller, uid).paragraphs]
    assert len(found) == len(world.paragraphs)
    assert found[4].startswith("Reeds are cut")
