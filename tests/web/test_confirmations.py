"""The link that asks whether a mail is theirs: opening it changes nothing, and either button decides once."""

import pytest

from commentspace.domain import confirmations, inbound, intake, signing
from commentspace.domain.inbound import Decision, Said, Verdict
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import World

TEXT = "Say which water."


@pytest.fixture
def link(sqlite_world: World) -> str:
    """The link to a mail in the name of ama that waits to be confirmed."""
    world, write = sqlite_world, sqlite_world.database.write_here
    [key] = write(intake.store, b"Subject: Re: Wetlands\r\n\r\n" + TEXT.encode(), "eve@example.com", ["us@localhost"])
    said = Said("ama.boateng@example.net", "Re: Wetlands")
    write(
        inbound.decide,
        key,
        Decision(Verdict.UNCONFIRMED, "", None, world.space_id, world.person("ama"), f"[¶1]\n{TEXT}", said=said),
    )
    [(uid,)] = world.rows("SELECT uid FROM inbound")
    return f"/confirm/{signing.sign(confirmations.USE, str(uid), SECRET.encode())}"


def state(world: World) -> tuple[str, bool]:
    """The verdict, and whether it was confirmed."""
    [(verdict, confirmed)] = world.rows("SELECT verdict, confirmed_at IS NOT NULL FROM inbound")
    return str(verdict), bool(confirmed)


async def test_opening_the_link_shows_the_mail_and_changes_nothing(
    sqlite_world: World, visitor: AsVisitor, link: str
) -> None:
    page = await visitor().get(link)
    assert (page.status, TEXT in page.words("pre")) == (200, True)
    assert "ama.boateng@example.net" in page.words(".facts")
    assert state(sqlite_world) == ("unconfirmed", False)


async def test_whoever_confirms_sends_the_mail_on_its_way_again(
    sqlite_world: World, visitor: AsVisitor, link: str
) -> None:
    await visitor().send(link)
    page = await visitor().get(link)
    assert "Thank you" in page.words("h1")
    assert state(sqlite_world) == ("", True)
    assert TEXT not in page.text
    await visitor().send(link)
    assert state(sqlite_world) == ("", True)


async def test_a_mail_that_is_not_theirs_is_dropped_and_cannot_be_confirmed_any_more(
    sqlite_world: World, visitor: AsVisitor, link: str
) -> None:
    await visitor().send(f"{link}/refusal")
    page = await visitor().get(link)
    assert page.words("h1") == "It is not filed"
    assert state(sqlite_world) == ("dropped", False)
    page = await visitor().send(link)
    assert (page.status, state(sqlite_world)) == (409, ("dropped", False))


async def test_a_link_that_we_have_not_signed_shows_nothing(sqlite_world: World, visitor: AsVisitor, link: str) -> None:
    for other in (f"{link}a", link.replace("/confirm/", "/invitations/"), "/confirm/a.b"):
        assert (await visitor().get(other)).status == 404
        assert (await visitor().send(f"/confirm/{other.rpartition('/')[2]}a")).status == 404
    assert state(sqlite_world) == ("unconfirmed", False)
