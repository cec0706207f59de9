"""Who sees which comment: one table of people and comments, and one answer to those who may not know."""

from collections.abc import Callable
from typing import Any

import pytest

from commentspace.domain import announcements, comments, discussion, documents, exports, histories, messages, reviews
from commentspace.domain.bodies import Body
from commentspace.errors import NotFound
from tests.small_draft import FIRST, SECOND
from tests.world import OUTSIDER, World

SEES = {
    #           shown  held   answer by wei  answer by lars  below wei's   by rule   withdrawn
    "fang": "shown  held   answer         answered        below         by-rule   withdrawn",
    "lars": "shown  held   answer         answered        below         by-rule   withdrawn",
    "ama": "shown  held   answer         answered        below                   withdrawn",
    "wei": "shown         answer                                       by-rule   withdrawn",
    "olga": "shown                                       below                   withdrawn",
    "priya": "shown                                                               withdrawn",
    OUTSIDER: "shown                                                               withdrawn",
    None: "shown                                                               withdrawn",
}
"""In a space that is open to read: ama's comment is held, and with it what wei, lars and olga answered."""


@pytest.fixture
def kinds(world: World) -> dict[str, str]:
    """A comment of each kind, by its kind."""
    found = {"shown": world.post("ama", FIRST), "held": world.post("ama", SECOND), "withdrawn": world.post("wei")}
    found["answer"] = world.reply("wei", found["held"])
    found["below"] = world.reply("olga", found["answer"])
    world.hold(found["held"])
    found["answered"] = world.reply("lars", found["held"])
    world.withdraw("wei", found["withdrawn"])
    world.change_space(is_open=True, holds_new=True)
    found["by-rule"] = world.post("wei")
    return found


@pytest.mark.parametrize("key", SEES)
def test_everybody_sees_what_the_table_says(world: World, kinds: dict[str, str], key: str | None) -> None:
    seen = {view.uid for view in world.views(key)}
    assert {kind for kind, uid in kinds.items() if uid in seen} == set(SEES[key].split())
    for kind, uid in kinds.items():
        if kind in SEES[key].split():
            assert world.read(comments.find, world.caller(key), uid).uid == uid
        else:
            with pytest.raises(NotFound):
                world.read(comments.find, world.caller(key), uid)


def test_counts_and_exports_say_nothing_else(world: World, kinds: dict[str, str]) -> None:
    for key in SEES:
        seen, who = {view.uid for view in world.views(key)}, world.standing(key)
        counted = len(seen - {kinds["withdrawn"]})
        assert sum(world.read(discussion.counts, who).values()) == counted
        assert world.read(discussion.tallies, who) == {world.document: counted}
        gathered = world.exported(key)
        assert {comment["id"] for comment in gathered["comments"]} == seen


@pytest.mark.parametrize(
    ("key", "author", "face"),
    [("ama", "ama", "own"), ("lars", "ama", "inside"), ("wei", "ama", "outside"), ("lars", "lars", "own")],
)
def test_faces_are_own_inside_and_outside(world: World, key: str, author: str, face: str) -> None:
    assert world.seen(key, world.post(author)).face == face


def test_the_author_of_a_held_comment_sees_what_each_answer_below_it_answers(
    world: World, kinds: dict[str, str]
) -> None:
    seen = world.seen("ama", kinds["below"])
    assert (seen.parent, seen.parent_name, seen.thread) == (kinds["answer"], "陈伟", kinds["held"])


def test_somebody_whose_answer_is_held_does_not_learn_what_stands_above(world: World, kinds: dict[str, str]) -> None:
    seen = world.seen("olga", kinds["below"])
    assert (seen.parent, seen.parent_name, seen.parent_number, seen.thread) == (None, None, None, seen.uid)
    assert kinds["held"] not in repr(seen)


HIDDEN: dict[str, Callable[[World, str, str, str], Any]] = {
    "the document": lambda world, document, _p, _c: world.read(documents.find, world.caller(OUTSIDER), document),
    "the export": lambda world, document, _p, _c: world.read(
        exports.gather, world.caller(OUTSIDER), document, now=world.clock.now
    ),
    "a review": lambda world, document, _p, _c: world.write(reviews.close, world.caller(OUTSIDER), document, "x"),
    "a post": lambda world, _d, paragraph, _c: world.write(
        comments.post, world.caller(OUTSIDER), paragraph, world.posting("x")
    ),
    "a reply": lambda world, _d, _p, comment: world.reply(OUTSIDER, comment),
    "a withdrawal": lambda world, _d, _p, comment: world.withdraw(OUTSIDER, comment),
    "a hold": lambda world, _d, _p, comment: world.hold(comment, by=OUTSIDER),
    "a release": lambda world, _d, _p, comment: world.release(comment, by=OUTSIDER),
    "a history": lambda world, _d, _p, comment: world.read(histories.of_comment, world.caller(OUTSIDER), comment),
    "a letter": lambda world, _d, _p, comment: world.write(
        messages.write, world.caller(OUTSIDER), comment, Body.of("x"), "k" * 16
    ),
    "an announcement": lambda world, document, _p, _c: world.read(announcements.find, world.caller(OUTSIDER), document),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_hidden_and_what_never_was_answer_alike(world: World, what: str) -> None:
    sentences = []
    for names in ((world.document, world.paragraphs[FIRST].uid, world.post("ama")), ("a" * 16,) * 3):
        with pytest.raises(NotFound) as refused:
            HIDDEN[what](world, *names)
        sentences.append((type(refused.value), refused.value.said(), refused.value.field))
    assert sentences[0] == sentences[1]
