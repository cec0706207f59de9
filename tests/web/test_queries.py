"""However much there is to show, a page asks the database as often."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import event, inspect, text
from sqlmodel import Session

from commentspace.domain import comments, discussion, documents, reviews
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.inbound import Verdict
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.domain.tables import Anchor, Comment, CommentState, Provenance
from tests.domain.test_placing import received
from tests.web.addresses import comment
from tests.web.fixtures import AsVisitor
from tests.web.issuing import issued
from tests.world import CLOSES, World

MOVED = {"id", "comment_id", "thread_id", "parent_id", "number"}
"""Columns of integer keys that point to comments, and the numbers that readers see; in states `number` may move too."""
AUTHORS = ("ama", "wei", "li", "olga", "lars")


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(world.database.engine, "before_cursor_execute", note)


def reviewed(world: World, symbol: str, paragraphs: int) -> str:
    """A document under review with so many paragraphs; returns its name."""
    caller = world.caller("lars")
    drafts = [DraftParagraph(Kind.PARAGRAPH, f"Paragraph {n} about water.", label=f"{n}.") for n in range(paragraphs)]
    uid = issued(world, caller, world.space_id, Heading.of(symbol, symbol, "en"), drafts)
    world.write(reviews.open, caller, uid, Window(None, CLOSES))
    return uid


def discuss(world: World, document: str, number: int) -> str:
    """So many comments by five people all over the document, every fourth a reply; returns the first one's name."""
    found, _ = world.read(documents.find, world.caller("lars"), document)
    places = [each.uid for each in world.read(discussion.paragraphs, found.revision_id)]
    callers = [world.caller(key) for key in AUTHORS]
    postings = [world.posting(f"Comment **{n}**.") for n in range(number)]

    def post_all(session: Session, *, now: datetime) -> str:
        made: list[str] = []
        for n, posting in enumerate(postings):
            verb, place = (comments.reply, made[n // 2]) if n % 4 == 3 else (comments.post, places[n % len(places)])
            made.append(verb(session, callers[n % len(callers)], place, posting, now=now).uid)
        return made[0]

    return world.write(post_all)


def multiply(world: World, times: int) -> None:
    """Copy every comment with its state, anchor and provenance, as posting a thousand takes a while."""
    with world.database.engine.execution_options(writing=True).begin() as connection:
        for step in range(10_000, 10_000 * times, 10_000):
            for table in (Comment, CommentState, Anchor, Provenance):
                name, columns = table.__tablename__, [column.name for column in inspect(table).columns]
                values = ", ".join(_moved(column, step) for column in columns)
                names = ", ".join(f'"{column}"' for column in columns)
                connection.execute(text(f"INSERT INTO {name} ({names}) SELECT {values} FROM {name} WHERE id < 10000"))  # noqa: S608  # names of our own tables


def _moved(column: str, step: int) -> str:
    """What a column holds in a copy: keys and numbers are moved, and the name is another."""
    if column == "uid":
        return f"printf('%016d', id + {step})"
    return f"{column} + {step}" if column in MOVED else f'"{column}"'


async def test_a_thousand_comments_need_as_many_queries_as_ten(sqlite_world: World, visitor: AsVisitor) -> None:
    few, many = reviewed(sqlite_world, "WET/2/10", 5), reviewed(sqlite_world, "WET/2/200", 200)
    asked = dict[str, list[list[str]]]()
    for document, number, times in ((few, 10, 1), (many, 100, 10)):
        first = discuss(sqlite_world, document, number)
        multiply(sqlite_world, times)
        asked[document] = []
        for key in ("priya", "ama", "lars"):
            for address in (f"/d/{document}", f"/d/{document}/export.json", comment(first)):
                with counted(sqlite_world) as sent:
                    page = await visitor(key).get(address)
                assert page.status == 200
                asked[document].append(sent)
                assert address != f"/d/{document}" or page.text.count('<article class="comment') == number * times
    assert asked[few] == asked[many]
    assert max(len(sent) for sent in asked[many]) <= 38


async def test_fifty_mails_of_ones_own_need_as_many_queries_as_five(sqlite_world: World, visitor: AsVisitor) -> None:
    asked = []
    for number in (5, 45):
        for _ in range(number):
            received(sqlite_world, Verdict.FILED)
        with counted(sqlite_world) as sent:
            page = await visitor("ama").get("/mail")
        assert page.text.count('<li class="') >= number
        asked.append(len(sent))
    assert asked[0] == asked[1]
