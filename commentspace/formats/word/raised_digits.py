"""Raised and lowered digits as signs of their own: ten to the third is 10³, and not 103."""

_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_SHIFTED = {"superscript": str.maketrans(_RAISED), "subscript": str.maketrans(_LOWERED)}
_CAN_SHIFT = {"superscript": frozenset(_RAISED), "subscript": frozenset(_LOWERED)}
_LONGEST = 8


def shifted(raw: str, position: str) -> str:
    """`raw` as it stands "superscript" or "subscript"; words stay as they are, as the "st" of "1st" does."""
    if position not in _SHIFTED or len(raw) > _LONGEST or not _CAN_SHIFT[position].issuperset(raw.strip()):
        return raw
    return raw.translate(_SHIFTED[position])
