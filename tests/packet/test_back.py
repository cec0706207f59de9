"""What comes back from a packet: each comment at its place, in the words of who wrote it, and once."""

import json
from dataclasses import replace
from typing import Any

import pytest

from commentspace.domain import exports
from commentspace.domain.filled_files import Filled
from commentspace.domain.submission_rows import press
from commentspace.domain.submitted import Known, Submitted
from commentspace.errors import Invalid
from commentspace.formats import filled, packet_back
from tests.filled import post_all, send
from tests.small_draft import EMOJI, FIRST, SECOND
from tests.world import World


@pytest.fixture
def world(sqlite_world: World) -> World:
    return sqlite_world


def known(world: World, key: str = "ama") -> Known:
    found: Known = world.read(exports.known, world.caller(key), world.document)
    return found


def note(world: World, at: int, body: str, quote: str = "", **more: Any) -> dict[str, Any]:
    """A comment as the packet's script keeps it."""
    place = world.paragraphs[at]
    start = place.text.index(quote) if quote else None
    words = {"exact": quote, "start": start, "end": start + len(quote) if start is not None else None}
    return {
        "name": f"{at:024x}",
        "paragraph": place.uid,
        "wording": packet_back.wording(place.text),
        "label": place.label,
        "text": place.text,
        "body": body,
        **words,
        **more,
    }


def packed(world: World, *notes: Any, **more: Any) -> bytes:
    said = {"form": packet_back.FORM, "document": world.document, "revision": "", "comments": list(notes)}
    return json.dumps(said | more).encode()


def read(world: World, *notes: Any, about: Known | None = None) -> Submitted:
    return filled.read(packed(world, *notes), "WET-2-3-comments.json", about or known(world))


def test_a_comment_on_words_is_placed_at_their_code_points(world: World) -> None:
    said = read(world, note(world, EMOJI, "Which people?", "people next", kind="question"))
    [row] = said.rows
    [place] = row.candidates
    assert (said.layout, said.document, row.verdict, row.kind) == ("packet", world.document, "sure", "question")
    assert world.paragraphs[EMOJI].text[place.start : place.end] == "people next"


def test_where_the_wording_has_changed_the_words_are_found_or_the_place_is_doubtful(world: World) -> None:
    about = known(world)
    changed = tuple(
        replace(each, text="Now: " + each.text) if each.position == FIRST else each for each in about.paragraphs
    )
    about = replace(about, paragraphs=changed)
    on_words, whole = read(
        world, note(world, FIRST, "One.", "flow of water"), note(world, FIRST, "Two."), about=about
    ).rows
    assert (on_words.verdict, whole.verdict) == ("sure", "doubtful")
    assert changed[FIRST].text[on_words.candidates[0].start : on_words.candidates[0].end] == "flow of water"
    assert whole.candidates[0].paragraph == world.paragraphs[FIRST].uid


def test_where_the_paragraph_is_gone_its_words_lead_to_likely_places(world: World) -> None:
    [row] = read(world, note(world, SECOND, "Three.") | {"paragraph": "nowhere"}).rows
    assert row.verdict == "doubtful"
    assert row.candidates[0].paragraph == world.paragraphs[SECOND].uid


def test_an_answer_goes_to_its_comment_only_where_its_writer_may_see_that(world: World) -> None:
    seen = world.post("wei", FIRST, "First.")
    hidden = world.post("wei", SECOND, "A canary that is held.")
    world.hold(hidden)
    one, other = read(
        world, note(world, FIRST, "Yes.", reply_to=seen), note(world, SECOND, "No.", reply_to=hidden)
    ).rows
    assert (one.verdict, one.reply_to) == ("sure", seen)
    assert (other.verdict, other.reply_to) == ("doubtful", "")


def take(world: World, *notes: Any, key: str = "ama") -> int:
    """Send a file and post all that is sure in it; how many comments that made."""
    data, before = packed(world, *notes, at=len(world.views(key))), len(world.views(key))
    submitted = filled.read(data, "c.json", known(world, key))
    begun = send(world, key, Filled("c.json", data, submitted, f"key-{len(data)}-{before}"))
    world.write(press, world.caller(key), begun.uid)
    post_all(world, begun)
    return len(world.views(key)) - before


def test_what_is_sent_twice_with_more_in_it_is_posted_once(world: World) -> None:
    first, second = note(world, FIRST, "One.", "flow of water"), note(world, SECOND, "", proposal="Ditches stay.")
    assert take(world, first) == 1
    assert take(world, first, second) == 1
    assert take(world, first, second, second | {"name": "b" * 24, "body": "More.", "proposal": ""}) == 1


def test_a_comment_that_was_edited_on_the_page_is_not_posted_anew_by_the_same_file(world: World) -> None:
    first = note(world, FIRST, "One.")
    assert take(world, first) == 1
    [view] = world.views("ama")
    world.clock.advance(minutes=5)
    world.edit("ama", view.uid, "One, and more.")
    assert take(world, first) == 0


def test_an_answer_to_ones_own_comment_in_the_same_file_is_posted_below_it(world: World) -> None:
    first = note(world, FIRST, "One.")
    answer = note(world, FIRST, "Two.", answers=first["name"]) | {"name": "a" * 24}
    assert take(world, first, answer) == 2
    one, two = world.views("ama")
    assert two.parent == one.uid


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"form": "other", "comments": []}',
        b"[" * 100_000,
        b'{"form": "commentspace/packet/1", "comments": {"a": 1}}',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_packet_is_refused_with_a_sentence(world: World, data: bytes) -> None:
    for name in ("a.json", "a.html"):
        with pytest.raises(Invalid, match="Save my comments"):
            filled.read(data, name, known(world))


def test_nothing_in_the_file_says_who_wrote_it_and_odd_values_are_left_aside(world: World) -> None:
    odd = note(world, FIRST, "One.", "water") | {"start": "x", "end": True, "kind": "evil", "reviewer": "Wei"}
    row, empty = read(world, odd, note(world, SECOND, "  "), 7, None).rows
    assert (row.reviewer, row.organisation, row.kind, row.at) == ("", "", "", None)
    assert empty.verdict == "empty"


def test_a_saved_packet_says_the_same_as_its_file(world: World) -> None:
    said = packed(world, note(world, FIRST, "A </script> & <b>.")).decode().replace("<", "\\u003c")
    page = f'<!doctype html><p>x<script type="application/json" id="notes">{said}</script>'
    found = filled.read(page.encode(), "WET.html", known(world))
    assert (found.form, found.rows[0].markdown) == ("html", "A </script> & <b>.")
