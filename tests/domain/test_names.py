"""Names outside are random, short, and safe in an address, a mail and a page."""

import string

import pytest

from commentspace.domain import names


def test_names_are_sixteen_letters_and_digits_in_lower_case() -> None:
    for _ in range(100):
        assert set(names.new()) <= set(string.ascii_lowercase + "234567")
        assert len(names.new()) == 16


def test_names_and_tokens_do_not_come_twice() -> None:
    assert len({names.new() for _ in range(10_000)}) == 10_000
    assert len({names.token() for _ in range(1_000)}) == 1_000


def test_every_new_name_is_known_as_one() -> None:
    assert all(names.is_name(names.new()) for _ in range(100))


@pytest.mark.parametrize("word", ["", "a" * 15, "a" * 17, "A" * 16, "a" * 15 + "1", "a" * 15 + "\n", "a" * 16 + "\n"])
def test_other_words_are_no_names(word: str) -> None:
    assert not names.is_name(word)


def test_a_token_has_256_bits() -> None:
    assert len(names.token()) == 43
