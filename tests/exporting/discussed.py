"""The world with a discussion in which everything is that an export has to carry."""

from commentspace.domain import exports
from commentspace.domain.exported import Exported
from tests.small_draft import CHINESE, FIRST, SECOND
from tests.world import World

ADDRESS = "https://comments.example.org"
HOSTILE = 'From me to you: <script>alert(1)</script> & "=1+1"\nFrom the sea\n>From the land'


def discuss(world: World) -> dict[str, str]:
    """Post one of each; the names of the comments by what they are."""
    first = world.post("ama", FIRST, "Which *water*?", quote="flow of water", door="mail", kind="question")
    answer = world.reply("wei", first, "同意。")
    named = {
        "first": first,
        "answer": answer,
        "below": world.reply("maryam", answer, "وأنا أيضاً"),
        "proposal": world.post("olga", SECOND, "", kind="editorial", proposal="Say <it> otherwise."),
        "hostile": world.post("li", CHINESE, HOSTILE),
        "held": world.post("ama", SECOND, "A canary that is held."),
        "withdrawn": world.post("wei", SECOND, "A canary that was withdrawn."),
    }
    world.clock.advance(minutes=5)
    world.edit("ama", first, "Which *fresh water*?")
    world.hold(named["held"])
    world.withdraw("wei", named["withdrawn"])
    return named


def taken(world: World, key: str | None, *, with_source: bool = False) -> Exported:
    """The document as somebody may take it away."""
    return world.read(
        exports.gather,
        world.caller(key),
        world.document,
        now=world.clock.now,
        base_url=ADDRESS + "/",
        with_source=with_source,
    )
