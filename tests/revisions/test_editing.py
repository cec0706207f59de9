"""The draft of the next revision is edited by several at once: nothing is overwritten, and nothing is lost."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.database import Database
from commentspace.domain import preview_states, previews
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.preview_states import State
from commentspace.domain.revisions import drafts, editing, issue
from commentspace.domain.revisions.editing import Act, Changed, Done, stamp
from commentspace.domain.revisions.editing_acts import (
    Add,
    BringBack,
    Delete,
    Divide,
    Join,
    Move,
    Typed,
    Undo,
    Write,
    following,
    last_mark,
)
from commentspace.errors import Conflict, Invalid, NotAllowed, NotFound
from commentspace.text.markdown import to_text
from tests.small_draft import FIRST, PARAGRAPHS, SECOND
from tests.world import World


@pytest.fixture
def draft(world: World) -> str:
    """A draft of the next revision, begun with the text as it stands."""
    return world.write(drafts.begin_here, world.caller("lars"), world.document)


def state(world: World, draft: str) -> State:
    return world.read(previews.find, world.caller("lars"), draft).state


def edit(world: World, draft: str, act: Act, *, by: str = "lars") -> Done:
    return world.database.carry_out_here(editing.steps(world.caller(by), draft, act))


def typed(each: DraftParagraph, text: str = "", **other: Any) -> Typed:
    said = {"label": each.label, "kind": each.kind.value, "level": each.level} | other
    return Typed.of(text or each.markdown, said["label"], said["kind"], said["level"])


def write(each: DraftParagraph, text: str, **other: Any) -> Write:
    return Write(each.key, stamp(each), typed(each, text, **other))


def test_two_moderators_who_edit_different_paragraphs_do_not_disturb_each_other(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    edit(world, draft, write(before[FIRST], "By Lars."))
    edit(world, draft, write(before[SECOND], "By Fang."), by="fang")
    after = state(world, draft).paragraphs
    assert (after[FIRST].markdown, after[SECOND].markdown) == ("By Lars.", "By Fang.")
    assert [each.paragraph for each in after] == [each.paragraph for each in before]


def test_whoever_edits_what_another_has_changed_meanwhile_overwrites_nothing(world: World, draft: str) -> None:
    each = state(world, draft).paragraphs[FIRST]
    edit(world, draft, write(each, "By Lars."))
    for act in (write(each, "By Fang."), Delete(each.key, stamp(each)), Join(each.key, stamp(each), "")):
        with pytest.raises(Changed) as refused:
            edit(world, draft, act, by="fang")
        assert refused.value.key == each.key
    assert state(world, draft).paragraphs[FIRST].markdown == "By Lars."


def test_the_same_words_by_two_are_no_conflict(world: World, draft: str) -> None:
    each = state(world, draft).paragraphs[FIRST]
    edit(world, draft, write(each, "The same."))
    edit(world, draft, write(each, "The same."), by="fang")
    assert len(state(world, draft).steps) == 1


def test_an_edit_that_was_made_while_another_was_kept_is_made_again(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    mine = editing.steps(world.caller("lars"), draft, write(before[FIRST], "By Lars."))
    step = mine.send(None)
    for _ in range(2):  # read, and computed: now it waits to be kept
        answer = world.read(step.query, *step.args) if hasattr(step, "query") else step.function(*step.args)
        step = mine.send(answer)
    edit(world, draft, write(before[SECOND], "By Fang."), by="fang")
    assert world.write(step.verb, *step.args) is False
    world.database.carry_out_here(resumed(mine, answer=False))
    after = state(world, draft).paragraphs
    assert (after[FIRST].markdown, after[SECOND].markdown) == ("By Lars.", "By Fang.")


def resumed(steps: Any, *, answer: object) -> Generator[Any, Any, None]:
    """The rest of an act that was given this answer."""
    step = steps.send(answer)
    while True:
        answer = yield step
        try:
            step = steps.send(answer)
        except StopIteration:
            return


def at_once(world: World, draft: str, *acts: Act) -> list[Done | Changed]:
    """Each of these done by another process at the same moment, and what each was answered."""
    ready = Barrier(len(acts))

    def one(act: Act) -> Done | Changed:
        with closing(Database(world.url, clock=world.clock)) as database:
            ready.wait()
            try:
                return database.carry_out_here(editing.steps(world.caller("lars"), draft, act))
            except Changed as refused:
                return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_edits_at_the_same_moment_are_all_kept_unless_they_are_of_one_paragraph(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    others = [write(each, f"New {each.key}.") for each in before[:4]]
    answers = at_once(world, draft, *others, write(before[6], "By one."), write(before[6], "By another."))
    assert sum(isinstance(each, Done) for each in answers) == 5
    after = state(world, draft)
    assert [each.markdown for each in after.paragraphs[:4]] == [f"New {each.key}." for each in before[:4]]
    assert after.paragraphs[6].markdown in ("By one.", "By another.")
    assert len(after.steps) == 5


def test_what_is_deleted_stays_in_the_draft_and_comes_back_as_it_was(world: World, draft: str) -> None:
    each = state(world, draft).paragraphs[FIRST]
    edit(world, draft, Delete(each.key, stamp(each)))
    gone = state(world, draft).paragraphs[FIRST]
    assert gone.left_out
    with pytest.raises(Changed):
        edit(world, draft, write(each, "Late."), by="fang")
    edit(world, draft, BringBack(gone.key, stamp(gone)))
    assert state(world, draft).paragraphs[FIRST] == each


def test_the_last_paragraph_cannot_be_deleted(world: World, draft: str) -> None:
    *others, last = state(world, draft).paragraphs
    for each in others:
        edit(world, draft, Delete(each.key, stamp(each)))
    with pytest.raises(Invalid):
        edit(world, draft, Delete(last.key, stamp(last)))
    assert state(world, draft).paragraphs[-1] == last


def test_a_new_paragraph_is_known_as_new_and_stands_where_it_was_put(world: World, draft: str) -> None:
    each = state(world, draft).paragraphs[FIRST]
    for beside, is_before in ((each.key, False), (each.key, True), ("", False)):
        edit(world, draft, Add(beside, Typed.of("New.", "", "paragraph", 1), is_before))
    after = state(world, draft).paragraphs
    assert [n for n, each in enumerate(after) if not each.paragraph] == [0, FIRST + 1, FIRST + 3]
    assert len({each.key for each in after}) == len(after)


def test_moving_keeps_the_identity_and_is_refused_where_somebody_has_moved_it(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    each, last = before[FIRST], before[-1]
    around = before[FIRST - 1].key, before[FIRST + 1].key
    edit(world, draft, Move(each.key, last.key, *around))
    assert state(world, draft).paragraphs[-1] == each
    with pytest.raises(Changed):
        edit(world, draft, Move(each.key, "", *around), by="fang")
    edit(world, draft, Undo(last_mark(state(world, draft))))
    assert [each.key for each in state(world, draft).paragraphs] == [each.key for each in before]


def test_joined_paragraphs_come_from_both_and_parts_of_one_all_from_it(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    one, other = before[FIRST], before[FIRST + 1]
    edit(world, draft, Join(one.key, stamp(one), other.key))
    whole = state(world, draft).paragraphs[FIRST]
    assert (whole.key, whole.paragraph.split()) == (one.key, [one.paragraph, other.paragraph])
    edit(world, draft, Divide(whole.key, stamp(whole), typed(whole, "One part.\n\nAnother part.")))
    parts = state(world, draft).paragraphs[FIRST : FIRST + 2]
    assert [each.markdown for each in parts] == ["One part.", "Another part."]
    assert [each.paragraph for each in parts] == [whole.paragraph, whole.paragraph]
    assert parts[0].key == whole.key != parts[1].key


def test_the_label_of_the_second_does_not_go_into_the_text_of_joined_paragraphs(world: World, draft: str) -> None:
    one, other = state(world, draft).paragraphs[FIRST : FIRST + 2]
    edit(world, draft, write(other, other.markdown, label="99."))
    other = state(world, draft).paragraphs[FIRST + 1]
    edit(world, draft, Join(one.key, stamp(one), other.key))
    whole = state(world, draft).paragraphs[FIRST]
    assert (whole.label, whole.markdown.split()) == (one.label, f"{one.markdown} {other.markdown}".split())


def test_nothing_is_joined_with_another_paragraph_than_was_seen(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    one, other = before[FIRST], before[FIRST + 1]
    edit(world, draft, Add(one.key, Typed.of("Between.", "", "paragraph", 1)), by="fang")
    with pytest.raises(Changed):
        edit(world, draft, Join(one.key, stamp(one), other.key))


def test_only_the_change_that_was_seen_is_taken_back(world: World, draft: str) -> None:
    before = state(world, draft).paragraphs
    edit(world, draft, write(before[FIRST], "By Lars."))
    seen = last_mark(state(world, draft))
    edit(world, draft, write(before[SECOND], "By Fang."), by="fang")
    with pytest.raises(Conflict):
        edit(world, draft, Undo(seen))
    edit(world, draft, Undo(last_mark(state(world, draft))))
    assert state(world, draft).paragraphs[SECOND] == before[SECOND]


def test_what_cannot_be_a_paragraph_is_refused(world: World, draft: str) -> None:
    for text, label, kind, level in (
        (" \n", "", "paragraph", 1),
        ("x" * 40_001, "", "paragraph", 1),
        ("x", "y" * 41, "paragraph", 1),
        ("x", "", "poem", 1),
        ("x", "", "heading", 10),
    ):
        with pytest.raises(Invalid):
            Typed.of(text, label, kind, level)
    assert typed(DraftParagraph(Kind.NOTE, "x"), "x", level=3).level == 1


def test_only_moderators_edit_and_only_while_the_draft_waits(world: World, draft: str) -> None:
    each = state(world, draft).paragraphs[FIRST]
    for key in ("ama", "priya", "julian", None):
        with pytest.raises((NotFound, NotAllowed)):
            world.database.carry_out_here(editing.steps(world.caller(key), draft, write(each, "x")))
    mark = world.read(previews.find, world.caller("lars"), draft).mark
    world.database.carry_out_here(issue.steps(world.caller("lars"), draft, mark))
    with pytest.raises(Conflict):
        edit(world, draft, write(each, "Too late."))


TEXTS = st.sampled_from(["Water.", "Peat **dries** out.", "水。", "ماء", "One.\n\nTwo.", "- a\n- b"])
PLACES = st.integers(0, 30)


def acts(state: State, verb: str, at: int, other: int, text: str) -> Act:
    """An act on a paragraph at some place, as somebody would ask for it who has seen this state."""
    places = state.paragraphs
    each, beside = places[at % len(places)], places[other % len(places)]
    key, mark = each.key, stamp(each)
    made: dict[str, Act] = {
        "write": Write(key, mark, typed(each, text)),
        "divide": Divide(key, mark, typed(each, text)),
        "add": Add(beside.key, typed(each, text), bool(at % 2)),
        "delete": Delete(key, mark),
        "bring-back": BringBack(key, mark),
        "move": Move(key, beside.key),
        "join": Join(key, mark, following(state, at % len(places))),
    }
    return made[verb]


STEPS = st.tuples(
    st.sampled_from(["write", "divide", "add", "delete", "bring-back", "move", "join"]), PLACES, PLACES, TEXTS
)


def words(state: State) -> str:
    """All letters of the draft, also of what was taken out."""
    return "".join(sorted("".join(to_text(each.markdown) + each.label for each in state.paragraphs).replace("\n", "")))


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_after_any_edits_keys_differ_and_undoing_them_gives_the_text_back(asked: list[Any]) -> None:
    begun = tuple(replace(each, key=f"key{n}", paragraph=f"uid{n}") for n, each in enumerate(PARAGRAPHS))
    states = [State(begun)]
    for step in asked:
        try:
            after, key = acts(states[-1], *step).done(states[-1])
        except Invalid:
            continue
        assert key in {each.key for each in after.paragraphs}
        assert len({each.key for each in after.paragraphs}) == len(after.paragraphs)
        known = {name for each in after.paragraphs for name in each.paragraph.split()}
        assert known == {each.paragraph for each in begun}
        if step[0] in ("move", "delete", "bring-back"):
            assert words(after) == words(states[-1])
        after = preview_states.read(preview_states.written(after))
        if after.paragraphs != states[-1].paragraphs:
            states.append(after)
    for before, after in zip(reversed(states[:-1]), reversed(states[1:]), strict=True):
        undone, _ = Undo(last_mark(after)).done(after)
        assert undone.paragraphs == before.paragraphs
