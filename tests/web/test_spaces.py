"""Spaces: made by moderators, set by owners, unknown to strangers."""

import pytest

from commentspace.demo.cast import SPACE
from tests.web.addresses import space
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_a_moderator_makes_a_space_and_owns_it(visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.get("/spaces/new")
    page = await lars.submit(page, title="Peatlands", slug="peat-2026")
    assert (page.status, page.address, page.words("h1")) == (200, "/s/peat-2026", "Peatlands")
    assert page.words("header .facts") == "Members only · 1 member · you are here as owner"
    for key in (None, "ama"):
        assert (await visitor(key).get("/s/peat-2026")).status == 404


async def test_ones_role_is_said_in_ones_language(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.speaks("lars", "zh")
    assert (await visitor("lars").get(space(sqlite_world))).words("header .facts").endswith("主持人")


async def test_a_second_press_leads_to_the_space_that_the_first_has_made(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    lars = visitor("lars")
    form = await lars.get("/spaces/new")
    pages = [await lars.submit(form, title="Peatlands", slug="peat") for _ in range(2)]
    assert [(page.status, page.address) for page in pages] == [(200, "/s/peat")] * 2
    assert len(sqlite_world.rows("SELECT id FROM space")) == 2


async def test_a_space_may_be_open_to_read_and_hold_new_comments(visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.submit(
        await lars.get("/spaces/new"), title="Peatlands", slug="peat", reading="open", seen="looked"
    )
    assert page.words("header .facts").startswith("Open to read")
    assert (await visitor().get("/s/peat")).status == 200
    settings = await lars.get("/s/peat/settings")
    chosen = [settings.one(f"[name={name}][checked]").get("value") for name in ("reading", "seen", "presence")]
    assert chosen == ["open", "looked", "names"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"slug": "Peat lands!"}, "slug", "letters a to z, digits and hyphens"),
        ({"slug": ""}, "slug", "cannot be a short name"),
        ({"slug": SPACE.slug}, "slug", "already a space"),
        ({"title": "  "}, "title", "at most 200 characters"),
        ({"title": "x" * 201}, "title", "at most 200 characters"),
    ],
)
async def test_what_is_wrong_with_a_new_space_is_said_at_its_field(
    sqlite_world: World, visitor: AsVisitor, changes: dict[str, str], field: str, says: str
) -> None:
    lars = visitor("lars")
    typed = {"title": "Peatlands", "slug": "peat"} | changes
    page = await lars.submit(await lars.get("/spaces/new"), typed=typed)
    assert says in page.problem(field)
    assert page.status in (409, 422)
    for name, value in typed.items():
        assert page.one(f"#{name}").get("value") == value
    assert len(sqlite_world.rows("SELECT id FROM space")) == 1


async def test_a_participant_makes_no_space_by_any_form(sqlite_world: World, visitor: AsVisitor) -> None:
    answer = await visitor("ama").send("/spaces/new", title="Mine", slug="mine")
    assert answer.status == 403
    assert (await visitor().send("/spaces/new", title="Mine", slug="mine")).status == 401
    assert len(sqlite_world.rows("SELECT id FROM space")) == 1


async def test_an_owner_changes_the_rules_of_a_space(sqlite_world: World, visitor: AsVisitor) -> None:
    fang = visitor("fang")
    page = await fang.submit(await fang.get(space(sqlite_world, "settings")), reading="open", title="Wetlands")
    assert page.address.startswith(space(sqlite_world))
    assert (await visitor().get(space(sqlite_world))).words("h1") == "Wetlands"


async def test_a_wrong_title_is_said_at_its_field_and_nothing_changes(sqlite_world: World, visitor: AsVisitor) -> None:
    fang = visitor("fang")
    page = await fang.submit(await fang.get(space(sqlite_world, "settings")), reading="open", title="")
    assert "title" in page.problem("title")
    assert (await visitor().get(space(sqlite_world))).status == 404


async def test_only_an_owner_sets_a_space(sqlite_world: World, visitor: AsVisitor) -> None:
    address = space(sqlite_world, "settings")
    for key in ("priya", "ama", "lars"):
        assert (await visitor(key).get(address)).status == 403
        assert (await visitor(key).send(address, title="x", reading="open")).status == 403
    for stranger in (visitor(), visitor(OUTSIDER)):
        assert (await stranger.send(address, title="x", reading="open")).status == 404
    assert sqlite_world.rows("SELECT title, is_open FROM space") == [(SPACE.title, 0)]


async def test_nobody_finds_out_whether_a_space_of_others_exists(sqlite_world: World, visitor: AsVisitor) -> None:
    ways = ["", "settings", "members", "drafts/new", "broadcast", "inbound", "drafts/aaaaaaaaaaaaaaaa"]
    ways.append("announcements/aaaaaaaaaaaaaaaa")
    for stranger in (visitor(), visitor(OUTSIDER)):
        for part in ways:
            here, there = [await stranger.get(f"/s/{slug}/{part}".rstrip("/")) for slug in (SPACE.slug, "nowhere")]
            assert here.status == there.status == 404, part
            assert here.text.replace(SPACE.slug, "nowhere") == there.text, part


@pytest.mark.parametrize("key", [None, OUTSIDER])
async def test_nor_by_sending_it_something(sqlite_world: World, visitor: AsVisitor, key: str | None) -> None:
    stranger = visitor(key)
    for part in (
        "settings",
        "digest",
        "members",
        "members/list",
        "drafts",
        "broadcast",
        "members/aaaaaaaaaaaaaaaa/end",
    ):
        typed = {"title": "x", "digest": "off", "subject": "x", "body": "x", "text": "x, x@example.org"}
        here = await stranger.send(space(sqlite_world, part), **typed)
        there = await stranger.send(f"/s/nowhere/{part}", **typed)
        assert here.status == there.status == 404, part
        assert here.text.replace(SPACE.slug, "nowhere") == there.text, part


async def test_a_member_chooses_the_daily_mail_of_a_space(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    page = await ama.submit(await ama.get(space(sqlite_world)), "form[action$='/digest']", digest="daily")
    assert page.words(".flash") == "Kept."
    assert page.one("#digest option[selected]").get("value") == "daily"
    assert (await ama.send(space(sqlite_world, "digest"), digest="hourly")).status == 422


async def test_an_owner_says_what_members_see_of_who_else_reads(sqlite_world: World, visitor: AsVisitor) -> None:
    fang, address = visitor("fang"), space(sqlite_world, "settings")
    page = await fang.get(address)
    assert page.one("[name=presence][checked]").get("value") == "names"
    await fang.submit(page, presence="numbers")
    assert sqlite_world.rows("SELECT presence FROM space") == [("numbers",)]
    assert (await fang.get(address)).one("[name=presence][checked]").get("value") == "numbers"
    refused = await fang.send(address, title="Wetlands", presence="everything")
    said = refused.words("#presence-problem")
    assert (refused.status, said) == (422, "Choose what members see of who else reads.")
    assert sqlite_world.rows("SELECT title, presence FROM space") == [(SPACE.title, "numbers")]


async def test_a_new_space_says_what_to_do_first_and_only_owners_find_its_settings(visitor: AsVisitor) -> None:
    lars = visitor("lars")
    page = await lars.submit(await lars.get("/spaces/new"), title="Peatlands", slug="peat", reading="open")
    assert [link.get("href") for link in page.all(".steps a")] == ["/s/peat/drafts/new", "/s/peat/members"]
    assert page.all("a[href='/s/peat/settings']")
    stranger = await visitor("ama").get("/s/peat")
    assert "No document has been issued here yet." in stranger.text
    assert not stranger.all(".steps, a[href='/s/peat/settings']")


async def test_a_moderator_is_not_led_to_settings_that_only_owners_may_change(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    found = {key: await visitor(key).get(space(sqlite_world)) for key in ("fang", "lars")}
    settings = f"a[href='{space(sqlite_world, 'settings')}']"
    assert [len(found[key].all(settings)) for key in ("fang", "lars")] == [1, 0]


async def test_an_owner_says_what_becomes_of_mail_whose_sender_is_not_certain(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    fang, address = visitor("fang"), space(sqlite_world, "settings")
    page = await fang.get(address)
    assert page.one("[name=mail_rule][checked]").get("value") == "post"
    await fang.submit(page, mail_rule="confirm")
    assert sqlite_world.rows("SELECT mail_rule FROM space") == [("confirm",)]
    assert (await fang.get(address)).one("[name=mail_rule][checked]").get("value") == "confirm"
    refused = await fang.send(address, title="Wetlands", mail_rule="drop")
    said = refused.words("#mail_rule-problem")
    assert (refused.status, said) == (422, "Choose what becomes of mail whose sender is not certain.")
