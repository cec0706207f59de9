"""Runs of formatted text become Markdown that shows the same words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from commentspace.formats import escaping
from commentspace.text import links
from commentspace.text.markdown import to_text

BREAK = "\n"
_BREAK = "  \n"
_SPACES = re.compile("[ \t\r\f\xa0]+")
_AROUND_BREAK = re.compile(" ?\n ?")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one format; `picture` is the name of a picture that `text` describes. "\\n" is a broken line."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    picture: str = ""
    language: str = ""


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs if not run.picture)


def tidy(runs: Iterable[Run]) -> list[Run]:
    """The runs with each stretch of white space as one space, and none at the ends and around broken lines."""
    tidied: list[Run] = []
    is_open = False  # whether a space may follow
    for run in runs:
        text = _AROUND_BREAK.sub(BREAK, _SPACES.sub(" ", run.text))
        if not is_open:
            text = text.lstrip(" ")
        if text.startswith(BREAK):
            _end(tidied)
        if text or run.picture:
            tidied.append(replace(run, text=text))
            is_open = not text.endswith((" ", BREAK)) or bool(run.picture)
    return _trimmed(tidied)


def after(runs: Iterable[Run], characters: int) -> list[Run]:
    """The runs without the first characters, as where a label is taken off them."""
    rest = []
    for run in runs:
        taken = 0 if run.picture else min(characters, len(run.text))
        characters -= taken
        if run.picture or taken < len(run.text):
            rest.append(replace(run, text=run.text[taken:]))
    return _trimmed(rest)


def to_markdown(runs: Sequence[Run]) -> str:
    """Markdown that shows the words of `runs`, which are tidy, in their formats.

    Where marks of Markdown would show between the words, as they can beside punctuation, the words go without them.
    """
    whole = _lines("".join(_formatted(list(group), link) for link, group in groupby(runs, lambda run: run.link)))
    if not any(run.is_bold or run.is_italic or run.link for run in runs):
        return whole
    words = [run for run in runs if not run.picture]
    bare = [Run(plain(words))]
    if to_text(_lines(_formatted(bare, ""))) == to_text(
        _lines("".join(_formatted(list(group), link) for link, group in groupby(words, lambda run: run.link)))
    ):
        return whole
    return _lines(_formatted([replace(run, is_bold=False, is_italic=False, link="") for run in runs], ""))


def _formatted(runs: list[Run], link: str) -> str:
    merged = [Run("\n"), *_merged(runs), Run("\n")]  # beside links and ends, any mark opens and closes
    text = "".join(
        _emphasised(run, before.text[-1:], following.text[:1])
        for before, run, following in zip(merged, merged[1:], merged[2:], strict=False)
    )
    if not link or not text.strip() or plain(runs).strip() == link or not links.is_allowed(link):
        return text
    address = link.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    inner = text.strip().replace("[", "\\[").replace("]", "\\]") if not any(run.picture for run in runs) else text
    return f"{lead}[{inner}](<{address}>){trail}"


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one format as one run."""
    for (bold, italic, picture), group in groupby(runs, lambda run: (run.is_bold, run.is_italic, run.picture)):
        yield Run("".join(run.text for run in group), bold, italic, picture=picture)


def _emphasised(run: Run, before: str, following: str) -> str:
    """A run with its marks around its words; around its letters alone where letters stand close before or after it.

    Marks that have a space or punctuation on one side and a letter on the other would be shown (CommonMark, 6.2).
    """
    if run.picture:
        alt = run.text.replace("\\", "").replace("[", "(").replace("]", ")").replace(BREAK, " ").strip()
        return f"![{escaping.exact(alt)}](picture:{run.picture})"
    marks = "**" * run.is_bold + "*" * run.is_italic
    if not marks or BREAK in run.text or not any(map(str.isalnum, run.text)):
        return escaping.exact(run.text)
    is_at = str.isalnum if before.isalnum() else _is_written
    start = next(index for index, character in enumerate(run.text) if is_at(character))
    is_at = str.isalnum if following.isalnum() else _is_written
    end = next(index for index in range(len(run.text), 0, -1) if is_at(run.text[index - 1]))
    inner = escaping.exact(run.text[start:end])
    return f"{escaping.exact(run.text[:start])}{marks}{inner}{marks}{escaping.exact(run.text[end:])}"


def _is_written(character: str) -> bool:
    return not character.isspace()


def _lines(text: str) -> str:
    """Lines that open no block, parted by Markdown's own break."""
    if BREAK not in text:
        return escaping.inline(text)
    lines = (line.strip().replace("|", "\\|") for line in text.split(BREAK))
    return _BREAK.join(f"\\{line}" if line.startswith("=") else escaping.inline(line) for line in lines if line)


def _trimmed(runs: list[Run]) -> list[Run]:
    """The runs without white space at their ends."""
    _end(runs)
    start = 0
    while start < len(runs) and not runs[start].picture and not runs[start].text.strip():
        start += 1
    rest = runs[start:]
    if rest and not rest[0].picture:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip())
    return rest


def _end(runs: list[Run]) -> None:
    """Take white space off the end of the runs."""
    while runs and not runs[-1].picture:
        last = runs.pop()
        if text := last.text.rstrip():
            runs.append(replace(last, text=text))
            break
