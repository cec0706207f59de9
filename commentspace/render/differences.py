"""A difference as pages show it: in words for those who do not see colours, and short where nothing has changed."""

import html
import re
from collections.abc import Iterator

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from commentspace.errors import marked
from commentspace.text.segments import units

LONG = 240
"""Characters of a stretch without change that are shown whole."""
AROUND = 90
"""Characters of a longer one that are shown beside each change."""

_CHANGE = re.compile(r"(<(ins|del)>.*?</\2>)", re.DOTALL)


@pass_context
def difference(context: Context, stored: str, whole: bool = False) -> Markup:
    """The stored difference (`text/differences.py`), with words for it that only screen readers read.

    Unless the `whole` is wanted, long stretches without change are shortened to what stands beside the changes.
    """
    said = context["gettext"]
    marks = {"del": said(marked("taken out:")), "ins": said(marked("put in:"))}
    parts = list(_parts(stored))
    last = len(parts) - 1
    shown = [
        _spoken(marks[tag], part, tag) if tag else part if whole else _short(part, at == 0, at == last)
        for at, (part, tag) in enumerate(parts)
    ]
    return Markup("".join(shown))  # noqa: S704  # escaped when it was stored


def _parts(stored: str) -> Iterator[tuple[str, str]]:
    """The stretches in order, each with its tag, or none where nothing changed."""
    cut = _CHANGE.split(stored)
    for at in range(0, len(cut), 3):
        if cut[at]:
            yield cut[at], ""
        if at + 2 < len(cut):
            yield cut[at + 1], cut[at + 2]


def _spoken(words: str, part: str, tag: str) -> str:
    inner = part[len(tag) + 2 : -len(tag) - 3]
    return f'<{tag}><bdi class="unseen">[{html.escape(words)} </bdi>{inner}<bdi class="unseen">] </bdi></{tag}>'


def _short(part: str, is_first: bool, is_last: bool) -> str:
    """What stands beside the changes; a stretch with a control that is shown stays whole, as it is no mere text."""
    text = html.unescape(part)
    if len(text) <= LONG or "<" in part or (is_first and is_last):
        return part
    lead, found = units(text)
    said = [lead, *(unit.text + unit.glue for unit in found)]
    before = "" if is_first else _up_to(said).rstrip() + " "
    after = "" if is_last else " " + _up_to([each[::-1] for each in reversed(said)])[::-1].lstrip()
    return html.escape(f"{before}…{after}", quote=False)


def _up_to(said: list[str]) -> str:
    """As many of the units as have room."""
    text = ""
    for each in said:
        if len(text) + len(each) > AROUND:
            break
        text += each
    return text
