"""The names of languages: in their own words, and in those of a page."""

from functools import cache

from babel import Locale, UnknownLocaleError
from jinja2 import pass_context
from jinja2.runtime import Context


@cache
def name(tag: str, language: str) -> str:
    """What a language is called in another one; its tag where nobody knows."""
    try:
        said = Locale.parse(tag, sep="-").get_display_name(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return tag
    return said or tag


def autonym(tag: str) -> str:
    """What a language is called by those who speak it."""
    said = name(tag, tag)
    return said[:1].upper() + said[1:]


@pass_context
def tongue(context: Context, tag: str) -> str:
    """What a language is called in the language of the page."""
    return name(tag, str(context["language"]))
