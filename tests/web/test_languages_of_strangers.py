"""Who has not signed in chooses the language of the pages by a press; it stays in their browser."""

from tests.web.fixtures import AsVisitor

CHOOSER = "footer.languages form"


async def test_a_stranger_chooses_and_stays_where_they_were(visitor: AsVisitor) -> None:
    someone = visitor()
    page = await someone.get("/sign-in?next=/settings", {"Accept-Language": "ru"})
    assert page.one("html").get("lang") == "ru"
    page = await someone.submit(page, CHOOSER, press="ar")
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == ("ar", "rtl")
    assert page.one("main input[name='next']").get("value") == "/settings"
    assert (await someone.get("/", {"Accept-Language": "ru"})).one("html").get("lang") == "ar"


async def test_who_has_signed_in_reads_in_the_language_of_their_settings(visitor: AsVisitor) -> None:
    ama = visitor("ama")
    await ama.send("/language", language="zh", next="/")
    page = await ama.get("/")
    assert (page.one("html").get("lang"), page.has(CHOOSER)) == ("en", False)


async def test_what_is_no_language_of_ours_is_refused_and_leads_nowhere_else(visitor: AsVisitor) -> None:
    someone = visitor()
    assert (await someone.send("/language", language="xx")).status == 422
    answer = await someone.send("/language", language="fr", next="https://evil.example/")
    assert answer.header("location") == "/"
    page = await visitor().get("/", {"Accept-Language": "es", "Cookie": "language=../../etc"})
    assert page.one("html").get("lang") == "es"
