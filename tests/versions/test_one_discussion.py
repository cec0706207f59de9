"""There is one discussion whichever version one reads; only what is said of a translation stays on its version."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col

from commentspace.domain import changes, comments, discussion, documents, finding, mailed_drafts, rooms, windows
from commentspace.domain.documents import DocumentView
from commentspace.domain.filters import Filter
from commentspace.domain.tables import Comment
from commentspace.domain.versions import reading, shown
from commentspace.errors import NotFound
from commentspace.live import frames
from commentspace.text.quotation import Quotation
from tests.small_draft import FIRST, SECOND
from tests.versions.making import with_version
from tests.world import World


def read(world: World, version: str) -> DocumentView:
    document, _ = world.read(documents.find, world.caller("wei"), world.document)
    return world.read(reading.in_version, document, version)


def post(world: World, version: str, kind: str = "substantive", paragraph: int = FIRST, by: str = "wei") -> str:
    """Comment on the first words of a paragraph in a version."""
    placed = world.read(discussion.paragraphs, read(world, version).revision_id, version=version)
    quotation = Quotation.of(placed[paragraph].text, 0, 4)
    posting = replace(world.posting("Look.", kind=kind), version=version, quotation=quotation)
    return world.write(comments.post, world.caller(by), world.paragraphs[paragraph].uid, posting).uid


def test_a_comment_on_another_version_stands_on_its_paragraph_and_says_which_words_it_is_about(world: World) -> None:
    with_version(world)
    uid = post(world, "zh")
    for version, elsewhere in (("zh", False), ("en", True)):
        document = read(world, version)
        who = world.standing("ama")
        room = world.read(rooms.whole, who, document, world.read(windows.size, who, document))
        [view] = [each for row in room.rows for each in row.comments]
        assert (view.uid, view.version, view.is_elsewhere, view.quotation) == (uid, "zh", elsewhere, "恢复湿地")


def test_what_is_said_of_borrowed_words_is_said_of_the_original(world: World) -> None:
    with_version(world, but=[SECOND])
    assert world.seen("ama", post(world, "zh", paragraph=SECOND)).version == "en"
    assert world.seen("ama", post(world, "zh", "translation", paragraph=SECOND)).version == "zh"


def test_a_version_that_is_not_there_takes_no_comments(world: World) -> None:
    with pytest.raises(NotFound):
        world.write(
            comments.post,
            world.caller("wei"),
            world.paragraphs[FIRST].uid,
            replace(world.posting("Look."), version="zh"),
        )


Door = Callable[[World, DocumentView], set[str]]


def _room(world: World, document: DocumentView) -> set[str]:
    who = world.standing("ama")
    found = world.read(rooms.whole, who, document, world.read(windows.size, who, document))
    return {each.uid for row in found.rows for each in row.comments}


def _window(world: World, document: DocumentView) -> set[str]:
    who, asked = world.standing("ama"), windows.Asked()
    found = world.read(rooms.around, who, document, world.read(windows.size, who, document), asked)
    return {each.uid for row in found.rows for each in row.comments}


def _filtered(world: World, document: DocumentView) -> set[str]:
    who, wanted = world.standing("ama"), Filter(words="look")
    size = world.read(windows.size, who, document)
    found = world.read(rooms.filtered, who, document, size, wanted, windows.Asked(), None)
    assert found.found == len({each.uid for row in found.rows for each in row.comments})
    return {each.uid for row in found.rows for each in row.comments}


def _newest(world: World, document: DocumentView) -> set[str]:
    found = world.read(finding.find, world.standing("ama"), document, Filter(is_newest_first=True), None)
    return {spot.mark.removeprefix("c-") for spot in found.spots}


def _live(world: World, document: DocumentView) -> set[str]:
    who = world.standing("ama")
    touched = world.read(changes.since_seq, who, document.id, 0, document.reads)
    told = world.read(frames.change, who, document.id, touched, None, document.reads)
    uids = {each.uid for each in touched.comments}
    assert not touched.gone
    assert told.tally == len(uids)
    return uids


def _counted(world: World, document: DocumentView) -> set[str]:
    """How many, as so many names."""
    who = world.standing("ama")
    size = world.read(windows.size, who, document)
    here = col(Comment.document_id) == document.id, shown.on(document.reads)
    assert sum(world.read(discussion.counts, who, *here).values()) == size.tally
    return {str(number) for number in range(size.tally)}


@pytest.mark.parametrize("door", [_room, _window, _filtered, _newest, _live, _counted])
def test_what_is_said_of_a_translation_is_on_its_version_alone_by_every_door(world: World, door: Door) -> None:
    with_version(world)
    general = post(world, "en", by="olga")
    first = post(world, "zh", "translation")
    answer = world.reply("olga", first, "Look again.")
    on_chinese, on_original = {general, first, answer}, {general}
    if door is _counted:
        on_chinese, on_original = {"0", "1", "2"}, {"0"}
    elif door is _newest:
        on_chinese = {general, answer}
    assert door(world, read(world, "zh")) == on_chinese
    assert door(world, read(world, "en")) == on_original


def test_a_draft_is_mailed_in_the_version_that_is_read(world: World) -> None:
    with_version(world)
    assert world.write(mailed_drafts.ask, world.caller("ama"), world.document, "zh") == 1
    [(subjects,)] = world.rows("SELECT subjects FROM outbox WHERE kind = 'draft'")
    assert '"version"' in str(subjects).replace("'", '"')


def test_where_it_is_known_what_one_reads_that_version_is_shown(world: World) -> None:
    with_version(world)
    document = read(world, "")
    comment = post(world, "zh", "translation")
    cases = [
        (("en", "zh", ["zh"], ""), "en"),
        (("", "zh", ["en"], ""), "zh"),
        (("", "", ["zh"], ""), "zh"),
        (("", "", ["fr"], ""), "en"),
        (("xx", "", ["en"], ""), "en"),
        (("", "en", ["en"], f"c-{comment}"), "zh"),
    ]
    for (asked, known, languages, mark), wanted in cases:
        assert (
            world.read(reading.chosen, world.standing("wei"), document, asked, known, languages, mark).reads == wanted
        )
