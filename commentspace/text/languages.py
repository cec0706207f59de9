"""Languages: which tags are taken, which way they are written, what script a text is in."""

import re
from typing import Literal

# BCP 47 (RFC 5646, 2.1): language, script, region, variants, in this order; extensions are not taken.
_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)")

# ISO 639-1, and the languages without a two-letter code in which drafts have been seen.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "arc ber ckb fil haw kab nqo prs sah syr tet tpi yue"
)
_KNOWN = frozenset(_CODES.split())

_RTL_CODES = "ar arc ckb dv fa he ks nqo prs ps sd syr ug ur yi"
_RTL_SCRIPT_CODES = "adlm arab aran hebr mand mend nkoo rohg samr syrc thaa yezi"
_RIGHT_TO_LEFT, _RIGHT_TO_LEFT_SCRIPTS = frozenset(_RTL_CODES.split()), frozenset(_RTL_SCRIPT_CODES.split())

# One range of letters per script, with the language that a text in it most likely has here.
_SCRIPTS = {
    "zh": re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
    "ar": re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufeff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "ru": re.compile("[\u0400-\u052f]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "en": re.compile("[A-Za-z\u00c0-\u024f]"),
}
_LOOKED_AT = 50_000
# A Chinese character says about as much as three letters: a Chinese draft full of addresses is still Chinese.
_LETTERS_A_CHARACTER = 3


def known(tag: str) -> bool:
    """Whether `tag` is a language tag that a document can have ("zh", "pt-BR", "zh-Hant-TW"), in any case."""
    match = _TAG.fullmatch(tag.lower())
    return match is not None and match[1] in _KNOWN


def direction(tag: str) -> Literal["rtl", "ltr"]:
    """ "rtl" for languages written from right to left, "ltr" for all others, unknown ones included.

    A script named in the tag decides ("pa-Arab", "az-Arab", "ar-Latn"); without one the language does.
    """
    match = _TAG.match(tag.lower())
    if match is None:
        return "ltr"
    language, script = match[1], match[2]
    is_right_to_left = script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT
    return "rtl" if is_right_to_left else "ltr"


def guess(text: str) -> str:
    """A language for a text whose language nobody has said, by its script alone.

    It cannot tell languages of one script apart: French is guessed "en", Persian "ar", Ukrainian "ru",
    all Han without kana "zh". So a person has to be shown the guess. Without any letter it is "en".
    """
    start = text[:_LOOKED_AT]
    counts = {language: len(letters.findall(start)) for language, letters in _SCRIPTS.items()}
    counts["zh"] *= _LETTERS_A_CHARACTER
    if counts["ja"] * _LETTERS_A_CHARACTER > counts["zh"] // 10:
        counts["ja"] = (counts["ja"] * _LETTERS_A_CHARACTER) + counts["zh"]
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
