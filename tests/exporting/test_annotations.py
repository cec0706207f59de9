"""Comments as Web Annotations: what the W3C's model asks for, and code points that find the words."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from commentspace.formats import annotations
from commentspace.formats.options import Options
from tests.dispositions.acts import answer, confirms
from tests.exporting.discussed import ADDRESS, discuss, taken
from tests.world import World

SCHEMAS = os.environ.get("COMMENTSPACE_TEST_ANNOTATION_SCHEMAS", "")
"""A copy of the folders `annotations`, `collections` and `definitions` of github.com/w3c/web-annotation-tests."""


def written(world: World, key: str | None) -> Any:
    return json.loads(annotations.write(taken(world, key), Options()))


@pytest.fixture
def named(sqlite_world: World) -> dict[str, str]:
    return discuss(sqlite_world)


def by_name(world: World, key: str = "priya") -> dict[str, Any]:
    return {item["id"].rpartition("/")[2]: item for item in written(world, key)["first"]["items"]}


def test_the_file_is_a_collection_with_one_page(sqlite_world: World, named: dict[str, str]) -> None:
    found = written(sqlite_world, "priya")
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert found["total"] == len(found["first"]["items"]) == len(named) - 1
    assert found["id"] == f"{ADDRESS}/d/{sqlite_world.document}/export.jsonld"


def test_the_selectors_find_the_words_in_the_paragraph(sqlite_world: World, named: dict[str, str]) -> None:
    target = by_name(sqlite_world)[named["first"]]["target"]
    assert target["source"] == f"{ADDRESS}/d/{sqlite_world.document}"
    quoted, placed = target["selector"]
    assert quoted["value"] == placed["value"]
    [paragraph] = [each for each in sqlite_world.paragraphs if f"p-{each.uid}" == quoted["value"]]
    quote, position = quoted["refinedBy"], placed["refinedBy"]
    assert paragraph.text[position["start"] : position["end"]] == quote["exact"] == "flow of water"
    assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in paragraph.text


def test_each_says_why_who_and_what(sqlite_world: World, named: dict[str, str]) -> None:
    items = by_name(sqlite_world)
    first, answer, proposal = items[named["first"]], items[named["answer"]], items[named["proposal"]]
    assert first["motivation"] == "questioning"
    assert first["creator"] == [
        {"type": "Person", "name": "Ama Boateng"},
        {"type": "Organization", "name": "Ghana"},
    ]
    assert first["modified"] > first["created"]
    assert first["body"][0] == {
        "type": "TextualBody",
        "purpose": "commenting",
        "format": "text/html",
        "value": "<p>Which <em>fresh water</em>?</p>",
    }
    assert (answer["motivation"], answer["target"]) == ("replying", first["id"])
    assert proposal["motivation"] == "editing"
    assert [body["value"] for body in proposal["body"] if body["purpose"] == "editing"] == ["Say <it> otherwise."]
    assert "body" not in items[named["withdrawn"]]


def test_nothing_of_a_held_or_withdrawn_comment_is_in_another_persons_copy(
    sqlite_world: World, named: dict[str, str]
) -> None:
    assert "canary" not in json.dumps(written(sqlite_world, "priya"))
    assert named["held"] in by_name(sqlite_world, "lars")
    assert named["held"] not in by_name(sqlite_world, "olga")


def test_the_answer_in_force_assesses_the_comment_and_one_that_waits_is_in_no_copy(
    sqlite_world: World, named: dict[str, str]
) -> None:
    world = sqlite_world
    uid = answer(world, named["first"], "duplicate", reason="It is *there*.", duplicate_of=named["proposal"])
    confirms(world)
    answer(world, named["proposal"], "noted", reason="A canary.")
    [said] = [each for each in written(world, "olga")["first"]["items"] if each["motivation"] == "assessing"]
    assert said["id"] == f"{ADDRESS}/c/{named['first']}#answer-{uid}"
    assert said["target"] == f"{ADDRESS}/c/{named['first']}"
    assert said["creator"] == {"type": "Person", "name": "Lars Nygård"}
    assert [(body["purpose"], body.get("value") or body["source"]) for body in said["body"]] == [
        ("tagging", "duplicate"),
        ("assessing", "<p>It is <em>there</em>.</p>"),
        ("linking", f"{ADDRESS}/c/{named['proposal']}"),
    ]
    for key in ("lars", "olga"):
        assert "A canary." not in json.dumps(written(world, key))


if SCHEMAS:  # else there is nothing to compare with

    def test_the_schemas_of_the_w3c_hold(sqlite_world: World, named: dict[str, str]) -> None:
        answer(sqlite_world, named["first"], "duplicate", reason="So.", duplicate_of=named["proposal"])
        collection = written(sqlite_world, "lars")
        items = collection["first"]["items"]
        schemas, definitions = Path(SCHEMAS), list(Path(SCHEMAS).glob("definitions/*.json"))
        loaded = [(path.name, json.loads(path.read_text("utf-8"))) for path in definitions]
        known = Registry().with_resources([(name, DRAFT4.create_resource(each)) for name, each in loaded])
        context = {"@context": collection["@context"]}
        checks = [("annotations/3*.json", [context | item for item in items]), ("collections/5*.json", [collection])]
        for folder, values in checks:
            musts = [
                json.loads(path.read_text("utf-8"))
                for path in sorted(schemas.glob(folder))
                if '"must"' in path.read_text("utf-8")
            ]
            assert musts, folder
            for must in musts:
                found = Draft4Validator(must, registry=known, format_checker=FormatChecker())
                problems = [str(problem) for value in values for problem in found.iter_errors(value)]
                assert not problems, must["id"]
