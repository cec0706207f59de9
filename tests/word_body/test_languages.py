"""The language of a Word draft, and of its paragraphs where it is another one."""

from tests.word.building import p, r
from tests.word_body.word_drafts import word

ENGLISH = "The Parties shall take the measures that are listed below."
FRENCH = "Les Parties prennent les mesures qui sont énumérées ci-dessous."
ARABIC = "تتخذ الأطراف التدابير المذكورة أدناه"
CHINESE = "缔约方应采取下列措施，并尽可能予以落实。"


def said(text: str, own: str) -> str:
    """A paragraph of which the file says a language."""
    return p(inside=r(text, own))


def test_the_language_is_what_most_of_the_text_is_in() -> None:
    arabic = said(ARABIC, '<w:rtl/><w:lang w:val="en-US" w:bidi="ar-SA"/>')
    assert word(arabic * 3 + p("CBD"), language=None).language == "ar"
    assert word(p(CHINESE) * 2 + p(ENGLISH), language=None).language == "zh"
    assert word(said(FRENCH, '<w:lang w:val="fr-CA"/>') * 2, language=None).language == "fr"
    assert word(p(ENGLISH), language=None).language == "en"


def test_paragraphs_in_another_script_have_a_language_of_their_own() -> None:
    draft = word(p(ENGLISH) + p(ARABIC) + said(CHINESE, '<w:lang w:eastAsia="zh-TW"/>') + p("CBD 中"))
    assert [paragraph.language for paragraph in draft.paragraphs] == ["", "ar", "zh-Hant", ""]


def test_in_one_script_the_file_is_believed_of_few_paragraphs_only() -> None:
    english = said(ENGLISH, '<w:lang w:val="en-GB"/>')
    draft = word(english * 3 + said(FRENCH, '<w:lang w:val="fr-FR"/>'))
    assert [paragraph.language for paragraph in draft.paragraphs] == ["", "", "", "fr"]
    draft = word(said(FRENCH, '<w:lang w:val="en-US"/>') * 3, language="fr")
    assert [paragraph.language for paragraph in draft.paragraphs] == ["", "", ""]


def test_a_language_that_the_script_does_not_bear_out_is_not_believed() -> None:
    draft = word(said(CHINESE, '<w:lang w:val="ru-RU" w:eastAsia="ru-RU"/>'), language=None)
    assert draft.language == "zh"
