"""Signs of fonts without Unicode are shown as what they look like."""

import pytest

from commentspace.formats.word.symbol_fonts import to_unicode


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Symbol", "\uf061\uf0a3\uf0b3", "α≤≥"),
        ("Symbol", "·", "•"),
        ("Wingdings", "\uf0a7\uf0d8\uf0fc", "▪➢✔"),
        ("wingdings", "l n q v", "● ■ ❑ ❖"),
        ("Wingdings", "\uf06f\uf0fe", "□☑"),
        ("Courier New", "o", "o"),
        ("", "\uf0b7", "•"),
        ("Unknown", "\uf0ff", "•"),
        ("Times New Roman", "–", "–"),
    ],
)
def test_a_sign_is_shown_as_what_it_looks_like(font: str, text: str, shown: str) -> None:
    assert to_unicode(font, text) == shown
