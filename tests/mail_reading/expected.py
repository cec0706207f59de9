"""What is to be found in each hand-made reply."""

from typing import NamedTuple

from tests.mail_reading.letters import DIGEST


class Found(NamedTuple):
    """One expected answer; `under` is a marker, or "" for what the letter was about."""

    under: str
    text: str
    doubtful: bool = False
    proposal: str = ""


CHANGED_COPY = (
    "8. Most restorations that fail do so for one reason: the works were finished, but the water did not come, "
    "or came at the wrong time, or was too salt, or too dirty. Before anything is planted, fenced or dug, "
    "the source of the water should be known and its supply secured."
)
PARAGRAPH = DIGEST[1].text.partition("\n")[0]
POOR = PARAGRAPH.replace("wrong quality", "poor quality")
DAMMED = PARAGRAPH.replace("fenced or dug", "fenced, dammed or dug")
AGREED = PARAGRAPH.replace("known and", "agreed and")

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
    "outlook-changed-copy-of-a-paragraph-is-a-proposed-wording": [Found("[¶8]", "", proposal=CHANGED_COPY)],
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
    "163-web-both-parts-say-the-same-answer-under-a-comment": [
        Found("", "总体同意。"),
        Found("[#9]", "滨海湿地可以短一些。"),
    ],
    "a-comment-on-confidential-data-is-no-footer": [
        Found(
            "",
            "Confidential data should not be asked for.\n\n"
            "The sender and the recipient of such data are both bound by law.",
        )
    ],
    "a-digest-of-two-documents-answered-in-both": [
        Found("[#5]", "نعم، وقوانين المياه."),
        Found("[¶3·2]", "هل يشمل ذلك السبخات؟"),
    ],
    "a-digest-of-two-documents-answered-without-marks": [
        Found("", "两份文件一并答复。"),
        Found("[¶3]", "也适用于乡镇。"),
        Found("[#2·2]", "包括，低潮以上部分都算。"),
    ],
    "a-forwarded-letter-answered-by-somebody-else-is-left-out": [Found("", "Sí; la provincia prefiere noventa días.")],
    "a-letter-of-one-person-answered-above-is-general": [Found("", "La del río, en verano.")],
    "a-letter-of-one-person-answered-below-is-general": [
        Found("", "Celle de la nappe : nous n'avons pas mesuré le fleuve.")
    ],
    "a-letter-of-one-person-answered-inside-is-general": [
        Found("", "That of the river."),
        Found("", "Then let us compare."),
    ],
    "a-mailed-draft-answered-in-five-places-with-marks": [
        Found("[¶2]", "And who pay for it for ever."),
        Found("[¶(b)]", "Not our word: we say repair."),
        Found("[¶(a)·3]", "By whom?"),
        Found("[¶26]", "The basin authority asks for April."),
        Found("[¶40]", "Ten years is a generation of officials."),
    ],
    "a-mailed-draft-answered-without-marks-under-repeated-labels": [
        Found("", "各位：\n\n意见如下。"),
        Found("[¶7]", "同意，这一条应放在最前。"),
        Found("[¶(c)·3]", "碳储量由谁核定？"),
        Found("[¶32]", "先水后草，很好。"),
    ],
    "a-mailed-draft-trimmed-to-three-paragraphs": [
        Found("[¶8]", "Un bon début."),
        Found("[¶29]", "Dix centimètres, c'est peu au Sahel."),
        Found("[¶36]", "Ajouter la conductivité."),
    ],
    "a-marker-with-spaces-in-it-says-the-place": [Found("[¶15]", "Añadir los pescadores.")],
    "a-marker-without-brackets-says-the-place": [
        Found("[¶8]", "Falta el agua de deshielo."),
        Found("[#9]", "Cinco años en la puna.\n\nGracias."),
    ],
    "a-signature-that-holds-words-of-the-letter-is-left-out": [Found("", "Nothing to add.")],
    "alpine-attribution-with-a-date-alone-is-left-out": [Found("[#7]", "Noted; it goes into the next version.")],
    "an-announcement-answered-above-is-general": [Found("", "Estaré, y hablaré en español.")],
    "an-announcement-answered-under-its-first-sentence-is-general": [Found("", "Буду, доклад по-русски.")],
    "an-announcement-answered-without-marks-is-general": [Found("", "سأحضر، وسأتكلم بالعربية.")],
    "an-answer-to-an-answer-leaves-out-both-letters": [Found("", "Not in the dry belt.")],
    "answers-in-another-language-than-the-paragraph-stay-under-it": [
        Found("[¶12]", "Un año no basta en el Chaco."),
        Found("[¶15]", "每个村都要通知。"),
    ],
    "aol-original-message-block-is-left-out": [Found("", "The herons come back by themselves.")],
    "apple-mail-chinese-text-below-one-comment-joins-its-thread": [Found("[#21]", "四月来不及，建议三月。")],
    "apple-mail-french-answers-between-quotations-go-under-their-blocks": [
        Found("[#8]", "En effet, et aussi de la marée."),
        Found("[¶15]", "Ajouter : et de leurs aînés."),
    ],
    "apple-mail-picture-between-two-texts-leaves-both": [
        Found("", "Here is where the dike was:\n\nIt was opened in 2019.")
    ],
    "arabic-digits-in-a-typed-marker-say-the-place": [Found("[¶8]", "ينبغي ذكر الملوحة."), Found("[#9]", "نؤيد هذا.")],
    "bare-carriage-returns-are-line-ends": [Found("", "One more remark."), Found("[#7]", "And in the wells.")],
    "big5-answer-is-read": [Found("", "香港這邊沒有意見。")],
    "confidentiality-footer-in-arabic-is-left-out": [Found("", "نرجو ذكر المياه الجوفية.")],
    "confidentiality-footer-in-chinese-is-left-out": [Found("", "建议增加鸟类环志数据。")],
    "confidentiality-footer-in-english-is-left-out": [Found("", "We agree with Ghana on salinity.")],
    "confidentiality-footer-in-french-is-left-out": [Found("", "L'eau saumâtre doit figurer au paragraphe 8.")],
    "confidentiality-footer-in-russian-is-left-out": [Found("", "Просим указать глубину торфа.")],
    "confidentiality-footer-in-spanish-is-left-out": [Found("", "El plazo es corto para las provincias.")],
    "emoji-alone-above-the-quotation-are-an-answer": [Found("", "🙏🏽🌾")],
    "empty-plain-part-is-passed-over-for-the-html": [
        Found("", "См. ниже."),
        Found("[#9]", "Для верховых болот — пять."),
    ],
    "evolution-attribution-without-an-address-is-left-out": [Found("[¶12]", "Two years would be safer.")],
    "exchange-caution-banner-in-the-quotation-is-left-out": [Found("", "Agreed in full.")],
    "exchange-disclaimer-below-the-quotation-is-left-out": [Found("", "We support paragraph 15.")],
    "fastmail-answers-between-quotations-go-under-their-blocks": [Found("[#8]", "And on the tide.")],
    "foxmail-header-block-and-rule-are-left-out": [Found("", "滩涂的部分请与生态所核对。\n\n陈伟")],
    "full-width-brackets-around-a-typed-marker-say-the-place": [
        Found("[¶12]", "可行。"),
        Found("[#9]", "三年较稳妥。"),
    ],
    "gb2312-labelled-as-utf-8-is-read": [Found("[¶12]", "并行期的数据应分别存档。")],
    "gb2312-octets-without-any-declaration-are-read": [Found("[¶12]", "并行期的数据应分开存档。")],
    "gmail-android-arabic-text-above-the-quotation-is-about-the-letter": [
        Found("", "شكرا، سنرسل ملاحظاتنا قبل يوم الخميس.")
    ],
    "gmail-answers-above-inside-and-below-are-three": [
        Found("", "Good morning to all."),
        Found("[#7]", "Still my view."),
        Found("[#10]", "We come back to the rest next week."),
    ],
    "gmail-both-parts-say-the-same-answers-between-quotations": [
        Found("[¶8]", "Name who secures the supply."),
        Found("[#7]", "That was the dry March of last year."),
    ],
    "gmail-chinese-attribution-on-two-lines-is-left-out": [Found("[#9]", "滩涂三年也不够。")],
    "gmail-forwarded-message-with-text-above-is-about-the-letter": [
        Found("", "Pour vous aussi, avec nos deux remarques d'hier.")
    ],
    "gmail-french-answers-under-two-comments-join-their-threads": [
        Found("[#8]", "Chez nous, de février à mai."),
        Found("[#10]", "Trente jours suffisent."),
    ],
    "gmail-ios-signature-above-the-quotation-is-left-out": [Found("", "Who measures the salt?")],
    "gmail-numbered-list-under-a-paragraph-stays-a-list": [
        Found("[¶8]", "Il faut dire :\n\n   1. d'où vient l'eau ;\n   2. qui en répond ;\n   3. jusqu'à quand.")
    ],
    "gmail-one-letter-and-one-character-are-answers": [Found("[¶12]", "否"), Found("[#10]", "Y")],
    "gmail-picture-under-a-paragraph-leaves-its-text": [Found("[#7]", "Our gauge stands here:\n[image: gauge.png]")],
    "gmail-russian-attribution-with-a-bare-colon-is-left-out": [Found("", "Поддерживаю оба замечания.")],
    "gmail-spanish-attribution-is-left-out": [Found("", "Gracias, lo veremos el jueves.")],
    "gmail-table-under-a-comment-keeps-its-cells": [Found("[#7]", "Our readings:\nMarch 35\nApril 31")],
    "gmail-text-typed-in-the-middle-of-a-paragraph-goes-under-it": [Found("[¶8]", "Finished by whom?")],
    "gmail-words-struck-through-in-the-quotation-are-a-proposal": [Found("[¶8]", "", proposal=POOR)],
    "gmx-header-block-that-begins-with-the-date-is-left-out": [Found("", "The figures are from 2019.")],
    "gnus-attribution-without-a-date-is-left-out": [Found("[#9]", "Not on clay.")],
    "horde-attribution-without-a-date-is-left-out": [Found("[#9]", "En altura, cuatro.")],
    "hotmail-marks-typed-into-the-html-are-quotation": [Found("", "Falta el delta del Paraná.")],
    "huawei-signature-and-original-block-are-left-out": [Found("", "可以，按原文。")],
    "inline-pgp-armour-is-left-out": [Found("", "The ministry agrees.")],
    "ipad-signature-in-russian-is-left-out": [Found("", "Торф высыхает за одно лето.")],
    "iphone-arabic-attribution-and-signature-are-left-out": [Found("", "نوافق على ذلك.")],
    "iphone-spanish-answers-typed-inside-the-quotation-level": [
        Found("[#9]", "En la puna, cinco."),
        Found("[#10]", "Noventa, por la distancia."),
    ],
    "iphone-text-above-a-quotation-with-a-byte-order-mark-is-about-the-letter": [
        Found("", "We are at sea today. Tomorrow.")
    ],
    "k9-answers-between-quotations-go-under-their-blocks": [Found("[#10]", "A month at least.")],
    "kmail-russian-attribution-is-left-out": [Found("[#9]", "Для низинных болот — два.")],
    "koi8-r-without-any-declaration-is-read": [Found("[#9]", "Не менее пяти лет, если торф мощный.")],
    "links-in-an-answer-are-kept": [
        Found(
            "[#7]",
            "Our data: https://station.example.net/salt?year=2025&unit=g\nand the map: <https://station.example.net/map>",
        )
    ],
    "mailing-list-footer-in-a-part-of-its-own-is-left-out": [Found("", "Two of us disagree with #10.")],
    "mailing-list-footer-in-the-text-is-left-out": [Found("", "Our members agree with both.")],
    "mailru-both-parts-signature-and-quotation-are-left-out": [Found("", "Срок надо продлить до марта.")],
    "mailru-phone-signature-is-left-out": [Found("", "Да, и для осоковых болот.")],
    "marks-of-direction-around-markers-do-no-harm": [Found("[¶15]", "\u202bنضيف: وكبار السن.\u202c")],
    "neomutt-answers-between-trimmed-quotations-go-under-their-blocks": [
        Found("[¶8]", "Knowing it is not enough."),
        Found("[¶15]", "Agreed:\n\n    if level < 10: close(gate)  # no more than this"),
    ],
    "netease-master-header-in-a-table-is-left-out": [Found("", "同意第8段。")],
    "netease-master-html-alone-header-in-a-table-is-left-out": [Found("", "第12段请保留。")],
    "notes-french-both-parts-answers-without-marks-go-under-their-block": [Found("[#10]", "Soixante, comme ailleurs.")],
    "notes-header-drawn-with-bars-is-left-out": [Found("", "We can live with this.")],
    "notes-html-alone-text-above-is-about-the-letter": [Found("", "Lo consultamos con la provincia.")],
    "outlook-2003-marks-under-an-original-message-line-are-quotation": [Found("[¶8]", "Known to whom?")],
    "outlook-answers-in-red-inside-the-quotation-go-under-their-blocks": [
        Found("", "Please see my answers in red."),
        Found("[¶8]", "The source is known: it is the river."),
        Found("[#9]", "Three years is what our law says."),
    ],
    "outlook-arabic-header-block-is-left-out": [Found("", "السادة الزملاء،\n\nنؤيد مقترح الأرجنتين.")],
    "outlook-calendar-answer-leaves-the-words-beside-it": [Found("", "I shall be there, and speak English.")],
    "outlook-express-message-header-class-is-left-out": [Found("", "Согласна с Сенегалом.")],
    "outlook-new-chinese-header-block-is-left-out": [Found("", "请按第12段执行。")],
    "outlook-own-lines-with-marks-are-kept": [
        Found("", "The old law said:\n\n> Who owns the bank\n> keeps the dike.\n\nIt should be quoted.")
    ],
    "outlook-phone-advertisement-in-spanish-is-left-out": [Found("", "De acuerdo con el párrafo 15.")],
    "outlook-red-words-behind-a-sentence-are-its-answer": [Found("[¶8]", "Añadiría: y su coste.")],
    "outlook-struck-and-underlined-words-are-a-proposal": [Found("[¶8]", "", proposal=AGREED)],
    "outlook-text-beside-winmail-dat-is-read": [Found("", "Notre avis suit vendredi.")],
    "outlook-web-answers-inside-are-found-in-both-parts": [
        Found("[#7]", "Oui : la salinité, et le pH."),
        Found("[¶15]", "Et les pêcheurs."),
    ],
    "outlook-web-french-rule-and-header-block-are-left-out": [
        Found("", "Bonjour,\n\nNous préparons un avis commun avec le Ghana.")
    ],
    "outlook-word-html-and-plain-text-above-is-about-the-letter": [
        Found("", "Dear all,\n\nNo objection from our side.\n\nKind regards,\nPieter")
    ],
    "plain-part-that-points-to-the-html-is-passed-over": [
        Found("", "Ver más abajo."),
        Found("[¶12]", "Dos años, mejor."),
    ],
    "plain-part-that-points-to-the-html-is-passed-over-without-a-quotation": [
        Found("", "The Netherlands agrees with all four comments and has nothing to add to them.")
    ],
    "plain-part-without-line-ends-is-read-from-the-html": [
        Found("", "See below."),
        Found("[¶8]", "The source is known: it is the river."),
        Found("[#9]", "Three years is what our law says."),
    ],
    "proton-signature-and-quotation-are-left-out": [Found("", "Paragraph 12 costs more than it says.")],
    "qq-both-parts-say-the-same-answers-between-paragraphs": [
        Found("", "请看下面。"),
        Found("[¶12]", "并行期间由谁承担费用？"),
        Found("[¶15]", "同意。"),
    ],
    "qq-phone-original-line-and-signature-are-left-out": [Found("", "收到，谢谢。")],
    "roundcube-html-intro-above-the-quotation-is-left-out": [Found("", "Consultaremos en asamblea.")],
    "roundcube-spanish-flowed-answers-go-under-their-blocks": [
        Found("[¶8]", "Y sin cercos."),
        Found("[¶15]", "También en quechua."),
    ],
    "samsung-html-composer-signature-and-original-message-are-left-out": [
        Found("", "The clinic at the lagoon should be named.")
    ],
    "samsung-russian-original-message-is-left-out": [Found("", "Прошу добавить сфагновые мхи.")],
    "sina-header-block-with-wide-colons-is-left-out": [Found("", "第12段无意见。")],
    "smime-signature-is-an-attachment-and-the-text-is-read": [Found("", "Une saison ne suffit pas non plus.")],
    "soft-line-ends-inside-characters-lose-nothing": [
        Found("", "同意“连续性”，但应写明由谁负责保存这些数据，以及保存多少年。")
    ],
    "tables-drawn-with-bars-under-a-paragraph-are-kept": [
        Found("[#9]", "| тип | лет |\n|---|---|\n| верховое | 5 |\n| низинное | 3 |")
    ],
    "thunderbird-arabic-text-above-is-about-the-letter": [Found("", "تم، شكرا للجميع.")],
    "thunderbird-chinese-attribution-without-an-address-is-left-out": [Found("[¶12]", "请注明方法的版本号。")],
    "thunderbird-html-alone-answers-between-quotations-go-under-their-blocks": [
        Found("[¶8]", "И подземных вод."),
        Found("[#9]", "Это моё замечание; оставляю его."),
    ],
    "thunderbird-own-quotation-above-the-letters-is-kept": [
        Found(
            "",
            "A proverb of ours says:\n\n> He who will not mend the dike\n> must leave the land.\n\n"
            "So much for paragraph 8.",
        )
    ],
    "thunderbird-pgp-mime-signature-is-an-attachment": [Found("[#7]", "Yes, with a figure.")],
    "thunderbird-spanish-text-below-the-quotation-of-a-notification": [
        Found("[#21]", "El comité de cuenca, en marzo.")
    ],
    "tutanota-attribution-that-ends-in-an-address-is-left-out": [Found("", "Fine with us.")],
    "unknown-charset-name-with-utf-8-octets-is-read": [Found("", "Déjà dit à l'été dernier.")],
    "utf-7-answer-is-read": [Found("", "Sí, señor: también los ríos.")],
    "utf-8-without-any-declaration-is-read": [Found("", "La forêt aussi.")],
    "wechat-signature-and-original-block-are-left-out": [Found("", "按陈伟的意见改。")],
    "windows-1251-labelled-as-western-is-read": [Found("[#9]", "Это касается и лесных болот.")],
    "windows-1251-russian-answers-are-read": [Found("[#9]", "Согласна сама с собой.")],
    "windows-1256-arabic-answers-are-read": [Found("[¶15]", "والصيادين كذلك.")],
    "xiaomi-attribution-and-signature-are-left-out": [Found("", "好的。")],
    "yahoo-html-without-marks-is-left-out": [Found("", "Lo vemos con la provincia de Corrientes.")],
    "yahoo-phone-signature-and-attribution-are-left-out": [Found("", "No objection.")],
    "yandex-rule-with-recipient-and-subject-is-left-out": [Found("", "Замечаний нет.")],
    "yandex-web-answers-between-quotations-go-under-their-blocks": [
        Found("[#8]", "На болотах — также."),
        Found("[¶12]", "Два сезона."),
    ],
    "zimbra-french-header-block-is-left-out": [Found("", "Très bien ; nous attendons la version russe.")],
    "zoho-attribution-between-dashes-is-left-out": [Found("", "Which rivers are meant?")],
    "a-digest-of-two-documents-answered-above-is-general": [Found("", "Оба документа рассмотрим до пятницы.")],
    "a-letter-of-one-person-answered-from-an-arabic-phone-is-general": [Found("", "نعني ملوحة النهر.")],
    "a-mailed-draft-answered-above-by-marks-typed-by-hand": [
        Found("[¶5]", "¶5 fine"),
        Found("[¶26]", "April, not May."),
        Found("[¶(a)·2]", "We say fishers first."),
    ],
    "a-reply-with-nothing-but-a-signature-has-nothing-new": [],
    "a-wish-to-save-paper-is-left-out": [Found("", "Rien à ajouter.")],
    "an-advertisement-of-an-antivirus-is-left-out": [Found("", "Conforme.")],
    "an-announcement-answered-from-qq-is-general": [Found("", "我会参加，用中文发言。")],
    "answers-far-apart-in-a-long-quotation-are-all-found": [
        Found("[¶1]", "数据请更新。"),
        Found("[¶40]", "十年太久。"),
    ],
    "apple-mail-text-typed-into-the-quotation-is-kept-and-doubtful": [
        Found("[#7]", "The Wadden Sea has the same question.", doubtful=True)
    ],
    "coremail-original-line-with-labels-is-left-out": [Found("", "第15段建议保留。")],
    "gmail-arabic-both-parts-say-the-same-answers": [Found("[¶15]", "ومنهم الصيادون."), Found("[#10]", "ستون يوما.")],
    "gmail-words-put-in-and-underlined-in-the-quotation-are-a-proposal": [Found("[¶8]", "", proposal=DAMMED)],
    "inline-pgp-armour-around-answers-is-left-out": [Found("[#7]", "A figure, please.")],
    "mailing-list-footer-in-french-is-left-out": [Found("", "La liste est d'accord avec le 15.")],
    "mailru-greeting-at-the-end-stays-and-the-footer-goes": [
        Found("", "Добрый день!\n\nПоддерживаем пункт 15.\n\nС уважением,\nОльга Кузнецова")
    ],
    "notes-spanish-wrapped-answers-without-marks-go-under-their-blocks": [
        Found("[¶8]", "Y el permiso de la provincia."),
        Found("[#10]", "Son mis palabras: digamos cuarenta."),
    ],
    "outlook-answer-between-two-letters-of-ours-is-found": [Found("", "By June at the latest.")],
    "outlook-arabic-answers-without-marks-go-under-their-blocks": [
        Found("[#7]", "وفي أهوارنا كذلك."),
        Found("[¶15]", "وتنشر قبل ستين يوما."),
    ],
    "outlook-chinese-words-in-blue-behind-a-paragraph-are-its-answer": [Found("[¶12]", "两年更好。")],
    "outlook-phone-advertisement-in-chinese-is-left-out": [Found("", "秘书处收到，谢谢。")],
    "samsung-arabic-original-message-is-left-out": [Found("", "وصلت الملاحظات، شكرا.")],
    "thunderbird-french-signature-below-the-answer-is-left-out": [
        Found("[¶15]", "Les jeunes d'abord.\n\nJe reviens sur le reste demain."),
    ],
    "windows-mail-advertisement-in-russian-is-left-out": [Found("", "Принято, спасибо.")],
    "yahoo-french-answers-without-marks-go-under-their-blocks": [Found("[#8]", "Et du vent, oui.")],
    "yandex-text-typed-inside-the-quotation-is-kept-and-doubtful": [
        Found("[#9]", "Пять лет, если торф глубже метра.", doubtful=True)
    ],
    "zimbra-spanish-marks-under-an-original-message-line-are-quotation": [Found("[#8]", "Y de la nieve.")],
    "a-paragraph-copied-without-its-marker-and-answered-below": [
        Found("", "Bonjour,"),
        Found("[¶8]", "Il manque l'eau de pluie.\n\nCordialement,\nAïssatou"),
    ],
    "exchange-french-caution-banner-in-the-quotation-is-left-out": [Found("", "Entendu.")],
    "gmail-a-whole-paragraph-struck-through-is-not-lost": [Found("[¶8]", "Delete all of this.", doubtful=True)],
    "gmail-answers-in-a-quotation-trimmed-to-one-sentence-each": [
        Found("[¶8]", "Say salt."),
        Found("[#10]", "Thirty."),
    ],
    "k9-russian-text-above-a-deleted-quotation": [Found("", "Нет данных по Карелии.")],
    "notes-text-below-the-whole-quotation-is-general-and-doubtful": [
        Found("", "All of this is fine with us.", doubtful=True)
    ],
    "outlook-numbered-answers-above-are-one-text": [
        Found("", "Estimados:\n\n1. El párrafo 8 está bien.\n2. El 12 no: un año es poco.\n3. El 15, sin comentarios.")
    ],
    "outlook-signature-without-a-delimiter-stays-with-the-text": [
        Found("", "Noted, thank you.\n\nBest regards\nLars Nygård\nSecretariat, Wetlands Unit")
    ],
    "outlook-spanish-answers-after-a-dash-behind-each-paragraph": [
        Found("", "Comentarios abajo."),
        Found("[¶8]", "--> Falta la altura."),
        Found("[¶12]", "--> Un año no."),
    ],
    "qq-answers-typed-behind-comments-go-to-their-threads": [
        Found("[#7]", "同意加纳。"),
        Found("[#9]", "我们也这样认为。"),
    ],
    "supercite-initials-before-each-line-are-quotation": [Found("[#7]", "Not in the polders.")],
    "thunderbird-arabic-answers-under-wrapped-arabic-paragraphs": [Found("[¶15]", "وتتاح مجانا.")],
}

IMPERFECT: dict[str, str] = {}
"""The replies that are not read as they should be, each with the reason; at most two of them leak."""
