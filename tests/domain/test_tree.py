"""The record's form: leaves, commitments and roots as RFC 6962 and RFC 8785 have them."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from commentspace.domain.record import canonical, commitment, leaf, root, stamp


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def by_definition(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash as RFC 6962, section 2.1 defines it: split at the largest power of two below n."""
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01", by_definition(leaves[:split]), by_definition(leaves[split:]))


@pytest.mark.parametrize("size", [*range(20), 31, 32, 33, 100])
def test_roots_are_those_of_the_definition(size: int) -> None:
    leaves = [sha256(b"\x00", bytes([number])) for number in range(size)]
    assert root(leaves) == by_definition(leaves)


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_leaf_begins_with_a_zero_byte_and_a_node_with_a_one() -> None:
    one, two = sha256(b"\x00", b"a"), sha256(b"\x00", b"b")
    assert root([one]) == one
    assert root([one, two]) == sha256(b"\x01", one, two) != sha256(one, two)


def test_a_leaf_is_the_hash_of_its_canonical_fields() -> None:
    at = datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)
    written = (
        '{"actor":"nobody","commitment":"00","revision":"r","sequence":7,'
        '"time":"2026-03-02T09:00:00.000005Z","verb":"comment.post"}'
    )
    assert leaf(7, at, "comment.post", "nobody", "r", "00") == sha256(b"\x00", written.encode()).hex()


def test_a_commitment_is_the_hash_of_salt_and_content() -> None:
    assert commitment("ff" * 32, "内容") == sha256(b"\xff" * 32, "内容".encode()).hex()


def test_canonical_json_sorts_its_keys_and_leaves_letters_as_they_are() -> None:
    value = {"b": ["水", None, -1], "a": {"d": 'é\n"\\\x1f', "c": 0}}
    assert canonical(value) == '{"a":{"c":0,"d":"é\\n\\"\\\\\\u001f"},"b":["水",null,-1]}'.encode()
    assert json.loads(canonical(value)) == value


def test_moments_are_written_in_utc_to_the_microsecond() -> None:
    at = datetime(2026, 3, 2, 18, 0, tzinfo=timezone(timedelta(hours=9)))
    assert stamp(at) == "2026-03-02T09:00:00.000000Z"
