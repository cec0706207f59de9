"""Answers as mail programs write them: every text is found where it was written, and none is lost."""

from collections import Counter

import pytest

from tests.mail_reading.simulator.simulated import SCENES, simulated

SEEDS = 24
ALLOWED = 0.005
"""The share of texts that may stand elsewhere, or be asked about."""


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for scene in SCENES:
        seeds = range(SEEDS // 3 if scene == "draft" else SEEDS)
        found[scene] = sum((simulated(seed, scene).counted() for seed in seeds), Counter())
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_texts_are_found_where_they_were_written(counts: dict[str, Counter[str]], scene: str) -> None:
    count = counts[scene]
    assert count["wanted"] - count["right"] <= max(1, ALLOWED * count["wanted"])


def test_no_text_is_lost_in_silence(counts: dict[str, Counter[str]]) -> None:
    wanted, lost, silent = (sum(count[each] for count in counts.values()) for each in ("wanted", "lost", "silent"))
    assert silent == 0
    assert lost <= 0.001 * wanted


def test_changed_copies_are_proposed_wordings(counts: dict[str, Counter[str]]) -> None:
    all_of_them = sum(counts.values(), Counter[str]())
    assert all_of_them["proposals"] > 50
    assert all_of_them["proposals right"] >= 0.98 * all_of_them["proposals"]


def test_what_was_quoted_is_in_no_text(counts: dict[str, Counter[str]]) -> None:
    all_of_them = sum(counts.values(), Counter[str]())
    assert all_of_them["leaks"] <= 0.02 * all_of_them["replies"]
