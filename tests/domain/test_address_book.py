"""The address book: who agreed to stand in it, for members; a moderator sees who has not, too."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from commentspace.domain import address_book, members
from commentspace.domain.address_book import Book, Wanted
from commentspace.domain.member_lists import Entry
from commentspace.errors import NotAllowed, NotFound, SignInNeeded
from tests.small_draft import SECOND
from tests.world import OUTSIDER, World


def agree(world: World, key: str, reads: str = "", expertise: str = "") -> None:
    """Somebody agrees to be listed, and says something of themselves."""

    def done(session, *, now):  # type: ignore[no-untyped-def]  # a verb of this test
        session.execute(
            text("UPDATE membership SET is_listed = :yes WHERE person_id = :id"), {"yes": True, "id": world.person(key)}
        )
        values = {"reads": reads, "expertise": expertise, "id": world.person(key)}
        session.execute(text("UPDATE person SET reads = :reads, expertise = :expertise WHERE id = :id"), values)

    world.database.write_here(done)


def book(world: World, key: str | None, wanted: Wanted = Wanted()) -> Book:  # noqa: B008  # it cannot change
    return world.read(address_book.of_space, world.standing(key), wanted)


def names(found: Book) -> Sequence[str]:
    return [each.name for _, people in found.groups for each in people]


def uid(world: World, key: str) -> str:
    return str(world.rows("SELECT uid FROM person WHERE id = :id", id=world.person(key))[0][0])


def test_members_find_those_who_agreed_and_learn_of_nobody_else(world: World) -> None:
    agree(world, "ama", "en fr", "Mangroves")
    for key in ("li", "priya", "ama"):
        found = book(world, key)
        assert (names(found), found.listed, found.found) == (["Ama Boateng"], 1, 1)
        assert (found.organisations, found.languages) == ([("Ghana", 1)], [("en", 1), ("fr", 1)])
    [(organisation, [ama])] = book(world, "li").groups
    assert (organisation, ama.reads, ama.expertise, ama.role) == ("Ghana", ("en", "fr"), "Mangroves", "")


def test_nobody_stands_in_it_before_they_agree(world: World) -> None:
    found = book(world, "ama")
    assert (found.groups, found.listed, found.organisations, found.am_listed) == ([], 0, [], False)


def test_moderators_see_everybody_and_who_is_not_listed(world: World) -> None:
    agree(world, "ama")
    found = book(world, "lars")
    assert found.listed == 13
    assert [each.name for _, people in found.groups for each in people if each.is_listed] == ["Ama Boateng"]


def test_strangers_and_outsiders_see_nothing_even_of_an_open_space(world: World) -> None:
    agree(world, "ama")
    world.change_space(is_open=True)
    with pytest.raises(SignInNeeded):
        book(world, None)
    for ask in (
        lambda: book(world, OUTSIDER),
        lambda: world.read(address_book.person, world.standing(OUTSIDER), uid(world, "ama")),
    ):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("mangrove"), ["Ama Boateng"]),
        (Wanted("BOATENG coastal"), ["Ama Boateng"]),
        (Wanted("boateng peat"), []),
        (Wanted("кузнецова"), ["Ольга Кузнецова"]),
        (Wanted("", "Ghana"), ["Ama Boateng"]),
        (Wanted("", "", "ru"), ["Ольга Кузнецова"]),
        (Wanted("", "Ghana", "ru"), []),
        (Wanted("example.net"), []),
    ],
)
def test_people_are_found_by_words_organisation_and_language(world: World, wanted: Wanted, found: list[str]) -> None:
    agree(world, "ama", "en", "Mangroves and tidal flats")
    agree(world, "olga", "ru en", "Peat")
    assert names(book(world, "li", wanted)) == found


def test_who_has_left_stands_in_no_book(world: World) -> None:
    agree(world, "ama")
    [(member,)] = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("ama"))
    world.write(members.end, world.caller("lars"), member, space_id=world.space_id)
    assert names(book(world, "li")) == []


def test_a_page_of_somebody_who_has_not_agreed_is_for_them_and_moderators(world: World) -> None:
    ama = uid(world, "ama")
    for key in ("lars", "ama"):
        assert world.read(address_book.person, world.standing(key), ama).name == "Ama Boateng"
    for someone in (ama, "a" * 16):
        with pytest.raises(NotFound):
            world.read(address_book.person, world.standing("li"), someone)


def test_it_counts_the_comments_that_one_may_see(world: World) -> None:
    world.post("ama")
    world.hold(world.post("ama", SECOND))
    world.withdraw("ama", world.post("ama"))
    counted = {
        key: [each.comments for each in world.read(address_book.written, world.standing(key), world.person("ama"))]
        for key in ("li", "lars", "ama")
    }
    assert counted == {"li": [1], "lars": [2], "ama": [2]}


def test_a_book_of_many_comes_in_pages(sqlite_world: World) -> None:
    world = sqlite_world
    entries = [
        Entry.of(f"Asked {n:03}", f"asked{n}@example.org", f"House {n // 5:02}", "", "", "en") for n in range(300)
    ]
    for start in range(0, 300, 100):
        world.write(members.add, world.caller("lars"), world.space_id, entries[start : start + 100], invite=False)
    first, last = book(world, "lars"), book(world, "lars", Wanted(page=4))
    assert (len(names(first)), len(names(last)), first.found) == (100, 13, 313)
    assert not set(names(first)) & set(names(last))
    assert book(world, "lars", Wanted(page=999)).groups == []
