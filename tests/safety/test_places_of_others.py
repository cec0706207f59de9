"""A name of a revision, a version or a comment that is not for somebody, or not of this document, opens nothing."""

import pytest

from commentspace.domain import comments, documents, trials
from commentspace.domain.biographies import mailed
from commentspace.domain.bodies import Body
from commentspace.domain.postings import Posting
from commentspace.domain.previews import Heading
from commentspace.domain.trials import Read
from commentspace.domain.versions import reading
from commentspace.errors import Invalid, NotFound
from tests.revisions.making import next_revision
from tests.small_draft import FIRST, ITEM
from tests.versions.making import with_version
from tests.world import World, issue


def test_a_comment_that_is_held_back_does_not_choose_the_version_that_one_reads(world: World) -> None:
    with_version(world)
    posting = Posting(Body.of("A secret."), "a-key-of-a-form", kind="translation", version="zh")
    held = world.write(comments.post, world.caller("ama"), world.paragraphs[FIRST].uid, posting).uid
    world.hold(held)
    document, _ = world.read(documents.find, world.caller("wei"), world.document)
    for key, version in (("wei", "en"), ("ama", "zh"), ("lars", "zh")):
        who = world.standing(key)
        assert world.read(reading.chosen, who, document, "", "", ["en"], f"c-{held}").reads == version


def test_a_revision_of_another_document_is_as_one_that_never_was(world: World) -> None:
    issue(world.database, world.caller("lars"), world.space_id, Heading.of("WET/2/90", "Another", "en"))
    [(other,)] = world.rows(
        "SELECT r.uid FROM revision r JOIN document d ON d.id = document_id WHERE symbol = 'WET/2/90'"
    )
    for name in (other, "aaaaaaaaaaaaaaaa"):
        posting = Posting(Body.of("Here?"), "a-key-of-a-form", revision=name)
        with pytest.raises(NotFound):
            world.write(comments.post, world.caller("ama"), world.paragraphs[FIRST].uid, posting)


@pytest.mark.parametrize("is_held", [False, True])
def test_a_preview_on_what_was_taken_out_is_refused_whether_anybody_spoke_there_or_not(
    world: World, is_held: bool
) -> None:
    if is_held:
        world.hold(world.post("ama", ITEM, "A secret."))
    gone = world.paragraphs[ITEM].uid
    next_revision(world, lambda text: [each for each in text if each.paragraph != gone])
    next_revision(world, lambda text: text[:-1])
    with pytest.raises(Invalid, match="taken out"):
        world.read(trials.words, world.caller("wei"), "comment", gone, None, Read())


def test_a_biography_is_mailed_in_a_version_that_there_is(world: World) -> None:
    uid = world.paragraphs[FIRST].uid
    with pytest.raises(NotFound):
        world.write(mailed.ask_paragraph, world.caller("ama"), world.document, uid, "x" * 5000)
    assert world.rows("SELECT id FROM outbox WHERE kind = 'biography'") == []
