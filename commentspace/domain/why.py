"""Why a mail became what it became: sentences that are translated where they are shown, kept in one column.

Most reasons are one sentence and are kept as it stands; several, or one with places to fill in, as JSON.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from commentspace.errors import Refusal

MOST = 1000
"""Characters that are kept; a sentence that would not fit is left out, as half a sentence could not be translated."""
MARK = '[["'
"""How a reason begins that is kept as JSON."""


class Sentence(NamedTuple):
    """A sentence that is marked for translation, with what fills it in; what a person typed is one as well."""

    message: str
    details: Mapping[str, str | int] = {}

    @classmethod
    def of(cls, refusal: Refusal) -> "Sentence":
        """That of a refusal."""
        details = {name: value if isinstance(value, int) else str(value) for name, value in refusal.details.items()}
        return cls(refusal.message, details)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`."""
        return translate(self.message) % self.details if self.details else translate(self.message)


def kept(reason: str | Iterable[Sentence]) -> str:
    """The reason as it is kept; a sentence that is given twice is kept once."""
    sentences = [Sentence(reason)] if isinstance(reason, str) else list(reason)
    once = {json.dumps(each, ensure_ascii=False): each for each in sentences if each.message}
    match list(once.values()):
        case []:
            return ""
        case [only] if not only.details and not only.message.startswith(MARK):
            return only.message[:MOST]
    return _together(once) or _cut(next(iter(once.values())))


def _together(sentences: Iterable[str]) -> str:
    """As many of these as there is room for; empty where the first is too long."""
    text = ""
    for each in sentences:
        longer = f"{text[:-1]}, {each}]" if text else f"[{each}]"
        text = longer if len(longer) <= MOST else text
    return text


def _cut(sentence: Sentence) -> str:
    """One that is too long, in English, as far as it goes."""
    return sentence.said(str).lstrip("[")[:MOST]


def said(reason: str, translate: Callable[[str], str] = str) -> str:
    """A kept reason in the language of `translate`."""
    if not reason.startswith(MARK):
        return translate(reason) if reason else ""
    return " ".join(Sentence(*each).said(translate) for each in json.loads(reason))
