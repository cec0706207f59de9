"""A file that was filled in for an older revision is read against that one, and its comments are carried from there."""

from commentspace.domain import seen_revisions, submission_rows
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.filled_files import Filled
from commentspace.formats import filled
from tests.filled import post_all, send
from tests.revisions.making import next_revision
from tests.small_draft import FIRST
from tests.world import World

ANCHORS = """
    SELECT revision.number, anchor.verdict, paragraph.uid FROM anchor
    JOIN revision ON revision.id = anchor.revision_id JOIN comment ON comment.id = anchor.comment_id
    JOIN wording ON wording.id = anchor.wording_id JOIN paragraph ON paragraph.id = wording.paragraph_id
    WHERE comment.body = :body ORDER BY revision.number
"""


def renumbered(text: list[DraftParagraph]) -> list[DraftParagraph]:
    """A new first paragraph has the label of the one that was the first, which is the second now."""
    at = next(n for n, each in enumerate(text) if each.label == "1.")
    new = DraftParagraph(Kind.PARAGRAPH, "Something altogether new stands at the beginning now.", "1.", key="new")
    moved = DraftParagraph(Kind.PARAGRAPH, text[at].markdown, "1 bis.", key=text[at].key, paragraph=text[at].paragraph)
    return [*text[:at], new, moved, *text[at + 1 :]]


def sent(world: World, table: str, name: str = "matrix.csv") -> None:
    """Send this file and post what is sure in it."""
    content, caller = table.encode(), world.caller("ama")
    reading = seen_revisions.reading(caller, world.document, content, name, filled.read)
    submitted = world.database.carry_out_here(reading)
    begun = send(world, "ama", Filled(name, content, submitted, f"key-{len(table)}"))
    world.database.write_here(submission_rows.press, caller, begun.uid)
    post_all(world, begun)


def test_a_label_means_the_paragraph_that_had_it_in_the_revision_that_the_file_names(world: World) -> None:
    next_revision(world, renumbered)
    sent(world, "Number,Revision,Paragraph,Comment\n,1,1.,Which water?\n")
    uid = world.paragraphs[FIRST].uid
    assert world.rows(ANCHORS, body="Which water?") == [(1, "exact", uid), (2, "exact", uid)]


def test_a_file_that_names_the_newest_revision_or_none_is_about_the_newest(world: World) -> None:
    next_revision(world, renumbered)
    sent(world, "Number,Revision,Paragraph,Comment\n,2,1.,About the new one.\n")
    [(number, _, uid)] = world.rows(ANCHORS, body="About the new one.")
    assert number == 2
    assert uid not in {each.uid for each in world.paragraphs}
