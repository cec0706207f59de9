"""What the signs of fonts without Unicode look like, in Unicode: Symbol, Wingdings and their kin.

Word writes such a sign as a character of the private area U+F000 to U+F0FF, or as the letter in its place. Symbol is
as Adobe encodes it; Wingdings, Webdings as Unicode 7 took them in (L2/12-368), with plain signs for rare ones.
"""

_PRIVATE = 0xF000

_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_WINGDINGS = (
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓"
    "🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷▯⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·••⚪🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛"
    "⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂🢬🢭🗶✔🗷🗹"
)
_PLAIN = {"⮚": "➢", "🗹": "☑", "🗷": "☒", "🗶": "✗", "🡪": "→", "🡨": "←", "🡩": "↑", "🡫": "↓", "🞐": "□", "⬧": "♦", "⬥": "◆"}
"""Signs that few fonts have, and the one that looks like them in most."""
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•", 0xA0: "▪", 0xA2: "■",
    0xA3: "□", 0xAE: "◆", 0xAF: "◇", 0xB5: "◊", 0x95: "·", 0x96: "•", 0x99: "◉", 0x9A: "○", 0x9E: "◎", 0xF3: "♦",
}  # fmt: skip
_WINGDINGS_3 = {0x22: "↑", 0x23: "↓", 0x21: "→", 0x7D: "▶", 0x7C: "◀", 0x75: "▶", 0x74: "◀", 0x70: "▲", 0x71: "▼"}
_WEBDINGS = {
    0x34: "▶",
    0x33: "◀",
    0x35: "▲",
    0x36: "▼",
    0x3D: "●",
    0x61: "✓",
    0x63: "□",
    0x67: "■",
    0x72: "✗",
    0x6E: "●",
}
_BULLET = "•"


def _wingdings() -> dict[int, str]:
    return {place: _PLAIN.get(sign, sign) for place, sign in enumerate(_WINGDINGS, 0x20)}


_FONTS: dict[str, dict[int, str]] = {
    "symbol": dict(enumerate(_SYMBOL_LOW, 0x20)) | dict(enumerate(_SYMBOL_HIGH, 0xA0)),
    "wingdings": _wingdings(),
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
_FONTS["standardsymbolsps"] = _FONTS["standard symbols ps"] = _FONTS["opensymbol"] = _FONTS["symbol"]
_ALWAYS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
"""Fonts in which an ordinary letter, too, shows a sign."""


def to_unicode(font: str, text: str) -> str:
    """The text with the signs of a font as Unicode; those of the private area that are not known are bullets."""
    name = font.strip().lower()
    if name not in _ALWAYS and text.isascii():
        return text
    known = _FONTS.get(name, {})
    shown = []
    for character in text:
        place = ord(character) - _PRIVATE if _PRIVATE <= ord(character) < _PRIVATE + 0x100 else ord(character)
        is_private = place != ord(character)
        if is_private or (name in _ALWAYS and place < 0x100):
            signs = known if known or not is_private else _FONTS["symbol"]
            shown.append(signs.get(place, _BULLET if is_private else character))
        else:
            shown.append(character)
    return "".join(shown)
