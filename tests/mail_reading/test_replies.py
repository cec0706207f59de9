"""Each hand-made reply proves what its file's name says."""

import pytest

from commentspace.demo.cast import CAST
from commentspace.mail.lines import LINK, without_struck
from commentspace.mail.sent import BARE_MARKER, MARKER
from commentspace.text.normal import normal
from tests.mail_reading.expected import EXPECTED, IMPERFECT
from tests.mail_reading.tally import NAMES, answers, faults, found_in, read

LEAST_REPLIES = 120
MOST_LEAKING = 0.02
SIX = {"ar", "en", "es", "fr", "ru", "zh"}
LEAST_OF_EACH = 12


def letters(text: str) -> str:
    return normal(LINK.sub(" ", text))


def forms(line: str) -> tuple[str, ...]:
    """A line as it came, without a marker, and without what was struck through: a proposal tells that."""
    bare = BARE_MARKER.sub("", MARKER.sub("", line, count=1), count=1)
    return line, bare, without_struck(bare)


def test_every_reply_has_its_expected_answers() -> None:
    assert sorted(EXPECTED) == NAMES
    assert len(NAMES) >= LEAST_REPLIES


def test_nothing_wanted_is_lost_in_any_and_nothing_quoted_leaks_in_98_of_100() -> None:
    all_faults = {name: faults(name) for name in NAMES}

    assert {name: each.lost for name, each in all_faults.items() if each.lost} == {}
    leaking = {name for name, each in all_faults.items() if each.leaked}
    assert leaking <= IMPERFECT.keys()
    assert len(leaking) <= MOST_LEAKING * len(NAMES)


def test_what_is_known_to_be_imperfect_is_still_so() -> None:
    assert all(found_in(name) != EXPECTED[name] for name in IMPERFECT)


@pytest.mark.parametrize("name", sorted(set(NAMES) - IMPERFECT.keys()))
def test_what_is_new_is_found_and_placed(name: str) -> None:
    segments = answers(name).segments

    assert found_in(name) == EXPECTED[name]
    assert [each.index for each in segments] == list(range(len(segments)))
    assert all(each.general is (each.target is None) for each in segments)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_dropped(name: str) -> None:
    incoming = read(name)
    found = answers(name)

    kept = letters(
        "\n".join([found.left_out, *(text for each in found.segments for text in (each.text, each.proposal))])
    )
    missing = [
        [line for line in text.split("\n") if not any(letters(form) in kept for form in forms(line))]
        for text in (incoming.plain, incoming.rich)
        if text
    ]
    assert [] in missing


@pytest.mark.parametrize("name", NAMES)
def test_the_sender_is_one_of_the_cast(name: str) -> None:
    incoming = read(name)
    assert (incoming.from_name, incoming.from_address) in {(member.name, member.address) for member in CAST}


def test_each_of_the_six_languages_is_well_represented() -> None:
    spoken: dict[str, str] = {member.address: member.language for member in CAST}
    used = [spoken[read(name).from_address] for name in NAMES]

    assert {language for language in SIX if used.count(language) >= LEAST_OF_EACH} == SIX
