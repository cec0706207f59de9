"""Mail that came in, once for each thing that can become of it, for the world in which there is one of everything."""

from collections.abc import Sequence
from dataclasses import replace

from commentspace.demo.cast import member
from commentspace.domain import filing, inbound, inbound_views, intake, own_mail, placing, suppressions
from commentspace.domain.bodies import Body
from commentspace.domain.file_kinds import File
from commentspace.domain.filing import Answer, Arrival, Outcome
from commentspace.domain.inbound import Decision, Said, Verdict
from commentspace.domain.placing import Choice
from commentspace.domain.steps import Step
from commentspace.domain.why import Sentence
from commentspace.mail.answering import GONE, NOT_TAKEN, UNPLACED
from tests.small_draft import FIRST
from tests.world import World

LI = member("li").address
WAY = (
    (Step.ADDRESS, "answer"),
    (Step.KEPT, "2026-03-02T09:00:00+00:00"),
    (Step.MACHINE, "no"),
    (Step.READ, "yes"),
    (Step.SENDER, "not vouched for"),
    (Step.RIGHTS, "yes"),
    (Step.FOUND, "2"),
    (Step.FILES, "1"),
    (Step.FILED, "1"),
    (Step.TOLD, "receipt"),
)
WHY: dict[Verdict, str | Sequence[Sentence]] = {
    Verdict.FILED: [Sentence(UNPLACED), Sentence(NOT_TAKEN, {"files": "a <b>.exe"})],
    Verdict.RETURNED: [Sentence(GONE)],
    Verdict.AUTOMATIC: "Auto-Submitted: auto-replied",
    Verdict.HELD: "ValueError",
}
TEXTS = "[¶1]\nBy mail.\n\nA <second> text, under *nothing*."


def fill(world: World) -> None:
    """A mail of Li's for each verdict, others that moderators dealt with, two of nobody; addresses without letters."""
    for verdict in Verdict:
        key = _keep(world, f"Re: {verdict}")
        if verdict == Verdict.FILED:
            _file(world, key, _decision(world, verdict))
        else:
            world.database.write_here(inbound.decide, key, _decision(world, verdict))
    _between_two(world)
    _by_moderators(world)
    _of_nobody(world)
    world.database.write_here(inbound.tried, _keep(world, "Re: not read yet"), "ValueError")
    world.database.write_here(suppressions.suppress, member("olga").address, "hard")
    world.database.write_here(suppressions.suppress, member("lars").address, "complaint")


def _keep(world: World, subject: str, sender: str = LI) -> int:
    raw = f"From: {sender}\r\nSubject: {subject}\r\n\r\nBy mail.".encode()
    [key] = world.database.write_here(intake.store, raw, sender, ["r@comments.example.org"])
    return key


def _decision(world: World, verdict: Verdict) -> Decision:
    said = Said(LI, f"Re: <{verdict}>", "<mine@example.net>", verdict != Verdict.UNCONFIRMED)
    li = world.person("li")
    text = "" if verdict == Verdict.BOUNCE else TEXTS
    return Decision(verdict, WHY.get(verdict, ""), None, world.space_id, li, text, "-- \nLi", said=said, trail=WAY)


def _file(world: World, key: int, decision: Decision) -> None:
    """It became a comment with a file."""
    chart = File("chart of *the* reeds.txt", "text/plain", b"reeds")
    said = Answer("paragraph", world.paragraphs[FIRST].uid, world.space_id, Body.of("By mail."), 0, files=(chart,))
    arrival = Arrival(key, world.clock.now, world.person("li"), LI, is_vouched_for=False)
    world.database.write_here(filing.close, arrival, Outcome(decision, [said]), space=world.space_id)


def _between_two(world: World) -> None:
    """An answer to a letter from somebody, of which nobody else sees the words."""
    [letter] = world.rows("SELECT id, person_id FROM outbox WHERE kind = 'message' ORDER BY id LIMIT 1")
    decision = replace(_decision(world, Verdict.FILED), letter_id=letter[0], person_id=letter[1])
    world.database.write_here(inbound.decide, _keep(world, "Re: between two"), decision)


def _by_moderators(world: World) -> None:
    """Of four mails that were held one is filed by a moderator, one sent back, one dropped, and one filed by Li."""
    lars, here = world.caller("lars"), {"space_id": world.space_id, "space": world.space_id}
    place, names = f"p-{world.paragraphs[FIRST].uid}", []
    for number in range(4):
        key = _keep(world, f"Re: held {number}")
        world.database.write_here(inbound.decide, key, _decision(world, Verdict.HELD))
        [(uid,)] = world.rows("SELECT uid FROM inbound WHERE id = :id", id=key)
        names.append(uid)
    choice = Choice([1], place, "a-key", world.read(placing.state, names[0]))
    world.database.write_here(placing.file, lars, names[0], choice, **here)
    world.database.write_here(placing.give_back, lars, names[1], "It is *not* clear.", key="back", **here)
    world.database.write_here(placing.drop, lars, names[2], '[["It is an <advertisement>."]]', key="drop", **here)
    choice = Choice([0], place, "another-key", world.read(placing.state, names[3]))
    world.database.write_here(own_mail.file, world.caller("li"), names[3], choice, space=world.space_id)


def _of_nobody(world: World) -> None:
    """Two that belong to no space; Fang, who is an administrator too, dropped one."""
    world.execute("UPDATE person SET is_admin = true WHERE id = :id", id=world.person("fang"))
    for number in range(2):
        key = _keep(world, f"Re: nobody {number}", "eve@example.com")
        world.database.write_here(inbound.decide, key, Decision(Verdict.HELD, GONE, trail=WAY))
    fang = world.caller("fang")
    dropped = world.read(inbound_views.of_no_space, fang)[0].uid
    world.database.write_here(placing.drop_of_no_space, fang, dropped, "Nobody's.", key="a-key")
