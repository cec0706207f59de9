"""Letters about a round: each member is reminded once before it closes, and who is added to it is told."""

from datetime import timedelta

from commentspace.demo.cast import member
from commentspace.domain import members, reviews, round_members, subscriptions
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from tests.delegating import keep
from tests.mail.house import MailHouse
from tests.small_draft import FIRST
from tests.world import CLOSES, World

THREE_DAYS = timedelta(days=3)


def membership(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


async def reminded(mail: MailHouse) -> list[str]:
    """Who is reminded now, by their addresses."""
    before = len(mail.outgoing("closing"))
    await mail.rounds.remind()
    await mail.post_office.drain()
    return sorted(row.address for row in mail.outgoing("closing")[before:] if row.state == "sent")


def extend(world: World, by: timedelta) -> None:
    world.write(reviews.extend, world.caller("lars"), world.document, CLOSES + by, "Holidays.")


def open_for(world: World, *keys: str, days: float = 8) -> str:
    """A round for these members only."""
    world.close_review()
    window = Window(None, world.clock.now + timedelta(days=days))
    rules = Rules(is_invited=True, members=tuple(membership(world, key) for key in keys))
    uid: str = world.write(reviews.open, world.caller("lars"), world.document, window, rules=rules)
    return uid


async def test_members_are_reminded_once_three_days_before_the_closing(mail: MailHouse) -> None:
    world = mail.world
    keep(world, "ama", "Say which water.")
    keep(world, "ama", "And when.")
    world.clock.now = CLOSES - THREE_DAYS - timedelta(minutes=1)
    assert await reminded(mail) == []
    world.clock.now = CLOSES - THREE_DAYS
    everybody = await reminded(mail)
    assert {member(key).address for key in ("ama", "wei", "olga")} <= set(everybody)
    assert not {member(key).address for key in ("lars", "fang", "priya")} & set(everybody), "they do not comment"
    assert await reminded(mail) == []
    letter = mail.last("ama")
    assert letter.message["Subject"] == "The review of WET/2/3 closes soon"
    text = letter.part("plain")
    assert "2 drafts of yours" in text
    assert "Nothing is submitted by itself" in text
    assert f"/d/{world.document}/drafts" in text
    assert "16 March 2026, 09:00 Greenwich Mean Time" in text
    assert "Nothing is submitted" not in mail.last("wei").part("plain")
    assert letter.message["List-Unsubscribe"]


async def test_an_extension_moves_it_and_a_second_one_is_told_by_its_own_letter(mail: MailHouse) -> None:
    world = mail.world
    world.clock.now = CLOSES - timedelta(days=4)
    extend(world, timedelta(days=7))
    world.clock.now = CLOSES - THREE_DAYS
    assert await reminded(mail) == []
    world.clock.now = CLOSES + timedelta(days=4)
    assert member("ama").address in await reminded(mail)
    extend(world, timedelta(days=14))
    world.clock.now = CLOSES + timedelta(days=11)
    assert await reminded(mail) == []


async def test_who_left_wants_no_letters_to_all_or_came_later_is_not_reminded(mail: MailHouse) -> None:
    world = mail.world
    world.write(members.end, world.caller("fang"), membership(world, "wei"), space_id=world.space_id)
    world.write(members.choose_mail, world.caller("olga"), world.space_id, "new", announcements=False)
    world.clock.now = CLOSES - THREE_DAYS
    world.execute("UPDATE membership SET joined_at = :at WHERE uid = :uid", at=CLOSES, uid=membership(world, "li"))
    told = await reminded(mail)
    assert member("ama").address in told
    assert not {member(key).address for key in ("wei", "olga", "li")} & set(told)


async def test_the_letter_ends_letters_to_all(mail: MailHouse) -> None:
    world = mail.world
    world.clock.now = CLOSES - THREE_DAYS
    await reminded(mail)
    address = str(mail.last("ama").message["List-Unsubscribe"]).partition(">")[0].rpartition("/")[2]
    world.write(subscriptions.end, address, mail.settings.secret_key)
    [(wants,)] = world.rows("SELECT takes_announcements FROM membership WHERE person_id = :id", id=world.person("ama"))
    assert not wants


async def test_nobody_is_reminded_of_a_review_that_is_paused_closed_or_short(mail: MailHouse) -> None:
    world = mail.world
    world.clock.now = CLOSES - timedelta(days=2)
    world.write(reviews.pause, world.caller("lars"), world.document, "The text is checked.")
    assert await reminded(mail) == []
    world.close_review()
    assert await reminded(mail) == []
    short = world.clock.now + timedelta(hours=12), "Some had no power."
    world.write(reviews.reopen, world.caller("lars"), world.document, *short)
    assert await reminded(mail) == []


async def test_of_a_round_for_some_only_its_members_are_reminded_in_its_last_quarter(mail: MailHouse) -> None:
    world = mail.world
    review = open_for(world, "ama", "wei", days=8)
    begun = world.clock.now
    world.write(round_members.remove, world.caller("lars"), review, [membership(world, "wei")])
    world.clock.now = begun + timedelta(days=5, hours=23)
    assert await reminded(mail) == []
    world.clock.now = begun + timedelta(days=6)
    world.write(round_members.add, world.caller("lars"), review, [membership(world, "olga")])
    world.clock.advance(hours=1)
    assert await reminded(mail) == [member("ama").address], "who has just come has been told of the closing"


async def test_who_is_added_to_a_round_is_told_until_when_they_may_comment(mail: MailHouse) -> None:
    world = mail.world
    review = open_for(world, "ama")
    world.write(round_members.add, world.caller("lars"), review, [membership(world, key) for key in ("ama", "wei")])
    world.write(round_members.add, world.caller("lars"), review, [membership(world, "olga")])
    world.write(round_members.remove, world.caller("lars"), review, [membership(world, "olga")])
    await mail.post_office.drain()
    assert (mail.to("ama"), mail.to("olga")) == ([], []), "not who was one already, nor who is one no more"
    letter = mail.last("wei")
    assert letter.message["Subject"] == "You may comment on WET/2/3"
    assert "Comments are taken until" in letter.part("plain")
    assert world.seen("wei", world.post("wei", FIRST)).body == "Say more."
