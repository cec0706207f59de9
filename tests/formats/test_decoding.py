"""Promises about bytes: text is read as it was meant, or refused with a sentence."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentspace.errors import Invalid
from commentspace.formats.decoding import decode

CHINESE = "缔约方大会决定建立信息交换所机制，以促进技术和科学合作。\n各缔约方应当提供数据。\n"
TRADITIONAL = "締約方大會決定建立資訊交換所機制，以促進技術和科學合作。\n"
ARABIC = "يقرر مؤتمر الأطراف إنشاء آلية لتبادل المعلومات، بما في ذلك البيانات.\n"
RUSSIAN = "Конференция Сторон постановляет создать механизм посредничества «для обмена» информацией.\n"
NO_QUOTES = str.maketrans("", "", "«»")
FRENCH = "La Conférence des Parties décide de créer un « mécanisme » d’échange, où l’on coopère.\n"


@pytest.mark.parametrize("text", [CHINESE, ARABIC, RUSSIAN, FRENCH, "plain ASCII\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_whatever_the_language_is_said_to_be(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "ru")[0] == text


@pytest.mark.parametrize("text", [CHINESE + "统一\n" * 9, ARABIC, RUSSIAN, FRENCH])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), None)[0] == text


@pytest.mark.parametrize(
    ("text", "language", "encoding"),
    [
        (CHINESE, "zh", "gb18030"),
        (CHINESE, "zh-Hans-CN", "gb18030"),
        (TRADITIONAL, "zh-TW", "big5"),
        (ARABIC, "ar", "windows-1256"),
        (RUSSIAN, "ru", "windows-1251"),
        (FRENCH, "fr", "windows-1252"),
        (FRENCH, "en", "windows-1252"),
    ],
)
def test_older_encodings_are_read_by_the_language(text: str, language: str, encoding: str) -> None:
    assert decode(text.encode(encoding), language) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (ARABIC, "windows-1256"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN.translate(NO_QUOTES), "koi8-r"),
        (FRENCH, "mac-roman"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "ar", "ru", "fr", None])
def test_a_wrong_language_is_refused_and_not_read_as_nonsense(text: str, encoding: str, language: str | None) -> None:
    read = read_or_refused(text.encode(encoding), language)
    assert read is None or read[0] == text


def test_damaged_utf_8_is_refused_with_its_line() -> None:
    data = (CHINESE * 20).encode() + "好".encode()[:2] + b"\n" + CHINESE.encode()
    with pytest.raises(Invalid, match="line 41") as caught:
        decode(data, "zh")
    assert caught.value.field == "file"


@pytest.mark.parametrize("start", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_that_breaks_its_own_promise_is_refused(start: bytes) -> None:
    with pytest.raises(Invalid, match="damaged"):
        decode(start + b"\xff\xdf\xff", "en")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x7fELF\x02\x01\x01\x00\x00\x00", bytes(range(32)) * 9],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="not a text file"):
        decode(data, "en")


def test_a_stray_control_from_a_pdf_is_no_reason_to_refuse() -> None:
    assert decode(b"word " * 100 + b"\x02\x0c", "en")[1] == "utf-8"


@given(st.binary(max_size=300), st.sampled_from(["zh", "zh-TW", "ar", "ru", "en", None]))
def test_any_bytes_are_read_whole_or_refused(data: bytes, language: str | None) -> None:
    read = read_or_refused(data, language)
    if read is not None and not read[1].startswith("utf"):
        assert read[0].encode(read[1]) == data


def read_or_refused(data: bytes, language: str | None) -> tuple[str, str] | None:
    """What was read, or None where it was refused at the file with advice to use UTF-8."""
    try:
        return decode(data, language)
    except Invalid as refusal:
        if refusal.field == "file" and "UTF-8" in str(refusal):
            return None
        raise
