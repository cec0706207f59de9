"""The few words that a Word file of ours has beside those that people wrote, in the languages of the United Nations.

The file is read again by a person who may have another language, and by us: so every wording is known here.
"""

from typing import Final

Words = dict[str, str]

LANGUAGES: Final = ("en", "fr", "es", "ru", "zh", "ar")

KINDS: Final[dict[str, Words]] = {
    "substantive": {
        "en": "substantive",
        "fr": "fond",
        "es": "fondo",
        "ru": "по существу",
        "zh": "实质",
        "ar": "جوهري",
    },
    "editorial": {
        "en": "editorial",
        "fr": "forme",
        "es": "redacción",
        "ru": "редакционное",
        "zh": "文字",
        "ar": "تحريري",
    },
    "question": {
        "en": "question",
        "fr": "question",
        "es": "pregunta",
        "ru": "вопрос",
        "zh": "问题",
        "ar": "سؤال",
    },
    "translation": {
        "en": "translation",
        "fr": "traduction",
        "es": "traducción",
        "ru": "перевод",
        "zh": "翻译",
        "ar": "ترجمة",
    },
}

PROPOSED: Final[Words] = {
    "en": "Proposed wording:",
    "fr": "Libellé proposé :",
    "es": "Redacción propuesta:",
    "ru": "Предлагаемая формулировка:",
    "zh": "建议的措辞：",
    "ar": "الصياغة المقترحة:",
}
UNMARKED: Final[Words] = {
    "en": "(Not marked in the text: another proposal stands there, or it cannot be shown.)",
    "fr": "(Non indiqué dans le texte : une autre proposition y figure, ou il ne peut y être montré.)",
    "es": "(No está marcada en el texto: hay allí otra propuesta, o no puede mostrarse.)",
    "ru": "(Не отмечено в тексте: там стоит другое предложение или его нельзя показать.)",
    "zh": "（文中未标出：此处已有另一项建议，或无法显示。）",
    "ar": "(لم توضع علامة عليها في النص: يوجد هناك اقتراح آخر أو لا يمكن إظهارها.)",
}
ABOUT: Final[Words] = {
    "en": "On the words:",
    "fr": "Sur les mots :",
    "es": "Sobre las palabras:",
    "ru": "О словах:",
    "zh": "针对以下文字：",
    "ar": "بشأن الكلمات:",
}
WITHDRAWN: Final[Words] = {
    "en": "This comment was withdrawn.",
    "fr": "Ce commentaire a été retiré.",
    "es": "Este comentario fue retirado.",
    "ru": "Это замечание отозвано.",
    "zh": "此评论已撤回。",
    "ar": "سُحب هذا التعليق.",
}
TAKEN: Final[Words] = {
    "en": "taken over into this change",
    "fr": "repris dans cette modification",
    "es": "incorporado en este cambio",
    "ru": "учтено в этом изменении",
    "zh": "已采纳于此处修改",
    "ar": "أُخذ به في هذا التغيير",
}
ANSWER: Final[Words] = {
    "en": "Answer",
    "fr": "Réponse",
    "es": "Respuesta",
    "ru": "Ответ",
    "zh": "答复",
    "ar": "الرد",
}
HELD: Final[Words] = {
    "en": "waits for a moderator",
    "fr": "en attente d’un modérateur",
    "es": "en espera de un moderador",
    "ru": "ожидает модератора",
    "zh": "等待主持人审核",
    "ar": "بانتظار مدير المناقشة",
}


def said(words: Words, language: str) -> str:
    """The words in a language, or in English where they are not known in it."""
    return words.get(language.partition("-")[0].lower(), words["en"])
