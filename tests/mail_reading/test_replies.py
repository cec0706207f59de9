"""Each hand-made reply proves what its file's name says."""

from pathlib import Path

import pytest

from commentspace.demo.cast import CAST
from commentspace.mail.message import Incoming, parse
from commentspace.mail.reading import Answers, find_answers
from tests.mail_reading.expected import EXPECTED, Found
from tests.mail_reading.letters import DIGEST, DIGEST_FACTS, NOTIFICATION, NOTIFICATION_FACTS

REPLIES = Path(__file__).parent / "replies"
NAMES = sorted(path.stem for path in REPLIES.glob("*.eml"))


def read(name: str) -> Incoming:
    return parse((REPLIES / f"{name}.eml").read_bytes())


def answers(incoming: Incoming) -> Answers:
    if NOTIFICATION_FACTS.subject in incoming.subject:
        return find_answers(incoming.plain, NOTIFICATION, NOTIFICATION_FACTS)
    return find_answers(incoming.plain, DIGEST, DIGEST_FACTS)


def test_every_reply_has_its_expected_answers() -> None:
    assert sorted(EXPECTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_is_new_is_found_and_placed(name: str) -> None:
    segments = answers(read(name)).segments

    found = [Found(each.target.marker if each.target else "", each.text, each.doubtful) for each in segments]
    assert found == EXPECTED[name]
    assert [each.index for each in segments] == list(range(len(segments)))
    assert all(each.general is (each.target is None) for each in segments)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_dropped(name: str) -> None:
    incoming = read(name)
    found = answers(incoming)

    kept = "\n".join([found.left_out, *(each.text for each in found.segments)])
    for line in incoming.plain.split("\n"):
        assert line.strip("> ") in kept or line.partition("] ")[2] in kept


@pytest.mark.parametrize("name", NAMES)
def test_the_sender_is_one_of_the_cast(name: str) -> None:
    incoming = read(name)
    assert (incoming.from_name, incoming.from_address) in {(member.name, member.address) for member in CAST}
