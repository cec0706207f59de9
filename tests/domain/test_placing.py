"""A mail that could not be filed by itself: moderators file it, send it back or drop it; its writer may file it too."""

import pytest

from commentspace.demo.cast import member
from commentspace.domain import confirmations, filed, inbound, inbound_views, intake, own_mail, placing
from commentspace.domain.inbound import Decision, Said, Verdict
from commentspace.domain.placing import Choice
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed, NotFound
from tests.small_draft import FIRST, SECOND
from tests.world import World

AMA = member("ama").address
LARS = member("lars").name


def received(
    world: World, verdict: Verdict = Verdict.HELD, *, text: str = "[¶1]\nNew.\n\nMore of it.", **more: object
) -> str:
    """A mail of Ama's with two new texts and a signature."""
    number = len(world.rows("SELECT id FROM inbound"))
    raw = f"From: {AMA}\r\nSubject: Re: Wetlands\r\n\r\n{text} {number}".encode()
    [key] = world.database.write_here(intake.store, raw, AMA, ["r@comments.example.org"])
    said = Said(str(more.get("sender", AMA)), "Re: Wetlands", "<a@example.net>", True)
    shared = bool(more.get("is_shared", True))
    reason = more.get("reason", "why")
    assert isinstance(reason, str | list)
    decision = Decision(verdict, reason, None, world.space_id, world.person("ama"), text, "-- \nAma", shared, said)
    world.database.write_here(inbound.decide, key, decision)
    [(uid,)] = world.rows("SELECT uid FROM inbound WHERE id = :id", id=key)
    return str(uid)


def chosen(world: World, uid: str, *pieces: int, at: int = FIRST, key: str = "a-key-of-a-form") -> Choice:
    state = world.read(placing.state, uid)
    return Choice(pieces, f"p-{world.paragraphs[at].uid}", key, state)


def file(world: World, uid: str, choice: Choice, by: str = "lars") -> str:
    here = {"space_id": world.space_id, "space": world.space_id}
    return world.database.write_here(placing.file, world.caller(by), uid, choice, **here).uid


def end(
    world: World, verb: object, uid: str, reason: str = "It is not clear.", by: str = "lars", key: str = "a-key-it-has"
) -> None:
    here = {"space_id": world.space_id, "space": world.space_id}
    world.database.write_here(verb, world.caller(by), uid, reason, key=key, **here)  # type: ignore[arg-type]  # a verb


def verdict_of(world: World, uid: str) -> tuple[str, str]:
    view = world.read(inbound_views.one, world.standing("lars"), uid)
    return view.verdict, view.decided_by


def test_what_a_moderator_files_is_its_writers_own_and_was_received_when_it_came(world: World) -> None:
    uid, came = received(world), world.clock.now
    world.clock.advance(minutes=10)
    file(world, uid, chosen(world, uid, 0, 1))
    [view] = [each for each in world.views("wei") if each.door == "mail"]
    assert (view.author, view.body, view.received_at) == (member("ama").name, "New.\n\nMore of it.", came)
    assert view.paragraph == world.paragraphs[FIRST].uid
    [(placed,)] = world.rows("SELECT placed_by_id FROM provenance WHERE inbound_id IS NOT NULL")
    assert placed == world.person("lars")
    assert verdict_of(world, uid) == ("filed", LARS)


def test_who_put_a_mail_in_its_place_is_named_to_its_author_and_moderators_alone(world: World) -> None:
    uid = received(world)
    file(world, uid, chosen(world, uid, 0))
    [comment] = [each.uid for each in world.views("wei") if each.door == "mail"]
    plain = world.post("wei", FIRST, "In the browser.")

    def told(key: str, comment: str) -> str | None:
        return world.read(filed.placed_by, world.standing(key), world.seen(key, comment))

    assert {key: told(key, comment) for key in ("ama", "fang", "wei", "priya")} == {
        **dict.fromkeys(("ama", "fang"), LARS),
        **dict.fromkeys(("wei", "priya"), ""),
    }
    assert told("lars", plain) is None


def test_why_a_mail_was_held_is_not_said_any_more_when_it_is_filed(world: World) -> None:
    uid = received(world)
    assert world.read(inbound_views.one, world.standing("lars"), uid).reason == "why"
    file(world, uid, chosen(world, uid, 0))
    assert world.read(inbound_views.one, world.standing("lars"), uid).reason == ""


def test_what_came_before_the_end_is_in_time_and_what_came_after_is_not(world: World) -> None:
    early = received(world)
    world.clock.advance(minutes=10)
    world.close_review()
    file(world, early, chosen(world, early, 0))
    late = received(world)
    with pytest.raises(Closed):
        file(world, late, chosen(world, late, 0))
    assert verdict_of(world, late) == ("held", "")


def test_nobody_can_add_a_word_and_nothing_is_filed_without_a_choice(world: World) -> None:
    uid = received(world)
    with pytest.raises(Invalid):
        file(world, uid, chosen(world, uid, 17))
    file(world, uid, chosen(world, uid, 2))
    assert [each.body for each in world.views("wei") if each.door == "mail"] == ["-- \nAma"]


def test_the_same_form_files_once_and_another_that_saw_less_is_refused(world: World) -> None:
    uid = received(world)
    choice = chosen(world, uid, 0)
    assert file(world, uid, choice) == file(world, uid, choice)
    with pytest.raises(Conflict, match="meanwhile"):
        file(world, uid, choice._replace(key="another-form", place=f"p-{world.paragraphs[SECOND].uid}"), by="fang")
    assert len([each for each in world.views("wei") if each.door == "mail"]) == 1


def test_its_writer_is_told_where_it_stands_now(world: World) -> None:
    uid = received(world)
    file(world, uid, chosen(world, uid, 0))
    assert world.rows("SELECT kind, in_reply_to FROM outbox WHERE person_id = :id", id=world.person("ama")) == [
        ("receipt", "<a@example.net>")
    ]


def test_what_is_sent_back_takes_its_text_along_and_both_acts_are_on_the_record(world: World) -> None:
    back, dropped = received(world), received(world)
    end(world, placing.give_back, back, key="the-first-key")
    end(world, placing.drop, dropped, "It is an advertisement.", key="the-second-key")
    assert verdict_of(world, back) == ("returned", LARS)
    assert verdict_of(world, dropped) == ("dropped", LARS)
    [(kind, subjects)] = world.rows("SELECT kind, subjects FROM outbox")
    assert kind == "returned"
    assert "More of it." in subjects
    assert "It is not clear." in subjects
    verbs = [verb for (verb,) in world.rows("SELECT verb FROM event WHERE verb LIKE 'mail.%' ORDER BY seq")]
    assert verbs == ["mail.returned", "mail.dropped"]


def test_who_comes_second_is_told_that_it_is_decided_and_the_same_form_is_not(world: World) -> None:
    uid = received(world)
    end(world, placing.give_back, uid)
    end(world, placing.give_back, uid)
    with pytest.raises(Conflict, match="meanwhile"):
        end(world, placing.drop, uid, by="fang")
    assert world.rows("SELECT count(*) FROM outbox") == [(1,)]


def test_what_somebody_else_sent_in_their_name_is_not_filed_by_hand(world: World) -> None:
    for uid in (received(world, Verdict.UNKNOWN_SENDER), received(world, sender="mallory@example.com")):
        with pytest.raises(NotAllowed):
            file(world, uid, chosen(world, uid, 0))
        assert not world.read(placing.is_fileable, uid)


def test_what_is_private_is_neither_read_nor_filed_but_can_be_sent_back(world: World) -> None:
    uid = received(world, is_shared=False)
    view = world.read(inbound_views.one, world.standing("lars"), uid)
    assert (view.is_private, view.subject, view.found, view.left_out) == (True, "", "", "")
    with pytest.raises(NotFound):
        world.read(inbound_views.raw, world.standing("lars"), uid)
    with pytest.raises(NotFound):
        file(world, uid, chosen(world, uid, 0))
    end(world, placing.give_back, uid)
    assert verdict_of(world, uid)[0] == "returned"


@pytest.mark.parametrize("key", ["ama", "wei", "priya"])
def test_these_are_acts_of_moderators(world: World, key: str) -> None:
    uid = received(world)
    with pytest.raises(NotAllowed):
        file(world, uid, chosen(world, uid, 0), by=key)
    for verb in (placing.give_back, placing.drop):
        with pytest.raises(NotAllowed):
            end(world, verb, uid, by=key)


def test_the_list_begins_with_what_is_held_and_can_be_asked_for_a_verdict_and_a_person(world: World) -> None:
    held = received(world)
    filed = received(world, Verdict.FILED)
    who = world.standing("lars")
    assert [view.uid for view in world.read(inbound_views.of_space, who)] == [held, filed]
    assert world.read(inbound_views.held_in_space, who) == 1
    by_verdict = inbound_views.Wanted(verdict="filed")
    assert [view.uid for view in world.read(inbound_views.of_space, who, by_verdict)] == [filed]
    nobody = inbound_views.Wanted(person="aaaaaaaaaaaaaaaa")
    assert world.read(inbound_views.size_of_space, who, nobody) == 0
    assert [name for _, name in world.read(inbound_views.writers, who)] == [member("ama").name]


def test_mail_of_no_space_is_for_administrators_who_may_drop_it(world: World) -> None:
    raw = b"Subject: lost\r\n\r\nNobody knows."
    [key] = world.database.write_here(intake.store, raw, "x@example.com", ["r@comments.example.org"])
    world.database.write_here(inbound.decide, key, Decision(Verdict.HELD, "why"))
    with pytest.raises(NotAllowed):
        world.read(inbound_views.of_no_space, world.caller("lars"))
    world.execute("UPDATE person SET is_admin = true WHERE id = :id", id=world.person("nadia"))
    [view] = world.read(inbound_views.of_no_space, world.caller("nadia"))
    assert (view.is_private, view.found) == (True, "")
    world.database.write_here(
        placing.drop_of_no_space, world.caller("nadia"), view.uid, "Nobody's.", key="a-key-it-has"
    )
    [view] = world.read(inbound_views.of_no_space, world.caller("nadia"))
    assert (view.verdict, view.decided_by) == ("dropped", member("nadia").name)


def test_a_writer_files_what_was_left_out_themselves_as_received_when_it_came(world: World) -> None:
    uid, came = received(world, Verdict.EMPTY), world.clock.now
    world.clock.advance(minutes=10)
    mail = world.read(own_mail.one, world.caller("ama"), uid)
    assert [(piece.text, piece.marker, piece.is_left_out) for piece in mail.pieces] == [
        ("New.", "[¶1]", False),
        ("More of it.", "[¶1]", False),
        ("-- \nAma", "", True),
    ]
    posted = world.write(own_mail.file, world.caller("ama"), uid, chosen(world, uid, 1))
    [view] = [each for each in world.views("wei") if each.uid == posted.uid]
    assert (view.body, view.received_at, view.door) == ("More of it.", came, "mail")


def test_a_mail_is_its_writers_own(world: World) -> None:
    uid = received(world)
    assert [mail.uid for mail in world.read(own_mail.of_person, world.caller("ama"))] == [uid]
    assert world.read(own_mail.raw, world.caller("ama"), uid).startswith(b"From: ama")
    assert world.read(own_mail.of_person, world.caller("wei")) == []
    for query in (own_mail.one, own_mail.raw):
        with pytest.raises(NotFound):
            world.read(query, world.caller("wei"), uid)
    with pytest.raises(NotFound):
        world.write(own_mail.file, world.caller("wei"), uid, chosen(world, uid, 0))


def test_the_raw_bytes_of_what_somebody_else_sent_in_ones_name_are_not_ones_own(world: World) -> None:
    uid = received(world, Verdict.UNKNOWN_SENDER, sender="mallory@example.com")
    mail = world.read(own_mail.one, world.caller("ama"), uid)
    assert (mail.is_readable, mail.is_fileable) == (False, False)
    with pytest.raises(NotFound):
        world.read(own_mail.raw, world.caller("ama"), uid)


@pytest.mark.parametrize(
    ("verdict", "sender"), [(Verdict.AUTOMATIC, ""), (Verdict.AUTOMATIC, "eve@example.com"), (Verdict.RETURNED, "")]
)
def test_a_mail_that_names_no_address_of_its_person_is_not_filed_as_theirs(
    world: World, verdict: Verdict, sender: str
) -> None:
    uid = received(world, verdict, sender=sender)
    with pytest.raises(NotAllowed, match="only they can say"):
        file(world, uid, chosen(world, uid, 0))
    assert not world.read(placing.is_fileable, uid)


def test_what_a_person_says_they_did_not_write_is_filed_by_nobody(world: World) -> None:
    uid = received(world, Verdict.UNCONFIRMED)
    world.database.write_here(confirmations.refuse, uid)
    with pytest.raises(NotAllowed, match="only they can say"):
        file(world, uid, chosen(world, uid, 0))
    assert not world.read(placing.is_fileable, uid)
    with pytest.raises(NotFound):
        world.database.write_here(own_mail.file, world.caller("ama"), uid, chosen(world, uid, 0))
    assert world.views("wei") == []


def test_why_a_private_mail_became_what_it_is_is_not_told_to_moderators(world: World) -> None:
    for verdict in (Verdict.AUTOMATIC, Verdict.RETURNED, Verdict.HELD):
        uid = received(world, verdict, is_shared=False)
        view = world.read(inbound_views.one, world.standing("lars"), uid)
        assert (view.is_private, view.reason) == (True, "why" if verdict == Verdict.HELD else "")
