"""Filing for others: what came on paper, by telephone or orally stands among the comments, with its provenance."""

from datetime import timedelta
from typing import Any

import pytest

from commentspace.demo.cast import member
from commentspace.domain import files, for_senders, messages, scans
from commentspace.domain.bodies import Body
from commentspace.domain.file_kinds import File
from commentspace.domain.for_senders import Sending
from commentspace.domain.postings import Posted, Posting
from commentspace.errors import Closed, Conflict, Invalid, NotAllowed, NotFound
from tests.brought import no_round
from tests.small_draft import FIRST
from tests.world import World

PDF = File("scan.pdf", "application/pdf", b"%PDF-1.7 a scan")
SENDER = "Halima Idrissi"
PARTY = "Ministry of Water"


def send(world: World, by: str = "lars", posting: Posting | None = None, **said: Any) -> Posted:
    chosen: dict[str, Any] = {"channel": "fax", "received_at": world.clock.now, "name": SENDER, "organisation": PARTY}
    sending = Sending.of(**(chosen | said))
    asked = world.caller(by), world.paragraphs[FIRST].uid, posting or world.posting("By fax.", quote="flow of water")
    return world.database.carry_out_here(for_senders.steps(*asked, sending))


def uid(world: World, key: str) -> str:
    return str(world.rows("SELECT uid FROM person WHERE id = :id", id=world.person(key))[0][0])


def test_it_names_its_sender_how_and_when_it_came_and_who_filed_it(world: World) -> None:
    received = world.clock.now
    world.clock.now += timedelta(hours=2)
    posted = send(world, received_at=received, note="Letter 12/2026", files=(PDF,))
    seen = world.seen("priya", posted.uid)
    assert (seen.name, seen.said_for, seen.channel, seen.filed_by) == (SENDER, PARTY, "fax", member("lars").name)
    assert (seen.received_at, seen.posted_at, seen.filed_note) == (received, world.clock.now, "Letter 12/2026")
    assert (seen.quotation, seen.number, seen.is_moderator, seen.is_from_file) == ("flow of water", 1, False, False)
    assert [(each.name, each.size) for each in seen.files] == [("scan.pdf", len(PDF.content))]


def test_what_a_member_sent_is_theirs_to_edit_and_to_withdraw(world: World) -> None:
    posted = send(world, member_uid=uid(world, "ama"), name="", organisation="")
    seen = world.seen("priya", posted.uid)
    assert (seen.author, seen.on_behalf_of) == (member("ama").name, member("ama").on_behalf_of)
    assert (seen.said_by, seen.filed_by) == ("", member("lars").name)
    assert world.seen("ama", posted.uid).face == "own"
    world.edit("ama", posted.uid, "So I said.")
    world.withdraw("ama", posted.uid)
    with pytest.raises(NotAllowed):
        world.withdraw("lars", posted.uid)


def test_received_before_closing_it_is_in_time_and_later_it_needs_a_reason_that_everybody_sees(world: World) -> None:
    before = world.clock.now
    world.clock.now += timedelta(minutes=1)
    world.close_review()
    world.clock.now += timedelta(hours=1)
    assert world.seen("priya", send(world, received_at=before).uid).late_reason == ""
    with pytest.raises(Invalid, match="everybody") as refused:
        send(world)
    assert refused.value.field == "late_reason"
    late = send(world, late_reason="The post was on strike.")
    assert world.seen("priya", late.uid).late_reason == "The post was on strike."
    with pytest.raises(Closed):
        world.post("lars")


def test_nothing_is_filed_in_a_finished_round_whenever_it_was_received(world: World) -> None:
    before = world.clock.now
    world.clock.now += timedelta(minutes=1)
    world.close_review()
    world.execute("UPDATE review SET sealed_at = :at", at=world.clock.now)
    for said in ({"received_at": before}, {"late_reason": "The post was on strike."}):
        with pytest.raises(Conflict, match="finished"):
            send(world, **said)
    world.execute("UPDATE review SET sealed_at = NULL")
    send(world, received_at=before)


def test_what_came_late_belongs_to_the_round_also_when_a_new_revision_has_brought_comments_of_its_file(
    world: World,
) -> None:
    world.execute("UPDATE review SET named = 'hidden'")
    world.close_review()
    world.clock.now += timedelta(hours=1)
    no_round(world)
    late = send(world, late_reason="The post was on strike.").uid
    round_of = "SELECT review.number FROM review JOIN comment ON comment.review_id = review.id WHERE comment.uid = :uid"
    assert world.rows(round_of, uid=late) == [(1,)]
    assert SENDER not in world.seen("priya", late).name


def test_the_leave_by_which_it_is_taken_late_is_used_up_even_by_two_at_once(world: World) -> None:
    world.close_review()
    world.clock.now += timedelta(hours=1)
    send(world, late_reason="The post was on strike.")
    assert world.rows("SELECT count(*) FROM late_token WHERE ended_at IS NULL") == [(0,)]
    with pytest.raises(Closed):
        world.post("lars")


@pytest.mark.parametrize("named", ["pseudonyms", "hidden"])
def test_where_names_are_not_shown_the_sender_is_not_named_either(world: World, named: str) -> None:
    world.execute("UPDATE review SET named = :named", named=named)
    stranger = send(world, note=f"From {SENDER}", files=(PDF,))
    known = send(world, member_uid=uid(world, "ama"), name="", files=(PDF,))
    scans = [world.seen("nadia", each.uid).files[0].uid for each in (stranger, known)]
    for key in ("priya", "wei"):
        seen = world.seen(key, stranger.uid)
        assert seen.masked == "hidden"
        assert SENDER not in repr(seen)
        assert PARTY not in repr(seen)
        assert seen.filed_by == member("lars").name
        assert member("ama").name not in repr(world.seen(key, known.uid))
        for posted, scan in zip((stranger, known), scans, strict=True):
            assert world.seen(key, posted.uid).files == (), "a scan names its sender"
            with pytest.raises(NotFound):
                world.read(files.find, world.caller(key), posted.uid, scan)
    assert world.read(files.find, world.caller("ama"), known.uid, scans[1])
    assert world.seen("nadia", stranger.uid).said_by == SENDER
    assert world.seen("nadia", known.uid).author == member("ama").name


def test_in_a_blind_review_its_sender_and_moderators_alone_see_it(world: World) -> None:
    world.execute("UPDATE review SET seen = 'closing'")
    posted = send(world, member_uid=uid(world, "ama"), name="")
    assert world.view("wei", posted.uid) is None
    assert world.seen("ama", posted.uid).is_veiled


def test_sent_twice_it_is_one_comment_with_one_scan(world: World) -> None:
    posting = world.posting("By fax.")
    first, second = (send(world, posting=posting, files=(PDF,)) for _ in range(2))
    assert (first.uid, second.again) == (second.uid, True)
    assert world.rows("SELECT count(*) FROM comment_file") == [(1,)]


def test_only_moderators_file(world: World) -> None:
    for key in ("ama", "priya"):
        with pytest.raises(NotAllowed):
            send(world, key)
    with pytest.raises(NotFound):
        send(world, "julian")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "", "member_uid": "nobody"}, "member"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world: World, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        send(world, **said)
    assert refused.value.field == field


def test_nothing_was_received_after_now(world: World) -> None:
    with pytest.raises(Invalid, match="after now"):
        send(world, received_at=world.clock.now + timedelta(minutes=1))


def test_a_scan_can_be_put_to_it_later_and_only_to_what_was_filed(world: World) -> None:
    posted, own = send(world), world.post("ama")
    for _ in range(2):
        world.write(scans.attach, world.caller("nadia"), posted.uid, PDF)
    assert len(world.seen("priya", posted.uid).files) == 1
    with pytest.raises(NotAllowed, match="filed"):
        world.write(scans.attach, world.caller("nadia"), own, PDF)
    world.withdraw("lars", posted.uid)
    with pytest.raises(Conflict):
        world.write(scans.attach, world.caller("nadia"), posted.uid, PDF)


def test_a_long_scan_is_written_in_runs_and_goes_where_the_comment_is_refused(world: World) -> None:
    long = File("scan.pdf", "application/pdf", b"%PDF-1.7" + b"x" * 2_500_000)
    assert world.seen("priya", send(world, files=(long,)).uid).files[0].size == len(long.content)
    other = File("other.pdf", "application/pdf", long.content + b"y")
    with pytest.raises(Invalid):
        send(world, files=(other,), member_uid="nobody")
    assert world.rows("SELECT count(*) FROM blob WHERE size = :size", size=len(other.content)) == [(0,)]


def test_one_does_not_write_through_us_to_a_sender_who_is_no_member(world: World) -> None:
    posted = send(world)
    world.database.write_here(messages.write, world.caller("ama"), posted.uid, Body.of("May I ask?"), "a-key")
    assert world.rows("SELECT to_id FROM message") == [(world.person("lars"),)], "the moderator who filed it gets it"
