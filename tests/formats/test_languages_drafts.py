"""Small drafts in five languages: each comes in with the labels and levels of its own writing."""

from tests.formats.shown import body, txt


def test_an_english_draft() -> None:
    text = """\
        Guidance on the restoration of peatlands

        Introduction

        1.   Peatlands hold a third of the carbon of all soils. Drained, they give it
        up for decades; rewetted, they stop within years.

        2.   This guidance describes (a) what to measure; and (b) whom to ask.

        Chapter 1. Measuring

        3.   Parties should measure:

             (a)   The level of the water, in at least one well for each
                   hundred hectares;

             (b)   The plants:
                   •\tmosses;
                   •\tsedges.

        3 bis. Parties may measure more.

        Chapter 2. Asking

        4.   Who lives there knows most.
        """
    draft = txt(text)
    assert draft.title == "Guidance on the restoration of peatlands"
    assert [line[:40] for line in body(draft)] == [
        "h1 Introduction",
        "p [1.] Peatlands hold a third of the car",
        "p [2.] This guidance describes (a) what ",
        "h1 [Chapter 1.] Measuring",
        "p [3.] Parties should measure:",
        "i1 [(a)] The level of the water, in at l",
        "i1 [(b)] The plants:",
        "i2 [•] mosses;",
        "i2 [•] sedges.",
        "p [3 bis.] Parties may measure more.",
        "h1 [Chapter 2.] Asking",
        "p [4.] Who lives there knows most.",
    ]
    assert draft.warnings == ()


def test_a_chinese_draft() -> None:
    text = """\
        泥炭地恢复办法

        第一章 总则

        第一条　为了加强泥炭地的恢复工作，根据有关
        规定，制定本办法。

        第二条　本办法所称泥炭地，包括下列各类：
        （一）沼泽；
        （二）河流：
        1．常年河流；
        2．季节性河流；
        （三）湖泊。

        第二章 监测

        一、目标
        （一）摸清底数
        全面掌握泥炭地的面积和状况。
        （二）提高能力
        加强人员培训。
        二、措施
        ①建立数据库；
        ②公布结果。
        """
    draft = txt(text, "zh")
    assert draft.title == "泥炭地恢复办法"
    assert body(draft) == [
        "h1 [第一章] 总则",
        "p [第一条] 为了加强泥炭地的恢复工作，根据有关规定，制定本办法。",
        "p [第二条] 本办法所称泥炭地，包括下列各类：",
        "i1 [（一）] 沼泽；",
        "i1 [（二）] 河流：",
        "i2 [1．] 常年河流；",
        "i2 [2．] 季节性河流；",
        "i1 [（三）] 湖泊。",
        "h1 [第二章] 监测",
        "h2 [一、] 目标",
        "h3 [（一）] 摸清底数",
        "p 全面掌握泥炭地的面积和状况。",
        "h3 [（二）] 提高能力",
        "p 加强人员培训。",
        "h2 [二、] 措施",
        "i1 [①] 建立数据库；",
        "i1 [②] 公布结果。",
    ]


def test_an_arabic_draft() -> None:
    text = """\
        إرشادات بشأن استعادة أراضي الخث

        أولا - مقدمة

        ١- تحتوي أراضي الخث على ثلث كربون التربة، وهي تفقده عند تجفيفها.

        ٢- ينبغي للأطراف أن تقيس ما يلي:

        (أ) مستوى المياه؛
        (ب) النباتات:
        ١) الطحالب؛
        ٢) الأعشاب؛
        (ج) الطيور.

        ثانيا - التوصيات

        ٣- يوصى باستعادة أراضي الخث كلها.
        """
    draft = txt(text, "ar")
    assert draft.title == "إرشادات بشأن استعادة أراضي الخث"
    assert body(draft) == [
        "h1 [أولا -] مقدمة",
        "p [١-] تحتوي أراضي الخث على ثلث كربون التربة، وهي تفقده عند تجفيفها.",
        "p [٢-] ينبغي للأطراف أن تقيس ما يلي:",
        "i1 [(أ)] مستوى المياه؛",
        "i1 [(ب)] النباتات:",
        "i2 [١)] الطحالب؛",
        "i2 [٢)] الأعشاب؛",
        "i1 [(ج)] الطيور.",
        "h1 [ثانيا -] التوصيات",
        "p [٣-] يوصى باستعادة أراضي الخث كلها.",
    ]


def test_a_russian_draft() -> None:
    letters = "".join(f"{letter}) слово;\n" for letter in "абвгдежзик")
    text = (
        "Руководство по восстановлению торфяников\n\nРаздел I. Введение\n\n1. Торфяники хранят углерод.\n\n"
        f"2. Сторонам следует измерять:\n{letters}\nРаздел II. Выводы\n\n3. Следует восстановить все торфяники.\n"
    )
    draft = txt(text, "ru")
    assert draft.title == "Руководство по восстановлению торфяников"
    assert body(draft)[:3] == [
        "h1 [Раздел I.] Введение",
        "p [1.] Торфяники хранят углерод.",
        "p [2.] Сторонам следует измерять:",
    ]
    assert body(draft)[3:13] == [f"i1 [{letter})] слово;" for letter in "абвгдежзик"]
    assert draft.warnings == ()


def test_a_french_draft() -> None:
    text = """\
        Lignes directrices sur la restauration des tourbières

        I.  INTRODUCTION

        1.  Les tourbières renferment un tiers du carbone des sols ; drainées, elles le
        perdent.

        A.  Ce qu’il faut mesurer

        2.  Les Parties devraient mesurer :
        a)  Le niveau de l’eau ;
        b)  Les plantes :
            i)  Les mousses ;
            ii) Les laîches.

        Article 3. Entrée en vigueur

        Les présentes lignes directrices entrent en vigueur aussitôt.
        """
    assert body(txt(text, "fr")) == [
        "h1 [I.] INTRODUCTION",
        "p [1.] Les tourbières renferment un tiers du carbone des sols ; drainées, elles le perdent.",
        "h2 [A.] Ce qu’il faut mesurer",
        "p [2.] Les Parties devraient mesurer :",
        "i1 [a)] Le niveau de l’eau ;",
        "i1 [b)] Les plantes :",
        "i2 [i)] Les mousses ;",
        "i2 [ii)] Les laîches.",
        "h3 [Article 3.] Entrée en vigueur",
        "p Les présentes lignes directrices entrent en vigueur aussitôt.",
    ]
