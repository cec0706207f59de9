"""Names and roles stand beside comments, so a page is another when they change."""

from commentspace.domain import discussion, members, people
from commentspace.domain.people import Preferences
from tests.world import World


def test_a_new_name_and_a_membership_that_ends_change_the_version_of_names(world: World) -> None:
    seen = [world.read(discussion.names_version, world.space_id)]
    chosen = Preferences.of("Ama K. Boateng", "en", "Africa/Accra", "7", True)
    world.database.write_here(people.prefer, world.caller("ama"), chosen)
    seen.append(world.read(discussion.names_version, world.space_id))
    member = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("nadia"))[0][0]
    world.write(members.end, world.caller("fang"), member, space_id=world.space_id)
    seen.append(world.read(discussion.names_version, world.space_id))
    assert len(set(seen)) == 3


def test_who_does_not_belong_any_more_is_not_shown_as_a_moderator(world: World) -> None:
    comment = world.post("nadia")
    assert world.seen("ama", comment).is_moderator
    member = world.rows("SELECT uid FROM membership WHERE person_id = :id", id=world.person("nadia"))[0][0]
    world.write(members.end, world.caller("fang"), member, space_id=world.space_id)
    assert not world.seen("ama", comment).is_moderator
