"""A world in which there is one of everything, and the address of every page about it."""

from collections.abc import Iterator
from datetime import timedelta

from commentspace.domain import announcements, names, outbox, previews, reviews, signing, spaces
from commentspace.domain.announcements import Wording
from commentspace.domain.bodies import Body
from commentspace.domain.messages import write
from commentspace.domain.outbox import Intent
from commentspace.domain.previews import Heading, Origin
from commentspace.domain.review_windows import Window
from commentspace.web.routes import ROUTES
from tests.small_draft import CHINESE, DRAFT, FIRST, SECOND
from tests.web.fixtures import SECRET
from tests.world import World, issue

OTHER_SLUG = "peatlands"


def fill(world: World) -> None:
    """Do everything in it that can be done."""
    first = world.post("ama", FIRST, "Which *water*?", quote="flow of water", door="mail")
    world.edit("ama", first, "Which **sea**?")
    answer = world.reply("wei", first, "同意。")
    world.reply("maryam", answer, "وأنا أيضاً")
    world.hold(world.post("li", SECOND, "A name."))
    world.withdraw("olga", world.post("olga", SECOND, "Taken back."), "I was wrong.")
    world.post("lars", CHINESE, "Please look at this.")
    wording = Wording.of("Friday", "The review **ends** on Friday.")
    world.write(announcements.announce, world.caller("lars"), world.space_id, wording, "a-key")
    world.database.write_here(write, world.caller("wei"), first, Body.of("May I quote you?"), "a-key")
    _second_document(world, "WET/2/90")
    origin = Origin("draft.md", "# Draft")
    heading = Heading.of("WET/2/91", "A draft that waits", "en")
    world.database.write_here(previews.bring, world.caller("lars"), world.space_id, heading, DRAFT, origin)
    plan = spaces.Plan.of(OTHER_SLUG, "Peatlands", is_open=True, holds_new=True)
    other = world.database.write_here(spaces.make, world.caller("nadia"), plan)
    issue(world.database, world.caller("nadia"), other, Heading.of("PEAT/1", "Peat", "ru"))
    issue(world.database, world.caller("nadia"), other, Heading.of("PEAT/2", "Peat again", "ar"))


def _second_document(world: World, symbol: str) -> None:
    """Its review was opened for a day, extended, closed and set to open again."""
    caller, database, now = world.caller("lars"), world.database, world.clock.now
    uid = issue(database, caller, world.space_id, Heading.of(symbol, "A second draft", "zh"))
    day = timedelta(days=1)
    world.write(reviews.open, caller, uid, Window(None, now + day))
    world.write(reviews.extend, caller, uid, now + 2 * day, "Some had no power.")
    world.write(reviews.close, caller, uid, "The time is over.")
    world.write(reviews.open, caller, uid, Window(now + day, now + 2 * day))


def known_names(world: World) -> dict[str, list[str]]:
    """What may stand in each place of an address, by the route's own words for it."""

    def all_of(table: str, column: str = "uid") -> list[str]:
        return [str(value) for (value,) in world.rows(f"SELECT {column} FROM {table} ORDER BY id")]  # noqa: S608  # names of our own tables

    letter = world.database.write_here(outbox.intend, Intent("digest", names.new(), world.person("ama")))
    return {
        "/d/{uid}": all_of("document"),
        "{paragraph}": all_of("paragraph WHERE id IN (SELECT paragraph_id FROM comment)"),
        "/c/{uid}": all_of("comment"),
        "/s/{slug}": all_of("space", "slug"),
        "drafts/{uid}": all_of("preview"),
        "announcements/{uid}": all_of("announcement"),
        "{token}": [signing.sign("unsubscribe", str(letter), SECRET.encode())],
        "{link}": ["a-link-that-was-never-mailed"],
        "{build}/{name:path}": ["0/js/page.js"],
    }


def addresses(world: World, method: str = "GET") -> list[str]:
    """Every address that takes this method, with every name of the world in its place, and some names of nothing."""
    names = known_names(world)
    taking = [route.path for route in ROUTES if method in (route.methods or ())]
    found = dict.fromkeys(address for path in taking for address in _filled(path, names))
    return [*found, *(f"/{kind}/aaaaaaaaaaaaaaaa" for kind in ("d", "c", "s", "sign-in", "unsubscribe")), "/nothing"]


def _filled(path: str, names: dict[str, list[str]]) -> Iterator[str]:
    """The path with each combination of names that fits it."""
    place = next((place for place in names if place in path), None)
    if place is None:
        yield path
        return
    fixed = place[: place.index("{")]
    for name in names[place]:
        yield from _filled(path.replace(place, fixed + name), names)


def everybody() -> list[str | None]:
    """One of each kind of caller: a stranger, an outsider, a reader, a participant, a moderator, an owner."""
    return [None, "julian", "priya", "li", "lars", "fang"]
