"""Greetings and signatures, which say nothing of what a comment asks for."""

import re

MOST_AFTER = 12
"""A farewell with more words after it is no farewell."""
MOST_GREETING = 8
"""Words of a greeting that stands in a line of its own, or before the first comma."""

_GREETING = re.compile(
    r"(?:dear|hello|good (?:morning|afternoon|day)|to whom it may concern|madam|greetings"
    r"|estimad[oa]s?|distinguid[oa]s?|buen[oa]s (?:d[ií]as|tardes)|hola"
    r"|ch[eè]re?s?\b|bonjour|madame|monsieur|mesdames"
    r"|уважаем\w+|добрый день|здравствуйте|многоуважаем\w+"
    r"|السادة|السيد|السيدة|تحية طيبة|السلام عليكم|حضرات|الزملاء"
    r"|尊敬的|各位|您好|你好|亲爱的)",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"(?:(?:with )?(?:best|kind|warm)(?:est)? (?:regards|wishes)|regards|(?:yours )?(?:sincerely|faithfully|truly)"
    r"|respectfully(?: submitted| yours)?|with (?:many )?thanks|many thanks|thank you|thanks|submitted by|signed"
    r"|(?:muy )?atentamente|cordialmente|saludos|(?:muchas )?gracias|un (?:cordial )?saludo|presentado por"
    r"|cordialement|bien à vous|salutations|meilleures salutations|merci|avec (?:nos|mes) remerciements|présenté par"
    r"|с уважением|с наилучшими|заранее благодар\w+|благодар\w+ за|спасибо|представлено"
    r"|مع (?:خالص )?(?:التحية|التحيات|الشكر|فائق)|وتفضلوا|وشكرا|شكرا|مقدم من|والسلام"
    r"|此致|敬礼|顺祝|谢谢|感谢(?:您|你|各位|秘书处)|祝好|提交方|落款)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?؟。！？])\s*(?=\S)")
_COMMA = re.compile("[,،，:：]")
_HAN = re.compile("[\u3400-\u9fff]")


def without(lines: list[str]) -> list[str]:
    """The lines without a greeting before and a signature after them; all of them where nothing else is there."""
    kept = _without_farewell(_without_greeting([line.strip() for line in lines if line.strip()]))
    return kept if any(map(_says, kept)) else lines


def _without_greeting(lines: list[str]) -> list[str]:
    if not lines or not _GREETING.match(lines[0]):
        return lines
    first, comma, rest = _parted(lines[0])
    if _words(first) > MOST_GREETING:
        return lines
    return [rest, *lines[1:]] if comma and rest else lines[1:]


def _parted(line: str) -> tuple[str, str, str]:
    found = _COMMA.search(line) or re.search(r"[!！.。]", line)
    return (line[: found.start()], found[0], line[found.end() :].strip()) if found else (line, "", "")


def _without_farewell(lines: list[str]) -> list[str]:
    """Without the last lines, or the last sentences, from the first farewell on."""
    kept = lines
    for at in range(len(lines) - 1, max(-1, len(lines) - 5), -1):
        sentences = _SENTENCE.split(lines[at])
        for cut in range(len(sentences) - 1, max(-1, len(sentences) - 4), -1):
            after = [*sentences[cut:], *lines[at + 1 :]]
            if _FAREWELL.match(sentences[cut].strip()) and sum(map(_words, after)) <= MOST_AFTER:
                kept = [*lines[:at], " ".join(sentences[:cut])] if cut else lines[:at]
    return kept


def _words(text: str) -> float:
    return len(text.split()) + 0.6 * len(_HAN.findall(text))


def _says(line: str) -> bool:
    return any(map(str.isalnum, line))
