"""Comments and replies: numbered, anchored, with where they came from."""

import pytest

from commentspace.domain import comments
from commentspace.domain.bodies import LIMIT, Body
from commentspace.domain.postings import Posting
from commentspace.errors import Invalid, NotAllowed, NotFound, SignInNeeded, TooLong
from tests.clock import START
from tests.small_draft import FIRST, SECOND
from tests.world import OUTSIDER, World


def test_a_comment_is_seen_by_everybody_with_its_number_and_its_author(world: World) -> None:
    first, second = world.post("ama", FIRST, "Which **water**?"), world.post("wei", SECOND, "同意。")
    seen = world.seen("priya", first)
    assert (seen.number, seen.author, seen.on_behalf_of, seen.affiliation) == (
        1, "Ama Boateng", "Ghana", "Coastal Field Station",
    )  # fmt: skip
    assert (seen.body, seen.html) == ("Which **water**?", "<p>Which <strong>water</strong>?</p>")
    assert seen.paragraph == world.paragraphs[FIRST].uid
    assert (seen.thread, seen.parent, seen.states, seen.status) == (first, None, 1, "shown")
    assert world.seen("priya", second).number == 2


def test_a_comment_keeps_where_it_came_from(world: World) -> None:
    received = START
    world.clock.advance(minutes=3)
    seen = world.seen("priya", world.post("ama", door="mail", received_at=received))
    assert (seen.door, seen.received_at, seen.posted_at, seen.revision) == ("mail", received, world.clock.now, 1)


def test_on_whose_behalf_it_was_said_is_kept_as_it_was_then(world: World) -> None:
    comment = world.post("ama")
    with world.database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE membership SET on_behalf_of = 'Nobody'")
    assert world.seen("wei", comment).on_behalf_of == "Ghana"


def test_replies_form_a_thread_below_the_first(world: World) -> None:
    first = world.post("ama")
    second = world.reply("wei", first, "同意。")
    third = world.reply("ama", second, "Good.")
    seen = world.seen("priya", third)
    assert (seen.thread, seen.parent, seen.parent_name, seen.parent_number) == (first, second, "陈伟", 2)
    assert (seen.parent_is_root, world.seen("priya", second).parent_is_root) == (False, True)
    assert seen.paragraph == world.paragraphs[FIRST].uid


def test_the_kind_of_a_comment_is_one_of_four(world: World) -> None:
    assert world.seen("wei", world.post("ama", kind="translation")).kind == "translation"
    with pytest.raises(Invalid) as refused:
        Posting(Body.of("x"), "a" * 16, kind="rant")
    assert refused.value.field == "kind"


@pytest.mark.parametrize(("by", "refusal"), [("priya", NotAllowed), (OUTSIDER, NotFound), (None, NotFound)])
def test_readers_and_outsiders_can_neither_comment_nor_reply(
    world: World, by: str | None, refusal: type[Exception]
) -> None:
    comment = world.post("ama")
    with pytest.raises(refusal):
        world.write(comments.post, world.caller(by), world.paragraphs[FIRST].uid, world.posting("x"))
    with pytest.raises(refusal):
        world.write(comments.reply, world.caller(by), comment, world.posting("x"))
    assert len(world.views("lars")) == 1


def test_a_visitor_of_an_open_space_is_asked_to_sign_in_first(world: World) -> None:
    world.change_space(is_open=True)
    with pytest.raises(SignInNeeded):
        world.write(comments.post, world.caller(None), world.paragraphs[FIRST].uid, world.posting("x"))
    with pytest.raises(NotAllowed):
        world.write(comments.post, world.caller(OUTSIDER), world.paragraphs[FIRST].uid, world.posting("x"))


def test_a_paragraph_or_comment_that_never_was_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.write(comments.post, world.caller("ama"), "aaaaaaaaaaaaaaaa", world.posting("x"))
    with pytest.raises(NotFound):
        world.write(comments.reply, world.caller("ama"), "aaaaaaaaaaaaaaaa", world.posting("x"))


@pytest.mark.parametrize("written", ["", " \n\t", "\x00\x07\ufeff"])
def test_an_empty_text_is_refused_at_its_field(written: str) -> None:
    with pytest.raises(Invalid, match="nothing written") as refused:
        Body.of(written)
    assert refused.value.field == "body"


def test_a_text_may_have_twenty_thousand_bytes_in_any_script() -> None:
    assert Body.of("水" * (LIMIT // 3)).markdown == "水" * (LIMIT // 3)
    for written in ("x" * (LIMIT + 1), "水" * (LIMIT // 3 + 1)):
        with pytest.raises(TooLong, match="20000") as refused:
            Body.of(written)
        assert refused.value.field == "body"


def test_what_is_stored_is_clean_and_safe() -> None:
    body = Body.of("a\r\nb\x00 <script>alert(1)</script> [x](javascript:alert(1))  \n")
    assert body.markdown == "a\nb <script>alert(1)</script> [x](javascript:alert(1))"
    assert "<script" not in body.html
    assert "href" not in body.html
