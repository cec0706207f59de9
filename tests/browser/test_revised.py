"""A revision is issued while somebody writes: what they typed is theirs, about the text that they have read."""

from playwright.async_api import expect

from commentspace.domain import documents
from commentspace.domain.anchors import settling
from commentspace.domain.anchors.settling import Said
from tests.browser.conftest import House
from tests.revisions.making import next_revision, reworded
from tests.small_draft import FIRST, TWICE


async def test_what_one_types_meanwhile_is_kept_and_posted_on_the_text_that_one_has_read(house: House) -> None:
    world = house.world
    row = f"#p-{world.paragraphs[FIRST].uid}"
    ama = await house.reader("ama")
    await ama.click(f"{row} .tools .does-comment")
    await ama.locator(f"{row} comment-composer [name=body]").fill("Begun before.")
    next_revision(world, reworded("comes before", "goes before"))
    await expect(ama.locator("#stale")).to_be_visible()
    await ama.click("#stale [data-again]")
    composer = ama.locator(f"{row} comment-composer")
    await expect(composer.locator("[name=body]")).to_have_value("Begun before.")
    await expect(composer.locator("[data-earlier]")).to_be_visible()
    await composer.locator("[data-post]").click()
    await expect(ama.locator(f"{row} .comment .carried")).to_contain_text("made on revision 1")
    await expect(ama.locator("comment-composer")).to_have_count(0)


async def test_a_comment_that_a_moderator_puts_elsewhere_goes_there_on_open_pages(house: House) -> None:
    world = house.world
    comment = world.post("ama", FIRST, quote="flow of water")
    answer = world.reply("wei", comment)
    next_revision(world, reworded("comes before", "goes before"))
    page = await house.reader("priya")
    document, _ = world.read(documents.find, world.caller("lars"), world.document)
    said = Said(document.revision_uid, world.paragraphs[TWICE].uid)
    world.write(settling.settle, world.caller("lars"), comment, said)
    there = page.locator(f"#p-{world.paragraphs[TWICE].uid}-threads #t-{comment}")
    await expect(there.locator(f"#c-{answer}")).to_be_visible()
    await expect(there.locator(f"#c-{comment} .carried")).to_contain_text("placed here by Lars Nygård")
    await expect(page.locator(f"#p-{world.paragraphs[FIRST].uid}-threads > *")).to_have_count(0)


async def test_selected_words_of_a_paragraph_are_where_a_comment_is_put(house: House) -> None:
    world = house.world
    comment = world.post("ama", FIRST, quote="flow of water")
    next_revision(world, reworded("comes before", "goes before"))
    lars, to = await house.person("lars"), world.paragraphs[TWICE].uid
    await lars.goto(f"{house.url}/c/{comment}/place?words=measured+again")
    await lars.evaluate(
        """(uid) => {
            const text = document.querySelector(`[data-words-of="${uid}"]`);
            const node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode();
            const from = node.data.lastIndexOf("measured");
            getSelection().setBaseAndExtent(node, from, node, from + "measured".length);
        }""",
        to,
    )
    await expect(lars.locator(f"[name='words-{to}']")).to_have_value("measured")
    await lars.click(f"button[value='{to}:words']")
    view = world.seen("priya", comment)
    text = world.paragraphs[TWICE].text
    assert (view.paragraph, view.quotation, view.start) == (to, "measured", text.rindex("measured"))
