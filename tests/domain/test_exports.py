"""An export holds everything that a person may see of a document, and nothing else."""

import json
from typing import Any

import pytest

from commentspace.errors import NotFound
from tests.small_draft import DRAFT, FIRST, HEADING
from tests.world import OUTSIDER, World


def gather(world: World, key: str | None) -> dict[str, Any]:
    return world.exported(key)


def test_it_has_the_document_its_review_and_its_paragraphs(world: World) -> None:
    found = gather(world, "priya")
    document = found["document"]
    assert (document["symbol"], document["title"], document["space"]) == (HEADING.symbol, HEADING.title, world.slug)
    assert (found["form"], document["language"], document["revision"]) == ("commentspace/document/1", "en", 1)
    assert found["review"] == {
        "state": "open",
        "opens_at": "2026-03-02T09:00:00.000000Z",
        "closes_at": "2026-03-16T09:00:00.000000Z",
        "ended_at": None,
    }
    assert [(each["kind"], each["label"], each["level"]) for each in found["paragraphs"]] == [
        (each.kind.value, each.label, each.level) for each in DRAFT.paragraphs
    ]
    assert found["paragraphs"][FIRST]["text"] == world.paragraphs[FIRST].text


def test_it_has_each_comment_with_its_place_its_words_its_origin_and_its_states(world: World) -> None:
    comment = world.post("ama", FIRST, "Which water?", quote="flow of water", door="mail")
    world.clock.advance(minutes=1)
    world.edit("ama", comment, "Which water, please?")
    answer = world.reply("wei", comment, "同意。")
    found = gather(world, "priya")
    first, second = found["comments"]
    text = world.paragraphs[FIRST].text
    assert first == {
        "id": comment,
        "number": 1,
        "paragraph": world.paragraphs[FIRST].uid,
        "thread": comment,
        "parent": None,
        "author": "Ama Boateng",
        "masked": "",
        "others_see": None,
        "disposition": None,
        "other_dispositions": [],
        "on_behalf_of": "Ghana",
        "kind": "substantive",
        "body": "Which water, please?",
        "proposal": None,
        "files": [],
        "quotation": {
            "exact": "flow of water",
            "start": text.index("flow of water"),
            "end": text.index("flow of water") + 13,
        },
        "version": "en",
        "verdict": None,
        "fit": None,
        "merged": None,
        "anchors": first["anchors"],
        "provenance": {
            "door": "mail",
            "received_at": "2026-03-02T09:00:00.000000Z",
            "revision": 1,
            "file_says": None,
            "filed": None,
        },
        "endorsements": [],
        "posted_at": "2026-03-02T09:00:00.000000Z",
        "edited_at": "2026-03-02T09:01:00.000000Z",
        "state": "shown",
        "state_at": None,
        "state_reason": None,
        "earlier_states": [
            {
                "body": "Which water?",
                "kind": "substantive",
                "proposal": None,
                "at": "2026-03-02T09:00:00.000000Z",
                "door": "mail",
            }
        ],
    }
    [anchor] = first["anchors"]
    assert (anchor["revision"], anchor["verdict"], anchor["exact"]) == (1, "exact", "flow of water")
    assert found["wordings"][anchor["wording"]]["text"] == text
    assert (second["id"], second["parent"], second["thread"], second["quotation"]) == (answer, comment, comment, None)


def test_held_and_withdrawn_texts_are_for_whom_they_are(world: World) -> None:
    held, withdrawn = world.post("ama", text="held canary"), world.post("wei", text="withdrawn canary")
    world.hold(held, "the reason")
    world.withdraw("wei", withdrawn)
    for key, secrets in {
        "priya": [],
        "olga": [],
        "ama": ["held canary", "the reason"],
        "wei": ["withdrawn canary"],
        "lars": ["held canary", "the reason", "withdrawn canary"],
    }.items():
        written = json.dumps(gather(world, key))
        for secret in ("held canary", "the reason", "withdrawn canary"):
            assert (secret in written) == (secret in secrets), (key, secret)
        assert (held in written) == (key in ("ama", "lars"))
    [place] = [each for each in gather(world, "priya")["comments"] if each["id"] == withdrawn]
    assert (place["state"], place["body"], place["earlier_states"]) == ("withdrawn", None, [])


def test_it_holds_values_that_any_format_can_write(world: World) -> None:
    world.post("ama", quote="flow of water")
    found = gather(world, "lars")
    assert json.loads(json.dumps(found)) == found


def test_no_key_of_the_database_and_no_address_is_in_it(world: World) -> None:
    world.post("ama")
    written = json.dumps(gather(world, "lars"))
    assert "@" not in written
    assert all(
        isinstance(each["id"], str) for part in ("paragraphs", "comments") for each in gather(world, "lars")[part]
    )


def test_a_visitor_exports_what_an_open_space_shows_and_nothing_of_a_closed_one(world: World) -> None:
    world.post("ama")
    for key in (OUTSIDER, None):
        with pytest.raises(NotFound):
            gather(world, key)
    world.change_space(is_open=True)
    assert len(gather(world, None)["comments"]) == 1
