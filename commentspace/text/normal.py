"""Input made clean, words made comparable, words counted."""

import re
import unicodedata

from commentspace.errors import Invalid, marked

# More marks on one letter than this make normalising quadratic, so they are parted by a
# joiner that is not seen (Unicode Standard Annex 15, Stream-Safe Text Format).
MOST_MARKS = 30
GRAPHEME_JOINER = "\u034f"

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_NO_WRITING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# Every mark that takes part in reordering is neither a word character nor ASCII.
_POSSIBLE_MARKS = re.compile(rf"[^\w\s!-~]{{{MOST_MARKS // 4},}}")
_UNCOMPARED = frozenset([GRAPHEME_JOINER, *map(chr, range(0xFE00, 0xFE10))])

# Scripts whose words are not parted by spaces: Han, kana and bopomofo count character by character.
_UNSPACED = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def clean(text: str) -> str:
    r"""What is kept of text that comes in from outside.

    Canonically composed (NFC); all line ends are "\n"; no control characters but newline and tab; no byte
    order mark, and none of the two non-characters that XML refuses; half of a surrogate pair becomes U+FFFD.
    Direction marks and joiners stay: Arabic needs them.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROLS.sub("", text)
    text = _LONE_SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _stream_safe(text))


def line(text: str, *, field: str) -> str:
    """What was typed into a field of one line, composed, its white space squeezed.

    Invalid at `field` where it holds control characters: they break headers of letters and lists, and no
    keyboard writes them. Marks of direction stay, and pages show those that turn it (`controls`).
    """
    if _NO_WRITING.search(text):
        raise Invalid(
            marked("This holds a control character that cannot be seen. Type the words anew instead of pasting them."),
            field=field,
        )
    return " ".join(clean(text).split())


def file_name(text: str, most: int = 200) -> str:
    """The name of a file as it is kept and shown: in one line, and of a long one the end, which says what it is."""
    return " ".join(clean(text).split())[-most:]


def normal(text: str) -> str:
    """The letters, digits and marks of `text` alone, without regard to case, width or form (NFKC).

    Two texts with the same result say the same words: for aligning and comparing, never for showing.
    """
    decomposed = unicodedata.normalize("NFD", _stream_safe(text))
    folded = unicodedata.normalize("NFKC", decomposed.casefold()).casefold()
    return unicodedata.normalize("NFKC", folded.translate(_COMPARED))


def words(text: str) -> int:
    """How many words `text` has: each Han or kana character counts as one, as word processors count them.

    Elsewhere a word is what stands between spaces and has a letter or a digit. Thai, Lao and Khmer,
    which write no spaces either, are counted by phrase, too low.
    """
    spaced, unspaced = _UNSPACED.subn(" ", text)
    return unspaced + sum(1 for word in spaced.split() if any(map(str.isalnum, word)))


def _is_compared(character: str) -> bool:
    return (character.isalnum() or unicodedata.category(character).startswith("M")) and character not in _UNCOMPARED


class _Compared(dict[int, int | None]):
    """What becomes of each character in `str.translate`: looked up once, as each letter that goes out needs it."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if _is_compared(chr(code)) else None
        return self[code]


_COMPARED = _Compared()


def _stream_safe(text: str) -> str:
    return text if text.isascii() else _POSSIBLE_MARKS.sub(_parted, text)


def _parted(run: re.Match[str]) -> str:
    parted, marks = [], 0
    for character in run[0]:
        added = _marks(character)
        if marks + added > MOST_MARKS:
            parted.append(GRAPHEME_JOINER)
            marks = 0
        marks = marks + added if added else 0
        parted.append(character)
    return "".join(parted)


def _marks(character: str) -> int:
    """How many reordered marks a character is when it is taken apart; none for all but marks."""
    if not unicodedata.combining(character):
        return 0
    return len(unicodedata.normalize("NFD", character))
