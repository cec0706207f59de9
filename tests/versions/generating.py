"""Documents in two language versions with a known alignment: words of no language, written as in English or another."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from commentspace.text.alignment import Piece

HAN = "山水田林湖草沙河海江泉溪岸滩泥土石木竹花鸟鱼虫人家国法令案例数年月日时分保护利用管理修复监测评估计划目标原则措施"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SYLLABLES = [
    *("re", "sto", "ra", "tion", "wet", "land", "ri", "ver", "ba", "sin", "man", "age", "men", "mo", "ni", "tor"),
    *("wa", "ter", "spe", "cies", "ha", "bi", "tat", "plan", "go", "al", "me", "a", "sure", "t"),
]
NAMES = ("Ramsar", "UNESCO", "https://example.org/a", "GIS", "CO2", "Natura", "pH", "https://example.org/b")
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
CHINESE = list("一二三四五六七八九十")
ARABIC_ORDINALS = ["أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"]
LETTERS = {"en": "abcdefgh", "zh": "abcdefgh", "ar": "أبجدهوزح"}
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Pair:
    """Both texts, and the truth: for each paragraph of the original those of the version that stand beside it."""

    old: Sequence[Piece]
    new: Sequence[Piece]
    beside: Sequence[tuple[int, ...]]


@dataclass
class _Thing:
    kind: str
    level: int
    label: tuple[str, int]
    sentences: list[list[str]]


def pair(
    seed: int, size: int, language: str, *, lacking: float = 0.03, more: float = 0.02, parted: float = 0.02
) -> Pair:
    """A document of about so many paragraphs, with some that the version lacks, has in addition, parts or joins."""
    random = Random(seed)  # noqa: S311  # nothing secret
    things = _things(random, size)
    old = [_written(each, "en", random) for each in things]
    new: list[Piece] = []
    beside: list[tuple[int, ...]] = []
    joins = False
    for at, each in enumerate(things):
        chance = random.random()
        plain = each.kind == "paragraph"
        if joins:
            joins = False
            text = f"{new[-1].text} {_written(each, language, random).text}"
            new[-1] = new[-1]._replace(text=text)
            beside.append((len(new) - 1,))
        elif plain and chance < lacking:
            beside.append(())
        elif plain and chance < lacking + parted and len(each.sentences) > 1:
            half = len(each.sentences) // 2
            first = _Thing(each.kind, each.level, each.label, each.sentences[:half])
            rest = _Thing(each.kind, each.level, ("", 0), each.sentences[half:])
            new += [_written(first, language, random), _written(rest, language, random)]
            beside.append((len(new) - 2, len(new) - 1))
        else:
            new.append(_written(each, language, random))
            beside.append((len(new) - 1,))
            follows = at + 1 < len(things) and things[at + 1].kind == "paragraph"
            joins = plain and follows and random.random() < parted
        if random.random() < more and not joins:
            new.append(_written(_Thing("paragraph", 1, ("", 0), _sentences(random)), language, random))
    return Pair(old, new, beside)


def _things(random: Random, size: int) -> list[_Thing]:
    things: list[_Thing] = []
    heads = number = 0
    while len(things) < size:
        heads += 1
        things.append(_Thing("heading", 1, ("head", heads), [_words(random, 2, 6)]))
        for _ in range(random.randint(2, 9)):
            number += 1
            things.append(_Thing("paragraph", 1, ("number", number), _sentences(random)))
            if random.random() < 0.2:
                for item in range(random.randint(2, 5)):
                    things.append(_Thing("item", 1, ("item", item + 1), [_words(random, 3, 25)]))
    return things[:size]


def _sentences(random: Random) -> list[list[str]]:
    return [_words(random, 6, 30) for _ in range(random.randint(1, 5))]


def _words(random: Random, least: int, most: int) -> list[str]:
    words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(random.randint(least, most))]
    if random.random() < 0.12:
        words.insert(random.randrange(len(words)), random.choice(NAMES))
    if random.random() < 0.15:
        words.insert(
            random.randrange(len(words)), str(random.choice([3, 10, 30, 1971, 2026, 2030, random.randint(1, 500)]))
        )
    return words


def _written(thing: _Thing, language: str, random: Random) -> Piece:
    text = "".join(_sentence(words, language, random) for words in thing.sentences).strip()
    return Piece(text, _label(thing.label, language), thing.kind, thing.level)


def _sentence(words: Sequence[str], language: str, random: Random) -> str:
    if language == "en":
        return " ".join(words) + ". "
    written = [_translated(word, language, random) for word in words]
    return "".join(written) + "。" if language == "zh" else " ".join(written) + ". "


def _translated(word: str, language: str, random: Random) -> str:
    """Numbers mostly stay, in the digits of the language; names mostly too; words become others of like length."""
    if word in NAMES:
        return word if random.random() < 0.8 else "名称" if language == "zh" else "اسم"
    if word.isdecimal():
        return word if language == "zh" or random.random() < 0.5 else word.translate(INDIC)
    length = max(1, round(len(word) * random.uniform(0.7, 1.2) / (4 if language == "zh" else 1.1)))
    return "".join(random.choices(HAN if language == "zh" else ARABIC, k=length))


def _label(label: tuple[str, int], language: str) -> str:
    what, number = label
    if what == "number":
        return {"en": f"{number}.", "zh": f"{number}.", "ar": f"{number} -".translate(INDIC)}[language]
    if what == "item":
        letter = LETTERS[language][number - 1]
        return f"（{letter}）" if language == "zh" else f"({letter})"
    if what == "head" and number <= len(ROMAN):
        ordinals = ARABIC_ORDINALS if language == "ar" else CHINESE
        if language == "en":
            return f"{ROMAN[number - 1]}."
        return f"{ordinals[number - 1]}{' -' if language == 'ar' else '、'}" if number <= len(ordinals) else ""
    return ""
