"""The cast is a believable group, and nobody real."""

from collections import Counter
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from commentspace.demo.cast import CAST, SECRETARIAT, Language, Role, member


def test_keys_names_and_addresses_are_used_once() -> None:
    for what in ("key", "name", "address"):
        counted = Counter(getattr(each, what) for each in CAST)
        assert counted.most_common(1)[0][1] == 1


def test_addresses_are_in_domains_that_are_reserved_for_examples() -> None:
    assert {each.address.partition("@")[2] for each in CAST} <= {"example.org", "example.net"}


def test_there_are_an_owner_two_moderators_and_a_reader() -> None:
    roles = Counter(each.role for each in CAST)
    assert (roles["owner"], roles["moderator"], roles["reader"]) == (1, 2, 1)


def test_the_secretariat_and_nobody_else_moderates() -> None:
    moderating = {each.key for each in CAST if each.role in ("moderator", "owner")}
    assert moderating == {each.key for each in CAST if each.on_behalf_of == SECRETARIAT}


def test_all_six_languages_are_spoken_and_no_other() -> None:
    assert {each.language for each in CAST} == set(get_args(Language))


def test_roles_and_doors_are_those_that_exist() -> None:
    assert {each.role for each in CAST} == set(get_args(Role))
    assert {each.doors for each in CAST} == {"web", "mail"}


def test_every_time_zone_exists() -> None:
    for each in CAST:
        assert ZoneInfo(each.time_zone).key == each.time_zone


def test_exactly_one_participant_has_only_a_mail_program() -> None:
    assert [each.key for each in CAST if each.doors == "mail"] == ["ama"]


def test_a_member_is_found_by_key() -> None:
    assert member("ahmad").name == "أحمد سالم"
    with pytest.raises(KeyError):
        member("nobody")
