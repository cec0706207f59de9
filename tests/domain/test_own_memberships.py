"""How one stands in a space before others: one's own to say, recorded, and seen beside one's comments."""

import pytest

from commentspace.domain import own_memberships
from commentspace.domain.people import Preferences
from commentspace.errors import Invalid, NotFound
from tests.world import OUTSIDER, World


def present(world: World, key: str, affiliation: str, *, is_listed: bool = False) -> None:
    world.write(own_memberships.present, world.caller(key), world.space_id, affiliation, is_listed=is_listed)


def test_an_affiliation_stands_beside_ones_comments_at_once(world: World) -> None:
    comment = world.post("ama")
    world.clock.advance(minutes=1)
    present(world, "ama", " Ministry of  Water ", is_listed=True)
    assert world.seen("wei", comment).affiliation == "Ministry of Water"
    [mine] = world.read(own_memberships.of_person, world.caller("ama"))
    assert (mine.affiliation, mine.listed, mine.role) == ("Ministry of Water", True, "participant")
    [(changed,)] = world.rows("SELECT renamed_at FROM person WHERE id = :id", id=world.person("ama"))
    assert str(changed).startswith(f"{world.clock.now:%Y-%m-%d %H:%M}"), "kept pages have to know"


def test_it_is_an_event_of_the_record(world: World) -> None:
    present(world, "ama", "Ministry of Water")
    assert world.rows("SELECT verb FROM event ORDER BY id")[-1] == ("member.presented",)


def test_who_is_no_member_has_nothing_to_say_and_too_much_is_refused(world: World) -> None:
    with pytest.raises(NotFound):
        present(world, OUTSIDER, "Elsewhere")
    with pytest.raises(Invalid) as refused:
        present(world, "ama", "x" * 201)
    assert refused.value.field == "affiliation"


@pytest.mark.parametrize(
    ("typed", "kept"), [(["zh", "EN"], "zh en"), (["pt,", "sw;", "pt"], "pt sw"), ([], ""), (["pt-BR"], "pt-br")]
)
def test_languages_are_kept_as_tags_each_once(typed: list[str], kept: str) -> None:
    assert Preferences.of("Ama", "en", "UTC", "7", True, reads=typed).reads == kept


@pytest.mark.parametrize("typed", [["Portuguese"], ["../.."], ["xx"], [f"a{letter}" for letter in "abcdefghijklm"] * 9])
def test_what_is_no_language_is_said_at_its_field(typed: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        Preferences.of("Ama", "en", "UTC", "7", True, reads=typed)
    assert refused.value.field == "reads"
