"""The field's fixed words on title pages and in outlines, in the six languages of the United Nations.

Words are compared through `normal`: without case, width, spaces and punctuation.
"""

from commentspace.text.normal import normal


def _words(listed: str) -> frozenset[str]:
    return frozenset(normal(word) for word in listed.split("|"))


CONTENTS = _words(
    "contents|table of contents|目录|目次|内容提要目录|المحتويات|جدول المحتويات|فهرس المحتويات|содержание|оглавление|"
    "table des matières|sommaire|índice|contenido|tabla de contenido"
)

# On a title page, alone on their line.
DISTRIBUTION = _words(
    "distr|distribution|general|limited|restricted|provisional|advance unedited|advance unedited text|"
    "普遍|普遍分发|一般|一般性|限制|有限|عام|محدود|توزيع عام|general distribution|"
    "общая|ограниченная|générale|limitée|limitada|reservada|advance copy"
)
LANGUAGES = _words(
    "arabic|chinese|english|french|russian|spanish|arabic only|chinese only|english only|french only|"
    "arabe|chinois|anglais|français|russe|espagnol|árabe|chino|inglés|francés|ruso|español|"
    "арабский|китайский|английский|французский|русский|испанский|"
    "阿拉伯文|中文|英文|法文|俄文|西班牙文|عربي|صيني|إنكليزي|انكليزي|إنجليزي|فرنسي|روسي|إسباني|اسباني|العربية"
)
# The beginning of such a line.
BEGINNINGS = ("distr", "original", "оригинал", "原文", "الأصل", "原件", "distribución", "рассылка", "分发", "التوزيع")
# Somewhere in it, beside a number.
AGENDA = ("agenda", "议程", "ordre du jour", "programa", "orden del día", "повестк", "جدول الأعمال")
# The line under a title that says whose text it is.
BYLINE_BEGINNINGS = (
    *("note by", "report of", "report by", "submission by", "submitted by", "prepared by", "note du", "note de"),
    *("rapport d", "nota del", "nota de la", "informe d", "записка", "доклад", "مذكرة", "تقرير"),
)
BYLINE_ENDS = ("的说明", "的报告", "提交", "编写")

ANNEXES = ("annex", "appendix", "annexe", "anexo", "apéndice", "приложение", "المرفق", "附件", "附录", "enclosure")

# What stands before a number to make a label of it: "Article 5.", "المادة ٥:".
NUMBERED = (
    *("Article", "Section", "Chapter", "Part", "Annex", "Appendix", "Recommendation", "Rule", "Principle", "Target"),
    *("Goal", "Objective", "Regulation", "Paragraph", "Title", "Schedule", "Chapitre", "Partie", "Annexe", "Règle"),
    *("Principe", "Recommandation", "Objectif", "Cible", "Artículo", "Sección", "Capítulo", "Parte", "Anexo"),
    *("Recomendación", "Principio", "Objetivo", "Meta", "Regla", "Статья", "Раздел", "Глава", "Часть"),
    *("Приложение", "Рекомендация", "Принцип", "Правило", "Цель", "Пункт"),
    *("المادة", "القسم", "الفصل", "الجزء", "الباب", "المرفق", "المبدأ", "الهدف", "التوصية", "القاعدة"),
)
