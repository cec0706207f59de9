"""Proposed wordings go into the draft of the next revision, on what it says by then, and their authors are credited."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.domain import previews
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.preview_states import State
from commentspace.domain.revisions import collisions, drafts, editing, issue, taking_over
from commentspace.domain.revisions import offers as pending
from commentspace.domain.revisions.editing import Done, stamp
from commentspace.domain.revisions.editing_acts import Delete, Divide, Join, Typed, Write
from commentspace.domain.revisions.offers import Offer, Offers
from commentspace.domain.revisions.origins import Origins
from commentspace.domain.tables import Adoption, Comment, Paragraph
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.small_draft import FIRST, SECOND
from tests.world import World


@pytest.fixture
def draft(world: World) -> str:
    """A draft of the next revision, begun with the text as it stands."""
    return world.write(drafts.begin_here, world.caller("lars"), world.document)


def state(world: World, draft: str) -> State:
    return world.read(previews.find, world.caller("lars"), draft).state


def take(world: World, draft: str, comment: str, *, by: str | None = "lars") -> Done:
    return world.database.carry_out_here(taking_over.take(world.caller(by), draft, comment))


def take_back(world: World, draft: str, comment: str, *, only_credit: bool = False) -> Done:
    steps = taking_over.take_back(world.caller("lars"), draft, comment, only_credit=only_credit)
    return world.database.carry_out_here(steps)


def offers(world: World, draft: str) -> dict[str, Offer]:
    desk = world.read(pending.desk, world.caller("lars"), draft)
    paragraphs = state(world, draft).paragraphs
    found = Offers(desk, paragraphs, Origins.of(desk.plan, paragraphs))
    return {view.uid: found.of(view) for view in desk.proposals}


def write(world: World, draft: str, at: int, text: str, *credits: str) -> None:
    each = state(world, draft).paragraphs[at]
    typed = Typed.of(text, each.label, each.kind.value, each.level)
    act = Write(each.key, stamp(each), typed, credits)
    world.database.carry_out_here(editing.steps(world.caller("lars"), draft, act))


def adopted(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(col(Comment.uid), col(Paragraph.uid))
        .select_from(Adoption)
        .join(Comment, col(Comment.id) == col(Adoption.comment_id))
        .join(Paragraph, col(Paragraph.id) == col(Adoption.paragraph_id))
        .order_by(col(Adoption.id))
    )
    return [(row[0], row[1]) for row in rows]


def issued(world: World, draft: str) -> None:
    mark = world.read(previews.find, world.caller("lars"), draft).mark
    world.database.carry_out_here(issue.steps(world.caller("lars"), draft, mark))


def test_a_proposal_is_put_in_with_the_marks_around_it_and_credited_when_the_revision_is_issued(
    world: World, draft: str
) -> None:
    ama = world.post("ama", FIRST, "Say which.", quote="any planting", proposal="any planting or sowing")
    take(world, draft, ama)
    each = state(world, draft).paragraphs[FIRST]
    assert each.markdown == (
        "A wetland lives by its water. Restoring the **flow of water** comes before any planting or sowing."
    )
    assert each.taken == (ama,)
    issued(world, draft)
    assert world.read(adopted) == [(ama, each.paragraph)]


def test_it_is_merged_into_what_the_draft_says_by_then(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="any planting or sowing")
    write(
        world,
        draft,
        FIRST,
        "Each wetland lives by its water. Restoring the **flow of water** comes before any planting.",
    )
    assert offers(world, draft)[ama].fits == "merged"
    take(world, draft, ama)
    after = state(world, draft).paragraphs[FIRST].markdown
    assert after == (
        "Each wetland lives by its water. Restoring the **flow of water** comes before any planting or sowing."
    )


def test_what_collides_is_left_to_a_person_who_can_credit_several(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    wei = world.post("wei", FIRST, "", quote="any planting", proposal="each planting")
    found = offers(world, draft)
    assert [each.comment.uid for each in collisions.rivals(list(found.values()))[ama]] == [wei]
    take(world, draft, ama)
    assert offers(world, draft)[wei].fits == "collides"
    with pytest.raises(Conflict):
        take(world, draft, wei)
    text = state(world, draft).paragraphs[FIRST].markdown.replace("all planting", "all and each planting")
    write(world, draft, FIRST, text, ama, wei)
    assert state(world, draft).paragraphs[FIRST].taken == (ama, wei)
    assert {each.fits for each in offers(world, draft).values()} == {"taken"}


def test_proposals_for_other_words_do_not_collide(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="A wetland", proposal="Every wetland")
    wei = world.post("wei", FIRST, "", quote="any planting", proposal="each planting")
    assert not any(collisions.rivals(list(offers(world, draft).values())).values())
    take(world, draft, ama)
    take(world, draft, wei)
    after = state(world, draft).paragraphs[FIRST]
    assert after.markdown.startswith("Every wetland")
    assert after.markdown.endswith("**flow of water** comes before each planting.")
    assert after.taken == (ama, wei)


def test_what_the_draft_says_already_is_only_credited(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    wei = world.post("wei", FIRST, "", quote="any planting", proposal="all planting")
    take(world, draft, ama)
    before = state(world, draft).paragraphs[FIRST].markdown
    assert offers(world, draft)[wei].fits == "said"
    take(world, draft, wei)
    assert state(world, draft).paragraphs[FIRST].markdown == before
    assert state(world, draft).paragraphs[FIRST].taken == (ama, wei)


def test_it_is_taken_back_though_other_words_were_edited_since(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    take(world, draft, ama)
    now = state(world, draft).paragraphs[FIRST].markdown
    write(world, draft, FIRST, now.replace("A wetland", "Every wetland"))
    take_back(world, draft, ama)
    after = state(world, draft).paragraphs[FIRST]
    assert after.markdown.startswith("Every wetland")
    assert after.markdown.endswith("any planting.")
    assert after.taken == ()
    with pytest.raises(Conflict):
        take_back(world, draft, ama)


def test_where_the_words_were_edited_since_only_the_credit_goes(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    take(world, draft, ama)
    write(world, draft, FIRST, "Something else.")
    with pytest.raises(Invalid):
        take_back(world, draft, ama)
    take_back(world, draft, ama, only_credit=True)
    after = state(world, draft).paragraphs[FIRST]
    assert (after.markdown, after.taken) == ("Something else.", ())


def test_credits_go_where_the_paragraph_goes(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    wei = world.post("wei", SECOND, "", quote="every month", proposal="each month")
    for each in (ama, wei):
        take(world, draft, each)
    lars = world.caller("lars")
    one, other = state(world, draft).paragraphs[FIRST : FIRST + 2]
    world.database.carry_out_here(editing.steps(lars, draft, Join(one.key, stamp(one), other.key)))
    whole = state(world, draft).paragraphs[FIRST]
    assert whole.taken == (ama, wei)
    parts = Divide(whole.key, stamp(whole), Typed.of("One.\n\nTwo.", "1.", "paragraph", 1))
    world.database.carry_out_here(editing.steps(lars, draft, parts))
    first, second = state(world, draft).paragraphs[FIRST : FIRST + 2]
    assert first.taken == second.taken == (ama, wei)
    world.database.carry_out_here(editing.steps(lars, draft, Delete(second.key, stamp(second))))
    issued(world, draft)
    found = world.read(adopted)
    assert sorted(comment for comment, _ in found) == sorted([ama, wei])
    assert len({paragraph for _, paragraph in found}) == 1


def test_two_who_take_over_the_same_proposal_do_it_once(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    take(world, draft, ama)
    with pytest.raises(Conflict):
        take(world, draft, ama, by="fang")
    assert state(world, draft).paragraphs[FIRST].taken == (ama,)


def test_what_is_withdrawn_or_of_another_document_is_neither_offered_nor_credited(world: World, draft: str) -> None:
    olga = world.post("olga", FIRST, "", quote="any planting", proposal="all planting")
    world.withdraw("olga", olga)
    assert offers(world, draft) == {}
    with pytest.raises(NotFound):
        take(world, draft, olga)
    with pytest.raises(NotFound):
        write(world, draft, FIRST, "New.", "a" * 16)


def test_only_moderators_take_over(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    for key in ("ama", "priya", "julian", None):
        with pytest.raises((NotFound, NotAllowed)):
            take(world, draft, ama, by=key)


def test_a_paragraph_that_was_taken_out_takes_nothing(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    each: DraftParagraph = state(world, draft).paragraphs[FIRST]
    act = Delete(each.key, stamp(each))
    world.database.carry_out_here(editing.steps(world.caller("lars"), draft, act))
    assert offers(world, draft)[ama].fits == "collides"


def test_what_an_earlier_revision_has_said_or_credited_is_not_put_in_again(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="any planting or sowing")
    wei = world.post("wei", FIRST, "", quote="planting", proposal="planting or sowing")
    take(world, draft, ama)
    issued(world, draft)
    draft = world.write(drafts.begin_here, world.caller("lars"), world.document)
    assert {uid: each.fits for uid, each in offers(world, draft).items()} == {wei: "said"}


def test_the_credit_of_a_comment_that_was_withdrawn_since_can_be_taken_off(world: World, draft: str) -> None:
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    take(world, draft, ama)
    world.withdraw("ama", ama)
    assert offers(world, draft)[ama].fits == "taken"
    take_back(world, draft, ama, only_credit=True)
    assert offers(world, draft) == {}
    assert state(world, draft).paragraphs[FIRST].markdown.endswith("all planting.")
