"""The text of the next revision on its page: edited a paragraph at a time, with a script and without."""

import json
from dataclasses import replace
from typing import Any

import pytest

from commentspace.domain import previews
from commentspace.domain.drafts import Draft, DraftParagraph
from commentspace.domain.preview_states import State
from commentspace.domain.previews import Origin, Ready
from commentspace.domain.revisions import drafts, editing
from commentspace.domain.revisions.editing import stamp
from commentspace.domain.revisions.editing_acts import Join, Typed, Write
from commentspace.web.next_aligning import aligned
from tests.dispositions.acts import answer
from tests.small_draft import FIRST, PARAGRAPHS, SECOND
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.web.visitor import JSON, Visitor
from tests.world import World

FORM = ".editor"


@pytest.fixture
def draft(sqlite_world: World) -> str:
    """A draft of the next revision, begun with the text as it stands."""
    return sqlite_world.write(drafts.begin_here, sqlite_world.caller("lars"), sqlite_world.document)


def here(world: World, word: str = "text") -> str:
    return f"/d/{world.document}/next/{word}"


def state(world: World, draft: str) -> State:
    return world.read(previews.find, world.caller("lars"), draft).state


def paragraph(world: World, draft: str, at: int = FIRST) -> DraftParagraph:
    return state(world, draft).paragraphs[at]


def by_another(world: World, draft: str, at: int, text: str) -> None:
    """Fang edits the paragraph elsewhere."""
    each = paragraph(world, draft, at)
    typed = Typed.of(text, each.label, each.kind.value, each.level)
    act = Write(each.key, stamp(each), typed)
    world.database.carry_out_here(editing.steps(world.caller("fang"), draft, act))


async def opened(someone: Visitor, world: World, draft: str, at: int = FIRST) -> Page:
    return await someone.get(f"{here(world)}?edit={paragraph(world, draft, at).key}")


async def test_without_scripts_a_paragraph_is_edited_and_shown_with_its_difference(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft)
    before = paragraph(sqlite_world, draft)
    page = await lars.submit(page, FORM, press="write", text=before.markdown.replace("A wetland", "Each wetland"))
    assert paragraph(sqlite_world, draft).markdown.startswith("Each wetland")
    row = page.one(f"#k-{before.key}")
    assert "edited" in page.words(f"#k-{before.key}")
    assert row.get("class", "").split() == ["row", "changed"]
    page = await lars.submit(page, "form.undo", press="undo")
    assert paragraph(sqlite_world, draft) == before


async def test_a_preview_keeps_what_was_typed_and_changes_nothing(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft)
    before = paragraph(sqlite_world, draft)
    page = await lars.submit(page, FORM, press="preview", text="Water is **life**.")
    assert page.words(".seen-before .words") == "Water is life."
    assert page.words(".editor textarea[name=text]") == "Water is **life**."
    assert paragraph(sqlite_world, draft) == before


async def test_both_texts_are_shown_where_another_has_changed_the_paragraph(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft)
    before = paragraph(sqlite_world, draft).markdown
    by_another(sqlite_world, draft, FIRST, before.replace("A wetland", "Each wetland"))
    mine = before.replace("any planting", "any sowing")
    page = await lars.submit(page, FORM, press="write", text=mine)
    assert page.status == 409
    assert "Somebody has changed this paragraph" in page.words(".editor .problem")
    assert "Each" in page.words(".both section:first-child")
    assert "sowing" in page.words(".both section:last-child")
    assert page.words(".editor textarea[name=text]") == mine
    assert paragraph(sqlite_world, draft).markdown.startswith("Each wetland")
    both = await lars.submit(page, "form.merged", press="write")
    assert both.status == 200
    assert paragraph(sqlite_world, draft).markdown == mine.replace("A wetland", "Each wetland")


async def test_mine_can_be_kept_in_its_place_once_theirs_was_seen(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft)
    by_another(sqlite_world, draft, FIRST, "By Fang.")
    page = await lars.submit(page, FORM, press="write", text="By Lars.")
    await lars.submit(page, FORM, press="write")
    assert paragraph(sqlite_world, draft).markdown == "By Lars."


async def test_what_was_typed_for_a_paragraph_that_is_gone_is_not_lost(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft, SECOND)
    one, other = state(sqlite_world, draft).paragraphs[FIRST : SECOND + 1]
    join = Join(one.key, stamp(one), other.key)
    sqlite_world.database.carry_out_here(editing.steps(sqlite_world.caller("fang"), draft, join))
    page = await lars.submit(page, FORM, press="write", text="What Lars wrote.")
    assert page.status == 409
    assert page.words(".lost-words textarea") == "What Lars wrote."
    await lars.submit(page, ".lost-words form", press="add")
    assert paragraph(sqlite_world, draft, FIRST + 1).markdown == "What Lars wrote."


async def test_moving_does_not_throw_away_what_was_typed(sqlite_world: World, visitor: AsVisitor, draft: str) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft)
    page = await lars.submit(page, FORM, press="delete", text="Not kept yet.")
    assert page.status == 422
    assert page.words(".editor textarea[name=text]") == "Not kept yet."
    assert not paragraph(sqlite_world, draft).left_out


async def test_a_paragraph_is_taken_out_moved_and_brought_back(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    each = paragraph(sqlite_world, draft)
    page = await opened(lars, sqlite_world, draft)
    page = await lars.submit(page, FORM, press="move:behind", behind="6.")
    assert [one.key for one in state(sqlite_world, draft).paragraphs].index(each.key) == 10
    page = await lars.get(f"{here(sqlite_world)}?edit={each.key}")
    page = await lars.submit(page, FORM, press="delete")
    assert "taken out" in page.words(f"#k-{each.key} .facts")
    page = await lars.submit(page, f"#k-{each.key} form", press="bring-back")
    assert not state(sqlite_world, draft).paragraphs[10].left_out


@pytest.mark.parametrize(("typed", "behind"), [("6.", "6."), ("6", "6."), ("§7", "§7")])
async def test_a_label_means_the_paragraph_that_has_it_and_a_sign_the_place(
    sqlite_world: World, visitor: AsVisitor, draft: str, typed: str, behind: str
) -> None:
    lars = visitor("lars")
    each, before = paragraph(sqlite_world, draft), state(sqlite_world, draft).paragraphs
    wanted = before[6].key if behind == "§7" else next(one.key for one in before if one.label == behind)
    page = await opened(lars, sqlite_world, draft)
    await lars.submit(page, FORM, press="move:behind", behind=typed)
    after = [one.key for one in state(sqlite_world, draft).paragraphs]
    assert after[after.index(each.key) - 1] == wanted


async def test_a_new_paragraph_is_put_in_and_one_is_divided(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    each = paragraph(sqlite_world, draft)
    page = await lars.get(f"{here(sqlite_world)}?beside={each.key}")
    page = await lars.submit(page, FORM, press="add", text="Quite new.", label="1a.")
    new = paragraph(sqlite_world, draft, FIRST + 1)
    assert (new.markdown, new.label, new.paragraph) == ("Quite new.", "1a.", "")
    page = await opened(lars, sqlite_world, draft)
    await lars.submit(page, FORM, press="divide", text=each.markdown.replace("water. ", "water.\n\n"))
    first, second = state(sqlite_world, draft).paragraphs[FIRST : FIRST + 2]
    assert first.markdown == "A wetland lives by its water."
    assert second.paragraph == first.paragraph == each.paragraph


async def asked(someone: Visitor, address: str, **fields: str) -> dict[str, Any]:
    """What the page's script gets."""
    answer = await someone.send(address, JSON, **fields)
    said: dict[str, Any] = json.loads(answer.text)
    return said | {"status": answer.status}


async def test_a_script_gets_the_rows_that_have_changed(sqlite_world: World, visitor: AsVisitor, draft: str) -> None:
    each, before = paragraph(sqlite_world, draft), paragraph(sqlite_world, draft, FIRST - 1)
    typed = {"key": each.key, "mark": stamp(each), "kind": "paragraph", "level": "1", "label": "1."}
    lars, address = visitor("lars"), here(sqlite_world)
    said = await asked(lars, address, verb="write", text="New.", **typed)
    assert [(row["key"], row["after"]) for row in said["rows"]] == [(each.key, before.key)]
    assert "1 paragraph changed" in said["facts"]
    again = await asked(lars, address, verb="write", text="Newer.", began=each.markdown, **typed)
    assert (again["status"], again["row"]) == (409, each.key)
    assert "New." in again["html"]
    assert "Newer." in again["html"]


async def test_a_proposal_is_taken_over_by_one_press_and_taken_back(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    ama = sqlite_world.post("ama", FIRST, "Say more.", quote="any planting", proposal="all planting")
    wei = sqlite_world.post("wei", FIRST, "", quote="any planting", proposal="each planting")
    lars = visitor("lars")
    page = await lars.get(here(sqlite_world, "proposals"))
    assert "1 other proposal changes the same words: #2 陈伟" in page.words(f"#o-{ama}")
    page = await lars.submit(page, f"#o-{ama} form", press="take")
    assert "all planting" in paragraph(sqlite_world, draft).markdown
    page = await lars.get(here(sqlite_world, "proposals?show=all"))
    assert page.words(f"#o-{ama} .fits") == "taken over"
    assert page.words(f"#o-{wei} .fits") == "collides"
    page = await lars.submit(page, f"#o-{ama} form", press="back")
    assert "any planting" in paragraph(sqlite_world, draft).markdown
    page = await lars.get(here(sqlite_world))
    assert "2 proposed wordings" in page.words(f"#k-{paragraph(sqlite_world, draft).key} .offers summary")


async def test_before_issuing_it_is_said_where_the_text_and_the_answers_do_not_agree(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    ama = sqlite_world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    wei = sqlite_world.post("wei", SECOND, "", proposal="Ditches are closed.")
    lars = visitor("lars")
    await lars.submit(await lars.get(here(sqlite_world, "proposals")), f"#o-{ama} form", press="take")
    assert not (await lars.get(here(sqlite_world, "issue"))).has(".coming .why")
    answer(sqlite_world, ama, "rejected")
    answer(sqlite_world, wei, "accepted")
    page = await lars.get(here(sqlite_world, "issue"))
    assert "1 proposed wording was accepted, and is not taken over." in page.words(".coming")
    assert "1 wording is taken over, and the answer to it does not accept it." in page.words(".coming")
    assert (await lars.get(here(sqlite_world, "proposals?show=decided"))).has(f"#o-{wei}")


async def test_ones_own_wording_credits_several(sqlite_world: World, visitor: AsVisitor, draft: str) -> None:
    both = [sqlite_world.post(each, FIRST, "", proposal=f"As {each} says.") for each in ("ama", "wei")]
    each = paragraph(sqlite_world, draft)
    fields = [("verb", "write"), ("key", each.key), ("mark", stamp(each)), ("text", "As both say."), ("label", "1.")]
    fields += [("kind", "paragraph"), ("level", "1"), *(("credit", uid) for uid in both)]
    await visitor("lars").post(here(sqlite_world), fields)
    assert paragraph(sqlite_world, draft).taken == tuple(both)


async def test_nobody_but_moderators_learns_of_the_draft(sqlite_world: World, visitor: AsVisitor, draft: str) -> None:
    for key in (None, "julian", "priya", "ama"):
        for word in ("text", "proposals"):
            page = await visitor(key).get(here(sqlite_world, word))
            assert page.status in (403, 404)
            assert draft not in page.text


async def test_what_was_typed_comes_back_when_the_draft_has_been_dropped_meanwhile(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    page = await opened(lars, sqlite_world, draft)
    sqlite_world.database.carry_out_here(drafts.dropping(sqlite_world.caller("fang"), draft))
    page = await lars.submit(page, FORM, press="write", text="What Lars wrote.")
    assert page.status == 409
    assert "What Lars wrote." in page.text


async def test_a_change_of_another_is_not_taken_back_unseen(
    sqlite_world: World, visitor: AsVisitor, draft: str
) -> None:
    lars = visitor("lars")
    by_another(sqlite_world, draft, FIRST, "By Fang.")
    page = await lars.get(here(sqlite_world))
    by_another(sqlite_world, draft, SECOND, "By Fang, too.")
    page = await lars.submit(page, "form.undo", press="undo")
    assert page.status == 409
    assert "nothing was taken back" in page.words(".problem.whole")
    assert paragraph(sqlite_world, draft, SECOND).markdown == "By Fang, too."


async def test_a_draft_from_a_file_is_aligned_so_that_changes_and_proposals_stand_there(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world, lars = sqlite_world, sqlite_world.caller("lars")
    ama = world.post("ama", FIRST, "", quote="any planting", proposal="all planting")
    then, heading, space_id = world.read(drafts.follows, lars, world.document)
    changed = replace(PARAGRAPHS[FIRST], markdown=PARAGRAPHS[FIRST].markdown.replace("A wetland", "Each wetland"))
    text = Draft("en", (*PARAGRAPHS[:FIRST], changed, *PARAGRAPHS[SECOND:]))
    uid = world.write(previews.bring, lars, space_id, heading, Ready.of(text), Origin("new.md", ""), then)
    await aligned(world.database, lars, world.document, None)
    someone = visitor("lars")
    page = await someone.get(here(world))
    key = paragraph(world, uid).key
    assert "edited" in page.words(f"#k-{key} .facts")
    page = await someone.submit(page, f"#k-{key} .offer form", press="take")
    after = paragraph(world, uid)
    assert after.markdown.startswith("Each wetland")
    assert after.markdown.endswith("all planting.")
    assert after.taken == (ama,)
