"""The table shows each comment once, in the order that is asked for, in windows that fit together."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlmodel import Session, col

from commentspace.domain import names
from commentspace.domain.dispositions import assigning, satisfying
from commentspace.domain.table.asked import NONE, Asked
from commentspace.domain.table.rows import Part
from commentspace.domain.tables import Alike, Comment, Likeness
from commentspace.errors import NotAllowed, NotFound, SignInNeeded
from tests.small_draft import CHINESE, FIRST, ITEM, SECOND, TITLE
from tests.table.asking import answer, counted, uids, window
from tests.world import World


def alike(world: World, *groups: tuple[str, ...], kind: str = "near") -> None:
    """As if these had been found to be alike."""

    def write(session: Session, *, now: datetime) -> None:
        row = {"uid": names.new(), "document_id": world.document_id, "up_to_seq": 0, "at": datetime.now(UTC)}
        likeness = session.execute(insert(Likeness).returning(col(Likeness.id)), row).scalar_one()
        ids = dict(session.execute(select(col(Comment.uid), col(Comment.id))).all())
        for group in groups:
            session.execute(
                insert(Alike),
                [{"likeness_id": likeness, "comment_id": ids[uid], kind: group[0]} for uid in group],
            )

    world.database.write_here(write)


def some(world: World) -> list[str]:
    """Four comments: two on the second paragraph, made before those on the first."""
    return [
        world.post("ama", SECOND, "One."),
        world.post("wei", SECOND, "A comma.", kind="editorial"),
        world.post("li", FIRST, "Which water?", proposal="fresh"),
        world.post("ama", CHINESE, "我们同意湿地原则。"),
    ]


def test_rows_stand_as_in_the_text_and_otherwise_as_one_asks(world: World) -> None:
    one, comma, water, chinese = some(world)
    assert uids(world) == [water, one, comma, chinese]
    assert uids(world, sort="newest") == [chinese, water, comma, one]
    assert uids(world, sort="oldest") == [one, comma, water, chinese]
    answer(world, water, one, outcome="noted")
    assert uids(world, sort="answer") == [comma, chinese, water, one]
    assert uids(world, sort="organisation")[0] in (comma, water)


def test_replies_and_what_was_withdrawn_are_shown_when_one_asks_for_them(world: World) -> None:
    first = world.post("ama", FIRST, "Which water?")
    reply = world.reply("wei", first, "The river's.")
    gone = world.post("li", SECOND, "Taken back.")
    world.withdraw("li", gone)
    assert (uids(world), uids(world, which="replies"), uids(world, which="withdrawn")) == (
        [first],
        [first, reply],
        [gone],
    )
    assert window(world).lines[0].replies == 1


def test_windows_fit_together_whatever_the_order(world: World) -> None:
    made = [world.post(by, place, f"Says {n}.") for n in range(3) for by in ("ama", "wei") for place in (FIRST, SECOND)]
    alike(world, (made[0], made[3], made[5]), (made[1], made[2]))
    for asked in ({}, {"sort": "newest"}, {"group": "near"}, {"group": "organisation", "sort": "size"}):
        whole = uids(world, **asked)
        assert sorted(whole) == sorted(made)
        seen, after = [], ""
        while True:
            part = window(world, part=Part(after, most=5), **asked)
            seen += [line.comment.uid for line in part.lines]
            after = part.later
            if not after:
                break
        assert seen == whole
        last = window(world, part=Part(most=12), **asked).lines[-1].at
        before = window(world, part=Part(before=last, most=4), **asked)
        assert [line.comment.uid for line in before.lines] == whole[-5:-1]
        assert before.earlier


def test_a_place_that_makes_no_sense_is_the_beginning(world: World) -> None:
    made = some(world)
    for place in ("%%%", "W10", "WyJhIl0", "x" * 5_000, "WzEsMSwxLDFd", "W3RydWUsMSwxXQ"):
        assert len(window(world, part=Part(after=place)).lines) == len(made)


def test_groups_begin_once_and_say_how_many_they_have(world: World) -> None:
    one, comma, water, chinese = some(world)
    alike(world, (one, chinese))
    answer(world, one)
    found = window(world, group="near")
    assert [(line.comment.uid, line.begins, line.group) for line in found.lines] == [
        (one, "begins", one),
        (chinese, "", one),
        (water, "begins", NONE),
        (comma, "", NONE),
    ]
    assert (found.groups[one].comments, found.groups[one].lacking) == (2, 1)
    later = window(world, part=Part(found.lines[0].at), group="near")
    assert [line.begins for line in later.lines] == ["continues", "begins", ""]
    assert window(world, group="organisation", organisation="China").groups.keys() == {"China"}


FOUND = [
    ({"kind": "editorial"}, 1),
    ({"proposal": "yes"}, 1),
    ({"answer": "lacks"}, 3),
    ({"answer": "answered"}, 1),
    ({"answer": "rejected"}, 1),
    ({"answer": "accepted"}, 0),
    ({"satisfied": "unsaid"}, 1),
    ({"satisfied": "yes"}, 0),
    ({"words": "WATER"}, 1),
    ({"words": "湿地"}, 1),
    ({"words": '"which water"'}, 1),
    ({"words": "100%"}, 0),
    ({"assigned": "somebody"}, 1),
    ({"assigned": "nobody"}, 3),
    ({"assigned": "me"}, 1),
    ({"assigned": "overdue"}, 0),
    ({"alike": "yes"}, 2),
    ({"late": "yes"}, 0),
    ({"round": "1"}, 4),
    ({"round": "2"}, 0),
    ({"organisation": "China"}, 1),
    ({"organisation": "nobody"}, 0),
]


def test_each_filter_finds_what_it_says_and_counts_as_it_finds(world: World) -> None:
    one, comma, water, _ = some(world)
    alike(world, (one, comma))
    answer(world, water, outcome="rejected", reason="No.")
    lars = next(
        each for each in world.read(assigning.assignees, world.space_id) if each.person_id == world.person("lars")
    )
    world.database.carry_out_here(assigning.steps(world.caller("fang"), world.document, [one], lars.uid))
    values = counted(world).values
    for asked, number in FOUND:
        assert len(uids(world, **asked)) == number, asked
        assert counted(world, **asked).found == number, asked
        for name, value in asked.items():
            assert name == "words" or values[name].get(value, 0) == number, asked


def test_what_waits_what_writers_say_and_what_is_overdue_is_found(world: World) -> None:
    one, comma, water, _ = some(world)
    answer(world, one)
    said = world.seen("lars", one).disposition
    assert said is not None
    world.write(satisfying.say, world.caller("ama"), said.uid, False, "Not so.")
    lars = next(
        each for each in world.read(assigning.assignees, world.space_id) if each.person_id == world.person("lars")
    )
    due = world.clock.now + timedelta(hours=1)
    world.database.carry_out_here(assigning.steps(world.caller("lars"), world.document, [comma], lars.uid, due))
    assert uids(world, assigned="overdue") == []
    world.clock.now += timedelta(hours=2)
    assert (uids(world, assigned="overdue"), uids(world, satisfied="no")) == ([comma], [one])
    world.execute("UPDATE space SET confirms = true")
    answer(world, water, outcome="noted")
    assert (uids(world, answer="proposed"), uids(world, answer="noted")) == ([water], [])
    assert water in uids(world, answer="lacks")
    counts = counted(world).values
    assert (counts["answer"]["proposed"], counts["satisfied"], counts["assigned"]["overdue"]) == (1, {"no": 1}, 1)


def test_a_count_beside_a_choice_keeps_to_all_other_filters(world: World) -> None:
    some(world)
    values = counted(world, kind="editorial").values
    assert values["kind"] == {"substantive": 3, "editorial": 1}
    assert values["answer"] == {"lacks": 1}


def test_a_heading_stands_for_all_that_is_under_it(world: World) -> None:
    _one, _comma, water, _chinese = some(world)
    here = world.paragraphs[FIRST].uid
    assert uids(world, place=here) == [water]
    assert len(uids(world, place=world.paragraphs[0].uid)) >= 1
    assert uids(world, place="nowhere") == []


def test_only_moderators_have_the_table(world: World) -> None:
    some(world)
    for ask in (window, counted):
        for key, refusal in (("ama", NotAllowed), ("priya", NotAllowed)):
            with pytest.raises(refusal):
                ask(world, key)
        with pytest.raises((NotFound, SignInNeeded)):
            ask(world, None)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"answer": "maybe", "kind": "x", "sort": "x", "group": "x", "round": "9" * 9}, {}),
        ({"answer": "lacks", "proposal": "yes"}, {"answer": "lacks", "proposal": "yes"}),
        ({"sort": "place"}, {}),
        ({"words": "x" * 999}, {"words": "x" * 200}),
    ],
)
def test_an_address_says_what_is_asked_and_nothing_else(query: dict[str, str], said: dict[str, str]) -> None:
    assert Asked.of(query).query == said
    assert Asked.of(Asked.of(query).query) == Asked.of(query)


def test_words_find_a_comment_by_its_number_and_those_on_a_paragraph_by_its_label(world: World) -> None:
    made = [world.post("ama", place, f"Says {word}.") for place, word in ((FIRST, "one"), (ITEM, "two"), (TITLE, "3"))]
    assert uids(world, words="#2") == uids(world, words="＃2") == [made[1]]
    assert uids(world, words="3") == [made[2]]
    assert set(uids(world, words="1")) == {made[0]}
    assert uids(world, words="1.") == [made[0]]
    assert uids(world, words="(a) two") == [made[1]]
    assert uids(world, words="¶1") == [made[2]]
    assert uids(world, words="#2 one") == []
