"""What stands on the envelopes and in the headers."""

import email.policy
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from commentspace.demo.cast import member
from commentspace.domain import announcements, member_lists, members, messages, sign_in
from commentspace.domain.bodies import Body
from commentspace.mail.envelope import Headers, Party, Unaddressable, in_ascii, sealed
from commentspace.mail.message import parse
from tests.clock import START
from tests.mail.house import MailHouse, settings_for
from tests.services.sink import Delivered, Sink
from tests.small_draft import FIRST
from tests.world import World

LONG_DOMAIN = "comments-on-drafts-of-the-working-group.a-long-name.example.org"
NAMED = frozenset({"From", "Reply-To", "To", "Subject"})
"""Headers that hold words of people, and so may hold encoded words."""


@pytest.fixture
async def letters(sqlite_world: World, sink: Sink, tmp_path: Path) -> AsyncIterator[dict[str, Delivered]]:
    """A letter of each kind, from a server with a long name, by kind."""
    settings = settings_for(sink, tmp_path, mail_domain=LONG_DOMAIN, base_url=f"https://{LONG_DOMAIN}")
    mail = MailHouse(sqlite_world, sink, settings)
    world = mail.world
    comment = world.post("wei", FIRST, "Say which water.")
    found = {"digest": await mail.digest("ama")}
    world.write(messages.write, world.caller("lars"), comment, Body.of("Which water?"), "letter-1")
    world.database.write_here(sign_in.ask, member("priya").address, "/", "127.0.0.1")
    wording = announcements.Wording.of("截止日期：三月", "The review closes soon.")
    world.write(announcements.announce, world.caller("nadia"), world.space_id, wording, "announcement-1")
    newcomer = member_lists.Entry.of("Julián Quispe", "julian.quispe@example.org", "", "", "participant", "es")
    world.write(members.add, world.caller("fang"), world.space_id, [newcomer])
    await mail.post_office.drain()
    for row in (row for kind in ("message", "sign-in", "announcement", "invitation") for row in mail.outgoing(kind)):
        found[row.kind] = next(each for each in sink.letters if row.message_id in each.message["Message-ID"])
    yield found
    await mail.post_office.close()


async def test_structured_headers_hold_no_encoded_words_and_are_not_folded(letters: dict[str, Delivered]) -> None:
    assert len(LONG_DOMAIN) >= 60
    assert set(letters) == {"digest", "message", "sign-in", "announcement", "invitation"}
    for letter in letters.values():
        head = letter.content.split(b"\r\n\r\n", 1)[0].decode("ascii")
        for name, value in re.findall(r"^([^:\s]+): (.*(?:\r\n .*)*)", head, re.MULTILINE):
            assert "=?" not in value or name in NAMED
            assert "\n" not in value or name == "Subject"


async def test_addresses_and_ids_come_through_whole(letters: dict[str, Delivered]) -> None:
    for letter in letters.values():
        message, read = letter.message, parse(letter.content)
        assert read.message_id == message["Message-ID"]
        assert message["Message-ID"].endswith(f"@{LONG_DOMAIN}>")
        assert read.from_address.endswith(f"@{LONG_DOMAIN}")
        assert message["From"] == message["Reply-To"]
        assert len(read.from_address.rpartition("@")[0]) <= 64


async def test_letters_to_many_can_be_ended_with_one_click(letters: dict[str, Delivered]) -> None:
    for kind, letter in letters.items():
        message = letter.message
        is_list = kind in ("digest", "announcement")
        assert (message["List-Id"] is not None) == is_list
        assert (message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click") == is_list
        if is_list:
            https, mailto = message["List-Unsubscribe"].split(", ")
            assert https.startswith(f"<https://{LONG_DOMAIN}/unsubscribe/")
            assert mailto.startswith("<mailto:u1.")


async def test_one_click_needs_both_headers_whole_in_one_line(letters: dict[str, Delivered]) -> None:
    """RFC 8058, sections 3.1 and 4: an https address, and the other header with exactly these words."""
    for kind in ("digest", "announcement"):
        head = letters[kind].content.split(b"\r\n\r\n", 1)[0].decode("ascii")
        [ends] = re.findall(r"^List-Unsubscribe: (.*)\r$", head, re.MULTILINE)
        https, mailto = re.fullmatch(r"<(https://[^<>\s]+)>, <(mailto:[^<>\s]+)>", ends).groups()  # type: ignore[union-attr]  # else it fails
        assert https.isascii()
        assert mailto.endswith(f"@{LONG_DOMAIN}")
        assert re.findall(r"^List-Unsubscribe-Post: (.*)\r$", head, re.MULTILINE) == ["List-Unsubscribe=One-Click"]


async def test_only_letters_of_machines_say_so(letters: dict[str, Delivered]) -> None:
    said = {kind: letter.message["Auto-Submitted"] for kind, letter in letters.items()}
    of_people = {"message": None, "announcement": None}
    assert said == dict.fromkeys(("digest", "sign-in", "invitation"), "auto-generated") | of_people
    assert all(letter.message["X-Commentspace-Loop"] == LONG_DOMAIN for letter in letters.values())


async def test_every_letter_can_bounce_to_an_address_of_its_own(letters: dict[str, Delivered]) -> None:
    senders = {letter.sender for letter in letters.values()}
    assert len(senders) == len(letters)
    assert all(sender.startswith("b1.") and sender.endswith(f"@{LONG_DOMAIN}") for sender in senders)


async def test_message_ids_are_unique(letters: dict[str, Delivered]) -> None:
    assert len({letter.message["Message-ID"] for letter in letters.values()}) == len(letters)


async def test_nobody_answers_a_sign_in_letter(letters: dict[str, Delivered]) -> None:
    assert letters["sign-in"].message["From"].addresses[0].addr_spec == f"noreply@{LONG_DOMAIN}"


@pytest.mark.parametrize(
    "name",
    ["مريم الحسيني من وزارة البيئة في المملكة", "Ольга Константиновна Кузнецова", "刘芳" * 20],
    ids=["Arabic", "Cyrillic", "Chinese"],
)
def test_a_name_that_has_to_be_encoded_fits_one_encoded_word(name: str) -> None:
    sender = Party(name, f"r1.x@{LONG_DOMAIN}", "(via Comments)")
    headers = Headers(
        sender, Party("", "ama.boateng@example.net"), "S" + name * 3, "<1@example.org>", START, "example.org"
    )
    content = sealed(headers, "text", "<p>text</p>")
    words = [word for word in content.decode("ascii").split() if word.startswith("=?")]
    assert words
    assert max(map(len, words)) <= 75
    read = email.message_from_bytes(content, policy=email.policy.default)
    assert read["Subject"] == "S" + name * 3
    assert read["From"].addresses[0].addr_spec == f"r1.x@{LONG_DOMAIN}"
    assert read["From"].addresses[0].display_name.endswith("(via Comments)")


def test_a_name_cannot_add_a_header_or_turn_its_neighbours() -> None:
    sender = Party("Eve\r\nBcc: all@example.org \u202e", "r1.x@example.org")
    headers = Headers(
        sender, Party("", "ama.boateng@example.net"), "One\r\nTwo: 2", "<1@example.org>", START, "example.org"
    )
    message = email.message_from_bytes(sealed(headers, "text", "<p>text</p>"), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["Two"] is None
    assert "\u202e" not in message["From"]


def test_a_domain_in_any_script_is_written_as_servers_take_it() -> None:
    assert in_ascii("ama@bücher.example.org") == "ama@xn--bcher-kva.example.org"
    with pytest.raises(Unaddressable):
        in_ascii("عامر@example.org")
