"""The locks: every package by version and hash, for every Python that we support, and from nowhere in particular."""

import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.commands.running import HOUSE

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
RUN, TEST = "requirements.txt", "requirements-test.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def entries(lock: str) -> Iterator[list[str]]:
    """Each requirement of a lock: its line, and the options that follow it."""
    text = (HOUSE / lock).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            requirement, *options = line.split(" --")
            yield [requirement.strip(), *options]


@cache
def locked(lock: str) -> dict[str, list[Requirement]]:
    """What a lock names, by the name of the package: it may name several, for different Pythons."""
    found: dict[str, list[Requirement]] = {}
    for requirement, *_ in entries(lock):
        read = Requirement(requirement)
        found.setdefault(canonicalize_name(read.name), []).append(read)
    return found


def wanted(lock: str) -> list[Requirement]:
    more = PROJECT["dependency-groups"]["test"] if lock == TEST else []
    return [Requirement(each) for each in [*PROJECT["project"]["dependencies"], *more]]


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    assert len(locked(lock)) > 20
    for requirement, *options in entries(lock):
        assert [each.operator for each in Requirement(requirement).specifier] == ["=="], requirement
        assert options, f"{requirement} has no hash"
        assert all(option.startswith("hash=sha256:") for option in options), requirement


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_no_lock_names_where_packages_come_from(lock: str) -> None:
    text = (HOUSE / lock).read_text("utf-8")
    assert "://" not in text
    for option in ("--index", "--extra-index", "--find-links", "--trusted-host", " @ "):
        assert option not in text


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", [RUN, TEST])
def test_what_the_project_asks_for_is_in_the_lock_for_every_python(lock: str, python: str) -> None:
    here = {"python_version": python, "python_full_version": f"{python}.1"}
    for asked in wanted(lock):
        if asked.marker is None or asked.marker.evaluate(here):
            named = locked(lock).get(canonicalize_name(asked.name), [])
            fitting = [each for each in named if each.marker is None or each.marker.evaluate(here)]
            assert len(fitting) == 1, f"{asked} on Python {python}: {named}"
            (pinned,) = fitting[0].specifier
            assert asked.specifier.contains(pinned.version), f"{asked} is locked as {pinned.version}"


def test_the_tests_run_with_the_very_packages_that_the_program_runs_with() -> None:
    tested = locked(TEST)
    for name, requirements in locked(RUN).items():
        assert [str(each) for each in requirements] == [str(each) for each in tested[name]]


def test_the_build_backend_is_in_the_tests_lock_so_that_a_wheel_needs_no_network() -> None:
    for each in PROJECT["build-system"]["requires"]:
        assert canonicalize_name(Requirement(each).name) in locked(TEST)
        assert canonicalize_name(Requirement(each).name) not in locked(RUN)
