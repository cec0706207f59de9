"""Answers go with the comments: into JSON, into matrices, and onto paper, as far as somebody may see them."""

import csv
import io

import pytest

from commentspace.domain import exports
from commentspace.domain.dispositions import satisfying
from commentspace.formats.matrix import reading, writing
from commentspace.formats.matrix.answered import NOT_READ
from commentspace.formats.matrix.titles import OUTCOMES
from commentspace.formats.options import Options
from commentspace.render.environment import translations
from commentspace.render.outcomes import WORDS
from tests.blind import alias, masked
from tests.dispositions.acts import answer, confirms
from tests.dispositions.returning import taken
from tests.world import World


def test_json_has_the_answer_in_force_and_those_before(world: World) -> None:
    first, second = world.post("ama"), world.post("wei")
    answer(world, second, "rejected", reason="Out of reach.")
    world.clock.advance(hours=1)
    answer(world, second, "duplicate", duplicate_of="#1")
    said = world.exported("priya", with_history=False)["comments"][1]
    now, before = said["disposition"], said["other_dispositions"][0]
    assert (now["outcome"], now["duplicate_of"], now["state"]) == ("duplicate", first, "in force")
    assert (before["outcome"], before["reason"], before["state"]) == ("rejected", "Out of reach.", "superseded")
    assert before["in_force"][0]["until"] == now["in_force"][0]["from"]


def test_what_waits_and_what_the_writer_says_is_for_those_who_may_know(world: World) -> None:
    comment = world.post("ama")
    world.write(satisfying.say, world.caller("ama"), answer(world, comment), False, "Why?")
    confirms(world)
    answer(world, comment, "noted")
    for key, other, word in (("lars", ["waiting"], "Why?"), ("ama", [], "Why?"), ("wei", [], None)):
        said = world.exported(key, with_history=False)["comments"][0]
        assert [each["state"] for each in said["other_dispositions"]] == other, key
        assert (said["disposition"]["writer_says"] or {}).get("word") == word, key


def _matrix(world: World, layout: str, language: str = "en") -> list[dict[str, str]]:
    exported = world.read(exports.gather, world.caller("wei"), world.document, now=world.clock.now)
    content = writing.to_csv(exported, Options.of({"layout": layout, "language": language}))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_matrix_says_what_was_decided_and_why_in_its_own_language(world: World) -> None:
    comment, other = world.post("ama"), world.post("wei")
    answer(world, comment, "partly", reason="The *first* half.")
    answer(world, other, "duplicate", reason="", duplicate_of="1")
    said = {row["Disposition"]: row["Answer"] for row in _matrix(world, "ours")}
    assert said == {"Accepted in part": "The *first* half.", "Duplicate of #1": ""}
    assert {row["Решение"] for row in _matrix(world, "ours", "ru")} == {"Принято частично", "Дубликат № 1"}
    observed = [value for row in _matrix(world, "iso") for value in row.values()]
    assert "Accepted in part\nThe *first* half." in observed


def test_matrices_and_pages_call_outcomes_the_same() -> None:
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        gettext = translations(language).gettext
        on_pages = {name: gettext(word) for name, word in WORDS.items()}
        assert {name: said[language] for name, said in OUTCOMES.items() if name in WORDS} == on_pages


@pytest.mark.parametrize("layout", ["ours", "iso"])
def test_answers_that_an_expert_writes_into_a_matrix_are_said_to_be_unread_and_those_of_ours_are_no_news(
    world: World, layout: str
) -> None:
    first, second = world.post("ama", text="Say more of it."), world.post("wei", text="Say less of it.")
    answer(world, first, "partly", reason="The *first* half.")
    answer(world, second, "duplicate", reason="", duplicate_of="1")
    caller = world.caller("wei")
    exported = world.read(exports.gather, caller, world.document, now=world.clock.now)
    content = writing.to_csv(exported, Options.of({"layout": layout}))
    known = world.read(exports.known, caller, world.document)
    assert NOT_READ not in [warning for warning, _ in reading.read(content, "back.csv", known).warnings]
    filled = content.replace(b"Accepted in part", b"Rejected")
    said = dict(reading.read(filled, "back.csv", known).warnings)
    assert said[NOT_READ]["rows"]


def test_a_pseudonym_stands_beside_the_name_for_moderators_and_for_others_the_pseudonym_alone(world: World) -> None:
    masked(world)
    world.post("ama")
    sign = alias(world, "ama")
    said = {key: world.exported(key, with_history=False)["comments"][0] for key in ("lars", "wei")}
    assert (said["lars"]["author"], said["lars"]["others_see"]) == ("Ama Boateng", sign)
    assert (said["wei"]["author"], said["wei"]["others_see"]) == (sign, None)
    for key, who in (("lars", f"Ama Boateng [{sign}]"), ("wei", sign)):
        assert [row["Who"] for row in csv.DictReader(io.StringIO(taken(world, key).decode("utf-8-sig")))] == [who]
