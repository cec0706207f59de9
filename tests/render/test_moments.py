"""Moments are said in the zone of who reads them, with the zone's name, as their language writes them."""

from datetime import UTC, datetime

import pytest

from commentspace import places
from commentspace.domain.review_windows import StandingOfReview
from commentspace.render import moments
from commentspace.render.environment import environment, interface, locale
from commentspace.render.pieces import Pieces
from tests.world import CLOSES

SUMMER = datetime(2026, 7, 16, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "UTC", "16 Jul 2026, 09:00 UTC"),
        ("en", "Europe/Oslo", "16 Jul 2026, 11:00 CEST"),
        ("fr", "Europe/Oslo", "16 juil. 2026, 11:00 UTC+2"),
        ("zh", "Asia/Shanghai", "2026年7月16日 17:00 UTC+8"),
        ("ar", "Asia/Kolkata", "16 يوليو 2026، 14:30 UTC+5:30"),
        ("es", "America/Lima", "16 jul 2026, 04:00 UTC-5"),
    ],
)
def test_a_moment_is_said_with_its_zone(language: str, zone: str, said: str) -> None:
    assert moments.said(SUMMER, locale(language), zone) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "16 July 2026, 11:00 Central European Summer Time"),
        ("ru", "16 июля 2026 г., 11:00 Центральная Европа, летнее время"),
        ("zh", "2026年7月16日 11:00 中欧夏令时间"),
    ],
)
def test_a_deadline_is_said_with_the_full_name_of_its_zone(language: str, said: str) -> None:
    found = moments.said_in_full(SUMMER, locale(language), "Europe/Oslo")
    assert found.split() == said.split(), "spaces that do not break are spaces"


def test_pages_speak_in_the_zone_of_their_person_and_pieces_in_utc() -> None:
    templates = environment(places.templates())
    page = templates.from_string("{{ when|moment }}").render(interface("en"), when=CLOSES, zone="Europe/Oslo")
    assert page == '<time datetime="2026-03-16T09:00:00Z">16 Mar 2026, 10:00 CET</time>'
    piece = Pieces(templates).standing(StandingOfReview("open", closes_at=CLOSES), "en")
    assert "16 Mar 2026, 09:00 UTC</time>" in piece


def test_a_word_with_two_meanings_is_looked_up_by_what_is_meant() -> None:
    templates = environment(places.templates())
    assert templates.from_string("{{ pgettext('review', 'Open') }}").render(interface("en")) == "Open"
