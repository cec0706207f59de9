"""Writing to all: who gets the letter and who does not is seen before anything is sent."""

from sqlalchemy import update
from sqlmodel import Session, col

from commentspace.domain import members, spaces
from commentspace.domain.tables import Address
from tests.web.fixtures import AsVisitor
from tests.world import World


def unconfirm(session: Session, person_id: int) -> None:
    """They were invited, and have never signed in."""
    session.execute(update(Address).where(col(Address.person_id) == person_id).values(verified_at=None))


async def test_those_who_get_it_and_those_who_do_not_are_named_with_the_reason(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, visitor("lars")
    world.write(members.choose_mail, world.caller("ama"), world.space_id, "new", announcements=False)
    world.database.write_here(lambda session, *, now: unconfirm(session, world.person("wei")))
    page = await lars.get(f"/s/{world.slug}/broadcast")
    gets, refuses, never = page.said(".audience details")
    assert "11 members get it" in gets
    assert "Ama Boateng" not in gets
    assert "1 does not get it" in refuses
    assert "Ama Boateng" in refuses
    assert "陈伟" in never
    confirming = await lars.submit(page, subject="Friday", body="The review ends.", press="preview")
    assert confirming.words("h1") == "Look at it once more"
    assert "Send to 11 members" in confirming.words("main form")


async def test_where_there_is_nobody_the_page_says_what_to_do(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    world.database.write_here(spaces.make, world.caller("nadia"), spaces.Plan.of("peat", "Peat"))
    page = await visitor("nadia").get("/s/peat/broadcast")
    assert "nobody to write to" in page.words(".empty")
    assert not page.has("main form")
