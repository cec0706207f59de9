"""A Chinese version of the test world's document, brought and added by the program's own steps."""

from collections.abc import Callable, Sequence

from commentspace.domain import preview_corrections, previews
from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.preview_corrections import Correction
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.domain.revisions import drafts, issue, plans
from commentspace.domain.versions import adding, beside, bringing, corrections
from tests.world import World

TITLE = "湿地恢复指南草案"


def translated(each: DraftParagraph) -> DraftParagraph:
    """A paragraph in Chinese, as far as the tests look."""
    return DraftParagraph(each.kind, f"{'恢复湿地' * (len(each.markdown) // 16 + 1)}。", each.label, each.level)


def bring(
    world: World, paragraphs: Sequence[DraftParagraph], language: str = "zh", title: str = TITLE, *, of: str = ""
) -> str:
    """Bring a text in this language `of` a document, and set it beside the original; returns the draft's name."""
    lars = world.caller("lars")
    then, document = world.read(bringing.follows, lars, of or world.document, language)
    heading = Heading(document.symbol, title, language)
    steps = previews.steps(
        lars, world.space_id, heading, Ready.of(Draft(language, tuple(paragraphs))), Origin("zh.md", ""), b"", then
    )
    uid = world.database.carry_out_here(steps)
    if then.purpose == plans.VERSION:
        links = beside.made(world.read(plans.of_preview, lars, uid))
        world.write(corrections.keep_links, lars, uid, links)
    return uid


def add(world: World, uid: str) -> None:
    """Add it as it stands."""
    lars = world.caller("lars")
    mark = world.read(plans.of_preview, lars, uid).mark
    world.database.carry_out_here(adding.steps(lars, uid, mark))


def with_version(
    world: World,
    language: str = "zh",
    *,
    but: Sequence[int] = (),
    change: Callable[[DraftParagraph], DraftParagraph] = translated,
) -> None:
    """Give the document a version in which all paragraphs are there `but` those at these positions."""
    text = [
        change(DraftParagraph(Kind(each.kind), each.markdown, each.label, each.level))
        for at, each in enumerate(world.paragraphs)
        if at not in but
    ]
    add(world, bring(world, text, language))


def change_version(world: World, change: Callable[[list[DraftParagraph]], Sequence[DraftParagraph]]) -> None:
    """Issue a revision that changes the Chinese version alone."""
    lars = world.caller("lars")
    uid = world.write(drafts.begin_here, lars, world.document, version="zh")
    preview = world.read(previews.find, lars, uid)
    state = preview.state.then(list(change(list(preview.paragraphs))))
    mark = world.write(preview_corrections.correct, lars, uid, Correction.of(preview.heading, state), preview.mark)
    world.database.carry_out_here(issue.steps(lars, uid, mark))
