"""A comment that is held back leaves no trace in revisions, for nobody who may not know of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from commentspace.domain import documents, windows
from tests.copies import SqliteCopies
from tests.revisions.making import next_revision, reworded
from tests.safety.sources import received
from tests.safety.walking import FORM_KEY, Placeholders
from tests.small_draft import FIRST, ITEM, SECOND
from tests.web.fixtures import BuildHouse, another_world, visitors_of
from tests.web.visitor import JSON, Visitor
from tests.world import World

POSTED = {"body": "May I?", "key": "a-key-of-a-form"}


def told(world: World, *, is_held: bool) -> None:
    """A paragraph is taken out, and a revision later it is kept for a comment that few know of, or not at all."""
    world.change_space(is_open=True)
    world.post("wei", FIRST, "Which water?", quote="flow of water")
    world.change_space(is_open=True, holds_new=True)
    if is_held:
        world.post("ama", ITEM, "A secret.", quote="peat")
    gone = world.paragraphs[ITEM].uid
    next_revision(world, lambda text: [each for each in text if each.paragraph != gone])
    next_revision(world, reworded("every month", "every week"))


def doors(world: World) -> Iterator[tuple[str, dict[str, str]]]:
    """Where something could be said of the paragraph."""
    document, gone = f"/d/{world.document}", world.paragraphs[ITEM].uid
    yield document, {}
    yield f"{document}?at=p-{gone}", {}
    yield f"{document}/p/{gone}", {}
    yield f"{document}/p/{gone}/comment", {}
    yield f"{document}/p/{gone}/biography", {}
    yield f"{document}/p/{world.paragraphs[SECOND].uid}/biography", {}
    for side in ("after", "before"):
        for place in (gone, world.paragraphs[ITEM + 1].uid):
            yield f"{document}/part?{side}=p-{place}", JSON
            yield f"{document}/r/2/part?{side}=p-{place}", JSON
    yield from ((f"{document}/{each}", {}) for each in ("r/1", "r/2", "revisions", "compare", "compare?from=1&to=3"))
    for form in ("json", "packet", "matrix-csv", "jsonld", "atom", "mbox"):
        yield f"{document}/export.{form}", {}
    yield from ((f"/api/v1{each}", {}) for each in (f"/documents/{world.document}", f"/paragraphs/{gone}/biography"))
    yield f"/api/v1{document.replace('/d/', '/documents/')}/comparison?from=1", {}


async def found(visitor: Visitor, world: World) -> list[tuple[str, str]]:
    """What all of these answer, and a comment there, its preview and its words; placeholders stand for names."""
    place, got = Placeholders(), []
    for address, headers in doors(world):
        page = await visitor.ask("GET", address, headers)
        got.append((place.put(address), place.put(FORM_KEY.sub("", received("", page).decode()))))
    there = f"/d/{world.document}/p/{world.paragraphs[ITEM].uid}/comment"
    for verb in ("preview", "propose", "post"):
        page = await visitor.send(there, {}, verb=verb, **POSTED)
        got.append((verb, place.put(FORM_KEY.sub("", received("", page).decode()))))
    return got


@pytest.mark.parametrize("is_long", [False, True])
async def test_what_was_taken_out_is_kept_for_nobody_but_who_sees_the_comment(
    sqlite_copies: SqliteCopies,
    build_house: BuildHouse,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_long: bool,
) -> None:
    if is_long:
        monkeypatch.setattr(windows, "WHOLE", 3)
        monkeypatch.setattr(windows, "FULL", 4)
    with another_world(sqlite_copies) as one, another_world(sqlite_copies) as other:
        told(one, is_held=True)
        told(other, is_held=False)
        for key in (None, "olga", "lars"):
            got = []
            for world in (one, other):
                async with visitors_of(world, build_house(world.database, tmp_path)) as visitor:
                    got.append(await found(visitor(key), world))
            if key == "lars":
                assert got[0] != got[1], "a moderator who may know has to see a difference"
            else:
                for mine, theirs in zip(*got, strict=True):
                    assert mine == theirs, f"{key}: {mine[0]}"


def test_a_window_does_not_end_before_the_text_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "FULL", 4)
    gone = {each.uid for each in world.paragraphs[FIRST:ITEM]}
    next_revision(world, lambda text: [each for each in text if each.paragraph not in gone])
    who, caller = world.standing("wei"), world.caller("wei")
    document, _ = world.read(documents.find, caller, world.document)
    window = world.read(windows.around, who, document, windows.Asked())
    assert len(window.spots) == 4
    assert window.has_later
