"""Whether an answer by mail says that its writer is satisfied: by its first words, in each of our languages.

Only what is clear counts. "No objections" and "Yes, but …" say neither yes nor no to the question; such a text is
somebody's answer in the discussion, and its writer is told how to say it clearly.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

YES = (
    "yes, ok, okay, satisfied, i am satisfied, i'm satisfied, fully satisfied, i am fully satisfied, agreed, i agree, "
    "oui, satisfait, satisfaite, satisfaits, je suis satisfait, je suis satisfaite, nous sommes satisfaits, d'accord, "
    "je suis d'accord, si, satisfecho, satisfecha, estoy satisfecho, estoy satisfecha, de acuerdo, estoy de acuerdo, "
    "да, доволен, довольна, довольны, удовлетворен, удовлетворена, удовлетворены, я удовлетворен, я удовлетворена, "
    "согласен, согласна, меня устраивает, نعم, راض, راضي, راضية, راضون, أنا راض, أنا راضية, نحن راضون, موافق, موافقة"
)
NO = (
    "no, not satisfied, i am not satisfied, i'm not satisfied, dissatisfied, i am dissatisfied, unsatisfied, "
    "i do not agree, i don't agree, i disagree, non, pas satisfait, pas satisfaite, insatisfait, insatisfaite, "
    "je ne suis pas satisfait, je ne suis pas satisfaite, nous ne sommes pas satisfaits, pas d'accord, "
    "je ne suis pas d'accord, no satisfecho, no satisfecha, no estoy satisfecho, no estoy satisfecha, insatisfecho, "
    "insatisfecha, no estoy de acuerdo, нет, недоволен, недовольна, не доволен, не довольна, не удовлетворен, "
    "не удовлетворена, я не удовлетворен, я не удовлетворена, не согласен, не согласна, меня не устраивает, "
    "لا, غير راض, غير راضي, غير راضية, لست راضيا, لست راضية, لسنا راضين, غير موافق, لا أوافق"
)
BECAUSE = (
    "because, since, as, for, parce, car, puisque, porque, ya, pues, потому, так, поскольку, "
    "لأن, لأنه, لأنها, لأني, لأننا"
)
THANKS = "thanks, thank, merci, gracias, спасибо, شكرا"
BUT = (
    "but, however, although, except, only, if, mais, cependant, toutefois, sauf, pero, aunque, salvo, excepto, "
    "но, однако, если, кроме, لكن, ولكن, إلا"
)
GREETING = (
    "dear, hello, hi, good, bonjour, madame, monsieur, cher, chère, chers, estimado, estimada, estimados, hola, "
    "buenos, "
    "уважаемый, уважаемая, уважаемые, здравствуйте, добрый, عزيزي, عزيزتي, مرحبا, تحية, السلام, السيد, السيدة, السادة"
)
HAN_YES = "是的|是|满意|我满意|很满意|我很满意|我们满意|同意|我同意|好的|确认"
HAN_NO = "不是|不|否|没有|不满意|我不满意|我们不满意|不同意|我不同意"
HAN = re.compile(rf"(?:(?P<no>{HAN_NO})|(?P<yes>{HAN_YES}))(?=$|[\s,，。.;；!！:：、]|因为|由于|谢谢)")
HAN_GREETING = re.compile(r"[^\n]{0,40}?(?:您好|你好|尊敬的)[^\n]{0,40}\n")
MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
WORD = re.compile(rf"[\w{MARKS}]+(?:['’][\w{MARKS}]+)*")
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
ENDS = re.compile(r"[ \t]*(?:$|[\n.,;:!…،؛。，；：！—–-])")
BETWEEN = " \t\n.,;:!…،؛。，；：！、—–-"
LONGEST = 6
"""Words of the longest phrase."""
GREETING_LINE = 80


class Said(NamedTuple):
    """What the writer says to an answer, and the word why."""

    is_satisfied: bool
    word: str


def said(text: str) -> Said | None:
    """What the first words say, and the rest of the text; None where that is not clear."""
    text = UNSEEN.sub("", text).strip()
    return _said(text) or _said(_after_greeting(text))


def _said(text: str) -> Said | None:
    found = _opening(text)
    if found is None:
        return None
    is_satisfied, end = found
    word = text[end:].strip(BETWEEN)
    first = next(iter(_words(word[:GREETING_LINE])), "")
    against = _opening(word)
    if first in _BUT or word.startswith(_HAN_BUT) or (against is not None and against[0] != is_satisfied):
        return None
    if not is_satisfied and first in _THANKS:
        return None
    return Said(is_satisfied, text[end:].lstrip(BETWEEN).rstrip())


def _opening(text: str) -> tuple[bool, int] | None:
    """What the phrase at the beginning says, and where it ends; the longest counts."""
    if han := HAN.match(text):
        return han["yes"] is not None, han.end()
    words: list[str] = []
    best = None
    end = 0
    for match in WORD.finditer(text[:200]):
        if len(words) == LONGEST or (words and text[end : match.start()].strip(" \t")) or (not words and match.start()):
            break
        words.append(_folded(match[0]))
        end = match.end()
        phrase = " ".join(words)
        if phrase in _PHRASES and _is_parted(text[end:]):
            best = _PHRASES[phrase], end
    return best


def _is_parted(rest: str) -> bool:
    """Whether what follows begins anew: a sign, the end, a reason or thanks."""
    if ENDS.match(rest):
        return True
    first = next(iter(_words(rest[:GREETING_LINE])), "")
    return rest[:1].isspace() and (first in _BECAUSE or first in _THANKS)


def _after_greeting(text: str) -> str:
    """The text below a line that greets; empty where there is none."""
    if HAN_GREETING.match(text):
        return text.partition("\n")[2].strip()
    line, _, rest = text.partition("\n")
    first = next(iter(_words(line[:GREETING_LINE])), "")
    return rest.strip() if first in _GREETING and len(line) <= GREETING_LINE else ""


def _words(text: str) -> Iterable[str]:
    return (_folded(match[0]) for match in WORD.finditer(text))


def _folded(word: str) -> str:
    """Without case, marks, and the many forms of an apostrophe."""
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _listed(phrases: str) -> frozenset[str]:
    return frozenset(" ".join(map(_folded, phrase.split())) for phrase in phrases.split(", "))


_PHRASES = dict.fromkeys(_listed(YES), True) | dict.fromkeys(_listed(NO), False)
_BECAUSE, _THANKS, _BUT, _GREETING = map(_listed, (BECAUSE, THANKS, BUT, GREETING))
_HAN_BUT = ("但", "不过", "可是", "然而", "只是", "如果")
