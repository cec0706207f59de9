"""Comments that stand in a draft's file become comments on it: once, at their words, under the names it gives."""

from dataclasses import replace
from datetime import UTC, datetime

from commentspace.demo.cast import CAST
from commentspace.domain import discussion, documents, issued, issuing, previews, review_windows, reviews
from commentspace.domain.comments import reply
from commentspace.domain.drafts import Draft, DraftParagraph, FileComment, Kind
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.domain.review_windows import Window
from commentspace.domain.views import CommentView
from tests.world import World

HEADING = Heading.of("WET/2/8", "Rules for ponds", "en")
AT = datetime(2026, 3, 3, 10, tzinfo=UTC)
FIRST = FileComment("1", "Lucía \u202eHerrera", "How **deep**?", at=AT, start=10, end=21)
ANSWER = FileComment("2", "Pieter Bakker", "Two metres.", parent="1", resolved=True)
WHOLE = FileComment("3", "", "All of it.", initials="LH")
LEFT = FileComment("4", "Lucía", "Not this.", left_out=True)
EMPTY = FileComment("5", "Lucía", " ")
LONG = FileComment("6", "Lucía", "x" * 20_001)
ORPHAN = FileComment("7", "Lucía", "To nobody.", parent="4")
PARAGRAPHS = (
    DraftParagraph(Kind.PARAGRAPH, "page 1", left_out="furniture", comments=(FileComment("8", "Lucía", "Gone."),)),
    DraftParagraph(
        Kind.PARAGRAPH, "A pond is **deep enough** for newts.", source="p1", comments=(ANSWER, FIRST, LEFT, EMPTY)
    ),
    DraftParagraph(Kind.ITEM, "Η λίμνη.", label="(a)", language="el", source="p2 p3", comments=(WHOLE, LONG, ORPHAN)),
)


def named(key: str) -> str:
    return next(each.name for each in CAST if each.key == key)


def bring(world: World) -> str:
    """A preview of it."""
    origin = Origin("rules.docx", "")
    steps = previews.steps(
        world.caller("lars"), world.space_id, HEADING, Ready.of(Draft("en", PARAGRAPHS)), origin, b"file"
    )
    return world.database.carry_out_here(steps)


def issue(world: World, preview_uid: str, *, stop_after: int | None = None) -> str:
    """Issue it; with `stop_after` the server is lost after so many steps."""
    found = world.read(previews.find, world.caller("lars"), preview_uid)
    steps = issuing.steps(
        world.caller("lars"),
        world.space_id,
        HEADING,
        issuing.worded(found.paragraphs),
        issuing.Origin(preview_uid=preview_uid),
    )
    if stop_after is None:
        return world.database.carry_out_here(steps)
    answer = None
    for _ in range(stop_after):
        step = steps.send(answer)
        answer = world.database.write_here(step.verb, *step.args, space=step.space)
    return str(answer)


def comments(world: World, document_uid: str, key: str = "ama") -> list[CommentView]:
    document, who = world.read(documents.find, world.caller(key), document_uid)
    return [view for view in world.read(discussion.comments, who) if view.document == document.uid]


def test_they_come_with_their_writer_date_words_and_thread(world: World) -> None:
    found = {view.body: view for view in comments(world, issue(world, bring(world)))}
    assert list(found) == ["How **deep**?", "Two metres.", "All of it.", "To nobody."]
    first, answer, whole = found["How **deep**?"], found["Two metres."], found["All of it."]
    assert (first.said_by, first.said_at, first.quotation) == ("Lucía \u202eHerrera", AT, "deep enough")
    assert (answer.parent, answer.thread, answer.said_by) == (first.uid, first.uid, "Pieter Bakker")
    assert (answer.parent_name, answer.said_resolved, first.said_resolved) == ("Lucía \u202eHerrera", True, False)
    assert (whole.said_by, whole.quotation, whole.said_at) == ("LH", None, None)
    assert {(view.author, view.door, view.file, view.on_behalf_of) for view in found.values()} == {
        (named("lars"), "file", "rules.docx", "")
    }
    assert [view.number for view in found.values()] == [1, 2, 3, 4]


def test_its_paragraphs_keep_their_language_and_their_place_in_the_file(world: World) -> None:
    uid = issue(world, bring(world))
    document, _ = world.read(documents.find, world.caller("ama"), uid)
    assert [p.language for p in world.read(discussion.paragraphs, document.revision_id)] == ["en", "el"]
    rows = world.rows(
        "SELECT placement.source, revision.filename FROM placement JOIN revision ON revision.id = revision_id "
        "WHERE revision.filename <> '' ORDER BY position"
    )
    assert rows == [("p1", "rules.docx"), ("p2 p3", "rules.docx")]


def test_they_open_no_review_and_the_first_that_is_opened_is_opened_as_ever(world: World) -> None:
    uid = issue(world, bring(world))
    document, _ = world.read(documents.find, world.caller("lars"), uid)
    now = world.clock.now
    assert world.read(review_windows.of_document, document.id, now).state == "none"
    first = comments(world, uid)[0]
    answer = world.write(reply, world.caller("lars"), first.uid, world.posting("I shall ask."))
    assert answer.number == 5, "a moderator may answer what the file says"
    world.write(reviews.open, world.caller("lars"), uid, Window(None, now.replace(year=now.year + 1)))
    assert world.read(review_windows.of_document, document.id, now).state == "open"
    assert world.write(reply, world.caller("ama"), first.uid, world.posting("I know.")).number == 6


def test_an_issue_that_was_broken_off_is_finished_without_doubling(world: World) -> None:
    preview_uid = bring(world)
    uid = issue(world, preview_uid, stop_after=3)
    assert comments(world, uid) == [], "the draft is visible, and its comments were not brought yet"
    for key in ("nadia", "lars"):
        found = world.read(issued.find, world.caller(key), preview_uid)
        assert found is not None
        ready = issued.comments_of(found)
        assert world.read(issued.is_whole, found, ready) is (key == "lars")
        assert world.database.carry_out_here(issued.rest(world.caller(key), found, ready)) == uid
    assert [view.author for view in comments(world, uid)] == [named("nadia")] * 4


def test_two_that_answer_each_other_come_in_all_the_same(world: World) -> None:
    round_about = (replace(FIRST, parent="2"), replace(ANSWER, parent="1"))
    steps = issuing.steps(
        world.caller("lars"),
        world.space_id,
        HEADING,
        issuing.worded([replace(PARAGRAPHS[1], comments=round_about)]),
        issuing.NOWHERE,
    )
    assert len(comments(world, world.database.carry_out_here(steps))) == 2


def test_names_that_a_file_uses_twice_are_two_comments(world: World) -> None:
    twice = (FIRST, replace(FIRST, markdown="And how wide?"))
    steps = issuing.steps(
        world.caller("lars"),
        world.space_id,
        HEADING,
        issuing.worded([replace(PARAGRAPHS[1], comments=twice)]),
        issuing.NOWHERE,
    )
    found = comments(world, world.database.carry_out_here(steps))
    assert [view.body for view in found] == ["How **deep**?", "And how wide?"]
