"""The language and direction of what is written into a Word file, as Word has them: one language for each script."""

from dataclasses import dataclass

from docx.document import Document

from commentspace.formats.word.names import w
from commentspace.formats.word_out.elements import element
from commentspace.text.languages import direction

_EAST_ASIAN = {"zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
_USUAL = {"ar": "ar-SA", "he": "he-IL", "fa": "fa-IR", "ur": "ur-PK", "en": "en-GB", "fr": "fr-FR", "es": "es-ES"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text in a language is marked: whether from right to left, and the attributes of its "w:lang"."""

    is_rtl: bool
    languages: dict[str, str]


def look_of(tag: str) -> Look:
    """The look of a language by its tag."""
    first = tag.partition("-")[0].lower()
    full = tag if "-" in tag else _EAST_ASIAN.get(first) or _USUAL.get(first) or tag
    is_rtl = direction(tag) == "rtl"
    place = "bidi" if is_rtl else "eastAsia" if first in _EAST_ASIAN else "val"
    return Look(is_rtl, {place: full})


def set_document_language(file: Document, tag: str) -> None:
    """Let all text be in a language that does not say otherwise, in the fonts that its theme has for the language."""
    look = look_of(tag)
    for languages in file.styles.element.iter(w("lang")):
        for place, full in look.languages.items():
            languages.set(w(place), full)
    settings = file.settings.element
    for theme in settings.findall(w("themeFontLang")):
        for place, full in look.languages.items():
            theme.set(w(place), full)
    for mode in settings.iter(w("compatSetting")):
        if mode.get(w("name")) == "compatibilityMode":
            mode.set(w("val"), "15")  # before Word 2013, comments had no answers
    for section in file.element.body.iter(w("sectPr")) if look.is_rtl else ():
        grid, bidi = section.find(w("docGrid")), element("bidi")
        if grid is None:
            section.append(bidi)
        else:
            grid.addprevious(bidi)
