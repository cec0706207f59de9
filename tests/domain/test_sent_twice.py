"""The same form sent twice makes one comment, and a changed text is never swallowed."""

import pytest

from commentspace.domain import comments, edits
from commentspace.domain.bodies import Body
from commentspace.domain.post_keys import SentBefore
from commentspace.domain.postings import Posted, Posting
from commentspace.errors import Invalid
from tests.small_draft import FIRST, SECOND
from tests.world import World

KEY = "form-1234"


def post(world: World, text: str, paragraph: int = FIRST, by: str = "ama", quote: str = "") -> Posted:
    posting = world.posting(text, paragraph, key=KEY, quote=quote)
    return world.write(comments.post, world.caller(by), world.paragraphs[paragraph].uid, posting)


def id_of(world: World, uid: str) -> int:
    [(found,)] = world.rows("SELECT id FROM comment WHERE uid = :uid", uid=uid)
    return int(found)


def test_the_same_key_and_text_is_the_same_comment(world: World) -> None:
    first, second = post(world, "Which water?"), post(world, "Which water?")
    assert (second.uid, second.number, second.again, first.again) == (first.uid, first.number, True, False)
    assert len(world.views("wei")) == 1


def test_it_is_the_same_comment_after_the_closing_too(world: World) -> None:
    first = post(world, "Which water?")
    world.close_review()
    assert post(world, "Which water?").uid == first.uid


@pytest.mark.parametrize(
    ("text", "paragraph", "quote"),
    [("Which sea?", FIRST, ""), ("Which water?", SECOND, ""), ("Which water?", FIRST, "flow of water")],
)
def test_the_same_key_with_something_else_says_so_and_names_the_first(
    world: World, text: str, paragraph: int, quote: str
) -> None:
    first = post(world, "Which water?")
    with pytest.raises(SentBefore) as refused:
        post(world, text, paragraph, quote=quote)
    assert refused.value.comment_id == id_of(world, first.uid)
    assert refused.value.field == "body"
    assert [view.body for view in world.views("wei")] == ["Which water?"]


def test_keys_belong_to_a_person_and_a_verb(world: World) -> None:
    first = post(world, "Which water?")
    assert post(world, "Which water?", by="wei").uid != first.uid
    answer = world.write(comments.reply, world.caller("ama"), first.uid, world.posting("Which water?", key=KEY))
    assert answer.uid != first.uid
    assert len(world.views("wei")) == 3


def test_a_reply_sent_twice_is_one_reply(world: World) -> None:
    first = world.post("ama")
    for _ in range(2):
        world.write(comments.reply, world.caller("wei"), first, world.posting("同意。", key=KEY))
    assert [view.body for view in world.views("ama")] == ["Say more.", "同意。"]
    with pytest.raises(SentBefore):
        world.write(comments.reply, world.caller("wei"), first, world.posting("不同意。", key=KEY))


def test_an_edit_sent_twice_is_one_edit_and_a_changed_one_says_so(world: World) -> None:
    comment = world.post("ama")
    for _ in range(2):
        world.write(edits.edit, world.caller("ama"), comment, Body.of("More."), key=KEY, based_on=1)
    assert world.seen("ama", comment).states == 2
    with pytest.raises(SentBefore) as refused:
        world.write(edits.edit, world.caller("ama"), comment, Body.of("Much more."), key=KEY, based_on=1)
    assert refused.value.comment_id == id_of(world, comment)
    assert world.seen("ama", comment).body == "More."


@pytest.mark.parametrize("key", ["", "short", "x" * 81, "with space", "ключ-ключ"])
def test_a_form_that_lost_its_key_is_refused_with_what_to_do(world: World, key: str) -> None:
    posting = Posting(Body.of("Which water?"), key)
    with pytest.raises(Invalid, match="key") as refused:
        world.write(comments.post, world.caller("ama"), world.paragraphs[FIRST].uid, posting)
    assert refused.value.field == "key"
