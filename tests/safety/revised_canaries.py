"""Words that are known only here, in what revisions add: what waits, what was taken over, settled, and taken out."""

from dataclasses import replace

from commentspace.domain import preview_corrections, previews
from commentspace.domain.anchors import settling
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.revisions import drafts, issue, taking_over
from tests.revisions.making import next_revision
from tests.small_draft import DRAFT, ITEM, SECOND
from tests.versions import making
from tests.world import World

Where = tuple[str, str, bool]
"""A word, what it stands in, and whether its author may know it too, beside the moderators."""
AUTHOR = "ama"


def plant(world: World) -> list[Where]:
    """Issue two revisions about comments that are held back, and leave a third one and a version in preparation."""
    taken = world.post(AUTHOR, SECOND, "canary-taken-over", proposal=f"{world.paragraphs[SECOND].text} Twice.")
    gone = world.post(AUTHOR, ITEM, "canary-on-what-is-gone", proposal="canary-proposed")
    for each in (taken, gone):
        world.hold(each)
    lars = world.caller("lars")
    draft = world.write(drafts.begin_here, lars, world.document)
    world.database.carry_out_here(taking_over.take(lars, draft, taken))
    mark = world.read(previews.find, lars, draft).mark
    world.database.carry_out_here(issue.steps(lars, draft, mark))
    out = world.paragraphs[ITEM].uid
    next_revision(world, lambda text: [each for each in text if each.paragraph != out])
    [(newest,)] = world.rows(
        "SELECT r.uid FROM revision r JOIN document d ON d.revision_id = r.id WHERE symbol = 'WET/2/3'"
    )
    said = settling.Said(newest, world.paragraphs[SECOND].uid, reason="canary-settled-reason")
    world.write(settling.settle, lars, gone, said)
    words = [taken, gone, "canary-taken-over", "canary-on-what-is-gone", "canary-proposed", "canary-settled-reason"]
    held = [(word, "a held comment in revisions", True) for word in words]
    return [*held, *_prepared(world)]


def _prepared(world: World) -> list[Where]:
    """The draft of the next revision, and a language version that is not added yet."""
    lars = world.caller("lars")
    draft = world.write(drafts.begin_here, lars, world.document, "canary-next-about")
    preview = world.read(previews.find, lars, draft)
    text = [replace(each, markdown=f"{each.markdown} canary-next-text") for each in preview.paragraphs]
    heading = replace(preview.heading, title="canary-next-title")
    correction = Correction.of(heading, preview.state.then(text))
    world.write(preview_corrections.correct, lars, draft, correction, preview.mark)
    texts = [replace(each, markdown=f"canary-version-text {at}") for at, each in enumerate(DRAFT.paragraphs)]
    version = making.bring(world, texts, "ru", "canary-version-title")
    words = ["canary-next-about", "canary-next-text", "canary-next-title", draft]
    words += ["canary-version-text", "canary-version-title", version]
    return [(word, "what moderators prepare", False) for word in words]
