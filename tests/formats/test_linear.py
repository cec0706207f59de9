"""Promises about cost: twice the text is twice the work, however the text is made.

Nothing here looks at a clock. Steps of Python are counted; that patterns are linear is shown by their form, and by
five megabytes that would otherwise not come to an end.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

import commentspace.formats
import commentspace.text
from commentspace.formats.reading import read

SHAPES = [
    *[
        "a",
        "1.",
        "(a) ",
        "(((",
        "[",
        "](",
        "[^1]: ",
        "**a",
        "* a*",
        "_ ",
        "\\",
        "`",
        "&a;",
        "<http://",
        "http://",
        "- ",
        "> ",
        "…",
    ],
    *[
        "........ 3 ",
        "a\u0301\u0323",
        "\u202e",
        "中",
        "١- ",
        "\t ",
        "第一条 ",
        "1.1.1.1.1.1.",
        "«”",
        "a-",
        "|",
        "a\u3000",
    ],
    *[
        "1. Word word\n\n",
        "(a) word;\n",
        "Heading of it\n\n",
        "Contents\n\n",
        "Entry ....... 3\n",
        "word word\n\n- 3 -\n\n",
    ],
    *[
        "* note* word\n\n",
        "page\f",
        "Page 3\n",
        "- word\n  - word\n",
        "| a | b |\n",
        "[a]: http://b\n",
        "A/RES/70/1\n\n",
        "中文\n",
    ],
]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_twice_the_work(shape: str, name: str) -> None:
    times = 2_000 // len(shape)
    once = steps(lambda: read((shape * times + "end").encode(), name, "en"))
    twice = steps(lambda: read((shape * 2 * times + "end").encode(), name, "en"))
    assert twice < 2.2 * once + 1_000


def test_five_megabytes_of_hostile_text_come_to_an_end() -> None:
    lines = [(shape * (130_000 // len(shape)))[:130_000] for shape in SHAPES]
    text = "\n".join(
        line if line.count("\n") < 3_000 else line[: 130_000 * 3_000 // line.count("\n")] for line in lines
    )
    text = (text + " word" * 1_000_000)[:5_000_000]
    assert len(text) == 5_000_000
    assert len(read(text.encode(), "a.txt", "en").paragraphs) > 1_000


def test_no_pattern_repeats_a_repetition_without_bounds() -> None:
    parser = importlib.import_module("re._parser")
    found = 0
    for name, pattern in patterns():
        found += 1
        assert not nested(parser.parse(pattern.pattern, pattern.flags), inside=False), f"{name}: {pattern.pattern}"
    assert found > 30


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:a*b?)*c", "(x(?:y|z{2,})*)+"])
def test_a_repetition_of_repetitions_would_be_found(pattern: str) -> None:
    assert nested(importlib.import_module("re._parser").parse(pattern), inside=False)


def steps(work: Callable[[], object]) -> int:
    """How many calls, of Python and of C, `work` makes."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All patterns that stand in the modules of text and formats."""
    for package in (commentspace.formats, commentspace.text):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def nested(parsed: Any, *, inside: bool) -> bool:
    """Whether an unbounded greedy repetition stands inside another, in a parsed pattern."""
    items = getattr(parsed, "data", parsed)
    if not isinstance(items, list | tuple) or not items:
        return False
    if str(items[0]) in {"MAX_REPEAT", "MIN_REPEAT"}:
        low, high, body = items[1]
        is_unbounded = int(high) > 10_000 and high != low
        return (inside and is_unbounded) or nested(body, inside=inside or is_unbounded)
    return any(nested(item, inside=inside) for item in items)
