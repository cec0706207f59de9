"""What is to be found in each hand-made reply."""

from typing import NamedTuple


class Found(NamedTuple):
    """One expected answer; `under` is a marker, or "" for what the letter was about."""

    under: str
    text: str
    doubtful: bool = False


CHANGED_COPY = (
    "8. Most restorations that fail do so for one reason: the works were finished, but the water did not come, "
    "or came at the wrong time, or was too salt, or too dirty. Before anything is planted, fenced or dug, "
    "the source of the water should be known and its supply secured."
)

EXPECTED: dict[str, list[Found]] = {
    "163-marks-without-a-space-are-quotation": [Found("[¶12]", "同意。滨海滩涂尤其如此。"), Found("[#10]", "六十天。")],
    "a-deleted-quotation-leaves-no-introduction": [Found("", "The basin authority has no data before May.")],
    "a-link-broken-in-two-stays-quoted": [Found("[¶12]", "Agreed.")],
    "a-marker-typed-by-hand-says-the-place": [
        Found("", "Buenos días:"),
        Found("[¶8]", "Falta mencionar los bofedales."),
        Found("[#9]", "De acuerdo con Rusia."),
    ],
    "a-quotation-alone-has-nothing-new": [],
    "a-thumb-and-a-plus-one-are-answers": [Found("[¶8]", "👍"), Found("[¶12]", "+1")],
    "apple-mail-answer-below-one-comment-joins-its-thread": [
        Found("[#21]", "April is too late for us: the planting season begins in March."),
    ],
    "bars-are-quotation": [Found("[#7]", "Salinity belongs to quality.")],
    "doubly-marked-lines-are-quotation": [Found("", "I agree with Ghana.")],
    "full-width-marks-are-quotation": [Found("[¶12]", "可行。")],
    "gmail-answers-between-quotations-go-under-their-blocks": [
        Found("[¶8]", "The source of the water is a matter for the\nbasin authority. Please name it."),
        Found("[#7]", "I wrote this one: 35 grams a litre last March."),
    ],
    "gmail-arabic-answer-goes-under-its-paragraph": [Found("[¶15]", "نقترح إضافة كبار السن إلى هذه القائمة.")],
    "gmail-phone-lines-wrapped-without-their-mark-stay-quoted": [
        Found("[#10]", "Sesenta días, como en el párrafo 10 (b)."),
    ],
    "gmail-text-above-the-quotation-is-about-the-letter": [
        Found("", "Thank you for the overview. We will send our views by Friday."),
    ],
    "iphone-signature-in-chinese-is-left-out": [Found("", "同意大家的意见。")],
    "iphone-signature-in-french-is-left-out": [Found("", "Merci, nous sommes d'accord avec l'ensemble.")],
    "k9-arabic-original-message-is-left-out": [Found("", "نؤيد ما ورد في الفقرة 15.")],
    "notes-answer-without-marks-goes-under-its-block": [Found("[#8]", "C'est mon texte ; je le retire.")],
    "outlook-answer-to-a-notification-is-about-it": [Found("", "La autoridad de cuenca, en abril.")],
    "outlook-answers-without-marks-go-under-their-blocks": [
        Found("", "Ver abajo."),
        Found("[¶8]", "De acuerdo, pero falta el agua subterránea."),
        Found("[#9]", "En nuestras turberas tres años tampoco bastan."),
    ],
    "outlook-changed-copy-of-a-paragraph-is-kept-as-text-on-it": [Found("[¶8]", CHANGED_COPY)],
    "outlook-html-alone-is-read-as-text": [Found("", "Поддерживаю замечание о торфяниках.")],
    "outlook-links-behind-markers-are-quotation": [
        Found("[¶8]", "De acuerdo, pero falta el agua subterránea:\nhttps://example.org/napas"),
        Found("[¶15]", "1"),
    ],
    "outlook-quotation-without-marks-is-left-out": [
        Found("", "Dear colleagues,\n\nThe Netherlands has no further comments at this stage."),
    ],
    "outlook-text-typed-behind-a-paragraph-is-its-answer": [Found("[¶8]", "Il faut aussi nommer qui en répond.")],
    "qq-answers-labelled-gb2312-keep-all-characters": [
        Found("[¶12]", "建议改为“至少并行两年”。䶮河流域（\u3e84）已有先例。"),
    ],
    "qq-html-alone-is-read-as-text": [Found("", "“一年”不够，建议三年。")],
    "qq-text-above-its-header-block-is-about-the-letter": [Found("", "秘书处：\n\n我们对本草案总体上表示支持。")],
    "samsung-spanish-original-message-is-left-out": [Found("", "Estamos de acuerdo con la Argentina.")],
    "text-typed-into-a-quotation-is-kept-and-doubtful": [
        Found("[¶8]", "We would say: secured by law.", doubtful=True),
    ],
    "thunderbird-flowed-answers-go-under-their-blocks": [Found("[#9]", "Три года тоже мало, если год выдался сухим.")],
    "thunderbird-text-after-the-last-of-several-is-general-and-doubtful": [
        Found("", "We support this without reservation.", doubtful=True),
    ],
    "thunderbird-two-answers-under-one-paragraph-are-both-kept": [
        Found("[¶8]", "Wrong quality is too vague."),
        Found("[¶8]", "Secured by whom?"),
    ],
    "yandex-html-quotation-is-left-out": [Found("", "Предлагаю указать источник воды.")],
    "yandex-phone-signature-in-russian-is-left-out": [Found("", "Согласна.")],
}
