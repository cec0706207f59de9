"""The word by which somebody takes back, in answer to a receipt, what they had sent: in each of our languages."""

import re

from commentspace.text.normal import normal

WORDS = {
    "en": "UNDO",
    "fr": "ANNULER",
    "es": "DESHACER",
    "ru": "ОТМЕНИТЬ",
    "zh": "撤销",
    "ar": "تراجع",
}
"""What receipts show, and take in every language."""
ALSO = ("withdraw", "retirer", "retirar", "отозвать", "撤回", "سحب", "отменить", "annuler", "отмена", "取消", "إلغاء")
"""Words that people write instead."""
TAKEN = frozenset(map(normal, (*WORDS.values(), *ALSO)))
COMMAND = re.compile(r"\W*(?P<word>\w+)(?P<rest>(?:[\s,;.:、，#№]+\d{1,9})*)[\s.!,;。！]*")
"""A number is parted from what stands before it, so that there is one way to read a row of digits."""
UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, which come along where the word was copied."""
NUMBER = re.compile(r"\d+")


def word(language: str) -> str:
    """The word that a receipt in this language shows."""
    return WORDS.get(language.partition("-")[0], WORDS["en"])


def asked(text: str) -> list[int] | None:
    """The numbers of the comments that the first line of a text takes back: none for all. None for any other text."""
    first = UNSEEN.sub("", text.strip().partition("\n")[0][:200])
    found = COMMAND.fullmatch(first)
    if found is None or normal(found["word"]) not in TAKEN:
        return None
    return [int(number) for number in NUMBER.findall(found["rest"])]
