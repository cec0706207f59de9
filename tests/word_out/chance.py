"""Small documents by chance, each the same for its number, with threads, words that are commented on, and proposals."""

import random
from dataclasses import replace

from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph
from tests.word_out.made import comment, exported, paragraph

WORDINGS = {
    "en": [
        "The Parties **should** protect *all* land.",
        "Report to the Conference; then act & tell [us](https://a.example.org).",
    ],
    "fr": ["Les Parties doivent protéger l’ensemble des terres.", "Rendre compte « chaque année »."],
    "zh": ["缔约方应当保护至少百分之三十的陆地和海洋。", "每年向缔约方大会报告一次。"],
    "ar": ["ينبغي للأطراف أن تحمي 30 في المائة على الأقل.", "تقديم تقرير كل سنة (2030)."],
}
LABELS = ["", "1.", "(a)", "II.", "19."]
SAID = [
    "Why?",
    "Agreed.",
    "See *this*:\n\n- one\n- two",
    "不同意。",
    "نوافق على ذلك.",
    "1. first\n2. second\n\n> quoted",
    "`code` \\*",
]
WRITERS = ["Ana Silva", "Bo Li", "李明", "ليلى"]


def document(chance: random.Random, kinds: tuple[str, ...] = ("paragraph", "item", "row")) -> Exported:
    """A document of up to eight paragraphs and eleven comments."""
    paragraphs = [_paragraph(chance, position, kinds) for position in range(chance.randint(1, 8))]
    comments: list[ExportedComment] = []
    for number in range(1, chance.randint(1, 12)):
        about = chance.choice(paragraphs)
        former = [each for each in comments if each.paragraph == about.uid]
        said, author = chance.choice(SAID), chance.choice(WRITERS)
        if former and chance.random() < 0.4:
            comments.append(comment(number, about, said, author=author, answers=chance.choice(former)))
        else:
            made = comment(number, about, said, author=author, is_resolved=chance.random() < 0.3)
            comments.append(_proposing(chance, _quoting(chance, made, about.text), about.text))
    return exported(paragraphs, comments)


def _paragraph(chance: random.Random, position: int, kinds: tuple[str, ...]) -> ExportedParagraph:
    language, kind = chance.choice(sorted(WORDINGS)), chance.choice(kinds)
    wording, label = chance.choice(WORDINGS[language]), chance.choice(LABELS)
    if kind == "row":
        return paragraph(position, f"{wording} | {position}", kind=kind, language=language)
    return paragraph(position, wording, label=label, kind=kind, language=language)


def _quoting(chance: random.Random, said: ExportedComment, text: str) -> ExportedComment:
    start = chance.randint(0, len(text) - 1)
    end = chance.randint(start + 1, len(text))
    if chance.random() < 0.4 or not text[start:end].strip():
        return said
    return replace(said, exact=text[start:end], start=start, end=end)


def _proposing(chance: random.Random, said: ExportedComment, text: str) -> ExportedComment:
    words = said.exact or text
    proposal = chance.choice([None, "shall", words.replace("a", "e") + " more", words[: len(words) // 2]])
    return replace(said, proposal=proposal if proposal and proposal.split() != words.split() else None)
