"""A language version is added to the newest revision whole, and changes no other text."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from commentspace.domain import discussion, documents
from commentspace.domain.anchors import states
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.revisions import plans
from commentspace.domain.versions import adding, bringing, corrections, reading
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, SECOND
from tests.versions.making import TITLE, add, bring, change_version, translated, with_version
from tests.world import World


def document(world: World, key: str | None = "wei") -> documents.DocumentView:
    return world.read(documents.find, world.caller(key), world.document)[0]


def text_in(world: World, language: str) -> list[states.Stood]:
    return world.read(states.of_revision, document(world).revision_id, language)


def test_its_words_stand_in_the_paragraphs_that_are_there(world: World) -> None:
    before = text_in(world, "en")
    with_version(world)
    shown = world.read(discussion.paragraphs, document(world).revision_id, version="zh")
    assert [each.uid for each in shown] == [each.uid for each in world.paragraphs]
    assert {each.language for each in shown if not each.is_borrowed} == {"zh"}
    assert not any(each.is_borrowed or each.is_behind for each in shown)
    assert text_in(world, "en") == before
    read = world.read(reading.in_version, document(world), "zh")
    assert (read.title, read.revision, read.reads) == (TITLE, 1, "zh")


def test_what_it_lacks_is_shown_in_the_original_and_said_to_be_so(world: World) -> None:
    with_version(world, but=[SECOND])
    lacking = [each for each in text_in(world, "zh") if each.is_borrowed]
    assert [each.uid for each in lacking] == [world.paragraphs[SECOND].uid]
    assert lacking[0].text == world.paragraphs[SECOND].text
    [_, state] = world.read(reading.states, document(world))
    assert (state.version.language, state.lacking, state.behind, state.revision) == ("zh", 1, 0, 1)


def test_nobody_reads_a_version_before_it_is_there(world: World) -> None:
    text = [translated(each) for each in world.read(_as_draft, world)]
    uid = bring(world, text)
    lars = world.caller("lars")
    plan = world.read(plans.of_preview, lars, uid)
    ready = adding.prepare(plan)
    version_id = world.write(adding.begin, lars, plan)
    world.write(adding.place, version_id, ready)
    assert [each.language for each in world.read(reading.of_document, document(world))] == ["en"]
    with pytest.raises(NotFound):
        world.read(reading.in_version, document(world), "zh")
    add(world, uid)  # what was broken off is swept, and done again
    assert [each.language for each in world.read(reading.of_document, document(world))] == ["en", "zh"]
    assert len(text_in(world, "zh")) == len(world.paragraphs)


def _as_draft(_session: Session, world: World) -> list[DraftParagraph]:
    return [DraftParagraph(Kind(each.kind), each.markdown, each.label, each.level) for each in world.paragraphs]


def test_only_moderators_bring_one_and_never_in_the_language_of_the_original(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.read(bringing.follows, world.caller("ama"), world.document, "zh")
    with pytest.raises(Invalid):
        world.read(bringing.follows, world.caller("lars"), world.document, "en")
    bring(world, [translated(each) for each in world.read(_as_draft, world)])
    with pytest.raises(Conflict):
        world.read(bringing.follows, world.caller("lars"), world.document, "zh")


def test_a_correction_by_hand_is_kept_and_joins_what_stands_together(world: World) -> None:
    text = [translated(each) for each in world.read(_as_draft, world)]
    uid, lars = bring(world, text), world.caller("lars")
    keys = [each.key for each in world.read(plans.of_preview, lars, uid).paragraphs]
    mark = ""
    for verb in (f"join:{keys[SECOND]}", f"none:{keys[FIRST + 3]}"):
        mark = world.read(plans.of_preview, lars, uid).mark
        world.write(corrections.correct, lars, world.document, uid, verb, mark)
    with pytest.raises(Conflict):
        world.write(corrections.correct, lars, world.document, uid, f"up:{keys[FIRST]}", mark)
    add(world, uid)
    shown = text_in(world, "zh")
    assert [at for at, each in enumerate(shown) if each.is_borrowed] == [SECOND, FIRST + 3]
    assert shown[SECOND - 1].markdown == f"{text[SECOND - 1].markdown}\n\n{text[SECOND].markdown}"


def test_a_revision_of_the_original_leaves_a_version_behind_only_where_words_changed(world: World) -> None:
    with_version(world, but=[SECOND])
    next_revision(world, reworded("flow of water", "flow of fresh water"))
    shown = text_in(world, "zh")
    assert [each.uid for each in shown if each.is_behind] == [world.paragraphs[FIRST].uid]
    assert [each.uid for each in shown if each.is_borrowed] == [world.paragraphs[SECOND].uid]


def test_a_revision_of_one_version_changes_no_other_and_comments_there_stay_exact(world: World) -> None:
    with_version(world, but=[SECOND])
    ama = world.post("ama", FIRST, quote="flow of water")
    before = text_in(world, "en")
    next_revision(world, reworded("flow of water", "flow of fresh water"))
    there = text_in(world, "en")

    def catch_up(text: list[DraftParagraph]) -> list[DraftParagraph]:
        text[FIRST] = replace(text[FIRST], markdown="淡水的流动。")
        text[SECOND] = replace(text[SECOND], markdown="现在有了。")
        return text

    change_version(world, catch_up)
    assert document(world).revision == 3
    after = text_in(world, "en")
    assert [each.wording_id for each in after] == [each.wording_id for each in there]
    assert before[FIRST].text != after[FIRST].text
    shown = text_in(world, "zh")
    assert (shown[FIRST].text, shown[SECOND].text) == ("淡水的流动。", "现在有了。")
    assert shown[SECOND].language == "zh"
    assert not any(each.is_behind or each.is_borrowed for each in shown)
    view = world.seen("wei", ama)
    assert view.quotation == "flow of fresh water" or view.verdict in ("inside", "around")
    assert [each.relation for each in shown].count("edited") == 2
