"""The formats of numbers (ST_NumberFormat), a few numbers in each."""

from tests.word.building import abstract, lvl, num
from tests.word.case import Case, line
from tests.word.cases.counting import RESTART
from tests.word.cases.definitions import LEGAL

# By format: a start, the labels from there, and those of LibreOffice where it does otherwise.
AS_LIBREOFFICE = {
    "decimal": (9, "9 10 11"),
    "decimalZero": (8, "08 09 10 11"),
    "decimalHalfWidth": (9, "9 10"),
    "upperRoman": (3, "III IV V VI VII VIII IX X"),
    "lowerRoman": (38, "xxxviii xxxix xl xli"),
    "upperLetter": (24, "X Y Z AA BB"),
    "lowerLetter": (51, "yy zz aaa bbb"),
    "chicago": (1, "* † ‡ § ** ††"),
    "decimalEnclosedCircle": (18, "⑱ ⑲ ⑳"),
    "ideographTraditional": (8, "辛 壬 癸 11"),
    "ideographZodiac": (10, "酉 戌 亥 13"),
    "chineseCounting": (9, "九 十 十一 十二"),
    "chineseCountingThousand": (98, "九十八 九十九 一百 一百零一"),
    "chineseLegalSimplified": (9, "玖 壹拾 壹拾壹"),
    "ideographLegalTraditional": (9, "玖 壹拾 壹拾壹"),
    "japaneseCounting": (19, "十九 二十 二十一"),
    "taiwaneseCounting": (19, "十九 二十 二十一"),
    "taiwaneseCountingThousand": (119, "一百一十九 一百二十"),
    "koreanDigital": (9, "구 일영 일일"),
    "koreanCounting": (9, "구 십 십일"),
    "koreanLegal": (9, "아홉 열 열하나"),
    "koreanDigital2": (9, "九 一零 一一"),
    "ganada": (13, "파 하 가"),
    "chosung": (13, "ㅍ ㅎ ㄱ"),
    "russianLower": (1, "а б в г д е ж з и к"),
    "russianUpper": (24, "Ш Щ Ы Э Ю Я"),
    "hebrew1": (13, "יג יד טו טז יז"),
    "hebrew2": (1, "א ב ג"),
    "arabicAlpha": (1, "أ ب ت ث ج"),
    "arabicAbjad": (2, "ب ج د ه و ز ح ط ي ك"),
    "thaiLetters": (1, "ก ข ค ง จ"),
    "hindiVowels": (1, "क ख ग घ ङ"),
    "aiueo": (1, "ｱ ｲ ｳ ｴ ｵ"),
    "aiueoFullWidth": (1, "ア イ ウ エ オ"),
    "iroha": (1, "ｲ ﾛ ﾊ ﾆ ﾎ"),
    "irohaFullWidth": (1, "イ ロ ハ ニ ホ"),
    "ordinal": (1, "1st 2nd 3rd 4th"),
    "cardinalText": (1, "One Two Three"),
    "ordinalText": (20, "Twentieth Twenty-first"),
}
OTHERWISE = {
    "decimalFullWidth": (9, "９ １０ １１", "9 10 11"),
    "decimalFullWidth2": (9, "９ １０", "9 10"),
    "decimalEnclosedFullstop": (1, "⒈ ⒉ ⒊", "1 2 3"),
    "decimalEnclosedParen": (1, "⑴ ⑵ ⑶", "1 2 3"),
    "ideographEnclosedCircle": (1, "㈠ ㈡ ㈢", "① ② ③"),
    "ideographDigital": (9, "九 一〇 一一", "九 十 十一"),
    "japaneseDigitalTenThousand": (9, "九 一〇 一一", "9 10 11"),
    "japaneseLegal": (9, "九 壱拾 壱拾壱", "九 壱零 壱壱"),
    "taiwaneseDigital": (9, "九 一○ 一一", "9 10 11"),
    "ideographZodiacTraditional": (1, "甲子 乙丑 丙寅", "1 2 3"),
    "hex": (9, "9 A B", "9 10 11"),
    "hindiNumbers": (1, "१ २ ३", "1 2 3"),
    "hindiConsonants": (1, "अ आ इ", "1 2 3"),
    "thaiNumbers": (1, "๑ ๒ ๓", "1 2 3"),
}
ABOVE = "ISO/IEC 29500-1, 17.18.59 and MS-OI29500, 2.1.540; LibreOffice 7.4 writes digits, or counts in another way."


def _case(name: str, start: int, labels: str, of_office: str = "") -> Case:
    others: list[str | None] = [*of_office.split()] or [None] * len(labels.split())
    lines = [
        line(f"{label})", 1, 0, office=None if other is None else f"{other})")
        for label, other in zip(labels.split(), others, strict=True)
    ]
    return Case(
        f"format {name}", lines, abstract(0, lvl(0, "%1)", name, start)) + num(1, 0), why=ABOVE if of_office else ""
    )


CASES = (
    *(_case(name, start, labels) for name, (start, labels) in AS_LIBREOFFICE.items()),
    *(_case(name, start, labels, other) for name, (start, labels, other) in OTHERWISE.items()),
    Case(
        "format numberInDash",
        [line("- 1 -", 1, 0, office="1")],
        abstract(0, lvl(0, "%1", "numberInDash")) + num(1, 0),
        why=ABOVE,
    ),
    Case(
        "format russianLower after the last letter",
        [line("я)", 1, 0), line("аа)", 1, 0), line("бб)", 1, 0, office="аб)")],
        abstract(0, lvl(0, "%1)", "russianLower", 29)) + num(1, 0),
        why="17.18.59 repeats the letter; LibreOffice combines two.",
    ),
    Case(
        "format arabicAbjad from its first letter",
        [line("أ)", 1, 0, office="ا)"), line("ب)", 1, 0)],
        abstract(0, lvl(0, "%1)", "arabicAbjad")) + num(1, 0),
        why="17.18.59 begins with U+0623; LibreOffice with U+0627.",
    ),
    Case(
        "format chineseCounting after ninety-nine",
        [line("九十九、", 1, 0), line("一○○、", 1, 0, office="一百、")],
        abstract(0, lvl(0, "%1、", "chineseCounting", 99)) + num(1, 0),
        why="MS-DOCX, 2.4: it goes on digit by digit.",
    ),
    Case(
        "format unknown",
        [line("1)", 1, 0), line("2)", 1, 0)],
        abstract(0, lvl(0, "%1)", "somethingNew")) + num(1, 0),
    ),
    Case(
        "chapters and articles in Chinese",
        [
            line("第一章", 1, 0),
            line("第一条", 1, 1),
            line("第二条", 1, 1),
            line("第二章", 1, 0),
            line("第三条", 1, 1, office="第一条"),
        ],
        abstract(
            0,
            lvl(0, "第%1章", "chineseCountingThousand"),
            lvl(1, "第%2条", "chineseCountingThousand", more='<w:lvlRestart w:val="0"/>'),
        )
        + num(1, 0),
        why=RESTART,
    ),
    Case(
        "Chinese numbers and legal ones under them",
        [line("一、", 1, 0), line("1.1", 1, 1, office="一.1"), line("二、", 1, 0), line("2.1", 1, 1, office="二.1")],
        abstract(0, lvl(0, "%1、", "chineseCountingThousand"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0),
        why=LEGAL,
    ),
    Case(
        "letters after fifty-two",
        [line("zz", 1, 0), line("aaa", 1, 0)],
        abstract(0, lvl(0, "%1", "lowerLetter", 52)) + num(1, 0),
    ),
)
