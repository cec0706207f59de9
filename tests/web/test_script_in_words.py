"""Script in what people write, in names, symbols, titles, lists and addresses stays words on every page."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import pytest_asyncio

from commentspace.domain import announcements, comments, members
from commentspace.domain.access import Caller
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.member_lists import Entry
from commentspace.domain.previews import Heading
from tests.copies import SqliteCopies
from tests.small_draft import NOTE
from tests.web.addresses import comment, paragraph, room, space
from tests.web.fixtures import AsVisitor, BuildHouse, another_world, visitors_of
from tests.web.harmless import assert_harmless
from tests.web.issuing import issued
from tests.web.pages import Page
from tests.web.payloads import MARKDOWN, PAYLOADS, TAGS
from tests.world import World

KINDS = (Kind.HEADING, Kind.PARAGRAPH, Kind.NOTE)
VERBS = ("history", "reply", "letter", "hold")


@dataclass(frozen=True)
class Hostile:
    """A world in which everything that people give is one of the payloads."""

    world: World
    comments: list[str]
    documents: list[str]


@pytest.fixture(scope="module")
def hostile(sqlite_copies: SqliteCopies) -> Iterator[Hostile]:
    with another_world(sqlite_copies) as world:
        yield Hostile(world, _comments(world), _documents(world))


@pytest_asyncio.fixture
async def inside(hostile: Hostile, build_house: BuildHouse, tmp_path: Path) -> AsyncIterator[AsVisitor]:
    """Visitors of that world."""
    async with visitors_of(hostile.world, build_house(hostile.world.database, tmp_path)) as visitor:
        yield visitor


def _comments(world: World) -> list[str]:
    """For each payload a member who has it as name, affiliation and on whose behalf they speak, and comments it."""
    entries = [Entry.of(each, f"a{n}@example.org", each, each, "participant", "en") for n, each in enumerate(PAYLOADS)]
    world.write(members.add, world.caller("fang"), world.space_id, entries, invite=False)
    people = dict(world.rows("SELECT address, person_id FROM address"))
    made = []
    for n, each in enumerate(PAYLOADS):
        author, place = Caller(people[f"a{n}@example.org"]), world.paragraphs[n % 10].uid
        made.append(world.write(comments.post, author, place, world.posting(each)).uid)
    world.hold(made[0], PAYLOADS[0])
    return made


def _documents(world: World) -> list[str]:
    """For each payload a document that has it as symbol, title, labels and text."""
    made = []
    for n, each in enumerate(PAYLOADS):
        text = [DraftParagraph(kind, each, label=each[:40]) for kind in KINDS]
        made.append(issued(world, world.caller("lars"), world.space_id, Heading.of(_symbol(n), each, "en"), text))
    return made


def _symbol(number: int) -> str:
    return f"{number} {PAYLOADS[number]}"[:80]


def check(page: Page) -> None:
    """Nothing of it is alive, and none of the payloads stands there as it was written."""
    assert page.status < 500
    assert_harmless(page)
    assert not [each for each in TAGS if each in page.text], page.address


def test_there_are_more_than_sixty_of_them() -> None:
    assert len(set(PAYLOADS)) > 60


async def test_pages_that_list_everything(hostile: Hostile, inside: AsVisitor) -> None:
    for key in ("priya", "lars"):
        someone = inside(key)
        for address in ("/", space(hostile.world), space(hostile.world, "members"), room(hostile.world)):
            check(await someone.get(address))
    page = await inside("lars").get(space(hostile.world, "members"))
    assert PAYLOADS[0] in page.said("tbody th a")
    page = await inside("lars").get(room(hostile.world))
    assert f"for {PAYLOADS[0]}" in page.said(".comment .for")


async def test_documents(hostile: Hostile, inside: AsVisitor) -> None:
    lars = inside("lars")
    for uid, each in zip(hostile.documents, PAYLOADS, strict=True):
        page = await lars.get(f"/d/{uid}")
        check(page)
        assert " ".join(each.split())[:20] in page.words(".bar h1") or "U+" in page.words(".bar h1") or each not in TAGS
    check(await lars.get(f"/d/{hostile.documents[0]}/review"))


async def test_comments_and_what_is_done_with_them(hostile: Hostile, inside: AsVisitor) -> None:
    lars = inside("lars")
    for n, uid in enumerate(hostile.comments):
        check(await lars.get(comment(uid)))
        check(await lars.get(comment(uid, VERBS[n % len(VERBS)])))


async def test_forms_that_come_back_as_they_were_typed(hostile: Hostile, inside: AsVisitor) -> None:
    lars, stranger, world = inside("lars"), inside(), hostile.world
    for each in PAYLOADS:
        check(await stranger.send("/sign-in", address=each, next=each))
        check(await stranger.send("/sign-in/code", address=each, code=each, next=each))
        check(await lars.send("/spaces/new", slug=each, title="", reading=each))
        check(await lars.send("/settings", name=each, zone=each, language=each, hour=each))
        check(
            await lars.send(paragraph(world, NOTE), body="", exact=each, prefix=each, start=each, key=each, parent=each)
        )
        check(await lars.send(space(world, "broadcast"), subject=each, body=each, key=each))


async def test_lines_of_a_list_that_are_wrong(hostile: Hostile, inside: AsVisitor) -> None:
    lines = "\n".join(f"{each};{each};{each}".replace("\n", " ").replace('"', "") for each in PAYLOADS)
    page = await inside("lars").send(space(hostile.world, "members/list"), text=lines)
    check(page)
    assert len(page.all(".lines tr.wrong")) == len(PAYLOADS)
    for each in MARKDOWN:
        check(
            await inside("lars").send(
                space(hostile.world, "members"), name=each, address=each, role=each, language=each
            )
        )


async def test_addresses(hostile: Hostile, inside: AsVisitor) -> None:
    stranger, lars = inside(), inside("lars")
    for each in PAYLOADS:
        said = quote(each, safe="")
        check(await stranger.get(f"/{said}"))
        check(await stranger.get(f"/sign-in?next={said}&said={said}"))
        check(await lars.get(f"/c/{said}?{said}={said}"))
    assert hostile.documents


async def test_reasons_and_letters_to_all(hostile: Hostile, inside: AsVisitor) -> None:
    world, lars = hostile.world, inside("lars")
    for each in (*PAYLOADS[::8], *MARKDOWN[:4]):
        wording = announcements.Wording.of(each, each)
        uid = world.write(announcements.announce, world.caller("nadia"), world.space_id, wording, each)
        check(await lars.get(space(world, f"announcements/{uid}")))
    for each in (*PAYLOADS[::6], *MARKDOWN[:4]):
        world.close_review(each)
        check(await lars.get(paragraph(world, NOTE)))
        world.reopen_review(each)
    check(await lars.get(f"{room(world)}/review"))
