"""`export`: a document with its comments, as whoever asks may see it."""

import json
from pathlib import Path

import httpx2
import pytest

from commentspace.demo.cast import SPACE, member
from commentspace.domain import sessions, spaces
from tests.commands.conftest import PUBLIC
from tests.commands.running import Program, run
from tests.small_draft import HEADING
from tests.world import OPERATOR, World, issue

ELSEWHERE = "elsewhere"


@pytest.fixture(scope="module")
def commented(world_now: World) -> World:
    """The named space with a comment, and one that is held back."""
    world_now.hold(world_now.reply("wei", world_now.post("ama", text="Say by whom.", quote="flow of water")))
    return world_now


@pytest.fixture(scope="module")
def twice(commented: World) -> World:
    """The same symbol in another space, which nobody of the cast may see."""
    space_id = commented.database.write_here(spaces.make, OPERATOR, spaces.Plan.of(ELSEWHERE, "Elsewhere"))
    revision = issue(commented.database, OPERATOR, space_id)
    assert revision != commented.document
    return commented


@pytest.mark.parametrize("key", ["ama", "wei", "lars", "priya"])
def test_it_is_what_the_page_gives_to_the_same_person(
    key: str, commented: World, server: Program, port: int, world_folder: Path
) -> None:
    token = commented.write(sessions.begin, commented.person(key), "a test")
    page = httpx2.get(
        f"http://127.0.0.1:{port}/d/{commented.document}/export.json",
        headers={"Host": PUBLIC.removeprefix("https://"), "Cookie": f"__Host-session={token}"},
        trust_env=False,
    )
    words = ["--space", SPACE.slug, "--as", member(key).address, "--data", world_folder]
    assert run("export", HEADING.symbol, *words).said == page.text
    assert [comment["state"] for comment in page.json()["comments"]][1:] == (["held"] if key in ("wei", "lars") else [])


def test_the_operator_sees_everything(commented: World, world_folder: Path) -> None:
    said = run("export", HEADING.symbol, "--space", SPACE.slug, "--format", "json", "--data", world_folder).said
    assert [comment["state"] for comment in json.loads(said)["comments"]] == ["shown", "held"]


def test_a_symbol_is_found_whatever_its_spaces(commented: World, world_folder: Path) -> None:
    assert run("export", f" {HEADING.symbol} ", "--space", SPACE.slug, "--data", world_folder).code == 0


@pytest.mark.parametrize("words", [["NO/1"], [HEADING.symbol, "--space", "no-space"]])
def test_a_symbol_that_there_is_not_gets_a_sentence(words: list[str], commented: World, world_folder: Path) -> None:
    assert f"There is no document {words[0]}" in run("export", *words, "--data", world_folder).sentence


def test_a_form_that_there_is_not_gets_a_sentence(folder: Path) -> None:
    assert "“odt” is not a form" in run("export", HEADING.symbol, "--format", "odt", "--data", folder).sentence


def test_a_symbol_in_two_spaces_asks_which(twice: World, world_folder: Path) -> None:
    words = ["export", HEADING.symbol, "--data", world_folder]
    sentence = run(*words).sentence
    assert f"{ELSEWHERE}, {SPACE.slug}" in sentence
    assert "--space" in sentence
    assert json.loads(run(*words, "--space", ELSEWHERE).said)["comments"] == []


def test_a_space_that_somebody_may_not_see_is_not_named_to_them(twice: World, world_folder: Path) -> None:
    words = ["export", HEADING.symbol, "--as", member("ama").address, "--data", world_folder]
    assert json.loads(run(*words).said)["document"]["space"] == SPACE.slug
    assert "There is no document" in run(*words, "--space", ELSEWHERE).sentence
    words[3] = member("julian").address
    assert "There is no document" in run(*words).sentence
