"""Letters as they are mailed: digests and whole drafts, in six languages, some with paragraphs nearly the same."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from commentspace.demo.cast import CAST, Language
from commentspace.mail.attribution import LetterFacts
from commentspace.mail.blocks import Printed
from commentspace.mail.sent import Block
from tests.mail_reading.simulator.vocabulary import LANGUAGES, sent

DOCUMENT = "https://comments.example.org/d/documentaaaaaaab"
ADDRESS = "r1.aeaqcaibaeaqcaib.mfrggzdfmztwq2lknnwg23tpoa@mail.example.org"
HOW = "Write under a paragraph or a comment to answer it, and leave its text above your answer."
SUB_LABELS = "abcdefgh"

Kind = Literal["digest", "draft"]


@dataclass(frozen=True, slots=True)
class Mailed:
    """A letter: what was printed in each block, in order, and what an attribution of it shows."""

    printed: tuple[Printed, ...]
    facts: LetterFacts
    language: Language

    @property
    def blocks(self) -> list[Block]:
        """As they are kept, for answers."""
        return [
            Block(at, each.kind, each.marker, each.text, each.marker or None, each.marker or None)
            for at, each in enumerate(self.printed)
        ]


def passage(
    chance: random.Random,
    language: Language,
    least: int = 1,
    most: int = 4,
    words: Callable[[Language], Sequence[str]] = sent,
) -> str:
    """Some sentences; every other one is put together from two halves, so that no two letters say the same."""
    found = [_sentence(chance, language, words(language)) for _ in range(chance.randint(least, most))]
    return ("" if language == "zh" else " ").join(found)


def _sentence(chance: random.Random, language: Language, words: Sequence[str]) -> str:
    first, second = chance.choice(words), chance.choice(words)
    if chance.random() < 0.4:
        return first
    parting = "" if language == "zh" else " "
    halves = [list(each) if language == "zh" else each.split() for each in (first, second)]
    return parting.join([*halves[0][: len(halves[0]) // 2], *halves[1][len(halves[1]) // 2 :]])


def mailed(chance: random.Random, *, paragraphs: int, kind: Kind, near: bool = False) -> Mailed:
    """A letter with so many paragraphs; `near` makes many of them differ from another in one word alone."""
    language = chance.choice(LANGUAGES)
    spoken = [language] if chance.random() < 0.5 else [language, chance.choice(LANGUAGES)]
    title = f"WET/2/4: {passage(chance, language, 1, 1)[:50]}"
    printed = [_words(title, "heading"), _words(HOW, "plain")]
    texts: list[str] = []
    for at in range(paragraphs):
        text = _nearly(chance, texts) if near and texts and chance.random() < 0.5 else ""
        texts.append(text or passage(chance, chance.choice(spoken)))
        printed.append(_paragraph(_marker(chance, at, kind), texts[-1], at))
        if kind == "digest":
            printed += [_comment(chance, len(printed) + each) for each in range(chance.randint(0, 3))]
        elif chance.random() < 0.06:
            printed.append(_words(f"{at} · {passage(chance, language, 1, 1)[:60]}", "heading"))
    printed.append(_link("You get this letter once a day. Choose when, and what is in it", "settings"))
    printed.append(_link("Stop these letters", f"letters/{chance.randrange(10**9)}/stop"))
    facts = LetterFacts((ADDRESS,), f"{title[:40]} (via Comments)", f"{title}: {len(printed)} new comments")
    return Mailed(tuple(printed), facts, language)


def _nearly(chance: random.Random, texts: list[str]) -> str:
    """A text of before with one of its words, or two of its characters, in place of others."""
    text = chance.choice(texts[-5:])
    units = text.split(" ") if " " in text.strip() else list(text)
    at = chance.randrange(len(units))
    units[at] = chance.choice(("2019", "thirty", "шесть", "sexto", "三", "ثلاثين"))
    return (" " if " " in text.strip() else "").join(units)


def _marker(chance: random.Random, at: int, kind: Kind) -> str:
    if kind == "digest":
        return f"[¶{at * 3 + 1}]"
    # Labels of a draft begin again in each part; headings and paragraphs without a label go by their place.
    again = at // 100
    if chance.random() < 0.1:
        return f"[§{at + 1}]"
    label = f"({SUB_LABELS[at % 8]}{at // 8})" if chance.random() < 0.15 else str(at % 100 + 1)
    return f"[¶{label}·{again + 1}]" if again else f"[¶{label}]"


def _words(text: str, style: Literal["heading", "plain"]) -> Printed:
    return Printed(text, escape(text), style)


def _link(text: str, where: str) -> Printed:
    address = f"https://comments.example.org/{where}"
    return Printed(f"{text}\n{address}", Markup('<a href="{}">{}</a>').format(address, text), "quiet")


def _paragraph(marker: str, text: str, at: int) -> Printed:
    address = f"{DOCUMENT}#p-paragraph{at:06}"
    return Printed(f"{text}\n{address}", Markup("<p>{}</p>").format(text), "paragraph", "paragraph", marker, address)


def _comment(chance: random.Random, number: int) -> Printed:
    author = chance.choice(CAST)
    head = f"{author.name}, on behalf of {author.on_behalf_of}, 24 November 2025, 07:{chance.randrange(10, 60)}"
    body = passage(chance, author.language, 1, 2)
    address = f"https://comments.example.org/c/comment{number:08}"
    html = Markup('{}\n<div dir="auto"><p>{}</p></div>').format(head, body)
    return Printed(f"{head}\n{body}\n{address}", html, "comment", "comment", f"[#{number}]", address)
