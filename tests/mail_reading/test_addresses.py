"""Our addresses can be read back by us, and made by nobody else."""

import pytest

from commentspace.errors import Invalid, Misconfigured
from commentspace.mail.addresses import AddressBook, Kind, Known

KEY, NEWER = b"k" * 32, b"n" * 32
LETTER = "abcdefghijklmn27"
BOOK = AddressBook({1: KEY}, "Mail.Example.ORG")

SIGNED = {
    Kind.ANSWER: BOOK.reply_address(LETTER),
    Kind.BOUNCE: BOOK.bounce_address(LETTER),
    Kind.UNSUBSCRIBE: BOOK.unsubscribe_address(LETTER),
}
PUBLIC = {Kind.SPACE: BOOK.space_address(LETTER), Kind.DOCUMENT: BOOK.document_address(LETTER)}


@pytest.mark.parametrize(("kind", "address"), [*SIGNED.items(), *PUBLIC.items()])
def test_an_address_is_read_back_in_any_case(kind: Kind, address: str) -> None:
    for written in (address, address.upper(), f" {address} "):
        assert BOOK.read(written) == Known(kind, LETTER)


@pytest.mark.parametrize("address", [*SIGNED.values(), *PUBLIC.values()])
def test_an_address_keeps_what_lists_and_servers_take(address: str) -> None:
    local, _, domain = address.partition("@")

    assert len(local) <= 64
    assert domain == "mail.example.org"
    assert address == address.lower()
    assert not set("+=&") & set(address)


@pytest.mark.parametrize("address", SIGNED.values())
def test_an_address_with_one_character_changed_is_refused(address: str) -> None:
    local, at, domain = address.partition("@")
    for place, character in enumerate(local):
        other = "a" if character != "a" else "b"
        with pytest.raises(Invalid, match="no such address"):
            BOOK.read(local[:place] + other + local[place + 1 :] + at + domain)


def test_a_signature_is_good_for_its_kind_alone() -> None:
    signature = SIGNED[Kind.ANSWER].partition("@")[0].rpartition(".")[2]

    with pytest.raises(Invalid):
        BOOK.read(f"b1.{LETTER}.{signature}@mail.example.org")


def test_addresses_made_before_a_key_was_replaced_stay_good() -> None:
    replaced = AddressBook({1: KEY, 2: NEWER}, "mail.example.org")

    assert replaced.read(SIGNED[Kind.ANSWER]) == Known(Kind.ANSWER, LETTER)
    assert replaced.reply_address(LETTER).startswith("r2.")
    with pytest.raises(Invalid):
        BOOK.read(replaced.reply_address(LETTER))


def test_another_secret_makes_other_addresses() -> None:
    with pytest.raises(Invalid):
        AddressBook({1: NEWER}, "mail.example.org").read(SIGNED[Kind.ANSWER])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "r1",
        "postmaster@mail.example.org",
        f"s.{LETTER}x@mail.example.org",
        f"r1.{LETTER}@mail.example.org",
        f"d.{LETTER}.x@mail.example.org",
        f"s.{LETTER}\u212a@mail.example.org",
        "@" * 1000,
    ],
)
def test_what_has_not_the_form_of_an_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        BOOK.read(address)

    assert refused.value.field == "address"


def test_an_address_of_another_domain_is_refused_and_ours_is_named() -> None:
    with pytest.raises(Invalid, match=r"takes mail for mail\.example\.org"):
        BOOK.read(f"s.{LETTER}@elsewhere.example.org")


@pytest.mark.parametrize("keys", [{}, {1: b"short"}, {1: KEY, 2: b""}])
def test_a_book_without_a_good_secret_is_not_opened(keys: dict[int, bytes]) -> None:
    with pytest.raises(Misconfigured, match="COMMENTSPACE_SECRET"):
        AddressBook(keys, "mail.example.org")


def test_only_outside_names_get_an_address() -> None:
    with pytest.raises(ValueError, match="outside name"):
        BOOK.reply_address("17")
