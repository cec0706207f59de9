"""Names of styles that say what a paragraph is, in the languages in which programs name them.

Word itself names its own styles in English in every language; other programs, and people, do not.
"""

import re

_HEADINGS = (
    "heading|header|überschrift|titre|título|titulo|encabezado|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|"
    "címsor|başlık|заголовок|επικεφαλίδα|כותרת|عنوان|العنوان|标题|標題|見出し|제목|cabeçalho|titlu|tittel|pealkiri|"
    "virsraksts|antraštė|naslov|наслов|заглавие|tiêu đề|judul"
)
_HEADING = re.compile(rf"(?:{_HEADINGS})[ _-]?([1-9])", re.IGNORECASE)
_TITLES = frozenset(
    {"title", "titel", "titre", "título", "titulo", "titolo", "tittel", "titeln", "название", "标题", "標題", "العنوان"}
    | {"заголовок", "otsikko", "tytuł", "název", "cím", "konu başlığı", "표제", "表題", "τίτλος", "כותרת טקסט"}
)


def heading_rank(name: str) -> int | None:
    """The rank from 1 of a heading by its style's name or id ("heading 1", "Titre2", "标题 3,h3"), or None."""
    for alias in name.split(","):
        if found := _HEADING.fullmatch(alias.strip()):
            return int(found[1])
    return None


def is_title(name: str) -> bool:
    """Whether a style of this name is that of a document's title."""
    return any(alias.strip().lower() in _TITLES for alias in name.split(","))
