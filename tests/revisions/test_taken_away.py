"""What is taken away of a document with several revisions: every comment, where it stands now and stood before."""

import io
import zipfile
from dataclasses import replace

import pytest

from commentspace.domain import exports
from commentspace.domain.exported import Exported
from commentspace.formats.options import Options
from commentspace.render import exporting
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST
from tests.world import World

OPTIONS = Options(language="en")


@pytest.fixture
def revised(world: World) -> World:
    """A comment whose paragraph was edited, one whose paragraph was taken out, and a proposal."""
    world.post("ama", FIRST, "Which water?", quote="flow of water")
    world.post("wei", FIRST + 1, "Leave this out.")
    fits = world.paragraphs[FIRST].text.replace("water", "fresh water", 1)
    world.post("wei", FIRST, "Fresh!", proposal=fits)
    gone = world.paragraphs[FIRST + 1].uid
    next_revision(
        world,
        lambda text: [
            replace(each, markdown=f"{each.markdown} This is new.")
            if each.paragraph == world.paragraphs[FIRST].uid
            else each
            for each in text
            if each.paragraph != gone
        ],
    )
    return world


def gathered(world: World) -> Exported:
    return world.read(
        exports.gather, world.caller("ama"), world.document, now=world.clock.now, with_source=True, with_history=True
    )


def test_everything_needed_to_derive_the_anchors_again_is_in_the_json(revised: World) -> None:
    found = revised.exported("ama")
    assert [each["number"] for each in found["revisions"]] == [1, 2]
    [gone] = found["taken_out"]
    assert gone["id"] == revised.paragraphs[FIRST + 1].uid
    about = {each["body"]: each for each in found["comments"]}
    assert [each["verdict"] for each in about["Which water?"]["anchors"]] == ["exact", "around"]
    assert [each["verdict"] for each in about["Leave this out."]["anchors"]] == ["exact", "deleted"]
    assert about["Fresh!"]["fit"] == "merged"
    assert about["Fresh!"]["merged"] == about["Fresh!"]["proposal"] + " This is new."
    hashes = {each["wording"] for revision in found["revisions"] for each in revision["paragraphs"]}
    assert hashes <= set(found["wordings"])


def said_in(content: bytes) -> str:
    """The words of a file, those of its parts where it is a zip of some."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


@pytest.mark.parametrize("form", ["packet", "matrix-csv", "mbox", "docx", "matrix-xlsx", "atom", "jsonld"])
def test_every_comment_is_in_every_form_also_where_its_paragraph_was_taken_out(revised: World, form: str) -> None:
    said = said_in(exporting.make(form, gathered(revised), OPTIONS).content)
    for words in ("Which water?", "Leave this out.", "Fresh!"):
        assert words in said


def test_a_matrix_says_which_paragraph_it_was(revised: World) -> None:
    made = exporting.make("matrix-csv", gathered(revised), OPTIONS)
    [line] = [line for line in made.content.decode("utf-8-sig").splitlines() if "Leave this out." in line]
    assert revised.paragraphs[FIRST + 1].label.strip(".") in line


def test_a_packet_shows_what_was_taken_out_as_such(revised: World) -> None:
    page = exporting.make("packet", gathered(revised), OPTIONS).content.decode()
    assert "Taken out of the text" in page
    assert revised.paragraphs[FIRST + 1].text[:30] in page


@pytest.mark.parametrize("form", ["mbox", "atom"])
def test_a_proposal_that_was_taken_over_stands_beside_the_words_that_it_was_made_for(world: World, form: str) -> None:
    world.post("ama", FIRST, "Which?", quote="flow of water", proposal="flow of fresh water")
    next_revision(world, reworded("flow of water", "flow of fresh water"))
    said = said_in(exporting.make(form, gathered(world), OPTIONS).content)
    assert "> flow of water\n" in said or "&gt;flow of water&lt;" in said
