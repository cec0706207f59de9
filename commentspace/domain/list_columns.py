"""The columns of a list of people, and the roles in it, by the names that the six languages have for them."""

from collections.abc import Sequence
from typing import Final

from commentspace.text.normal import normal

COLUMNS: Final = ("name", "address", "affiliation", "on behalf of", "role", "language")
ROLES: Final = ("reader", "participant", "moderator", "owner")

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Name", "Address", "Affiliation", "On behalf of", "Role", "Language"),
    "ar": ("الاسم", "البريد الإلكتروني", "جهة الانتساب", "باسم", "الدور", "اللغة"),
    "es": ("Nombre", "Dirección", "Institución", "En nombre de", "Función", "Idioma"),
    "fr": ("Nom", "Adresse", "Organisme", "Au nom de", "Rôle", "Langue"),
    "ru": ("Имя", "Адрес", "Место работы", "От имени", "Роль", "Язык"),
    "zh": ("姓名", "地址", "所属单位", "代表", "角色", "语言"),
}
"""In the order of COLUMNS: what stands in the empty list that one can take away."""

ALSO: Final[dict[str, tuple[str, ...]]] = {
    "name": ("full name", "nombre completo", "nom complet", "фио", "الاسم الكامل", "名字"),
    "address": (
        *("e-mail", "e-mail address", "mail", "mail address", "correo", "correo electrónico", "courriel"),
        *("dirección de correo electrónico", "adresse électronique", "adresse e-mail", "почта"),
        *("электронная почта", "адрес электронной почты", "البريد", "عنوان البريد الإلكتروني", "العنوان"),
        *("邮箱", "电子邮件", "电子邮箱", "电子邮件地址", "邮件"),
    ),
    "affiliation": (
        *("organization", "organisation", "institution", "institución", "organización", "institut"),
        *("организация", "учреждение", "المؤسسة", "المنظمة", "单位", "机构"),
    ),
    "on behalf of": ("behalf", "country", "party", "país", "pays", "страна", "البلد", "国家"),
}
SPOKEN: Final[dict[str, tuple[str, ...]]] = {
    "reader": ("قارئ", "lector", "lecteur", "читатель", "读者"),
    "participant": ("مشارك", "participante", "участник", "参与者"),
    "moderator": ("مشرف", "moderador", "modérateur", "модератор", "主持人"),
    "owner": ("مالك", "propietario", "propriétaire", "владелец", "所有者"),
}

_COLUMN: Final = {
    normal(said): column
    for column, words in (
        *((column, also) for column, also in ALSO.items()),
        *zip(COLUMNS, zip(*HEADERS.values(), strict=True), strict=True),
    )
    for said in words
}
_ROLE: Final = {normal(said): role for role, words in SPOKEN.items() for said in (role, *words)}


def header(row: Sequence[str]) -> list[str | None] | None:
    """The column that each cell of a first line names, None for one that is not read; None where it is no header.

    A header names the address; a line that holds one ("@") is none.
    """
    named = [_COLUMN.get(normal(cell)) for cell in row]
    if "address" not in named or any("@" in cell for cell in row):
        return None
    return [column if column not in named[:place] else None for place, column in enumerate(named)]


def role(said: str) -> str:
    """The role that is meant by its name in any of the languages; what is no role comes back as it is."""
    return _ROLE.get(normal(said), said)
