"""Mail that came in, for moderators, its writer, and whoever holds a receipt; and the files of comments."""

from commentspace.demo.cast import member
from commentspace.domain import files, inbound, undo
from commentspace.domain.file_kinds import File
from commentspace.domain.inbound import Verdict
from commentspace.domain.why import Sentence
from commentspace.mail.answering import GONE, UNPLACED
from commentspace.render.environment import translations
from tests.domain.test_placing import chosen, file, received
from tests.small_draft import FIRST
from tests.web.addresses import space
from tests.web.fixtures import SECRET, AsVisitor
from tests.world import World


async def test_a_moderator_finds_what_is_held_from_the_space_and_files_it(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, lars = received(sqlite_world), visitor("lars")
    page = await lars.get(space(sqlite_world))
    assert "1 held" in page.words(".does")
    held = await lars.get((await lars.get(space(sqlite_world, "inbound"))).link("Re: Wetlands"))
    assert "A moderator has to look at it" in held.words(".verdict")
    label = sqlite_world.paragraphs[FIRST].label.rstrip(".")
    found = await lars.get(space(sqlite_world, f"inbound/{uid}?document={sqlite_world.document}&words={label}"))
    filed = await lars.submit(found, "form.filing", piece="0", place=f"p-{sqlite_world.paragraphs[FIRST].uid}")
    assert "its writer is told" in filed.words(".flash")
    assert [view.body for view in sqlite_world.views("wei") if view.door == "mail"] == ["New."]
    assert "held" not in (await lars.get(space(sqlite_world))).words(".does")


async def test_a_refusal_keeps_what_was_chosen(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, lars = received(sqlite_world), visitor("lars")
    words = f"inbound/{uid}?document={sqlite_world.document}&words=water"
    page = await lars.submit(await lars.get(space(sqlite_world, words)), "form.filing", piece="1", place="")
    assert page.status == 422
    assert "Choose the paragraph" in page.problem("place")
    assert page.all("input[name=piece][checked]")[0].get("value") == "1"


async def test_it_is_sent_back_and_dropped_with_a_reason(sqlite_world: World, visitor: AsVisitor) -> None:
    lars = visitor("lars")
    for act, said in (("return", "on its way back"), ("drop", "is dropped")):
        uid = received(sqlite_world)
        page = await lars.submit(
            await lars.get(space(sqlite_world, f"inbound/{uid}")), f"form[action$={act}]", reason=" "
        )
        assert page.status == 422
        page = await lars.submit(page, f"form[action$={act}]", reason="It is an advertisement.")
        assert said in page.words(".flash")
        assert "It is an advertisement." in page.words(".verdict")
        assert member("lars").name in page.words("dl")


async def test_the_message_as_it_came_is_only_for_saving(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = received(sqlite_world)
    for key, address in (
        ("lars", space(sqlite_world, f"inbound/{uid}/message.eml")),
        ("ama", f"/mail/{uid}/message.eml"),
    ):
        answer = await visitor(key).get(address)
        assert answer.text.startswith("From: ")
        assert answer.header("Content-Type") == "text/plain; charset=utf-8"
        assert answer.header("Content-Disposition").startswith("attachment;")
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert "no-store" in answer.header("Cache-Control")
        assert "sandbox" in answer.header("Content-Security-Policy")
    assert (await visitor("wei").get(f"/mail/{uid}/message.eml")).status == 404
    assert (await visitor("wei").get(space(sqlite_world, f"inbound/{uid}/message.eml"))).status == 403


async def test_the_list_can_be_asked_for_a_verdict_and_a_person(sqlite_world: World, visitor: AsVisitor) -> None:
    held, filed = received(sqlite_world), received(sqlite_world, Verdict.FILED)
    page = await visitor("lars").get(space(sqlite_world, "inbound?verdict=filed"))
    assert filed in page.text
    assert held not in page.text
    assert "No such mail" in (await visitor("lars").get(space(sqlite_world, "inbound?person=aaaaaaaaaaaaaaaa"))).text


async def test_a_writer_sees_what_was_left_out_and_files_it(sqlite_world: World, visitor: AsVisitor) -> None:
    uid, ama = received(sqlite_world, Verdict.EMPTY), visitor("ama")
    page = await ama.get((await ama.get("/mail")).link("Re: Wetlands"))
    assert "Ama" in page.text
    label = sqlite_world.paragraphs[FIRST].label.rstrip(".")
    found = await ama.get(f"/mail/{uid}?document={sqlite_world.document}&words={label}")
    posted = await ama.submit(found, "form.filing", piece="1", place=f"p-{sqlite_world.paragraphs[FIRST].uid}")
    assert "Your comment is posted." in posted.words(".flash")
    offered = [node.get("value") for node in found.all("form.filing input[name=piece]")]
    left = (await ama.get(f"/mail/{uid}")).all("form.filing input[name=piece]")
    assert [node.get("value") for node in left] == [each for each in offered if each != "1"], "it is not filed twice"
    assert (await visitor("wei").get(f"/mail/{uid}")).status == 404


async def test_the_list_says_that_something_was_left_out_only_where_a_text_or_a_file_was(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = received(sqlite_world, Verdict.FILED)
    said = "Some of it was left out."
    assert sqlite_world.rows("SELECT left_out <> '' FROM inbound_text") == [(1,)], "the mail quotes our letter"
    sqlite_world.execute("UPDATE inbound SET reason = '' WHERE uid = :uid", uid=uid)
    assert said not in (await visitor("ama").get("/mail")).text
    sqlite_world.execute("UPDATE inbound SET reason = :why WHERE uid = :uid", why="It came too late.", uid=uid)
    assert said in (await visitor("ama").get("/mail")).text


async def test_the_link_of_a_receipt_takes_back_only_when_its_button_is_pressed(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, nobody = sqlite_world.post("ama", door="mail"), visitor(None)
    address = f"/undo/{undo.link(uid, SECRET.encode())}"
    page = await nobody.get(address)
    assert sqlite_world.seen("wei", uid).status == "shown"
    page = await nobody.submit(page)
    assert "It is taken back" in page.words("h1")
    assert sqlite_world.seen("wei", uid).status == "withdrawn"
    assert "It is taken back" in (await nobody.get(address)).words("h1")
    assert (await nobody.get(f"{address}a")).status == 404


async def test_a_link_of_an_old_receipt_leads_to_the_comment_and_takes_nothing_back(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid, nobody = sqlite_world.post("ama", door="mail"), visitor(None)
    address = f"/undo/{undo.link(uid, SECRET.encode())}"
    sqlite_world.clock.advance(days=31)
    assert "Take this comment back?" not in (await nobody.get(address)).text
    assert (await nobody.send(address)).status == 403
    assert sqlite_world.seen("wei", uid).status == "shown"


async def test_a_file_is_named_at_its_comment_and_only_for_saving(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama", door="mail")
    comment = sqlite_world.seen("wei", uid)
    kept = [File("Карта «дельты».pdf", "application/pdf", b"%PDF-1.7")]
    sqlite_world.database.write_here(files.keep, comment.id, kept)
    page = await visitor("wei").get(f"/c/{uid}")
    assert "Карта «дельты».pdf 1 kB" in page.words(".files")
    address = page.link("Карта «дельты».pdf")
    answer = await visitor("wei").get(address)
    assert answer.text == "%PDF-1.7"
    assert answer.header("Content-Disposition").endswith(
        "filename*=UTF-8''%D0%9A%D0%B0%D1%80%D1%82%D0%B0%20%C2%AB%D0%B4%D0%B5%D0%BB%D1%8C%D1%82%D1%8B%C2%BB.pdf"
    )
    assert "sandbox" in answer.header("Content-Security-Policy")
    assert answer.header("X-Content-Type-Options") == "nosniff"
    sqlite_world.hold(uid)
    assert (await visitor("wei").get(address)).status == 404
    sqlite_world.release(uid)
    sqlite_world.withdraw("ama", uid)
    assert (await visitor("wei").get(address)).status == 404


async def test_mail_of_no_space_is_for_administrators(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = received(sqlite_world)
    sqlite_world.execute("UPDATE inbound SET space_id = NULL WHERE uid = :uid", uid=uid)
    assert (await visitor("lars").get("/inbound")).status == 403
    sqlite_world.execute("UPDATE person SET is_admin = true WHERE id = :id", id=sqlite_world.person("nadia"))
    nadia = visitor("nadia")
    page = await nadia.get(f"/inbound/{uid}")
    assert "New." not in page.text
    dropped = await nadia.submit(page, "form[action$=drop]", reason="Nobody's.")
    assert "is dropped" in dropped.words(".flash")
    assert sqlite_world.read(inbound.waiting) == []


async def test_the_page_of_a_comment_says_that_a_moderator_put_it_there_and_to_whom_it_may_who(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = received(sqlite_world)
    file(sqlite_world, uid, chosen(sqlite_world, uid, 0))
    [comment] = [view.uid for view in sqlite_world.views("wei") if view.door == "mail"]
    for key, is_named in (("ama", True), ("fang", True), ("wei", False)):
        facts = (await visitor(key).get(f"/c/{comment}")).words("dl.facts")
        assert "Put here by" in facts, key
        assert (member("lars").name in facts) == is_named, key


async def test_every_sentence_of_a_reason_is_in_the_readers_language(sqlite_world: World, visitor: AsVisitor) -> None:
    sqlite_world.speaks("lars", "fr")
    uid = received(sqlite_world, Verdict.RETURNED, reason=[Sentence(UNPLACED), Sentence(GONE)])
    said = [" ".join(translations("fr").gettext(each).split()) for each in (UNPLACED, GONE)]
    for address in (space(sqlite_world, "inbound"), space(sqlite_world, f"inbound/{uid}")):
        words = (await visitor("lars").get(address)).words(".verdict")
        assert all(each in words for each in said), words
        assert UNPLACED not in words


async def test_nothing_is_said_of_a_letter_where_a_mail_answers_none(sqlite_world: World, visitor: AsVisitor) -> None:
    page = await visitor("lars").get(space(sqlite_world, f"inbound/{received(sqlite_world)}"))
    assert "It answers" not in page.words("dl")
    assert "Content-Type" not in page.text


async def test_an_administrator_comes_to_the_mail_of_no_space_from_the_first_page(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.execute("UPDATE person SET is_admin = true WHERE id = :id", id=sqlite_world.person("nadia"))
    first = await visitor("nadia").get("/")
    assert (await visitor("nadia").get(first.link("Mail of no space"))).status == 200
    assert "/inbound" not in (await visitor("lars").get("/")).text
