"""One's own settings: kept, or refused at the field with nothing changed."""

import pytest

from commentspace.render.environment import translations
from tests.web.addresses import room, space
from tests.web.fixtures import AsVisitor
from tests.world import OUTSIDER, World


async def test_a_person_chooses_name_language_zone_and_hour(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    uid = sqlite_world.post("ama")
    typed: dict[str, str | None] = {"name": "Ama B.", "language": "fr", "zone": "Europe/Paris", "hour": "18"}
    page = await ama.submit(await ama.get("/settings"), "main form:first-of-type", typed | {"letters": None})
    assert page.words(".flash") == translations("fr").gettext("Kept.") != "Kept."
    assert page.one("html").get("lang") == "fr"
    assert page.one("#name").get("value") == "Ama B."
    assert page.one("#zone").get("value") == "Europe/Paris"
    assert page.one("#hour option[selected]").get("value") == "18"
    assert page.one("#letters").get("checked") is None
    assert (await visitor("priya").get(room(sqlite_world))).words(f"#c-{uid} .author") == "Ama B."
    [(due,)] = sqlite_world.rows("SELECT next_digest_at FROM person WHERE id = :id", id=sqlite_world.person("ama"))
    assert str(due).startswith("2026-03-02 17:00")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Write the name"),
        ("name", "x" * 121, "at most 120 characters"),
        ("zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone"),
        ("zone", "../../etc/passwd", "is not a time zone"),
        ("language", "xx", "languages in the list"),
        ("hour", "24", "from 0 to 23"),
        ("hour", "9" * 5_000, "from 0 to 23"),
        ("hour", "", "from 0 to 23"),
        ("reads", "Portuguese", "no code of a language"),
        ("expertise", "x" * 301, "at most 300 characters"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_changes(
    sqlite_world: World, visitor: AsVisitor, field: str, value: str, says: str
) -> None:
    ama = visitor("ama")
    digest = f"digest-{sqlite_world.slug}"
    right = {"name": "Ama B.", "language": "en", "zone": "Africa/Accra", "hour": "7", digest: "new"}
    page = await ama.send("/settings", **(right | {field: value}))
    assert (page.status, says in page.problem(field)) == (422, True)
    assert (await ama.get("/settings")).one("#name").get("value") == "Ama Boateng"


async def test_the_daily_mail_of_each_space_is_chosen_here_too(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, digest = visitor("ama"), f"digest-{sqlite_world.slug}"
    events = len(sqlite_world.rows("SELECT id FROM event"))
    await ama.submit(await ama.get("/settings"), "main form:first-of-type", {digest: "off"})
    page = await ama.submit(await ama.get("/settings"), "main form:first-of-type")
    assert page.one(f"#{digest} option[selected]").get("value") == "off"
    assert len(sqlite_world.rows("SELECT id FROM event")) == events + 1
    typed = {"name": "Ama", "language": "en", "zone": "UTC", "hour": "7", digest: "hourly"}
    page = await ama.send("/settings", **typed)
    assert (page.status, "ways to be told" in page.problem()) == (422, True)
    assert (await ama.get("/settings")).one("#name").get("value") == "Ama Boateng"


async def test_what_each_letter_brings_is_chosen_here_and_on_the_spaces_page(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama, slug = visitor("ama"), sqlite_world.slug
    typed: dict[str, str | None] = {f"texts-{slug}": "no", f"at_once-{slug}": "yes", "receipts": None}
    page = await ama.submit(await ama.get("/settings"), "main form:first-of-type", typed)
    assert page.one(f"#texts-{slug} option[selected]").get("value") == "no"
    assert page.one("#receipts").get("checked") is None
    assert sqlite_world.rows("SELECT count(*) FROM person WHERE NOT takes_receipts") == [(1,)]
    page = await ama.get(space(sqlite_world))
    chosen = [page.one(f"#{name} option[selected]").get("value") for name in ("digest", "texts", "at_once")]
    assert chosen == ["new", "no", "yes"]
    page = await ama.submit(page, f"form[action$='{slug}/digest']", {"digest": "daily", "at_once": "no"})
    chosen = [page.one(f"#{name} option[selected]").get("value") for name in ("digest", "texts", "at_once")]
    assert chosen == ["daily", "no", "no"]


async def test_a_form_of_before_that_asks_for_numbers_is_understood(sqlite_world: World, visitor: AsVisitor) -> None:
    assert (await visitor("ama").send(space(sqlite_world, "digest"), digest="numbers")).status == 303
    kept = "SELECT digest, digest_texts FROM membership WHERE person_id = :id"
    [(digest, texts)] = sqlite_world.rows(kept, id=sqlite_world.person("ama"))
    assert (digest, bool(texts)) == ("new", False)


async def test_what_others_find_of_me_is_chosen_here(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, slug, uid = visitor("ama"), sqlite_world.slug, sqlite_world.post("ama")
    typed: dict[str, str | None] = {
        "expertise": "tidal flats", "reads-en": "yes", "reads-fr": "yes", "reads": "tw ee", "shows_reading": None,
        f"affiliation-{slug}": "Water Commission", f"listed-{slug}": "yes",
    }  # fmt: skip
    page = await ama.submit(await ama.get("/settings"), "main form:first-of-type", typed)
    assert [page.one(f"#{name}").get("value") for name in ("expertise", "reads", f"affiliation-{slug}")] == [
        "tidal flats", "tw ee", "Water Commission",
    ]  # fmt: skip
    ticked = {node.get("name") for node in page.all("main input[checked]")}
    assert {"reads-en", "reads-fr", f"listed-{slug}"} <= ticked
    assert not {"reads-zh", "shows_reading"} & ticked
    [row] = sqlite_world.rows("SELECT reads, shows_reading FROM person WHERE expertise = 'tidal flats'")
    assert (row[0], bool(row[1])) == ("en fr tw ee", False)
    assert sqlite_world.seen("wei", uid).affiliation == "Water Commission"


async def test_choosing_for_a_space_does_not_tell_whether_it_exists(sqlite_world: World, visitor: AsVisitor) -> None:
    julian = visitor(OUTSIDER)
    typed = {"name": "Julián Quispe", "language": "es", "zone": "America/Lima", "hour": "7"}
    for slug in (sqlite_world.slug, "nowhere"):
        answer = await julian.send("/settings", **typed, **{f"digest-{slug}": "off"})
        assert (answer.status, answer.header("location")) == (303, "/settings?said=kept")
        assert (await julian.send(space(sqlite_world, "digest"), digest="off")).status == 404


async def test_a_stranger_is_asked_to_sign_in_first(visitor: AsVisitor) -> None:
    stranger = visitor()
    assert (await stranger.get("/settings")).address == "/sign-in?next=%2Fsettings"
    assert (await stranger.ask("HEAD", "/settings")).status == 303
    answer = await stranger.send("/settings", name="x")
    assert (answer.status, answer.words(".sentence")) == (401, "Sign in first; then you can go on where you were.")
