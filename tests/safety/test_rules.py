"""One table of rules, roles and doors: what each may read under each rule, by every door, and what each may do.

A rule is a way in which a comment of Ama's, or a text in the room of a delegation, stands. To add one, write how it
comes about (`RULES`, `CIRCUMSTANCES`) and its line in the table.
"""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from sqlmodel import Session

from commentspace.demo.cast import member
from commentspace.domain import (
    conducts,
    endorsing,
    finishing_review,
    holds,
    late_tokens,
    listening,
    round_members,
    unveiling,
)
from commentspace.domain.bodies import Body
from commentspace.domain.comments import post, reply
from commentspace.domain.contributions import submitting
from commentspace.domain.contributions.coverings import Note
from commentspace.domain.dispositions import answering, confirming
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.finishing_review import Signing
from commentspace.domain.reporting import gathering
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed, NotFound, Refusal, SignInNeeded
from commentspace.live import delivery
from commentspace.live.delivery import Ask
from commentspace.live.listener import Seat
from commentspace.web.house import House
from tests.api.program import program_of
from tests.blind import blind, masked, unveil
from tests.delegating import contribute, delegation, keep, member_of
from tests.domain.test_finishing_review import finish, look
from tests.domain.test_late_tokens import give
from tests.safety.test_blind_is_nothing import letters
from tests.small_draft import FIRST, SECOND
from tests.web.fixtures import AsVisitor
from tests.web.visitor import Visitor
from tests.world import World

ROLES: Final = {
    "stranger": None,
    "outsider": "julian",
    "reader": "priya",
    "member": "li",
    "author": "ama",
    "expert": "wei",
    "focal": "olga",
    "late": "maryam",
    "moderator": "lars",
    "owner": "fang",
}
"""Who plays which role: the expert and the focal point belong to one delegation, the last participant has a token."""
SECRET: Final = "canary-of-the-rules"

READS = """
             stranger outsider reader member author expert focal late moderator owner
open         name     name     name   name   name   name   name  name name      name
held         -        -        -      -      name   -      -     -    name      name
veiled       -        -        -      -      name   -      -     -    name      name
unveiled     name     name     name   name   name   name   name  name name      name
pseudonyms   mask     mask     mask   mask   name   mask   mask  mask name      name
hidden       mask     mask     mask   mask   name   mask   mask  mask name      name
both         -        -        -      -      name   -      -     -    name      name
draft        -        -        -      -      -      -      -     -    -         -
room         -        -        -      -      -      -      -     -    -         -
"""
"""What each reads of a comment by Ama, in an open space, by every door: with her name, without it, or nothing.

A draft and a text in the room of a delegation are no comments: no door of comments tells of them to anybody.
"""


def _open(world: World) -> None:
    world.post("ama", SECOND, SECRET)


def _held(world: World) -> None:
    world.hold(world.post("ama", SECOND, SECRET))


def _veiled(world: World) -> None:
    blind(world)
    _open(world)


def _unveiled(world: World) -> None:
    _veiled(world)
    unveil(world)


def _pseudonyms(world: World) -> None:
    masked(world)
    _open(world)


def _hidden(world: World) -> None:
    masked(world, "hidden")
    _open(world)


def _both(world: World) -> None:
    masked(world)
    _veiled(world)


def _draft(world: World) -> None:
    keep(world, "ama", SECRET, SECOND)


def _room(world: World) -> None:
    contribute(world, "wei", SECRET, SECOND)


RULES: Final[dict[str, Callable[[World], None]]] = {
    "open": _open,
    "held": _held,
    "veiled": _veiled,
    "unveiled": _unveiled,
    "pseudonyms": _pseudonyms,
    "hidden": _hidden,
    "both": _both,
    "draft": _draft,
    "room": _room,
}


def table(text: str) -> dict[str, dict[str, str]]:
    """A table as it is written above: its lines by their first word, and the cells of each by the role."""
    head, *lines = (line.split() for line in text.strip().splitlines())
    assert tuple(head) == tuple(ROLES)
    return {rule: dict(zip(head, cells, strict=True)) for rule, *cells in lines}


Reader = tuple[World, House, str | None, Visitor]


async def page(reader: Reader) -> str:
    """The page of the document."""
    world, _, _, visitor = reader
    return (await visitor.get(f"/d/{world.document}")).text


async def own_page(reader: Reader) -> str:
    """The page of each comment, asked for by its name."""
    world, _, _, visitor = reader
    uids = [uid for (uid,) in world.rows("SELECT uid FROM comment WHERE body = :body", body=SECRET)]
    return "".join([(await visitor.get(f"/c/{uid}")).text for uid in uids])


async def api(reader: Reader) -> str:
    """What a program gets."""
    world, _, key, visitor = reader
    program = program_of(visitor, world, key, "read")
    return (await program.ask("GET", f"/documents/{world.document}")).text


async def matrix(reader: Reader) -> str:
    """A matrix, taken away."""
    world, _, _, visitor = reader
    return (await visitor.get(f"/d/{world.document}/export.matrix-csv")).text


async def live(reader: Reader) -> str:
    """What is sent to a page that was open from the beginning, and to one that comes back."""
    world, house, key, _ = reader
    seat = Seat(world.space_id, world.document_id, world.caller(key), None, "en", "en")

    def told(session: Session) -> str:
        who, footing = world.standing(key), listening.footing(session, world.space_id)
        ask = Ask(None, seat, 1, who, footing.of(seat.caller.person_id))  # type: ignore[arg-type]  # no page is told
        found = delivery.deliver(session, house.pieces, world.space_id, [ask], world.clock.now)
        back = delivery.catch_up(session, house.pieces, ask, world.clock.now)
        return "".join(answer.text or "" for answer in (*found.answers, *back.answers))

    text = world.read(told)
    return (await page(reader)) if '"reload":true' in text else text


async def mail(reader: Reader) -> str:
    """The letter of the day, for members."""
    world, house, key, _ = reader
    return "".join(letters(world, house, [key]).get(key, [])) if key in MAILED else ""


MAILED: Final = frozenset({"priya", "li", "wei", "olga", "maryam", "lars", "fang"})
"""Members, but for the writer, whom no letter tells of what she wrote."""
NOT_MAILED: Final = frozenset({"held"})
"""What letters of the day tell nobody of: moderators find what is held on their first page."""
DOORS: Final[tuple[Callable[[Reader], Awaitable[str]], ...]] = (*(page, own_page, api, matrix, live, mail),)


def mark(text: str) -> str:
    """Whether it holds the secret, and then whether its writer."""
    if SECRET not in text:
        return "-"
    return "name" if member("ama").name in text else "mask"


@pytest.mark.parametrize("rule", RULES)
async def test_everybody_reads_what_the_table_says(
    sqlite_world: World, house: House, visitor: AsVisitor, rule: str
) -> None:
    world = sqlite_world
    world.change_space(is_open=True)
    delegation(world, focal="olga", experts=["wei"])
    RULES[rule](world)
    wanted = table(READS)[rule]
    for door in DOORS:
        found = {}
        for role, key in ROLES.items():
            text = await door((world, house, key, visitor(key)))
            is_for_them = door is not mail or (key in MAILED and rule not in NOT_MAILED)
            found[role] = mark(text) if is_for_them else wanted[role]
        assert found == wanted, door.__name__


DOES = """
                      stranger outsider reader member author expert focal late  moderator owner
open/comment          sign-in  no       no     yes    yes    no     no    yes   yes       yes
open/reply            sign-in  no       no     yes    yes    no     no    yes   yes       yes
open/endorse          sign-in  no       no     yes    own    no     yes   yes   yes       yes
open/answer           sign-in  no       no     no     no     no     no    no    yes       yes
open/hold             sign-in  no       no     no     no     no     no    no    yes       yes
open/unveil           sign-in  no       no     no     no     no     no    no    conflict  conflict
veiled/reply          nothing  nothing  nothing nothing yes  nothing nothing nothing yes   yes
veiled/endorse        nothing  nothing  nothing nothing own  nothing nothing nothing conflict conflict
held/reply            nothing  nothing  nothing nothing held nothing nothing nothing held  held
by-rule/comment       sign-in  no       no     held   held   held   held  held  yes       yes
closed/comment        sign-in  no       no     closed closed closed closed closed closed  closed
closed/reply          sign-in  no       no     closed closed closed closed closed yes     yes
closed/late           sign-in  no       no     no     no     no     no    no    yes       yes
late/comment          sign-in  no       no     closed closed closed closed yes  closed    closed
conduct/comment       sign-in  no       no     no     yes    no     no    no    yes       yes
invited/comment       sign-in  no       no     no     yes    no     no    no    yes       yes
room/submit           nothing  nothing  nothing nothing nothing no  yes   nothing nothing nothing
proposed/confirm      nothing  nothing  nothing nothing nothing nothing nothing nothing no    yes
closed/finish         sign-in  no       no     no     no     no     no    no    yes       conflict
closed/report         sign-in  no       no     no     no     no     no    no    yes       yes
finished/comment      sign-in  no       no     closed closed closed closed closed closed  closed
finished/reply        sign-in  no       no     closed closed closed closed closed yes     yes
finished/answer       sign-in  no       no     no     no     no     no    no    yes       yes
finished/report       sign-in  no       yes    yes    yes    yes    yes   yes   yes       yes
"""
"""What each may do: circumstance and act. "no" is a refusal that says so, "nothing" that there is nothing to do it to,
"own" that it is their own, "held" that it is taken and waits for a moderator's look. What a moderator has finished,
the next one finds done. The report of the finished round is for members."""


def _nothing(world: World) -> None:
    """The world as it is."""


def _by_rule(world: World) -> None:
    world.change_space(is_open=True, holds_new=True)


def _closed(world: World) -> None:
    world.clock.advance(hours=1)
    world.close_review()
    world.clock.advance(hours=1)


def _late(world: World) -> None:
    _closed(world)
    give(world, to="maryam")


def _conduct(world: World) -> None:
    world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be brief."), seen=0)
    world.write(conducts.agree, world.caller("ama"), world.space_id, 1)


def _invited(world: World) -> None:
    world.execute("UPDATE review SET is_invited = :yes", yes=True)
    world.write(round_members.add, world.caller("lars"), _review(world), [member_of(world, "ama")])


def _confirms(world: World) -> None:
    world.execute("UPDATE space SET confirms = :yes", yes=True)
    world.write(answering.answer, world.caller("lars"), _comment(world), _accepted())


def _finished(world: World) -> None:
    _closed(world)
    world.execute("UPDATE review SET report_for = 'members'")
    finish(world)


CIRCUMSTANCES: Final[dict[str, Callable[[World], None]]] = {
    "open": _nothing,
    "veiled": _nothing,
    "held": lambda world: world.hold(_comment(world)),
    "by-rule": _by_rule,
    "closed": _closed,
    "late": _late,
    "conduct": _conduct,
    "invited": _invited,
    "room": _room,
    "proposed": _confirms,
    "finished": _finished,
}


def _review(world: World) -> str:
    [(uid,)] = world.rows("SELECT uid FROM review")
    return str(uid)


def _comment(world: World) -> str:
    [(uid,)] = world.rows("SELECT uid FROM comment")
    return str(uid)


def _accepted() -> Answering:
    return Answering("accepted", Reason.of("It is right."))


Act = Callable[[World, str | None], Any]


def _comments(world: World, key: str | None) -> Any:
    return world.write(_undone, post, world.caller(key), world.paragraphs[FIRST].uid, world.posting("May I?"))


def _replies(world: World, key: str | None) -> Any:
    return world.write(_undone, reply, world.caller(key), _comment(world), world.posting("May I?"))


def _gives_leave(world: World, key: str | None) -> Any:
    leave = late_tokens.Leave(member_of(world, "ama"), world.clock.now + timedelta(days=2), "The power was out.")
    return world.write(_undone, late_tokens.give, world.caller(key), world.document, leave)


def _submits(world: World, key: str | None) -> Any:
    [(uid,)] = world.rows("SELECT uid FROM contribution")
    wanted = submitting.Set((uid,), Note.of(""), False)
    return world.database.carry_out_here(submitting.steps(world.caller(key), world.document, wanted))


def _confirm(world: World, key: str | None) -> Any:
    [(uid,)] = world.rows("SELECT uid FROM disposition")
    return world.write(_undone, confirming.confirm, world.caller(key), uid)


def _signing(world: World) -> Signing:
    return Signing(look(world).mark, member("lars").name, "There is no time left.")


ACTS: Final[dict[str, Act]] = {
    "comment": _comments,
    "reply": _replies,
    "endorse": lambda world, key: world.write(_undone, endorsing.endorse, world.caller(key), _comment(world)),
    "answer": lambda world, key: world.write(
        _undone, answering.answer, world.caller(key), _comment(world), _accepted()
    ),
    "hold": lambda world, key: world.write(_undone, holds.hold, world.caller(key), _comment(world), "Let us look."),
    "unveil": lambda world, key: world.database.carry_out_here(unveiling.unveil(world.caller(key), _review(world))),
    "late": _gives_leave,
    "submit": _submits,
    "confirm": _confirm,
    "finish": lambda world, key: world.database.carry_out_here(
        finishing_review.finish(world.caller(key), _review(world), _signing(world))
    ),
    "report": lambda world, key: world.read(
        gathering.gather, world.caller(key), world.document, None, now=world.clock.now
    ),
}


class _Undo(Exception):
    """It could be done, and is not."""


def _undone(session: Session, verb: Callable[..., Any], *args: Any, now: Any) -> None:
    """Do it, and leave no trace of it."""
    done = verb(session, *args, now=now)
    raise _Undo(getattr(done, "held", False))


WORDS: Final[tuple[tuple[type[Refusal], str], ...]] = (
    (SignInNeeded, "sign-in"),
    (NotFound, "nothing"),
    (Closed, "closed"),
    (NotAllowed, "no"),
    (Invalid, "own"),
    (Conflict, "conflict"),
)


def tried(world: World, act: str, key: str | None) -> str:
    """What comes of it, in the words of the table."""
    try:
        ACTS[act](world, key)
    except _Undo as done:
        return "held" if done.args[0] else "yes"
    except Refusal as refusal:
        is_own = act == "endorse" and "own comment" in str(refusal)
        return "own" if is_own else next(word for kind, word in WORDS if isinstance(refusal, kind))
    return "yes"


def circumstances() -> Iterator[tuple[str, str]]:
    """Each line of the table: the circumstance and the act."""
    for line in table(DOES):
        circumstance, _, act = line.partition("/")
        yield circumstance, act


@pytest.mark.parametrize(("circumstance", "act"), list(circumstances()))
def test_everybody_may_do_what_the_table_says(sqlite_world: World, circumstance: str, act: str) -> None:
    world = sqlite_world
    world.change_space(is_open=True)
    if circumstance == "veiled":
        blind(world)
    if act != "submit":
        world.post("ama", SECOND)
    if circumstance in ("open", "room"):
        delegation(world, focal="olga", experts=["wei"])
    CIRCUMSTANCES[circumstance](world)
    found = {role: tried(world, act, key) for role, key in ROLES.items()}
    assert found == table(DOES)[f"{circumstance}/{act}"]
