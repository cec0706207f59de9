"""Mail that comes before what has to hold: it goes back with its text, with why, and with the page where to go on."""

from datetime import timedelta

from commentspace.domain import conducts, reviews
from commentspace.domain.bodies import Body
from commentspace.domain.delegations import governing
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from tests.mail.house import MailHouse, under
from tests.mail.test_duty_letters import membership
from tests.services.sink import Delivered
from tests.small_draft import SECOND

TEXT = "Every week would be better."


async def refused(mail: MailHouse, letter: Delivered, why: str, page: str) -> None:
    """Ama answers; it comes back whole with this sentence and this page, and nothing is filed."""
    before = len(mail.world.views("lars"))
    await mail.answer("ama", letter, under(letter, {"[¶2]": TEXT}))
    text = mail.last("ama").part("plain")
    assert (why in text, TEXT in text, f"https://comments.example.org{page}\n" in text) == (True, True, True), text
    assert mail.verdicts()[-1] == "returned"
    assert len(mail.world.views("lars")) == before


async def test_who_has_not_agreed_to_the_code_of_conduct(mail: MailHouse) -> None:
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    number = world.write(conducts.write, world.caller("fang"), world.space_id, Body.of("Be *kind*."), seen=0)
    await refused(mail, letter, "code of conduct", f"/s/{world.slug}/conduct")
    world.write(conducts.agree, world.caller("ama"), world.space_id, number)
    await mail.answer("ama", letter, under(letter, {"[¶2]": TEXT}))
    assert world.views("lars")[-1].body == TEXT


async def test_who_is_not_among_the_members_of_a_round(mail: MailHouse) -> None:
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    world.write(reviews.close, world.caller("lars"), world.document, "All is said.")
    rules = Rules(is_invited=True, members=(membership(world, "wei"),))
    window = Window(None, world.clock.now + timedelta(days=7))
    world.write(reviews.open, world.caller("lars"), world.document, window, rules=rules)
    await refused(mail, letter, "for its members only", f"/d/{world.document}/rounds")


async def test_who_belongs_to_a_delegation_that_speaks_as_one(mail: MailHouse) -> None:
    world = mail.world
    world.post("wei", SECOND, "每月一次够吗？")
    letter = await mail.digest("ama")
    plan = governing.Plan.of("The coast villages", speaks_as_one=True)
    made = world.write(governing.make, world.caller("lars"), world.space_id, plan)
    world.write(governing.seat, world.caller("lars"), made, membership(world, "ama"), "expert")
    await refused(mail, letter, "speaks with one voice", f"/d/{world.document}/room")
    assert TEXT not in str(world.rows("SELECT body FROM contribution"))
