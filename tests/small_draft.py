"""The small draft of the test world: headings, items on two levels, a note, three scripts, words that stand twice."""

from typing import Final

from commentspace.domain.drafts import Draft, DraftParagraph, Kind
from commentspace.domain.previews import Heading

HEADING: Final = Heading.of("WET/2/3", "Draft principles for restoring wetlands", "en")

TITLE, FIRST, SECOND, ITEM, LAST_ITEM, SUB_ITEM, PART, EMOJI, CHINESE, ARABIC, TWICE, NOTE = range(12)
"""The positions of its paragraphs."""

PARAGRAPHS: Final = (
    DraftParagraph(Kind.HEADING, "Draft principles for restoring wetlands"),
    DraftParagraph(
        Kind.PARAGRAPH,
        "A wetland lives by its water. Restoring the **flow of water** comes before any planting.",
        label="1.",
    ),
    DraftParagraph(
        Kind.PARAGRAPH,
        "Ditches are closed one after the other, and the water table is read every month:",
        label="2.",
    ),
    DraftParagraph(Kind.ITEM, "where peat has dried out, water is let in slowly;", label="(a)"),
    DraftParagraph(Kind.ITEM, "where the sea comes in, the old creeks are opened again:", label="(b)"),
    DraftParagraph(Kind.ITEM, "first those that fish still use.", label="(i)", level=2),
    DraftParagraph(Kind.HEADING, "Living things", label="II.", level=2),
    DraftParagraph(
        Kind.PARAGRAPH, "Frogs 🐸 come first, 👩🏽‍🌾 people next; a lagoon is an ọ̀sà in Yoruba.", label="3."
    ),
    DraftParagraph(Kind.PARAGRAPH, "恢复湿地先要恢复水，🐟鱼和鸟才会回来。", label="4."),
    DraftParagraph(Kind.PARAGRAPH, "تبدأ استعادة الأراضي الرطبة بعودة المياه، ثم تعود الطيور.", label="5."),
    DraftParagraph(Kind.PARAGRAPH, "The water is measured before, and measured again after.", label="6."),
    DraftParagraph(Kind.NOTE, "Measured at the start of each season.", label="1"),
)

DRAFT: Final = Draft(HEADING.language, PARAGRAPHS, HEADING.title)
