"""Leave to comment late, and a place in a round for some only, live: the page of whose it is, and of nobody else, is
loaded anew, with the form to write."""

from datetime import timedelta

from commentspace.domain import late_tokens, reviews, round_members
from commentspace.domain.late_tokens import Leave
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from tests.live.serving import Live, Page
from tests.world import World


def membership(world: World, key: str) -> str:
    [(uid,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person(key))
    return str(uid)


async def told_apart(page: Page, others: list[Page], comment: str) -> None:
    """One page is loaded anew; the others go on, and stay fresh."""
    while not (await page.next()).get("reload"):
        pass
    for other in others:
        await other.until(comment)
        assert other.is_fresh
        assert {"reload": True} not in other.frames


async def test_leave_to_be_late_and_its_end_make_the_page_of_one_person_anew(live: Live) -> None:
    world = live.world
    comment = world.post("wei")
    world.close_review()
    ama, wei, lars = await live.pages("ama", "wei", "lars")
    leave = Leave(membership(world, "ama"), world.clock.now + timedelta(days=2), "The mast fell.")
    token = world.write(late_tokens.give, world.caller("lars"), world.document, leave)
    await told_apart(ama, [wei, lars], world.reply("lars", comment, "Noted."))
    again = await live.page("ama")
    world.write(late_tokens.take_back, world.caller("lars"), token)
    await told_apart(again, [wei, lars], world.reply("lars", comment, "Noted again."))


async def test_a_place_in_a_round_for_some_only_makes_the_page_of_one_person_anew(live: Live) -> None:
    world = live.world
    comment = world.post("wei")
    world.close_review()
    window = Window(None, world.clock.now + timedelta(days=7))
    rules = Rules(is_invited=True, members=(membership(world, "wei"),))
    review = world.write(reviews.open, world.caller("lars"), world.document, window, rules=rules)
    ama, wei, lars = await live.pages("ama", "wei", "lars")
    world.write(round_members.add, world.caller("lars"), review, [membership(world, "ama")])
    await told_apart(ama, [wei, lars], world.reply("wei", comment))
