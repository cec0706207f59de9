"""Pictures of a draft: real ones only, under names of ours, for those who may see the draft."""

import base64
from dataclasses import replace

import pytest

from commentspace.domain import discussion, documents, issuing, picture_kinds, pictures, previews
from commentspace.domain.drafts import Draft, DraftParagraph, Kind, Picture
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.errors import NotFound, SignInNeeded
from tests.world import OUTSIDER, World

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEUlEQVR4nGNgYGD4z8DAAAAFAAEBJ7Lh0AAAAABJRU5ErkJggg=="
)
GIF = b"GIF89a" + (20).to_bytes(2, "little") + (10).to_bytes(2, "little") + bytes(30)
JPEG = bytes.fromhex("ffd8 ffe0 0004 0000 ffff c2 0011 08 0064 00c8 03".replace(" ", "")) + bytes(30)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + (99).to_bytes(3, "little") + (49).to_bytes(3, "little") + bytes(9)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HEADING = Heading.of("WET/2/8", "Rules with a picture", "en")
TEXT = DraftParagraph(Kind.PARAGRAPH, r"See ![a \] plan](picture:1) and ![a drawing](picture:2).")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, ("image/png", 4, 3)),
        (GIF, ("image/gif", 20, 10)),
        (JPEG, ("image/jpeg", 200, 100)),
        (WEBP, ("image/webp", 100, 50)),
        (PNG[:9], ("image/png", 0, 0)),
        (JPEG[:5], ("image/jpeg", 0, 0)),
        (SVG, None),
        (b"RIFF\x00\x00\x00\x00WAVE" + bytes(20), None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_picture_is_what_begins_as_one(content: bytes, kind: tuple[str, int, int] | None) -> None:
    assert picture_kinds.kind(content) == kind


def test_what_is_no_picture_leaves_its_words() -> None:
    draft = Draft(
        "en", (replace(TEXT, before=TEXT.markdown),), pictures=(Picture("1", "image/png", PNG), Picture("2", "", SVG))
    )
    found = pictures.illustrated(draft)
    [kept] = found.pictures
    shown = rf"See ![a \] plan](picture:{kept.uid}) and a drawing."
    assert (found.draft.paragraphs[0].markdown, found.draft.paragraphs[0].before) == (shown, shown)
    assert (kept.type, kept.width, kept.height, found.dropped) == ("image/png", 4, 3, 1)


def brought(world: World) -> tuple[str, str]:
    """The names of a preview with a picture, and of the picture."""
    ready = Ready.of(Draft("en", (TEXT,), pictures=(Picture("1", "image/jpeg", PNG),)))
    steps = previews.steps(world.caller("lars"), world.space_id, HEADING, ready, Origin("a.docx", ""), b"the file")
    return world.database.carry_out_here(steps), ready.pictures[0].uid


def test_the_picture_of_a_preview_is_for_moderators_and_then_for_who_reads_the_document(world: World) -> None:
    preview_uid, uid = brought(world)
    assert world.read(pictures.find, world.caller("nadia"), uid) == ("image/png", PNG)
    for key in ("ama", OUTSIDER):
        with pytest.raises(NotFound):
            world.read(pictures.find, world.caller(key), uid)
    preview = world.read(previews.find, world.caller("lars"), preview_uid)
    worded = issuing.worded(preview.paragraphs, preview.sizes)
    origin = issuing.Origin(preview_uid=preview_uid)
    steps = issuing.steps(world.caller("lars"), world.space_id, HEADING, worded, origin)
    document, _ = world.read(documents.find, world.caller("ama"), world.database.carry_out_here(steps))
    [paragraph] = world.read(discussion.paragraphs, document.revision_id)
    assert f'<img src="/pictures/{uid}" alt="a ] plan" width="4" height="3" loading="lazy"' in paragraph.html
    assert paragraph.text == "See  and a drawing."
    assert world.read(pictures.find, world.caller("priya"), uid) == ("image/png", PNG)
    with pytest.raises(NotFound):
        world.read(pictures.find, world.caller(OUTSIDER), uid)
    world.change_space(is_open=True)
    assert world.read(pictures.find, world.caller(OUTSIDER), uid)[1] == PNG


def test_a_draft_that_is_issued_without_a_preview_keeps_its_pictures_too(world: World) -> None:
    found = pictures.illustrated(Draft("en", (TEXT,), pictures=(Picture("1", "image/png", PNG),)))
    origin = issuing.Origin(pictures=found.pictures, filename="a.docx")
    worded = issuing.worded(found.draft.paragraphs)
    world.database.carry_out_here(issuing.steps(world.caller("lars"), world.space_id, HEADING, worded, origin))
    assert world.read(pictures.find, world.caller("ama"), found.pictures[0].uid) == ("image/png", PNG)
    assert world.rows("SELECT filename FROM revision WHERE filename <> ''") == [("a.docx",)]


def test_a_picture_that_never_was_is_not_found(world: World) -> None:
    with pytest.raises((NotFound, SignInNeeded)):
        world.read(pictures.find, world.caller("lars"), "aaaaaaaaaaaaaaaa")
