"""However much there is to show, a page asks the database as often."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import event
from sqlmodel import Session

from commentspace.domain import comments, discussion, documents, reviews
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.previews import Heading
from commentspace.domain.reviews import Window
from tests.web.addresses import comment
from tests.web.fixtures import AsVisitor
from tests.world import CLOSES, World

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


def issued(world: World, symbol: str, paragraphs: int) -> str:
    """A document under review with so many paragraphs; returns its name."""
    caller = world.caller("lars")
    drafts = [DraftParagraph(Kind.PARAGRAPH, f"Paragraph {n} about water.", label=f"{n}.") for n in range(paragraphs)]
    revision = world.database.write_here(documents.begin, caller, world.space_id, Heading.of(symbol, symbol, "en"))
    for start, batch in documents.batches(documents.worded(drafts)):
        world.database.write_here(documents.place, revision, start, batch)
    uid = world.write(documents.finish, caller, revision, space_id=world.space_id)
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


async def test_a_thousand_comments_need_as_many_queries_as_ten(sqlite_world: World, visitor: AsVisitor) -> None:
    asked = dict[int, list[list[str]]]()
    for number, paragraphs in ((10, 5), (1_000, 200)):
        document = issued(sqlite_world, f"WET/{number}", paragraphs)
        first = discuss(sqlite_world, document, number)
        asked[number] = []
        for key in ("priya", "ama", "lars"):
            for address in (f"/d/{document}", f"/d/{document}/export.json", comment(first)):
                with counted(sqlite_world) as sent:
                    page = await visitor(key).get(address)
                assert page.status == 200
                asked[number].append(sent)
                assert address != f"/d/{document}" or page.text.count('<article class="comment') == number
    assert [len(sent) for sent in asked[10]] == [len(sent) for sent in asked[1_000]]
    assert max(len(sent) for sent in asked[1_000]) <= 16
