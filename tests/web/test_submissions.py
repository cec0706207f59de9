"""Sending a filled file from the browser: seen before it is posted, decided without a script, posted, taken back."""

from tests.filled import doubtful, filled, send, sure, unplaced
from tests.small_draft import FIRST, SECOND
from tests.web.fixtures import AsVisitor
from tests.world import World


def page_of(world: World, uid: str) -> str:
    return f"/d/{world.document}/files/{uid}"


async def test_a_table_is_uploaded_read_and_shown_and_sent_again_it_leads_to_the_same(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    ama, address = visitor("ama"), f"/d/{sqlite_world.document}/files"
    table = ("matrix.csv", b"Paragraph,Comment\r\n1,Say which water.\r\n,What is this about?\r\n")
    shown = await ama.submit(await ama.get(address), file=table)
    assert "The file is read." in shown.text
    assert "Post 1 comment" in shown.text
    again = await ama.submit(await ama.get(address), file=table)
    assert "You have sent this file before." in again.text
    assert sqlite_world.rows("SELECT count(*) FROM submission") == [(1,)]
    listed = await ama.get(address)
    assert "matrix.csv" in listed.text
    saved = await ama.get(f"{shown.address.partition('?')[0]}/file")
    assert saved.response.content == table[1]


async def test_a_file_after_the_closing_is_not_read(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, address = visitor("ama"), f"/d/{sqlite_world.document}/files"
    form = await ama.get(address)
    sqlite_world.close_review()
    refused = await ama.submit(form, file=("matrix.csv", b"Paragraph,Comment\r\n1,Too late.\r\n"))
    assert refused.status == 409
    assert "so this file was not taken" in refused.text


async def test_what_was_found_is_shown_and_posted_when_one_says_so(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    rows = [sure(world, 1, "Say which.", quote="flow of water", proposal="flow of fresh water"), unplaced(2, "Where?")]
    begun = send(world, "ama", filled(*rows))
    ama = visitor("ama")
    page = await ama.get(page_of(world, begun.uid))
    assert page.status == 200
    assert "Post 1 comment" in page.text
    assert "Where?" in page.text
    posted = await ama.submit(page, "#posting", press="Post 1 comment")
    assert "Posted." in posted.text
    [view] = world.views("wei")
    assert (view.body, view.quotation, view.proposal) == ("Say which.", "flow of water", "flow of fresh water")


async def test_a_doubtful_row_goes_where_one_says_and_the_likeliest_is_chosen(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world = sqlite_world
    begun = send(world, "ama", filled(doubtful(world, 1, "First."), doubtful(world, 2, "Second.")))
    ama = visitor("ama")
    page = await ama.get(page_of(world, begun.uid))
    [(row,)] = world.rows("SELECT uid FROM submission_row WHERE position = 1")
    kept = await ama.submit(page, "form.filled", press="Keep these choices", typed={f"place-{row}": "1"})
    assert "Your choices are kept." in kept.text
    await ama.submit(kept, "#posting", press="Post 2 comments")
    found = {view.body: view.paragraph for view in world.views("wei")}
    assert found == {"First.": world.paragraphs[FIRST].uid, "Second.": world.paragraphs[SECOND].uid}


async def test_a_row_without_a_place_is_found_one_by_words(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    begun = send(world, "ama", filled(unplaced(1, "Where?")))
    ama = visitor("ama")
    page = await ama.get(page_of(world, begun.uid))
    [(row,)] = world.rows("SELECT uid FROM submission_row")
    words = " ".join(world.paragraphs[SECOND].text.split()[:3])
    found = await ama.submit(page, "form.filled", press="Find paragraphs", typed={f"words-{row}": words})
    assert world.paragraphs[SECOND].uid in found.text
    kept = await ama.submit(found, "form.filled", press="Keep these choices")
    await ama.submit(kept, "#posting", press="Post 1 comment")
    assert [view.paragraph for view in world.views("wei")] == [world.paragraphs[SECOND].uid]


async def test_all_is_taken_back(sqlite_world: World, visitor: AsVisitor) -> None:
    world = sqlite_world
    begun = send(world, "ama", filled(sure(world, 1, "A."), sure(world, 2, "B.")))
    ama = visitor("ama")
    posted = await ama.submit(await ama.get(page_of(world, begun.uid)), "#posting", press="Post 2 comments")
    await ama.submit(posted, "form[action$=withdrawal]")
    assert [view.status for view in world.views("wei")] == ["withdrawn", "withdrawn"]


async def test_a_long_file_is_posted_behind_the_page_which_says_how_far(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    world = sqlite_world
    begun = send(world, "ama", filled(*(sure(world, at, f"Row {at}.") for at in range(70))))
    ama = visitor("ama")
    page = await ama.submit(await ama.get(page_of(world, begun.uid)), "#posting", press="Post 70 comments")
    assert "60 of 70 posted." in page.text
    assert 'http-equiv="refresh"' in page.text


async def test_another_documents_page_does_not_show_it(sqlite_world: World, visitor: AsVisitor) -> None:
    begun = send(sqlite_world, "ama", filled(sure(sqlite_world, 1, "A.")))
    assert (await visitor("ama").get(f"/d/{'a' * 16}/files/{begun.uid}")).status == 404
    assert (await visitor("wei").get(page_of(sqlite_world, begun.uid))).status == 404
    assert (await visitor("lars").get(page_of(sqlite_world, begun.uid))).status == 200


async def test_a_file_of_another_kind_and_none_are_refused_in_words(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, address = visitor("ama"), f"/d/{sqlite_world.document}/files"
    none = await ama.send(address, key="a-key-of-it")
    assert none.status == 422
    assert "Choose a file first." in none.text
    form = await ama.get(address)
    other = await ama.submit(form, file=("movie.mp4", b"\0\0\0"))
    assert other.status == 422
    assert "This kind of file is not taken here." in other.text
    assert sqlite_world.rows("SELECT count(*) FROM submission") == [(0,)]


async def test_readers_are_told_that_they_cannot(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("priya").get(f"/d/{sqlite_world.document}/files")
    assert "You can read here, but not comment." in page.text
