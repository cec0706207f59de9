"""Feed, calendar and mailbox: read again by programs that know these formats."""

import email
import mailbox
from contextlib import closing
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree

from commentspace.formats.options import Options
from commentspace.render import calendar, feed
from commentspace.render import mailbox as mailbox_export
from tests.exporting.discussed import ADDRESS, HOSTILE, discuss, taken
from tests.world import World

ATOM = {"a": feed.ATOM}


@pytest.fixture
def named(sqlite_world: World) -> dict[str, str]:
    return discuss(sqlite_world)


def test_the_feed_has_the_newest_first_and_nothing_withdrawn_or_held(
    sqlite_world: World, named: dict[str, str]
) -> None:
    root = etree.fromstring(feed.write(taken(sqlite_world, "priya"), Options()))
    names = [str(found.text).rpartition("/")[2] for found in root.iterfind("a:entry/a:id", ATOM)]
    assert names[0] == named["first"]  # edited last
    assert set(names) == {named[key] for key in ("first", "answer", "below", "proposal", "hostile")}
    assert {str(each.text) for each in root.iterfind("a:entry/a:author/a:name", ATOM)} >= {"Ama Boateng", "陈伟"}
    updated = [str(each.text) for each in root.iterfind("a:entry/a:updated", ATOM)]
    assert root.findtext("a:updated", namespaces=ATOM) == max(updated)


def test_what_a_comment_says_is_safe_html_in_the_feed(sqlite_world: World, named: dict[str, str]) -> None:
    written = feed.write(taken(sqlite_world, "priya"), Options(language="fr"))
    contents = [str(each.text) for each in etree.fromstring(written).iterfind("a:entry/a:content", ATOM)]
    assert not any("<script" in content for content in contents)
    assert any("&lt;script&gt;alert(1)" in content for content in contents)
    assert any("<blockquote>flow of water</blockquote>" in content for content in contents)
    assert any("Say &lt;it&gt; otherwise." in content for content in contents)


def test_a_review_is_an_event_with_a_reminder(sqlite_world: World) -> None:
    made = Calendar.from_ical(calendar.write(taken(sqlite_world, "priya"), Options()))
    [event] = made.walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 3, 16, 9, tzinfo=UTC)
    assert str(event["url"]) == f"{ADDRESS}/d/{sqlite_world.document}"
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger").days == -1
    assert all(len(line) <= 75 for line in made.to_ical().split(b"\r\n"))


def test_a_document_without_a_review_gives_an_empty_calendar(sqlite_world: World) -> None:
    exported = taken(sqlite_world, "priya")
    sqlite_world.execute("DELETE FROM review_change")
    sqlite_world.execute("DELETE FROM review_window")
    without = taken(sqlite_world, "priya")
    assert (exported.review.state, without.review.state) == ("open", "none")
    assert Calendar.from_ical(calendar.write(without, Options())).walk("VEVENT") == []


def test_a_mail_program_finds_the_threads_in_the_mailbox(
    sqlite_world: World, named: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "discussion.mbox"
    path.write_bytes(mailbox_export.write(taken(sqlite_world, "priya"), Options()))
    box = mailbox.mbox(path)
    with closing(box):
        read = [email.message_from_bytes(message.as_bytes(), policy=default) for message in box]
    messages: dict[str, Any] = {str(each["Message-ID"]).strip("<>").partition("@")[0]: each for each in read}
    assert set(messages) == set(named.values()) - {named["held"]}
    assert messages[named["below"]]["References"].split() == [
        f"<{named['first']}@nobody.invalid>",
        f"<{named['answer']}@nobody.invalid>",
    ]
    first = messages[named["first"]]
    assert first["From"].addresses[0].display_name == "Ama Boateng (Ghana)"
    assert "flow of water" in first.get_content()
    assert "@" not in str(first["To"]).replace("@nobody.invalid", "")


def test_lines_that_begin_with_from_come_back_as_they_were(sqlite_world: World, named: dict[str, str]) -> None:
    written = mailbox_export.write(taken(sqlite_world, "priya"), Options()).decode()
    assert ">From me to you" in written
    assert ">>From the land" in written
    assert written.count("\nFrom ") == len(named) - 2  # one for each message after the first
    assert all(line.removeprefix(">") in written for line in HOSTILE.splitlines())


def test_a_withdrawn_comment_keeps_its_place_without_its_text(sqlite_world: World, named: dict[str, str]) -> None:
    written = mailbox_export.write(taken(sqlite_world, "priya"), Options()).decode()
    assert "This comment was withdrawn." in written
    assert "canary" not in written
