"""Answers in the margin of a Word file: seen as far as one may, and no comments when the file comes back."""

import pytest
from lxml import etree

from commentspace.formats.options import Options
from commentspace.formats.word.names import w
from commentspace.formats.word.reading import read as as_draft
from commentspace.formats.word_back.reading import read
from commentspace.formats.word_out.writing import write
from tests.dispositions.acts import answer, confirms
from tests.small_draft import FIRST
from tests.word_out.opened import changed, entries
from tests.word_out.test_through_the_space import known, taken
from tests.world import World


def test_the_answer_stands_in_the_thread_by_who_gave_it(world: World) -> None:
    first = world.post("ama", FIRST, "Which *water*?", quote="flow of water")
    world.reply("wei", first, "同意。")
    answer(world, first, "rejected", reason="It is **said** above.")
    draft = as_draft(write(taken(world, "priya"), Options()), "en")
    said = [each for paragraph in draft.paragraphs for each in paragraph.comments]
    [given] = [each for each in said if "Rejected" in each.markdown]
    [begun] = [each for each in said if "Which" in each.markdown]
    assert (given.author, given.parent) == ("Lars Nygård", begun.name)
    assert "said" in given.markdown
    assert given.at == world.clock.now.replace(microsecond=0)


def test_what_is_only_proposed_is_in_nobodys_file(world: World) -> None:
    confirms(world)
    answer(world, world.post("ama", FIRST, "Which water?"), "rejected", reason="A canary in the water.")
    for key in ("ama", "priya", "lars"):
        assert b"canary" not in b"".join(entries(write(taken(world, key), Options())).values())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_an_answer_is_no_comment_when_the_file_comes_back_also_where_it_was_superseded(
    sqlite_world: World, language: str
) -> None:
    world = sqlite_world
    first = world.post("ama", FIRST, "Which water?")
    answer(world, first, "partly", reason="The *first* half.")
    data = write(taken(world, "priya"), Options.of({"language": language}))
    answer(world, first, "noted")
    returned = read(data, known(world, "ama"))
    assert [(row.verdict, row.comment) for row in returned.rows] == [("known", first)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_program_that_drops_links_and_identities_leaves_an_answer_known(sqlite_world: World, language: str) -> None:
    world = sqlite_world
    first = world.post("ama", FIRST, "Which water?")
    answer(world, first, "partly", reason="The *first* half.")

    def bare(root: etree._Element) -> None:
        for each in [*root.iter(w("p"))]:
            each.attrib.clear()
        etree.strip_tags(root, w("hyperlink"))

    data = changed(write(taken(world, "priya"), Options.of({"language": language})), bare, "word/comments.xml")
    assert [(row.verdict, row.comment) for row in read(data, known(world, "ama")).rows] == [("known", first)]


def test_what_was_written_into_an_answer_comes_back_as_a_reply(world: World) -> None:
    first = world.post("ama", FIRST, "Which water?")
    answer(world, first, "noted", reason="As it is.")

    def typed(root: etree._Element) -> None:
        last = list(root.iter(w("t")))[-1]
        last.text = f"{last.text} I do not agree."

    data = changed(write(taken(world, "ama"), Options()), typed, "word/comments.xml")
    rows = [row for row in read(data, known(world, "ama")).rows if row.verdict != "known"]
    assert [(row.reply_to, "I do not agree." in row.markdown) for row in rows] == [(first, True)]
