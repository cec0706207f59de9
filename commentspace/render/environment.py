"""The Jinja environment: templates that escape, refuse unknown names, and speak the language of their page.

A template finds its language in its context; `interface(language)` gives all that belongs there.
Words are looked up in the catalogues of `commentspace/locale`; where there is none, English is shown.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.plural import PluralRule
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from commentspace.domain.people import ERASED, UNNAMED
from commentspace.errors import marked
from commentspace.render import catalogues, moments, outcomes, sizes, tongues
from commentspace.render.differences import difference

# Embeddings, overrides and isolates (Unicode Annex 9) can make a name read as what it is not. The two marks
# U+200E and U+200F only settle the place of a neighbour, and honest Arabic names hold them.
BIDI_CONTROLS = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}

SOMEBODY = marked("Somebody who was erased")
NOT_NAMED = marked("Somebody (name not shown)")
IN_WORDS = {ERASED: SOMEBODY, UNNAMED: NOT_NAMED}
"""What is said for the signs that stand in the place of a name."""


def environment(templates: Path) -> Environment:
    """An environment over the folder `templates`: all is escaped, and an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(templates),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # set on the environment by jinja2.ext.i18n
    made.filters.update(bdi=named, date=date, difference=difference, exact=exact, instant=instant)
    made.filters.update(moment=moment, numbered=numbered, octets=octets, tongue=tongues.tongue)
    made.filters.update(outcome=outcome)
    return made


@cache
def interface(language: str) -> dict[str, object]:
    """What every template needs of the language it speaks; merge it into the context of each page and piece."""
    said = translations(language)
    return {
        "language": language,
        "direction": locale(language).text_direction,
        "gettext": _one(said.gettext),
        "_": _one(said.gettext),
        "ngettext": _many(said.ngettext),
        "pgettext": _one_of(said.pgettext),
        "forms": _forms(said, locale(language).plural_form),
    }


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of `language` (a BCP 47 tag such as "zh"); an empty one, hence English, where there is none."""
    return catalogues.translations(language.partition("-")[0])


@cache
def locale(language: str) -> Locale:
    """The locale by which dates are written; plain "en" writes the day first, as the United Nations do."""
    try:
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def bdi(name: str) -> Markup:
    """A name that keeps its own direction, with characters that could turn its neighbours made visible."""
    return Markup(f"<bdi>{escape(visible_controls(name))}</bdi>")  # noqa: S704  # it is escaped here


def in_words(name: str, language: str) -> str:
    """A name as a line of text says it: in words where it was erased, or is not shown."""
    return translations(language).gettext(IN_WORDS[name]) if name in IN_WORDS else name


def visible_controls(name: str) -> str:
    """The same in plain text: characters that could turn its neighbours are made visible."""
    return name if name.isascii() else name.translate(BIDI_CONTROLS)


@pass_context
def named(context: Context, name: str) -> Markup:
    """The same for templates, which say in the language of the page where a name was erased, or is not shown."""
    look_up = context.get("gettext")
    return bdi(look_up(IN_WORDS[name]) if name in IN_WORDS and look_up else name)


def numbered(number: int) -> Markup:
    """The number of a comment, such as #12, that reads so in any direction."""
    return Markup('<bdi dir="ltr">#{}</bdi>').format(number)


@pass_context
def outcome(context: Context, name: str) -> str:
    """What was decided about a comment, in words."""
    return outcomes.words(name, translations(context["language"]).gettext)


@pass_context
def octets(context: Context, size: int) -> str:
    """How large a file is, in words."""
    language = context["language"]
    return sizes.said(size, locale(language), translations(language).gettext)


def instant(when: datetime) -> str:
    """`when` for machines, in UTC, always with six digits of a second, so that such strings sort as their times."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@pass_context
def moment(context: Context, when: datetime) -> Markup:
    """A `<time>` in the language of the page and in the zone of its person; a script shows it in the browser's zone.

    Pieces are kept for everybody and have no person: there it is UTC.
    """
    words = moments.said(when, locale(context["language"]), context.get("zone") or moments.NOWHERE)
    return Markup('<time datetime="{}">{}</time>').format(when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), words)


@pass_context
def exact(context: Context, when: datetime) -> str:
    """`when` to the second, in UTC, in words of the language of the page."""
    return moments.exact(when, locale(context["language"]))


@pass_context
def date(context: Context, when: datetime) -> str:
    """The day of `when` in UTC, in words of the language of the page."""
    return format_date(when.astimezone(UTC), "long", locale=locale(context["language"]))


def _one(look_up: Callable[[str], str]) -> Callable[..., str]:
    """A gettext for templates: named places are filled in, and what is filled in is escaped."""

    def gettext(message: str, **named: object) -> str:
        return Markup(look_up(message)) % named  # noqa: S704  # messages are ours and the translators'

    return gettext


def _one_of(look_up: Callable[[str, str], str]) -> Callable[..., str]:
    """The same for a word that means several things in English: the context says which ("state", "button")."""

    def pgettext(meant: str, message: str, **named: object) -> str:
        return Markup(look_up(meant, message)) % named  # noqa: S704  # messages are ours and the translators'

    return pgettext


def _many(look_up: Callable[[str, str, int], str]) -> Callable[..., str]:
    """An ngettext for templates; the number is there as `num`, unless something else is named so (a number in bold)."""

    def ngettext(singular: str, plural: str, number: int, /, **named: object) -> str:
        said = Markup(look_up(singular, plural, number))  # noqa: S704  # messages are ours and the translators'
        return said % {"num": number, **named}

    return ngettext


def _forms(said: NullTranslations, rule: PluralRule) -> Callable[[str, str], dict[str, str]]:
    """For scripts, which count by CLDR category ("one", "few"): each category's sentence, `%(num)s` left in it."""
    examples = {rule(number): number for number in (*range(200, -1, -1), 1)}

    def forms(singular: str, plural: str) -> dict[str, str]:
        return {category: said.ngettext(singular, plural, number) for category, number in examples.items()}

    return forms
