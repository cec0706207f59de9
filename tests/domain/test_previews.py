"""A draft is recognised, looked at and corrected before it is issued."""

from dataclasses import replace

import pytest

from commentspace.domain import preview_corrections, previews
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.small_draft import DRAFT, HEADING
from tests.world import OUTSIDER, World, issue

NEXT = Heading.of("WET/2/7", "Draft principles, continued", "en")
ORIGIN = Origin("principles.md", "# Draft principles")


def bring(world: World, by: str = "lars", heading: Heading = NEXT, draft: Draft = DRAFT) -> str:
    return world.database.write_here(previews.bring, world.caller(by), world.space_id, heading, draft, ORIGIN)


def correct(
    world: World, uid: str, heading: Heading, draft: Draft, text: str | None = None, *, seen: str | None = None
) -> None:
    seen = seen or world.read(previews.find, world.caller("lars"), uid).mark
    correction = Correction.of(heading, State(draft.paragraphs))
    if text is not None:
        correction = Correction.read_again(heading, Ready.of(draft), Origin("principles.md", text))
    world.database.write_here(preview_corrections.correct, world.caller("lars"), uid, correction, seen)


def test_a_preview_holds_the_draft_as_it_was_recognised(world: World) -> None:
    found = world.read(previews.find, world.caller("nadia"), bring(world))
    assert (found.heading, found.filename, found.text) == (NEXT, "principles.md", "# Draft principles")
    assert found.paragraphs == DRAFT.paragraphs


def test_a_preview_can_be_corrected_and_its_text_read_again(world: World) -> None:
    uid = bring(world)
    corrected = (replace(DRAFT.paragraphs[0], left_out="furniture"), DraftParagraph(Kind.NOTE, "新", label="*"))
    heading = Heading.of("WET/2/8", "Principles", "zh")
    for text in ("# Principles", None):
        correct(world, uid, heading, Draft("zh", corrected), text)
        found = world.read(previews.find, world.caller("lars"), uid)
        assert (found.heading, found.text, found.paragraphs) == (heading, "# Principles", corrected)


def test_who_has_seen_an_earlier_state_overwrites_nothing(world: World) -> None:
    uid = bring(world)
    first = world.read(previews.find, world.caller("lars"), uid)
    correct(world, uid, replace(NEXT, title="Other principles"), DRAFT)
    for heading, text in ((NEXT, None), (NEXT, "# Principles"), (replace(NEXT, title="Other principles"), None)):
        with pytest.raises(Conflict, match="another window"):
            correct(world, uid, heading, DRAFT, text, seen=first.mark)
    assert world.read(previews.find, world.caller("lars"), uid).heading.title == "Other principles"


@pytest.mark.parametrize(("by", "refusal"), [("ama", NotAllowed), (OUTSIDER, NotFound)])
def test_previews_are_for_moderators(world: World, by: str, refusal: type[Exception]) -> None:
    uid = bring(world)
    with pytest.raises(refusal):
        bring(world, by)
    with pytest.raises(refusal):
        world.read(previews.find, world.caller(by), uid)


def test_a_symbol_that_is_taken_is_refused_at_its_field(world: World) -> None:
    uid = bring(world)
    with pytest.raises(Conflict) as refused:
        bring(world, heading=HEADING)
    assert refused.value.field == "symbol"
    with pytest.raises(Conflict):
        correct(world, uid, HEADING, DRAFT)


def test_a_draft_of_which_nothing_would_be_issued_is_refused(world: World) -> None:
    left_out = tuple(replace(paragraph, left_out="contents") for paragraph in DRAFT.paragraphs)
    for paragraphs in ((), left_out):
        with pytest.raises(Invalid):
            bring(world, draft=Draft("en", paragraphs))


def test_what_has_been_issued_is_no_preview_any_more(world: World) -> None:
    uid = bring(world)
    issue(world.database, world.caller("lars"), world.space_id, NEXT, preview=uid)
    with pytest.raises(Conflict, match="issued"):
        world.read(previews.find, world.caller("lars"), uid)


def test_a_preview_that_never_was_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.read(previews.find, world.caller("lars"), "aaaaaaaaaaaaaaaa")


@pytest.mark.parametrize(
    ("symbol", "title", "language", "field"),
    [
        ("", "T", "en", "symbol"),
        ("x" * 81, "T", "en", "symbol"),
        ("X", " ", "en", "title"),
        ("X\x00", "T", "en", "symbol"),
        ("X", "T\x1b[31m", "en", "title"),
        ("X", "T", "?", "language"),
    ],
)
def test_a_heading_is_checked_field_by_field(symbol: str, title: str, language: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Heading.of(symbol, title, language)
    assert refused.value.field == field
