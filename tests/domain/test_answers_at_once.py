"""Letters at once: who wrote in a thread and wants to hear of answers gets each one, once, and nobody else does."""

from sqlalchemy import event, insert
from sqlmodel import Session, col, select

from commentspace.domain import members
from commentspace.domain.tables import Address, Comment, Membership, Person
from tests.world import World


def wants(world: World, *keys: str, at_once: bool = True) -> None:
    for key in keys:
        world.write(members.choose_mail, world.caller(key), world.space_id, "new", at_once=at_once)


def told(world: World) -> list[tuple[str, str]]:
    """(reader, the comment that they are told of), in order."""
    rows = world.rows("SELECT name, subjects FROM outbox JOIN person p ON p.id = person_id WHERE kind = 'answer'")
    return sorted((name, subjects.split('"')[3]) for name, subjects in rows)


def name(world: World, key: str) -> str:
    [(found,)] = world.rows("SELECT name FROM person WHERE id = :id", id=world.person(key))
    return str(found)


def test_an_answer_is_told_to_those_who_wrote_in_the_thread_and_asked_for_it(world: World) -> None:
    wants(world, "ama", "wei", "olga", "lucia")
    first = world.post("ama")
    second = world.reply("wei", first)
    world.reply("maryam", second)
    third = world.reply("olga", first)
    world.post("lucia")
    assert told(world) == sorted(
        [
            (name(world, "ama"), second),
            *((name(world, key), uid) for key in ("ama", "wei") for uid in _between(world, second, third)),
        ]
    )


def _between(world: World, second: str, last: str) -> list[str]:
    """The comments after the second, up to the last."""
    uids = [view.uid for view in world.views("lars") if view.thread != view.uid]
    return uids[uids.index(second) + 1 : uids.index(last) + 1]


def test_who_did_not_ask_or_has_left_is_told_nothing(world: World) -> None:
    wants(world, "wei")
    first = world.post("ama")
    world.reply("wei", first)
    world.write(members.end, world.caller("fang"), _member(world, "wei"), space_id=world.space_id)
    world.reply("maryam", first)
    assert told(world) == []


def _member(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


def test_a_held_answer_is_told_when_it_is_released_and_only_once(world: World) -> None:
    wants(world, "ama")
    first = world.post("ama")
    world.change_space(holds_new=True)
    answer = world.reply("wei", first)
    assert told(world) == []
    world.release(answer)
    world.hold(answer)
    world.release(answer)
    assert told(world) == [(name(world, "ama"), answer)]


def test_what_is_sent_twice_is_told_once(world: World) -> None:
    wants(world, "ama")
    first = world.post("ama")
    for _ in range(2):
        world.reply("wei", first, key="a-key-of-a-form")
    assert len(told(world)) == 1


def many(session: Session, space_id: int, thread_uid: str, count: int, **_now: object) -> None:
    """Many people, each with an answer in the thread, who all want to hear of others."""
    root = session.execute(select(Comment).where(col(Comment.uid) == thread_uid)).scalar_one()
    said = {name: getattr(root, name) for name in Comment.__table__.columns.keys()}  # type: ignore[attr-defined]  # noqa: SIM118  # set by SQLModel; a collection of columns, not a mapping
    for n in range(count):
        made = {"uid": f"{n:016}", "name": f"Person {n}", "created_at": root.posted_at}
        person = session.execute(insert(Person).returning(col(Person.id)), made).scalar_one()
        mail = f"person-{n}@example.org"
        session.execute(insert(Address), {"person_id": person, "address": mail, "folded": mail})
        here = {"uid": f"{n:016}", "space_id": space_id, "person_id": person, "joined_at": root.posted_at}
        session.execute(insert(Membership), here | {"at_once": True, "pseudonym": f"{n:016}"})
        again = {"uid": f"{n:016}", "author_id": person, "thread_id": root.id, "parent_id": root.id, "number": 100 + n}
        session.execute(insert(Comment), {each: value for each, value in (said | again).items() if each != "id"})


def statements(world: World, first: str) -> int:
    """How many statements an answer in this thread takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", note)
    world.reply("wei", first)
    event.remove(world.database.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_thread_of_two_hundred_people_is_told_in_no_more_statements_than_one_of_two(world: World) -> None:
    first = world.post("ama")
    wants(world, "ama")
    statements(world, first)
    few = statements(world, first)
    world.database.write_here(many, world.space_id, first, 200)
    assert statements(world, first) == few
    assert len(told(world)) == 203
