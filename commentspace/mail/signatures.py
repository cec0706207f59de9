"""What stands around a text: signatures (RFC 3676, section 4.3), and what phones, programs and servers add to it."""

import re
from collections.abc import Sequence

from commentspace.mail import notices
from commentspace.text.normal import normal

MOST_SIGNATURE_LINES = 12
LONGEST_DEVICE_LINE = 100
DELIMITER = re.compile(r"--[ \t]*")
BARS = re.compile(r"[| \t]*\|[| \t]*")
LEAST_BARS = 3
"""So many lines of bars alone are a signature in a table, as NetEase writes it into its plain part."""
MOST_ARMOUR = 60
SIGNED, ARMOUR = "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----"
# How the lines begin that programs add, in the six languages of the house.
DEVICES = tuple(
    normal(phrase)
    for phrase in (
        "sent from my",
        "sent from mail for",
        "sent from gmail",
        "sent from outlook",
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
        "来自我的微信",
        "来自我的手机",
        "获取适用于",
        "获取 outlook",
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
    """The index of the first line of what was added at the end; where there is nothing, of the blank lines there."""
    end = _without_blank_end(lines, _armour(lines))
    while (first := _added_before(lines, end)) < end:
        end = _without_blank_end(lines, first)
    return end


def ends_at(lines: Sequence[str]) -> int:
    """The index after what was added at the beginning: the head of a text signed in place (RFC 9580, section 7)."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[first].strip() != SIGNED:
        return 0
    return next((index for index in range(first, len(lines)) if not lines[index].strip()), len(lines))


def _added_before(lines: Sequence[str], end: int) -> int:
    """Where what was added begins that ends here; `end` where nothing was."""
    if end and _is_device_line(lines[end - 1]):
        return end - 1
    if (notice := notices.begins_at(lines, end)) < end:
        return notice
    last = range(max(0, end - MOST_SIGNATURE_LINES), end)
    bars = [index for index in last if BARS.fullmatch(lines[index])]
    drawn = bars[:1] if len(bars) >= LEAST_BARS else []
    return next((index for index in last if DELIMITER.fullmatch(lines[index]) or index in drawn), end)


def _armour(lines: Sequence[str]) -> int:
    last = range(max(0, len(lines) - MOST_ARMOUR), len(lines))
    return next((index for index in last if lines[index].strip() == ARMOUR), len(lines))


def _without_blank_end(lines: Sequence[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _is_device_line(line: str) -> bool:
    return len(line) <= LONGEST_DEVICE_LINE and normal(line).startswith(DEVICES)
