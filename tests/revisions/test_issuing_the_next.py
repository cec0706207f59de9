"""The next revision is issued whole, and every comment stands in it, or says why not."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import discussion, documents, preview_corrections, previews
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.revisions import drafts, issue
from commentspace.domain.tables import Anchor, Comment
from tests.world import World


def begin(world: World) -> str:
    """A draft of the next revision, with the text as it stands."""
    return world.write(drafts.begin_here, world.caller("lars"), world.document)


def issued(world: World, uid: str, paragraphs: list[DraftParagraph]) -> None:
    """Put these paragraphs into the draft, and issue it."""
    caller = world.caller("lars")
    preview = world.read(previews.find, caller, uid)
    state = preview.state.then(paragraphs)
    mark = world.write(preview_corrections.correct, caller, uid, Correction.of(preview.heading, state), preview.mark)
    world.database.carry_out_here(issue.steps(caller, uid, mark))


def text_of(world: World, uid: str) -> list[DraftParagraph]:
    return list(world.read(previews.find, world.caller("lars"), uid).paragraphs)


def anchors(session: Session, comment: str) -> list[Anchor]:
    asked = select(Anchor).join(Comment, col(Comment.id) == col(Anchor.comment_id)).where(col(Comment.uid) == comment)
    return list(session.execute(asked.order_by(col(Anchor.id))).scalars())


def test_a_comment_stands_where_its_words_stand_and_its_first_anchor_stays(world: World) -> None:
    ama = world.post("ama", text="Say which water.", quote="flow of water")
    uid = begin(world)
    text = text_of(world, uid)
    at = next(n for n, each in enumerate(text) if "flow of water" in each.markdown)
    text[at] = replace(text[at], markdown="In any case, " + text[at].markdown)
    issued(world, uid, text)
    first, carried = world.read(anchors, ama)
    assert (first.is_first, first.verdict, first.exact) == (True, "exact", "flow of water")
    assert (carried.verdict, carried.exact, carried.from_id) == ("around", "flow of water", first.id)
    assert carried.start == (first.start or 0) + len("In any case, ")
    view = world.seen("wei", ama)
    assert (view.verdict, view.start, view.revision) == ("around", carried.start, 1)
    assert world.read(documents.find, world.caller("wei"), world.document)[0].revision == 2


def test_what_was_taken_out_keeps_its_place_while_somebody_has_spoken_there(world: World) -> None:
    ama = world.post("ama", 4, text="Keep this.")
    uid = begin(world)
    text = [each for each in text_of(world, uid) if each.paragraph != world.paragraphs[4].uid]
    issued(world, uid, text)
    view = world.seen("wei", ama)
    document = world.read(documents.find, world.caller("wei"), world.document)[0]
    placed = world.read(discussion.paragraphs, document.revision_id, gone=True)
    [gone] = [each for each in placed if each.is_gone]
    assert (gone.uid, gone.text) == (world.paragraphs[4].uid, world.paragraphs[4].text)
    assert (view.paragraph, view.verdict) == (gone.uid, "deleted")
    assert gone.uid not in {each.uid for each in world.read(discussion.paragraphs, document.revision_id)}
