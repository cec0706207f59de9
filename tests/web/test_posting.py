"""Commenting without a script: on a paragraph, on words in it, and what happens to a text that is refused."""

import pytest

from commentspace.domain.bodies import LIMIT
from commentspace.errors import Closed
from tests.small_draft import CHINESE, EMOJI, FIRST, TWICE
from tests.web.addresses import comment, paragraph, room
from tests.web.fixtures import AsVisitor
from tests.web.pages import Page
from tests.world import CLOSES, World

SENTENCE = " ".join(Closed.sentence.split())


def kept(page: Page) -> str:
    """What stands in the field for the text."""
    return ("".join(str(part) for part in page.one("textarea[name=body]").itertext())).removeprefix("\n")


async def test_a_comment_on_a_paragraph_is_there_at_once(sqlite_world: World, visitor: AsVisitor) -> None:
    ama, priya = visitor("ama"), visitor("priya")
    room_page = await ama.get(room(sqlite_world))
    form = await ama.get(
        room_page.one(f"#p-{sqlite_world.paragraphs[FIRST].uid} a.write").get("href", ""),
    )
    page = await ama.submit(form, "form.write", body="Which *water*?\nThe river's?")
    assert page.words(".flash") == "Your comment is posted."
    assert page.words(".comment .body em") == "water"
    [seen] = (await priya.get(room(sqlite_world))).all(".comment")
    uid = str(seen.get("data-comment"))
    view = sqlite_world.seen("priya", uid)
    assert (view.body, view.door, view.author, view.start) == (
        "Which *water*?\nThe river's?",
        "web",
        "Ama Boateng",
        None,
    )


@pytest.mark.parametrize(
    ("position", "words"), [(FIRST, "flow of water"), (EMOJI, "👩🏽‍🌾 people"), (CHINESE, "恢复水，🐟")]
)
async def test_a_comment_on_words_keeps_them_and_their_place(
    sqlite_world: World, visitor: AsVisitor, position: int, words: str
) -> None:
    ama = visitor("ama")
    form = await ama.get(paragraph(sqlite_world, position))
    page = await ama.submit(form, "form.write", body="Why?", exact=words)
    assert page.words(".comment .quotation") == words
    start = sqlite_world.paragraphs[position].text.index(words)
    assert page.one(".comment").get("data-quote") == f"{start}-{start + len(words)}"


@pytest.mark.parametrize(("position", "words"), [(FIRST, "flow of wine"), (TWICE, "measured")])
async def test_words_that_are_not_there_or_twice_are_refused_and_the_text_is_kept(
    sqlite_world: World, visitor: AsVisitor, position: int, words: str
) -> None:
    ama = visitor("ama")
    page = await ama.submit(
        await ama.get(paragraph(sqlite_world, position)), "form.write", body="Why **this**?", exact=words
    )
    assert page.status == 422
    assert "not in the paragraph as it stands now, or stand there twice" in page.problem("exact")
    assert (kept(page), page.one("[name=exact]").get("value")) == ("Why **this**?", words)
    assert not sqlite_world.views("lars")
    page = await ama.submit(page, "form.write", exact="")
    assert page.words(".comment .body strong") == "this"


async def test_a_script_says_which_of_two_equal_words_is_meant(sqlite_world: World, visitor: AsVisitor) -> None:
    text = sqlite_world.paragraphs[TWICE].text
    start = text.rindex("measured")
    fields = {"exact": "measured", "prefix": text[:start][-30:], "suffix": text[start + 8 :], "key": "a-key-of-a-form"}
    answer = await visitor("ama").send(
        paragraph(sqlite_world, TWICE), body="Why?", start=str(start), end=str(start + 8), **fields
    )
    assert answer.status == 303
    [view] = sqlite_world.views("priya")
    assert (view.start, view.end) == (start, start + 8)


@pytest.mark.parametrize("place", ["9" * 5000, "-1", "x", "", "٣", "4.5"])
async def test_a_place_that_is_no_number_does_no_harm(sqlite_world: World, visitor: AsVisitor, place: str) -> None:
    answer = await visitor("ama").send(
        paragraph(sqlite_world), body="Why?", exact="flow of water", start=place, end=place, key="a-key-of-a-form"
    )
    assert answer.status == 303
    assert sqlite_world.views("priya")[0].quotation == "flow of water"


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [("", 422, "nothing written yet"), (" \n\t ", 422, "nothing written yet"), ("水" * 7_000, 413, "21000 bytes")],
)
async def test_an_empty_or_too_long_text_is_refused_at_its_field(
    sqlite_world: World, visitor: AsVisitor, body: str, status: int, says: str
) -> None:
    ama = visitor("ama")
    page = await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", body=body)
    assert (page.status, says in page.problem("body")) == (status, True)
    assert kept(page).strip() == body.strip()
    assert not sqlite_world.views("lars")


async def test_a_text_of_the_full_length_is_taken(sqlite_world: World, visitor: AsVisitor) -> None:
    ama = visitor("ama")
    page = await ama.submit(await ama.get(paragraph(sqlite_world)), "form.write", body="x" * LIMIT)
    assert page.words(".flash") == "Your comment is posted."


@pytest.mark.parametrize("at_its_hour", [True, False])
async def test_after_the_closing_the_page_says_the_one_sentence_and_keeps_the_text(
    sqlite_world: World, visitor: AsVisitor, at_its_hour: bool
) -> None:
    ama, text = visitor("ama"), "Written\nfor an hour."
    form = await ama.get(paragraph(sqlite_world))
    if at_its_hour:
        sqlite_world.clock.now = CLOSES
    else:
        sqlite_world.close_review()
    page = await ama.submit(form, "form.write", body=text, exact="flow of water")
    assert (page.status, page.problem(), kept(page)) == (409, SENTENCE, text)
    assert page.one("[name=exact]").get("value") == "flow of water"
    assert not sqlite_world.views("lars")
    sqlite_world.reopen_review()
    assert (await ama.submit(page, "form.write")).words(".comment .body") == "Written for an hour."


async def test_without_an_open_review_no_form_is_offered(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.close_review()
    page = await visitor("ama").get(paragraph(sqlite_world))
    assert (page.status, page.has("form.write")) == (200, False)


async def test_a_reader_is_offered_no_form_and_refused_with_the_text_kept(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    priya = visitor("priya")
    assert not (await priya.get(paragraph(sqlite_world))).has("form.write")
    page = await priya.send(paragraph(sqlite_world), body="May I?", key="a-key-of-a-form")
    assert (page.status, kept(page)) == (403, "May I?")
    assert "Ask a moderator" in page.problem()


@pytest.mark.parametrize("is_open", [True, False])
async def test_who_was_signed_out_meanwhile_finds_the_text_kept(
    sqlite_world: World, visitor: AsVisitor, is_open: bool
) -> None:
    sqlite_world.change_space(is_open=is_open)
    ama, uid = visitor("ama"), sqlite_world.post("wei")
    forms = [await ama.get(paragraph(sqlite_world)), await ama.get(comment(uid, "reply"))]
    forms.append(await ama.get(comment(uid, "letter")))
    await ama.send("/sign-out")
    for form in forms:
        selector = "form.write" if form.has("form.write") else "main form:not(.does-endorse)"
        page = await ama.submit(form, selector, body="Written for an hour.")
        assert page.status == (401 if is_open else 404)
        assert "Written for an hour." in page.words("textarea")
    assert len(sqlite_world.views("lars")) == 1


async def test_a_paragraph_is_commented_on_in_its_own_document_only(sqlite_world: World, visitor: AsVisitor) -> None:
    own = sqlite_world.paragraphs[FIRST].uid
    for address in (f"/d/aaaaaaaaaaaaaaaa/p/{own}/comment", f"{room(sqlite_world)}/p/aaaaaaaaaaaaaaaa/comment"):
        page = await visitor("ama").send(address, body="Which water?", key="a-key-of-a-form")
        assert (page.status, page.words("textarea")) == (404, "Which water?")
    assert not sqlite_world.views("lars")
