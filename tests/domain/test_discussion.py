"""What a page of a document asks for: in order, counted, and in a fixed number of queries."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select
from sqlmodel import Session, SQLModel, col

from commentspace.domain import access, changes, discussion, documents, names, review_windows, spaces
from commentspace.domain.tables import Anchor, Comment, Provenance
from commentspace.domain.views import CommentView
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
    review_windows.of_document(session, document.id, world.clock.now)
    changes.cursor(session, who, document.id)
    discussion.counts(session, who)
    return discussion.comments(session, who)


def multiply(session: Session, count: int, *, now: datetime) -> None:
    """Make this many comments out of the only one, as rows: the verbs would take their time."""
    comment, provenance, anchor = (only(session, table) for table in (Comment, Provenance, Anchor))
    made = [comment | {"uid": names.new(), "number": number} for number in range(2, count + 1)]
    ids = session.execute(insert(Comment).returning(col(Comment.id)), made).scalars().all()
    session.execute(insert(Provenance), [provenance | {"comment_id": id} for id in ids])
    session.execute(insert(Anchor), [anchor | {"comment_id": id} for id in ids])


def only(session: Session, table: type[SQLModel]) -> dict[str, Any]:
    """The only row of a table, without its key."""
    row = session.execute(select(*SQLModel.metadata.tables[str(table.__tablename__)].columns)).mappings().one()
    return {name: value for name, value in row.items() if name != "id"}


def test_a_page_takes_as_many_queries_for_a_thousand_comments_as_for_one(world: World) -> None:
    world.post("ama", quote="flow of water")
    with counted(world) as for_one:
        assert len(world.read(page, world)) == 1
    world.write(multiply, 1000)
    with counted(world) as for_a_thousand:
        assert len(world.read(page, world)) == 1000
    assert len(for_a_thousand) == len(for_one) < 12


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


def test_what_moderators_of_one_space_count_is_not_in_another(world: World) -> None:
    world.post("ama")
    other = world.database.write_here(spaces.make, world.caller("fang"), spaces.Plan.of("peat", "Peat"))
    who = world.read(access.standing, world.caller("fang"), other)
    assert world.read(discussion.counts, who) == world.read(discussion.tallies, who) == {}
    assert world.read(discussion.comments, who) == []


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
