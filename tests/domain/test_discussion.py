"""What a page of a document asks for: in order, counted, and in a fixed number of queries."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from commentspace.domain import comments, discussion, documents, holds, reviews, withdrawals
from commentspace.domain.discussion import CommentView
from tests.small_draft import FIRST, SECOND
from tests.world import World


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that this thread sends to the database meanwhile."""
    seen: list[str] = []
    here = threading.get_ident()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == here:
            seen.append(statement)

    event.listen(world.database.engine, "after_cursor_execute", note)
    yield seen
    event.remove(world.database.engine, "after_cursor_execute", note)


def page(session: Session, world: World) -> list[CommentView]:
    """What the page of a document reads."""
    document, who = documents.find(session, world.caller("wei"), world.document)
    discussion.paragraphs(session, document.revision_id)
    reviews.of_document(session, document.id, world.clock.now)
    discussion.cursor(session, who, document.id)
    discussion.counts(session, who)
    return discussion.comments(session, who)


def post_many(session: Session, world: World, count: int, *, now: datetime) -> None:
    """Post comments with answers to them, some held and some withdrawn, in one commit."""
    for number in range(0, count, 2):
        paragraph = world.paragraphs[number % len(world.paragraphs)].uid
        comment = comments.post(session, world.caller("ama"), paragraph, world.posting("More."), now=now).uid
        comments.reply(session, world.caller("wei"), comment, world.posting("同意。"), now=now)
        if number % 20 == 0:
            holds.hold(session, world.caller("lars"), comment, "Later.", now=now)
        if number % 30 == 0:
            withdrawals.withdraw(session, world.caller("ama"), comment, now=now)


def test_a_page_takes_as_many_queries_for_a_thousand_comments_as_for_ten(world: World) -> None:
    world.write(post_many, world, 10)
    with counted(world) as for_ten:
        world.read(page, world)
    world.write(post_many, world, 990)
    with counted(world) as for_a_thousand:
        found = world.read(page, world)
    assert len(found) > 900
    assert len(for_a_thousand) == len(for_ten) < 12


def test_comments_come_in_the_order_in_which_they_were_posted(world: World) -> None:
    second = world.post("ama")
    posted = [second, world.post("wei", SECOND), world.reply("olga", second)]
    world.clock.advance(hours=-1)
    assert [view.uid for view in world.views("priya")] == posted


def test_paragraphs_and_documents_are_counted_as_this_person_sees_them(world: World) -> None:
    comment, hidden = world.post("ama", FIRST), world.post("ama", SECOND)
    world.reply("wei", comment)
    world.hold(hidden)
    first, second = world.paragraphs[FIRST].uid, world.paragraphs[SECOND].uid
    assert world.read(discussion.counts, world.standing("wei")) == {first: 2}
    assert world.read(discussion.counts, world.standing("ama")) == {first: 2, second: 1}
    assert world.read(discussion.tallies, world.standing("wei")) == {world.document: 2}
    assert world.read(discussion.tallies, world.standing("lars")) == {world.document: 3}


def test_a_paragraph_knows_the_direction_of_its_language(world: World) -> None:
    assert {paragraph.direction for paragraph in world.paragraphs} == {"ltr"}


@pytest.mark.parametrize("key", ["wei", "lars"])
def test_the_same_comment_gives_an_equal_view_until_something_changes(world: World, key: str) -> None:
    comment = world.post("ama")
    first = world.seen(key, comment)
    world.clock.now += timedelta(minutes=1)
    world.post("wei")
    assert world.seen(key, comment) == first
    world.edit("ama", comment, "Otherwise.")
    assert world.seen(key, comment) != first
