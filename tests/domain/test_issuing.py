"""A draft is issued in steps, and seen only after the last."""

import pytest

from commentspace.domain import comments, discussion, documents, issuing
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.previews import Heading
from commentspace.errors import Conflict, NotAllowed, NotFound
from tests.small_draft import CHINESE, DRAFT, EMOJI, FIRST, HEADING, ITEM, LAST_ITEM, SECOND, SUB_ITEM
from tests.world import World, issue

NEXT = Heading.of("WET/2/7", "Draft principles, continued", "en")
WORDED = issuing.worded(DRAFT.paragraphs)


def begin(world: World, heading: Heading = NEXT) -> int:
    return world.database.write_here(issuing.begin, world.caller("lars"), world.space_id, heading)


def finish(world: World, revision_id: int, by: str = "lars") -> str:
    return world.write(issuing.finish, world.caller(by), revision_id, world.space_id)


def symbols(world: World) -> list[str]:
    return [document.symbol for document in world.read(documents.of_space, world.standing("lars"))]


def test_a_document_is_seen_by_nobody_before_its_last_step(world: World) -> None:
    revision_id = begin(world)
    world.database.write_here(issuing.place, revision_id, 0, WORDED)
    [(document, paragraph)] = world.rows(
        "SELECT document.uid, min(paragraph.uid) FROM document JOIN paragraph ON paragraph.document_id = document.id "
        "WHERE symbol = :symbol GROUP BY document.uid",
        symbol=NEXT.symbol,
    )
    assert symbols(world) == [HEADING.symbol]
    with pytest.raises(NotFound):
        world.read(documents.find, world.caller("lars"), document)
    with pytest.raises(NotFound):
        world.read(documents.with_symbol, world.caller("lars"), NEXT.symbol)
    with pytest.raises(NotFound):
        world.write(comments.post, world.caller("lars"), paragraph, world.posting("Too early."))
    assert finish(world, revision_id) == document
    assert symbols(world) == [HEADING.symbol, NEXT.symbol]


def test_its_paragraphs_stand_in_order_with_kind_label_and_words(world: World) -> None:
    placed = [(p.position, p.kind, p.label, p.level, p.markdown, p.depth) for p in world.paragraphs]
    assert placed == [
        (at, draft.kind, draft.label, draft.level, draft.markdown, issuing.depth(draft))
        for at, draft in enumerate(DRAFT.paragraphs)
    ]
    assert world.paragraphs[FIRST].html.count("<strong>flow of water</strong>") == 1
    assert "flow of water comes" in world.paragraphs[FIRST].text
    assert world.paragraphs[CHINESE].text == DRAFT.paragraphs[CHINESE].markdown
    assert "👩🏽‍🌾" in world.paragraphs[EMOJI].text


def test_items_stand_under_the_paragraph_before_them_and_sub_items_under_their_item(world: World) -> None:
    parents = dict(
        world.rows(
            "SELECT placement.position, above.position FROM placement "
            "JOIN placement above ON above.paragraph_id = placement.parent_id"
        )
    )
    assert parents == {ITEM: SECOND, LAST_ITEM: SECOND, SUB_ITEM: LAST_ITEM}


def test_a_heading_ends_what_items_may_stand_under() -> None:
    item, heading = DraftParagraph(Kind.ITEM, "x"), DraftParagraph(Kind.HEADING, "y")
    running, note = DraftParagraph(Kind.PARAGRAPH, "z"), DraftParagraph(Kind.NOTE, "n")
    assert issuing.parents([running, item, note, item, heading, item]) == [None, 0, None, 0, None, None]


def test_items_find_their_parent_over_the_seam_between_batches(world: World) -> None:
    revision_id = begin(world)
    world.database.write_here(issuing.place, revision_id, 0, WORDED[:LAST_ITEM])
    world.database.write_here(issuing.place, revision_id, LAST_ITEM, WORDED[LAST_ITEM:])
    finish(world, revision_id)
    found = world.read(documents.with_symbol, world.caller("lars"), NEXT.symbol)
    texts = [paragraph.text for paragraph in world.read(discussion.paragraphs, found.revision_id)]
    assert texts == [paragraph.text for paragraph in world.paragraphs]


def test_what_was_left_out_is_not_issued() -> None:
    furniture = DraftParagraph(Kind.PARAGRAPH, "Page 3", left_out="furniture")
    assert [w.draft for w in issuing.worded([furniture, *DRAFT.paragraphs])] == list(DRAFT.paragraphs)


def test_an_issue_that_was_abandoned_is_swept_by_the_next_of_the_same_symbol(world: World) -> None:
    abandoned = begin(world)
    world.database.write_here(issuing.place, abandoned, 0, WORDED)
    issue(world.database, world.caller("lars"), world.space_id, NEXT)
    [(paragraphs, wordings)] = world.rows(
        "SELECT count(DISTINCT paragraph.id), count(wording.id) FROM document "
        "JOIN paragraph ON paragraph.document_id = document.id JOIN wording ON wording.paragraph_id = paragraph.id "
        "WHERE symbol = :symbol",
        symbol=NEXT.symbol,
    )
    assert (paragraphs, wordings) == (len(WORDED), len(WORDED))


def test_a_symbol_that_is_taken_is_refused_at_the_beginning_and_at_the_end(world: World) -> None:
    with pytest.raises(Conflict):
        begin(world, HEADING)
    revision_id = begin(world)
    world.database.write_here(issuing.place, revision_id, 0, WORDED)
    finish(world, revision_id)
    with pytest.raises(Conflict) as refused:
        finish(world, revision_id)
    assert refused.value.field == "symbol"


def test_only_moderators_issue(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.database.write_here(issuing.begin, world.caller("ama"), world.space_id, NEXT)
    revision_id = begin(world)
    with pytest.raises(NotAllowed):
        finish(world, revision_id, "ama")
    assert symbols(world) == [HEADING.symbol]
