"""The services themselves: what the other tests stand on."""

from pathlib import Path

import psycopg

from tests.services.browser import Visit


def test_a_private_postgres_answers_and_sorts_by_code_point(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT current_setting('server_encoding'), lower('É'), 'Z' < 'a'").fetchone()
    assert row == ("UTF8", "é", True)


async def test_two_visitors_do_not_share_cookies(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>草案</title>", encoding="utf-8")
    first, second = await visit(), await visit()
    await first.goto((tmp_path / "page.html").as_uri())
    await first.context.add_cookies([{"name": "a", "value": "b", "url": "http://127.0.0.1"}])
    assert await first.title() == "草案"
    assert await second.context.cookies() == []
