"""Pieces of page: kept by what they show, joined into pages, and sent as they are."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from commentspace.domain import documents
from commentspace.render.pieces import Pieces, counted, thread_views
from tests.live.serving import ENVIRONMENT, Live
from tests.small_draft import FIRST
from tests.world import World


async def test_a_live_frame_is_the_same_bytes_as_the_page(live: Live) -> None:
    world = live.world
    comment = world.post("ama", quote="flow of water")
    page = await live.page("priya", "ar")
    world.reply("wei", comment)
    world.edit("ama", comment, "In **other** words.")
    while not page.is_fresh:
        await page.next()
    document, _ = world.read(documents.find, world.caller("priya"), world.document)
    row = Pieces(ENVIRONMENT).paragraph(document, world.paragraphs[FIRST], world.views("priya"), "ar")
    assert len(page.comments) == 2
    for part in page.comments.values():
        assert part["html"] in row
    assert page.pieces[f"p-{world.paragraphs[FIRST].uid}-count"] in row


def test_equal_views_are_rendered_once_and_each_face_and_language_for_itself(sqlite_world: World) -> None:
    comment = sqlite_world.post("ama")
    pieces = Pieces(ENVIRONMENT)
    wei, priya = sqlite_world.seen("wei", comment), sqlite_world.seen("priya", comment)
    assert wei is not priya
    assert pieces.comment(wei, "en") is pieces.comment(priya, "en")
    others = (sqlite_world.seen("ama", comment), sqlite_world.seen("lars", comment))
    shown = {pieces.comment(wei, "en"), *(pieces.comment(view, "en") for view in others)}
    assert len(shown) == 3


def test_an_edit_makes_a_new_piece(sqlite_world: World) -> None:
    comment = sqlite_world.post("ama")
    pieces = Pieces(ENVIRONMENT)
    before = pieces.comment(sqlite_world.seen("wei", comment), "en")
    sqlite_world.edit("ama", comment, "A better text.")
    assert "A better text." not in before
    assert "A better text." in pieces.comment(sqlite_world.seen("wei", comment), "en")


def test_no_more_pieces_are_kept_than_was_said(sqlite_world: World) -> None:
    views = [sqlite_world.seen("wei", sqlite_world.post("ama")) for _ in range(3)]
    pieces = Pieces(ENVIRONMENT, most=2)
    first = pieces.comment(views[0], "en")
    pieces.comment(views[1], "en")
    assert pieces.comment(views[0], "en") is first
    pieces.comment(views[1], "en")
    pieces.comment(views[2], "en")
    assert pieces.comment(views[0], "en") is not first
    assert pieces.comment(views[0], "en") == first


def test_threads_stand_by_the_time_of_their_roots_and_answers_by_theirs(sqlite_world: World) -> None:
    world = sqlite_world
    first, second = world.post("ama"), world.post("wei")
    world.clock.advance(minutes=1)
    answer = world.reply("wei", first)
    world.clock.advance(minutes=1)
    deeper = world.reply("ama", answer)
    world.clock.advance(minutes=1)
    last = world.reply("lars", first)
    for views in permutations(world.views("priya")):
        threads = thread_views(views)
        assert [thread.uid for thread in threads] == [first, second]
        assert [reply.uid for reply in threads[0].replies] == [answer, deeper, last]
        assert threads[1].root is not None
        assert threads[1].root.uid == second


def test_an_answer_whose_root_is_hidden_stands_for_itself(sqlite_world: World) -> None:
    root = sqlite_world.post("ama")
    answer = sqlite_world.reply("wei", root)
    sqlite_world.hold(root)
    [thread] = thread_views(sqlite_world.views("wei"))
    assert thread.root is not None
    assert thread.root.uid == thread.uid == answer


def test_withdrawn_comments_keep_their_place_and_do_not_count(sqlite_world: World) -> None:
    comment = sqlite_world.post("ama")
    sqlite_world.post("wei")
    sqlite_world.withdraw("ama", comment)
    views = sqlite_world.views("priya")
    assert len(views) == 2
    assert counted(views) == 1


def test_only_answers_make_a_thread_without_root(sqlite_world: World) -> None:
    root = sqlite_world.post("ama")
    answer = sqlite_world.seen("priya", sqlite_world.reply("wei", root))
    later = replace(answer, posted_at=answer.posted_at + timedelta(hours=1), uid="b" * 16, id=99)
    [thread] = thread_views([later, answer])
    assert (thread.uid, thread.root, thread.replies) == (root, None, (answer, later))
