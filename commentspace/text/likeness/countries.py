"""The names of countries in six languages: a position that one copied from another has another name in it."""

from functools import cache
from itertools import chain
from typing import Final

from babel import Locale

from commentspace.text import search
from commentspace.text.likeness.reading import is_character, is_light, tokens_of

LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")


@cache
def countries() -> frozenset[str]:
    """The folded words of the names of countries (CLDR); Chinese names, whose characters are in many words, are not."""
    names = chain.from_iterable(
        (name for code, name in Locale(language).territories.items() if code.isalpha()) for language in LANGUAGES
    )
    words = chain.from_iterable(tokens_of(search.fold(name)) for name in names)
    return frozenset(word for word in words if not is_light(word) and not is_character(word))
