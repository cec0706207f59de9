"""Signatures: the delimiter "-- " (RFC 3676, section 4.3), and the lines that phones and programs add."""

import re
from collections.abc import Sequence

from commentspace.text.normal import normal

MOST_SIGNATURE_LINES = 12
LONGEST_DEVICE_LINE = 100
DELIMITER = re.compile(r"--[ \t]*")
# How the lines begin that programs add, in the six languages of the house.
DEVICES = tuple(
    normal(phrase)
    for phrase in (
        "sent from my",
        "sent from mail for",
        "sent from outlook for",
        "sent from yahoo mail",
        "get outlook for",
        "sent with proton mail",
        "sent from proton mail",
        "envoyé de mon",
        "envoyé depuis mon",
        "envoyé à partir de outlook",
        "télécharger outlook",
        "obtenir outlook",
        "enviado desde mi",
        "enviado desde outlook",
        "enviado desde correo",
        "obtener outlook",
        "descargar outlook",
        "отправлено с iphone",
        "отправлено с ipad",
        "отправлено с моего",
        "отправлено с мобильного",
        "отправлено с телефона",
        "отправлено с устройства",
        "отправлено с samsung",
        "отправлено из мобильной",
        "отправлено из outlook",
        "отправлено из почты",
        "скачать outlook",
        "получить outlook",
        "发自我的",
        "来自我的 iphone",
        "来自我的华为",
        "获取适用于",
        "下载适用于",
        "发送自我的",
        "发送自 outlook",
        "أرسلت من الـ",
        "أُرسلت من الـ",
        "أرسل من الـ",
        "أُرسل من الـ",
        "أرسلت من هاتفي",
        "تم الإرسال من الـ",
        "تم الإرسال من هاتف",
        "مرسل من هاتفي",
        "مرسلة من هاتفي",
        "مرسل من الـ",
        "الحصول على outlook",
    )
)


def begins_at(lines: Sequence[str]) -> int:
    """The index of the first line of the signature at the end; where there is none, of the blank lines there."""
    end = _without_blank_end(lines, len(lines))
    for index in range(max(0, end - MOST_SIGNATURE_LINES), end):
        if DELIMITER.fullmatch(lines[index]):
            return index
    while end and _is_device_line(lines[end - 1]):
        end = _without_blank_end(lines, end - 1)
    return end


def _without_blank_end(lines: Sequence[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _is_device_line(line: str) -> bool:
    return len(line) <= LONGEST_DEVICE_LINE and normal(line).startswith(DEVICES)
