"""What a participant does with a letter: which blocks stay quoted, which are changed, and what is typed where."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from commentspace.mail.blocks import Printed
from commentspace.text.normal import normal
from tests.mail_reading.simulator.mailed import Mailed, passage
from tests.mail_reading.simulator.vocabulary import said

SHORT = (
    "Yes.", "1", "+1", "👍", "不同意。", "同意。", "نعم", "لا", "Да.", "D'accord.", "De acuerdo.", "No: see 8.", "?",
    "…and peat?", "Agreed", "https://example.org/a", "12 (b)", "Delete.",
)  # fmt: skip
PUT_IN = {"zh": "重要", "ar": "المهمة", "ru": "важных", "fr": "importantes", "es": "importantes", "en": "important"}


class Wanted(NamedTuple):
    """One answer that is to be found; `may_ask` where what was written does not say for certain where it belongs."""

    marker: str
    text: str
    proposal: str = ""
    may_ask: bool = False


@dataclass(slots=True)
class Quoted:
    """A block as it stands in the answer: `text` without its marker, and what is typed under it."""

    block: Printed
    text: str
    has_marker: bool = True
    answers: list[str] = field(default_factory=list)
    earlier: str = ""
    """What was typed under it in a mail before this one, which is quoted too."""


@dataclass(slots=True)
class Writing:
    """An answer to a letter, whatever program it is written in."""

    letter: Mailed
    above: list[str]
    quoted: list[Quoted]
    wanted: list[Wanted]
    signed: bool = False
    tight: bool = False
    """Without blank lines around what is typed."""
    nested: bool = False
    """An answer to a mail that quoted the letter already: all of it stands one quotation deeper."""
    footer: str = ""
    """What a server adds below everything."""

    @property
    def typed_in_many(self) -> bool:
        """Whether something was typed that the character sets of one language may not have."""
        typed = "".join(f"{each.text}{each.proposal}" for each in self.wanted)
        return not typed.isascii()


def answer(chance: random.Random, letter: Mailed) -> str:
    """Something to type: often a word, now and then some paragraphs or a list."""
    language, what = letter.language, chance.random()
    if what < 0.35:
        return chance.choice(SHORT)
    if what < 0.8:
        return passage(chance, language, 1, 2, said)
    if what < 0.9:
        return f"- {passage(chance, language, 1, 1, said)}\n- {passage(chance, language, 1, 1, said)}"
    return f"{passage(chance, language, 1, 1, said)}\n\n{passage(chance, language, 1, 2, said)}"


def interleaved(chance: random.Random, letter: Mailed, *, trims: bool = False, edits: bool = False) -> Writing:
    """Answers between the quoted blocks; some of these are deleted or cut (`trims`), or changed (`edits`)."""
    often = 0.4 if len(letter.printed) < 40 else 0.08
    writing = Writing(letter, [], [], [], signed=chance.random() < 0.3, tight=chance.random() < 0.1)
    writing.nested = not edits and chance.random() < 0.1
    if chance.random() < 0.15:
        writing.above.append(answer(chance, letter))
        writing.wanted.append(Wanted("", writing.above[0], may_ask=True))
    for at, block in enumerate(letter.printed):
        quoted = Quoted(block, block.text)
        wants = block.kind != "words" and chance.random() < often
        if edits and block.kind == "paragraph" and chance.random() < often / 2:
            changed = edited(chance, letter, wording(block))
            if changed != wording(block):
                quoted.text = block.text.replace(wording(block), changed)
                quoted.answers = [answer(chance, letter)] if chance.random() < 0.4 else []
                writing.wanted.append(Wanted(block.marker, "\n".join(quoted.answers), changed))
                writing.quoted.append(quoted)
                continue
        if trims and not wants and block.kind != "words" and chance.random() < 0.3:
            continue
        if trims and block.kind == "paragraph" and chance.random() < 0.3:
            _cut(chance, quoted)
        if writing.nested and block.kind == "comment" and chance.random() < 0.2:
            quoted.earlier = answer(chance, letter)
        if wants:
            quoted.answers = [answer(chance, letter)]
            asks = not quoted.has_marker and _is_ambiguous(quoted, letter)
            is_last = at == max(i for i, each in enumerate(letter.printed) if each.kind != "words")
            ends = is_last and not any(each.marker for each in writing.wanted)
            writing.wanted.append(Wanted(block.marker, quoted.answers[0], may_ask=asks or ends))
        writing.quoted.append(quoted)
    return writing


def on_top(chance: random.Random, letter: Mailed) -> Writing:
    """One text above the whole letter."""
    text = answer(chance, letter)
    return Writing(letter, [text], _whole(letter), [Wanted("", text, may_ask=True)], signed=chance.random() < 0.5)


def at_the_bottom(chance: random.Random, letter: Mailed) -> Writing:
    """One text under the whole letter: about all of it, or about the last that it shows where there is but one."""
    writing = Writing(letter, [], _whole(letter), [])
    writing.quoted[-1].answers = [answer(chance, letter)]
    counts = Counter(block.kind for block in letter.printed if block.kind != "words")
    answerable = [block.marker for block in letter.printed if block.marker]
    under = "" if max(counts.values()) > 1 else answerable[-1]
    writing.wanted = [Wanted(under, writing.quoted[-1].answers[0], may_ask=True)]
    return writing


def pasted(chance: random.Random, letter: Mailed, *, edits: bool = False) -> Writing:
    """Copies of paragraphs above the letter, each with an answer under it; with `edits` some are changed."""
    writing = Writing(letter, [], _whole(letter), [], signed=chance.random() < 0.5)
    paragraphs = [each for each in letter.printed if each.kind == "paragraph"]
    for block in chance.sample(paragraphs, min(len(paragraphs), chance.randint(1, 3))):
        text = wording(block)
        typed = answer(chance, letter)
        if edits and (changed := edited(chance, letter, text)) != text:
            writing.above += [f"{block.marker} {changed}", typed]
            writing.wanted.append(Wanted(block.marker, typed, changed))
        else:
            writing.above += [f"{block.marker} {text}", typed]
            writing.wanted.append(Wanted(block.marker, typed))
    return writing


def wording(block: Printed) -> str:
    """The words of a paragraph, without its address."""
    return block.text.rpartition("\n")[0]


def edited(chance: random.Random, letter: Mailed, text: str) -> str:
    """The text with one or two of its inner words changed, taken out or put in; some texts are too short for it."""
    han = " " not in text.strip()
    units = list(text) if han else text.split(" ")
    room = 3 if not han else 8
    if len(units) < 3 * room:
        return text
    word = next((PUT_IN[key] for key in PUT_IN if key == letter.language), "important")
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(room, len(units) - room)
        match chance.randrange(3):
            case 0:
                units[at] = word
            case 1:
                units.insert(at, word)
            case _:
                del units[at : at + chance.randint(1, 2)]
    changed = ("" if han else " ").join(units)
    return text if normal(changed) == normal(text) else changed


def _whole(letter: Mailed) -> list[Quoted]:
    return [Quoted(block, block.text) for block in letter.printed]


def _cut(chance: random.Random, quoted: Quoted) -> None:
    """Delete the beginning or the end of a paragraph, as who quotes only what matters does."""
    text = wording(quoted.block)
    units = re.findall(r"\S+\s*", text) if " " in text.strip() else list(text)
    keep = max(len(units) // 2, min(len(units), 12))
    if chance.random() < 0.5:
        quoted.text = "".join(units[:keep]).rstrip() + chance.choice(("", " [...]", "…"))
    else:
        quoted.text, quoted.has_marker = chance.choice(("", "[...] ", "…")) + "".join(units[-keep:]), False
        quoted.text += quoted.block.text[len(text) :]


def _is_ambiguous(quoted: Quoted, letter: Mailed) -> bool:
    """Whether what was left of a paragraph stands in another one too."""
    left = quoted.text.split("\n")[0].strip("[]….")
    return sum(left.strip() in each.text for each in letter.printed) > 1
