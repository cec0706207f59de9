"""The page on which somebody has their data erased."""

from dataclasses import replace

import pytest

from commentspace.demo.cast import member
from commentspace.domain import erasing, people
from commentspace.web import erasures
from commentspace.web.house import House
from tests.small_draft import FIRST
from tests.web.fixtures import AsVisitor, visitors_of
from tests.web.pages import words_of
from tests.world import World

HERE = "/settings/data/erasure"
FORM = f"form[action='{HERE}']"


def name_of_ama(world: World) -> str:
    return world.read(people.name_of, world.person("ama"))


async def test_the_page_says_what_goes_and_what_stays(visitor: AsVisitor) -> None:
    ama = visitor("ama")
    page = await ama.get((await ama.get("/settings/data")).link("What goes, and what stays"))
    assert [words_of(each) for each in page.all("h2")] == ["What goes", "What stays"]
    assert len(page.all(FORM)) == 1


async def test_the_right_address_erases_everything_and_signs_out_everywhere(house: House, sqlite_world: World) -> None:
    ended: list[str] = []
    comment = sqlite_world.post("ama", FIRST, "Which water?")
    answer = sqlite_world.reply("wei", comment, "The fresh water.")
    async with visitors_of(sqlite_world, replace(house, signed_out=ended.append)) as visitor:
        ama, phone, wei = visitor("ama"), visitor("ama"), visitor("wei")
        before = await wei.get(f"/d/{sqlite_world.document}")
        assert "Which water?" in before.text
        page = await ama.submit(await ama.get(HERE), FORM, address=member("ama").address.upper())
        assert "All that was kept about you is erased." in page.text
        assert len(ended) == 2
        for each in (ama, phone):
            assert (await each.get("/settings")).address.startswith("/sign-in")
        after = await wei.get(f"/d/{sqlite_world.document}")
        assert "Which water?" not in after.text
        assert "Ama" not in after.text
        assert after.words(f"#c-{comment} .author") == "Somebody who was erased"
        assert "Erased at its author's wish" in after.words(f"#c-{comment} .status")
        assert after.words(f"#c-{answer} .body") == "The fresh water."


@pytest.mark.parametrize("typed", ["", "ama@example.org", "wei.chen@example.org"])
async def test_another_address_erases_nothing(sqlite_world: World, visitor: AsVisitor, typed: str) -> None:
    ama = visitor("ama")
    page = await ama.submit(await ama.get(HERE), FORM, address=typed)
    assert page.status == 422
    assert "This is not the address" in page.words("#address-problem")
    assert name_of_ama(sqlite_world) == "Ama Boateng"


async def test_after_ten_minutes_one_signs_in_again_first(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    page = await ama.get(HERE)
    sqlite_world.clock.advance(minutes=11)
    refused = await ama.submit(page, FORM, address=member("ama").address)
    assert refused.status == 409
    assert refused.link("Sign in again") == f"/sign-in?next={HERE}"
    assert (await ama.get(HERE)).all(FORM) == []
    assert name_of_ama(sqlite_world) == "Ama Boateng"


async def test_the_only_owner_is_told_what_to_hand_over(sqlite_world: World, visitor: AsVisitor) -> None:
    fang = visitor("fang")
    page = await fang.get(HERE)
    assert "First hand over" in page.text
    assert page.all(FORM) == []
    refused = await fang.send(HERE, address=member("fang").address)
    assert refused.status == 409
    assert "You are the only owner" in refused.text


async def test_a_stranger_is_asked_to_sign_in(visitor: AsVisitor) -> None:
    assert (await visitor().get(HERE)).address.startswith("/sign-in")
    assert (await visitor().send(HERE, address=member("ama").address)).status == 401


async def test_what_was_cut_off_is_finished_and_kept_pieces_are_let_go_of(
    house: House, sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.post("ama", FIRST, "Which water?")
    sqlite_world.write(erasing.leave, sqlite_world.caller("ama"), sqlite_world.space_id)
    sqlite_world.database.write_here(erasing.begin, sqlite_world.person("ama"))
    sqlite_world.clock.advance(minutes=6)
    watch = erasures.Erasures(sqlite_world.database, house.pieces)
    assert "Which water?" in (await visitor("wei").get(f"/d/{sqlite_world.document}")).text
    await watch.once()
    assert name_of_ama(sqlite_world) == people.ERASED
    assert house.pieces.is_empty
    assert "Which water?" not in (await visitor("wei").get(f"/d/{sqlite_world.document}")).text
    await watch.once()
    assert not house.pieces.is_empty
