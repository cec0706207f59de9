"""How mail programs introduce what they quote, in six languages: a sentence above it, or a block of headers."""

from commentspace.demo.cast import Language
from commentspace.mail.attribution import LetterFacts

GMAIL: dict[Language, str] = {
    "en": "On Mon, Nov 24, 2025 at 7:00\u202fAM {name} <{address}> wrote:",
    "fr": "Le lun. 24 nov. 2025 à 07:00, {name} <{address}> a écrit :",
    "es": "El lun, 24 nov 2025 a la(s) 7:00\u202fa.m., {name} ({address}) escribió:",
    "ru": "пн, 24 нояб. 2025\u202fг. в 07:00, {name} <{address}>:",
    "zh": "{name} <{address}> 于2025年11月24日周一 07:00写道：",
    "ar": "في الاثنين، 24 نوفمبر 2025 في 7:00 ص تمت كتابة ما يلي بواسطة "
    "\u202a{name}\u202c\u200f <\u202a{address}\u202c\u200f>:",
}
THUNDERBIRD: dict[Language, str] = {
    "en": "On 24/11/2025 07:00, {name} wrote:",
    "fr": "Le 24/11/2025 à 07:00, {name} a écrit :",
    "es": "El 24/11/2025 a las 07:00, {name} escribió:",
    "ru": "24.11.2025 07:00, {name} пишет:",
    "zh": "在 2025/11/24 07:00, {name} 写道:",
    "ar": "في 24/11/2025 07:00، كتب {name}:",
}
APPLE: dict[Language, str] = {
    "en": "On 24 Nov 2025, at 07:00, {name} <{address}> wrote:",
    "fr": "Le 24 nov. 2025 à 07:00, {name} <{address}> a écrit :",
    "es": "El 24 nov 2025, a las 7:00, {name} <{address}> escribió:",
    "ru": "24 нояб. 2025 г., в 07:00, {name} <{address}> написал(а):",
    "zh": "在 2025年11月24日，07:00，{name} <{address}> 写道：",
    "ar": "في ٢٤ نوفمبر ٢٠٢٥، الساعة ٧:٠٠ ص، كتب/كتبت {name} <{address}>:",
}
NETEASE = '在 2025-11-24 07:00:00，"{name}" <{address}> 写道：'
YANDEX = '24.11.2025, 07:00, "{name}" <{address}>:'
MUTT = "On Mon, Nov 24, 2025 at 07:00:00AM +0000, {name} wrote:"
LABELS: dict[Language, tuple[str, ...]] = {
    "en": ("From", "Sent", "To", "Subject"),
    "fr": ("De", "Envoyé", "À", "Objet"),
    "es": ("De", "Enviado", "Para", "Asunto"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "zh": ("发件人", "发送时间", "收件人", "主题"),
    "ar": ("من", "تاريخ الإرسال", "إلى", "الموضوع"),
}
ORIGINAL: dict[Language, str] = {
    "en": "Original Message",
    "fr": "Message d'origine",
    "es": "Mensaje original",
    "ru": "Исходное сообщение",
    "zh": "原始邮件",
    "ar": "الرسالة الأصلية",
}
PHONES: dict[Language, str] = {
    "en": "Sent from my iPhone",
    "fr": "Envoyé de mon iPhone",
    "es": "Enviado desde mi iPhone",
    "ru": "Отправлено с iPhone",
    "zh": "发自我的 iPhone",
    "ar": "أُرسلت من الـ iPhone",
}


def sentence(form: str, facts: LetterFacts) -> str:
    """The sentence with the letter's name and address in it."""
    return form.format(name=facts.sender_name, address=facts.addresses[0])


def headers(language: Language, facts: LetterFacts, *, colon: str = ": ", labels: tuple[str, ...] = ()) -> list[str]:
    """A block of headers as Outlook and its like write them."""
    sender, sent, reader, subject = labels or LABELS[language]
    return [
        f"{sender}{colon}{facts.sender_name} <{facts.addresses[0]}>",
        f"{sent}{colon}24/11/2025 07:00",
        f"{reader}{colon}ama.boateng@example.net",
        f"{subject}{colon}{facts.subject}",
    ]
