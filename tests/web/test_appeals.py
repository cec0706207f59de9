"""Appeals in the browser: the writer says why, moderators find it and decide."""

from commentspace.domain import appeals
from tests.web.addresses import comment
from tests.web.fixtures import AsVisitor
from tests.world import World


async def test_a_writer_appeals_from_their_comment_and_another_moderator_decides(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    uid = sqlite_world.post("ama")
    sqlite_world.hold(uid, "A name is in it.")
    ama, lars, nadia = visitor("ama"), visitor("lars"), visitor("nadia")
    page = await ama.get((await ama.get(comment(uid))).link("Appeal"))
    page = await ama.submit(page, text="It is the name of a river.")
    assert page.words(".flash").startswith("The moderators have your appeal")
    assert not page.has("[name=text]"), "one appeals once"
    home = await nadia.get("/")
    listed = await nadia.get(home.link("1 appeal waits for a decision"))
    page = await nadia.get(listed.link("Ama Boateng about #1"))
    held = await lars.submit(await lars.get(comment(uid, "appeal")), answer="No.", press="It stays held back")
    assert (held.status, "another moderator decides" in held.words()) == (403, True)
    assert held.words("[name=answer]") == "No.", "what was typed is kept"
    page = await nadia.submit(page, answer="So it is.", press="Release it")
    assert page.words(".flash") == "The comment is released."
    told = (await ama.get(comment(uid))).words("main")
    assert "The appeal was granted" in told
    assert "So it is." in told
    assert "So it is." not in (await visitor("wei").get(comment(uid))).words("main")
    assert not (await nadia.get("/")).has(f"a[href='/d/{sqlite_world.document}/review/appeals']")


async def test_others_find_neither_the_page_nor_the_list(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    sqlite_world.hold(uid)
    sqlite_world.write(appeals.appeal, sqlite_world.caller("ama"), uid, "Look again.")
    for key, status in (("wei", 404), ("priya", 404), (None, 404)):
        assert (await visitor(key).get(comment(uid, "appeal"))).status == status
    sqlite_world.release(uid)
    assert (await visitor("wei").get(comment(uid, "appeal"))).status == 403
    assert (await visitor("ama").get(f"/d/{sqlite_world.document}/review/appeals")).status == 403


async def test_what_waits_for_a_look_is_refused_with_a_reason_from_its_place(
    sqlite_world: World, visitor: AsVisitor
) -> None:
    sqlite_world.change_space(holds_new=True)
    uid, lars, ama = sqlite_world.post("ama"), visitor("lars"), visitor("ama")
    assert not (await ama.get(comment(uid))).has(f"a[href='{comment(uid, 'appeal')}']"), "nobody has judged it"
    page = await lars.get((await lars.get(comment(uid))).link("Refuse"))
    await lars.submit(page, reason="This is about another draft.")
    page = await ama.get(comment(uid))
    assert "This is about another draft." in page.words(f"#c-{uid} .status")
    assert page.has(f"a[href='{comment(uid, 'appeal')}']")


async def test_a_decision_that_does_not_say_which_decides_nothing(sqlite_world: World, visitor: AsVisitor) -> None:
    uid = sqlite_world.post("ama")
    sqlite_world.hold(uid)
    sqlite_world.write(appeals.appeal, sqlite_world.caller("ama"), uid, "Look again.")
    nadia = visitor("nadia")
    [(made,)] = sqlite_world.rows("SELECT uid FROM appeal")
    page = await nadia.post(comment(uid, "appeal/decision"), [("appeal", made), ("answer", "So it is.")])
    assert "could not be read" in page.words()
    assert page.words("[name=answer]") == "So it is.", "what was typed is kept"
    assert sqlite_world.rows("SELECT decided_at FROM appeal") == [(None,)]
