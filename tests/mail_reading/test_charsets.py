"""Octets become text by the nearest rung of the ladder, and none disappears."""

import pytest

from commentspace.mail.charsets import text_of

SAID = [
    ("监测应具有连续性，䶮", "gb18030", "gb2312"),
    ("监测应具有连续性，䶮", "gb18030", "GBK"),
    ("监测", "gb18030", "x-gbk"),
    ("監測", "big5", "big5"),
    ("Вода и торф", "koi8-r", "koi8-r"),
    ("Вода и торф", "cp1251", "windows-1251"),
    ("الماء", "cp1256", "windows-1256"),
    ("Größe “quoted” – 5 €", "cp1252", "iso-8859-1"),
    ("Größe", "latin-1", ""),
    ("水位 и вода", "utf-8", ""),
    ("水位", "utf-8", "us-ascii"),
    ("水位", "utf-8", "no-such-charset"),
    ("水位", "utf-8", "base64"),
    ("水位", "utf-8", '"UTF-8"'),
    ("水位监测网络和方法", "gb18030", "utf-8"),
    ("水位", "utf-16", "utf-16"),
    ("Вода приходит в апреле, а торф сохнет летом.", "cp1251", ""),
    ("Вода приходит в апреле, а торф сохнет летом.", "koi8-r", ""),
    ("Вода приходит в апреле, а торф сохнет летом.", "cp1251", "iso-8859-1"),
    ("Вода приходит в апреле, а торф сохнет летом.", "koi8-r", "utf-8"),
    ("Say «да»: Вода приходит весной.", "cp1251", "us-ascii"),
    ("并行期的数据应分开存档，水位每周记录一次。", "gb2312", ""),
    ("并行期的数据应分开存档，水位每周记录一次。", "gb2312", "iso-8859-1"),
    ("تأتي المياه في نيسان ثم تعود الطيور.", "cp1256", ""),
    ("Le préavis a été décidé là-bas, où l’été était très sec.", "cp1252", ""),
    ("La señal llegó más allá del límite: ¿cuándo?", "latin-1", "utf-8"),
]


@pytest.mark.parametrize(("text", "really", "label"), SAID)
def test_text_is_read_under_true_vague_and_wrong_labels(text: str, really: str, label: str) -> None:
    assert text_of(text.encode(really), label) == text


def test_one_damaged_character_shows_and_leaves_the_others() -> None:
    damaged = "水位应每周记录一次，并注明时间。".encode().replace("周".encode(), b"\xe5\x91")

    assert text_of(damaged, "utf-8") == "水位应每\ufffd记录一次，并注明时间。"


def test_what_no_store_takes_is_replaced() -> None:
    assert text_of(b"a\0b", "utf-8") == "a\ufffdb"
    assert text_of(b"a+2AA-b", "utf-7").isprintable()


@pytest.mark.parametrize("label", ["punycode", "idna", "unicode_escape", "rot13", "zlib", "x\0y", "é" * 99])
def test_labels_that_are_no_charset_are_passed_over(label: str) -> None:
    assert text_of(b"plain \\u0041 words-", label) == "plain \\u0041 words-"
