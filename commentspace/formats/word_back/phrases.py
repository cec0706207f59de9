"""What an edit in a Word file says that is no wording: sentences in the languages of the United Nations."""

from typing import Final

from commentspace.formats.word_out.said import Words

DELETES: Final[Words] = {
    "en": "I propose to delete this paragraph.",
    "fr": "Je propose de supprimer ce paragraphe.",
    "es": "Propongo suprimir este párrafo.",
    "ru": "Предлагаю исключить этот пункт.",
    "zh": "建议删除本段。",
    "ar": "أقترح حذف هذه الفقرة.",
}
INSERTS: Final[Words] = {
    "en": "I propose to insert after this paragraph:",
    "fr": "Je propose d’insérer après ce paragraphe :",
    "es": "Propongo insertar después de este párrafo:",
    "ru": "Предлагаю вставить после этого пункта:",
    "zh": "建议在本段之后插入：",
    "ar": "أقترح إدراج ما يلي بعد هذه الفقرة:",
}
INSERTS_BEFORE: Final[Words] = {
    "en": "I propose to insert before this paragraph:",
    "fr": "Je propose d’insérer avant ce paragraphe :",
    "es": "Propongo insertar antes de este párrafo:",
    "ru": "Предлагаю вставить перед этим пунктом:",
    "zh": "建议在本段之前插入：",
    "ar": "أقترح إدراج ما يلي قبل هذه الفقرة:",
}
