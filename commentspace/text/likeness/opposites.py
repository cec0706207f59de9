"""Words that turn what is asked for into its opposite: negations, and verbs with an opposite, in six languages.

All languages share one table: what is found in the words of another one is there on both sides of a comparison.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import sub
from typing import Final

STRONG: Final = (
    # keep, take out
    (
        r"retain\w*|retention|keep\w*|kept|maintain\w*|reinstat\w*|manten\w+|mantien\w+|conserv\w+"
        r"|mainten\w+|maintien|сохран\w+|остав\w+|保留|维持|留下"
        r"|\w{0,3}(?:ابقاء|يبقي|نبقي|تبقي|احتفاظ|يحتفظ|نحتفظ|استبقاء)\w*",
        r"delet\w+|remov\w+|strike|struck|striking|suppress\w*|eliminat\w+|drop(?:ped|ping)?|scrap\w*|suprim\w+|supresion|elimin\w+"
        r"|retir(?:ar|e|en|ada|ado|er|ons|ez)|supprim\w+|suppression|удал\w+|исключ\w+|изъя\w+|снять|删除|删去|删掉|去掉|取消"
        r"|\w{0,3}(?:حذف|الغاء|شطب|ازاله)\w*",
    ),
    # for, against
    (
        r"support\w*|endors\w+|agree[ds]?|welcom\w+|favou?r\w*|apoy\w+|respald\w+|soutien\w*|souten\w+|appuy\w+|appuie\w*"
        r"|approuv\w+|поддерж\w+|соглас\w+|приветств\w+|支持|赞成|同意|欢迎"
        r"|\w{0,2}(?:تايد|تاييد|نويد|يويد|ندعم|نوافق|يوافق|نرحب)\w*",
        r"oppos\w+|object(?:s|ed|ion|ions)?|disagree\w*|reject\w*|rechaz\w+|opon\w+|opos\w+|objet\w+|rejet\w*|возраж\w+|против"
        r"|отверг\w+|отклон\w+|反对|不同意|不赞成|不支持|不能接受"
        r"|\w{0,2}(?:نعارض|يعارض|معارض|نرفض|يرفض|رفض|نعترض|اعتراض)\w*",
    ),
    # more, less
    (
        r"increas\w+|rais(?:e|es|ed|ing)|strengthen\w*|expand\w*|doubl\w+|aument\w+|reforz\w+|refuerz\w+|amplia\w*|augment\w+|renforc\w+|relev(?:er|e|ons|ee)"
        r"|увелич\w+|усил\w+|повы[сш]\w+|增加|提高|加强|增强|扩大"
        r"|\w{0,3}(?:زياده|يزيد|رفع|تعزيز|توسيع)\w*",
        r"reduc\w+|lower\w*|decreas\w+|weaken\w*|halv\w+|cut(?:s|ting)?|disminu\w+|debilit\w+|rebaj\w+|redui\w+|diminu\w+|affaibl\w+"
        r"|abaiss\w+|уменьш\w+|сокра[тщ]\w+|сни[жз]\w+|ослаб\w+|减少|降低|削弱|减弱|缩小"
        r"|\w{0,3}(?:خفض|تخفيض|تقليل|تقليص|اضعاف)\w*",
    ),
    # binding, free
    (
        r"mandatory|binding|compulsory|obligatory|obligatori\w+|vinculant\w+|obligatoires?|contraignant\w*|обязательн\w+|强制|约束力|义务性"
        r"|\w{0,3}(?:الزامي|ملزم|اجباري)\w*",
        r"voluntar\w+|optional|facultativ\w+|volontair\w+|facultati\w+|добровольн\w+|факультатив\w+|自愿|任择"
        r"|\w{0,3}(?:طوعي|اختياري)\w*",
    ),
    # in, out
    (
        r"includ\w+|inclusion|add(?:s|ed|ing|ition)?|insert\w*|incluy\w+|inclu(?:ir|sion|yendo)|incorpor\w+|inclu[rsto]\w*|ajout\w+|включ\w+|добав\w+|внести"
        r"|纳入|列入|增列|补充|加入|\w{0,3}(?:ادراج|اضافه|تضمين|ادخال)\w*",
        r"exclud\w+|exclusion|omit\w*|excl[uy]\w+|omisi\w+|omett\w+|исключ\w+|排除|剔除|\w{0,3}(?:استبعاد|استثناء|اغفال)\w*",
    ),
    # later, sooner
    (
        r"extend\w*|extension|longer|prolong\w*|postpon\w+|prorrog\w+|aplaz\w+|alarg\w+|report(?:er|ons)|allong\w+|продл\w+|отлож\w+|延长|推迟"
        r"|\w{0,3}(?:تمديد|تاجيل|اطاله)\w*",
        r"shorten\w*|shorter|earlier|acort\w+|adelant\w+|raccourc\w+|avanc(?:er|ons)|ecourt\w+|ускор\w+|缩短|提前"
        r"|\w{0,3}(?:تقصير|تعجيل)\w*",
    ),
    # open, closed
    (
        r"open(?:s|ed|ly)?|abiert\w+|abrir\w*|ouvert\w*|ouvrir|открыт\w*|公开|开放|\w{0,3}(?:فتح|مفتوح)\w*",
        r"closed?|confidential\w*|secret|restricted|cerrad\w+|reservad\w+|confidencial\w*|fermee?s?|confidentiel\w*|закрыт\w*"
        r"|конфиденциальн\w+|секретн\w+|保密|封闭|机密|\w{0,3}(?:اغلاق|مغلق|سري)\w*",
    ),
    # allowed, forbidden
    (
        r"allow\w*|permit\w*|authori[sz]\w+|permit\w+|autoriz\w+|autoris\w+|permet\w*|разреш\w+|允许|准许|许可"
        r"|\w{0,3}(?:سماح|يسمح|اجازه)\w*",
        r"prohibit\w*|ban(?:s|ned)?|forbid\w*|prohib\w+|interdi\w+|запре[тщ]\w+|禁止|严禁|\w{0,3}(?:حظر|منع)\w*",
    ),
    # paying, exempt
    (
        r"pay(?:s|ing|ment)?|contribut\w+|pag(?:ar|ue|uen|o)|aport\w+|contribu\w+|pai(?:e|ent|ement)|payer|vers(?:er|ent)|плат\w+"
        r"|внос\w+|взнос\w*|缴款|缴纳|出资|缴费|\w{0,3}(?:تدفع|دفع|تسهم|اسهام|تمويل|تمول)\w*",
        r"exempt\w*|waiv\w+|exim\w+|exent\w+|exoner\w+|exemption|dispens\w+|освобо\w+|豁免|免除|免予|\w{0,3}(?:اعفاء|يعفوا|معف)\w*",
    ),
)
"""Pairs of opposites, which turn a comment wherever they stand in it."""

WEAK: Final = (
    # negations
    r"not|no|never|nor|neither|without|cannot|none|\w+n't|ne|n|pas|jamais|aucune?|non|sans|ni|nunca|jamas|ningun[oa]?|sin|tampoco"
    r"|не|ни|нет|нельзя|никогда|без|[不未勿莫非毋]|没有?|无(?!论)|[وف]?(?:لا|ليس|ليست|لن|لم|غير|الا)|\w{0,2}عدم|[وب]?دون",
    # must, should, may
    r"shall|must|deberan?|deben?|doit|doivent|devra|devront|должн[аоы]|должен|обязан\w*|必须|须|[وفس]?يجب|[وف]?يتعين|[وف]?تلتزم",
    r"should|ought|deberian?|devraient|devrait|следует|宜|[وف]?ينبغي",
    r"may|can|could|podran?|pueden?|podrian?|peut|peuvent|pourra|pourront|pourrait|может|могут|вправе|可以|得以|[وف]?يجوز|[وف]?يمكن|[وف]?يحق",
)
"""Words that turn the sentence in which they stand."""

_NOT_TURNING = re.compile(
    r"not only|not least|no later than|not later than|no less than|whether or not|no solo|no obstante|pas seulement"
    r"|non seulement|non moins|не только|не позднее|тем не менее"
    r"|不仅|不但|不断|不同(?!意)|不过|不久|不论|不管|不迟于|不少于|非常|非洲|非政府|未来|无论|不只"
    r"|ليس فقط|لا سيما|ما لا يقل|في موعد لا يتجاوز"
)
_HAN = re.compile("[\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W\d_]+n't|\w+")

Stance = tuple[int, ...]
"""How often each of the words is there, in the order of the table."""
_NO_STANCE: Final = (0,) * (2 * len(STRONG))
_NO_TURNS: Final = (0,) * len(WEAK)


class _Kinds(dict[str, tuple[int, ...]]):
    """Of each word which patterns it is; looked up once, as each is in many texts."""

    def __init__(self, patterns: Sequence[str]) -> None:
        super().__init__()
        self._patterns = [re.compile(each) for each in patterns]
        chinese = [word for each in patterns for word in each.split("|") if _HAN.search(word)]
        self.chinese = re.compile("|".join(sorted(chinese, key=len, reverse=True)))

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = tuple(n for n, each in enumerate(self._patterns) if each.fullmatch(word))
        if len(self) < _MOST_KEPT:
            self[word] = found
        return found

    def of(self, words: Iterable[str], folded: str) -> Iterator[int]:
        """The patterns of all words, and of the Chinese ones that stand in a text."""
        for word in words:
            yield from self[word]
        if _HAN.search(folded):
            for word in self.chinese.findall(folded):
                yield from self[word]


_MOST_KEPT = 500_000
NEGATION: Final = 0
"""The place of negations in what turns a sentence."""
BEFORE, BEFORE_CHARACTERS = 2, 6
"""So near before a verb a negation turns it into its opposite."""
_ONLY = frozenset(["only", "solo", "solamente", "unicamente", "seulement", "uniquement", "только", "лишь", "فقط"])
_CHINESE_NEGATION = re.compile("[不未勿莫](?![仅但断过久论管只])[^，。；、,;]*$|没有[^，。；、,;]*$")
_STRONG = _Kinds([side for pair in STRONG for side in pair])
_WEAK = _Kinds(WEAK)


def stance(words: Sequence[str], folded: str) -> Stance:
    """What a whole comment asks for, as far as its verbs tell: for each of `STRONG` how often each side is there.

    `words` are those of the folded text, in order. What a negation stands before counts as its opposite.
    """
    found = [side ^ _is_negated(words, at) for at, word in enumerate(words) for side in _STRONG[word]]
    if _HAN.search(folded):
        for match in _STRONG.chinese.finditer(folded):
            is_negated = _CHINESE_NEGATION.search(folded, max(0, match.start() - BEFORE_CHARACTERS), match.start())
            found += [side ^ bool(is_negated) for side in _STRONG[match[0]]]
    return tuple(found.count(n) for n in range(2 * len(STRONG))) if found else _NO_STANCE


def _is_negated(words: Sequence[str], at: int) -> bool:
    """Whether a negation stands right before a word, and does not say "not only"."""
    before = words[max(0, at - BEFORE) : at]
    return any(
        NEGATION in _WEAK[word] and words[at - len(before) + n + 1] not in _ONLY for n, word in enumerate(before)
    )


@lru_cache(20_000)
def turns(folded: str) -> Stance:
    """What turns a sentence: for each of `WEAK` how often it is there."""
    said = _NOT_TURNING.sub(" ", folded)
    found = [*_WEAK.of(_WORDS.findall(said), said)]
    return tuple(found.count(n) for n in range(len(WEAK))) if found else _NO_TURNS


def sides(word: str) -> tuple[int, ...]:
    """Which sides of `STRONG` a folded word is; a side has the number that its place in a stance has."""
    return _STRONG[word]


def chinese(folded: str) -> list[tuple[int, ...]]:
    """The sides of `STRONG` that stand in a Chinese text."""
    return [_STRONG[word] for word in _STRONG.chinese.findall(folded)]


def are_opposed(one: Stance, other: Stance) -> bool:
    """Whether one says more often the one word of a pair, and the other one its opposite."""
    if one == other:
        return False
    more = [*map(sub, one, other)]
    return any(more[at] * more[at + 1] < 0 for at in range(0, len(more), 2))


def turning(folded: str) -> set[str]:
    """The words of a folded text that can turn its sense."""
    said = _NOT_TURNING.sub(" ", folded)
    words = _WORDS.findall(said)
    found = {word for kinds in (_STRONG, _WEAK) for word in words if kinds[word]}
    return found | {word for kinds in (_STRONG, _WEAK) for word in kinds.chinese.findall(said)}
