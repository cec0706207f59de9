"""Two letters as they are mailed, for replies to be aligned with: a digest and a notification."""

import textwrap
from collections.abc import Iterable

from commentspace.mail.attribution import LetterFacts
from commentspace.mail.sent import Block

PAGE = "https://comments.example.org/d/documentaaaaaaab"
ADDRESS = "r1.aeaqcaibaeaqcaib.mfrggzdfmztwq2lknnwg23tpoa@mail.example.org"

DIGEST = (
    Block(0, "words", "", "4 new comments on 3 paragraphs. Write under a paragraph to comment on it."),
    Block(
        1,
        "paragraph",
        "[¶8]",
        "8. Most restorations that fail do so for one reason: the works were finished, but the water did not come, "
        "or came at the wrong time, or was of the wrong quality. Before anything is planted, fenced or dug, "
        "the source of the water should be known and its supply secured.\n" + PAGE + "#p-paragraphaaaaaab",
        paragraph="paragraphaaaaaab",
    ),
    Block(
        2,
        "comment",
        "[#7]",
        "Ama Boateng, Ghana: In our delta the water came, but too salt. I would add salinity to this list.",
        paragraph="paragraphaaaaaab",
        comment="commentaaaaaaaab",
    ),
    Block(
        3,
        "comment",
        "[#8]",
        "Aïssatou Ba, Sénégal : La qualité de l'eau dépend aussi de la saison ; il faudrait le dire ici.",
        paragraph="paragraphaaaaaab",
        comment="commentaaaaaaaac",
    ),
    Block(
        4,
        "paragraph",
        "[¶12]",
        "12. 监测应具有连续性。方法一经确定，不宜随意变更；确需变更的，新旧方法应至少并行一年，以保证前后数据可比。\n"
        + PAGE
        + "#p-paragraphaaaaaac",
        paragraph="paragraphaaaaaac",
    ),
    Block(
        5,
        "comment",
        "[#9]",
        "Ольга Кузнецова, Российская Федерация: Одного года мало: для торфяников нужно не менее трёх лет.",
        paragraph="paragraphaaaaaac",
        comment="commentaaaaaaaad",
    ),
    Block(
        6,
        "paragraph",
        "[¶15]",
        "15 - وتراعى في المشاركة ظروف النساء والشباب والرعاة الرحل، وتتاح لهم المعلومات بلغاتهم قبل اتخاذ القرار.\n"
        + PAGE
        + "#p-paragraphaaaaaad",
        paragraph="paragraphaaaaaad",
    ),
    Block(
        7,
        "comment",
        "[#10]",
        "Lucía Herrera, Argentina: Convendría precisar cuántos días antes de la decisión.",
        paragraph="paragraphaaaaaad",
        comment="commentaaaaaaaae",
    ),
    Block(8, "words", "", "You get this letter once a day. To end it:\nhttps://comments.example.org/letters/end"),
)
DIGEST_FACTS = LetterFacts((ADDRESS,), "Wetlands (via Comments)", "Wetland restoration: 4 new comments")

NOTIFICATION = (
    Block(0, "words", "", "Pieter Bakker answered your comment. Write above or below to answer."),
    Block(
        1,
        "paragraph",
        "[¶26]",
        "26. In dry years the supply of drinking water takes precedence.\n" + PAGE + "#p-paragraphaaaaaae",
        paragraph="paragraphaaaaaae",
    ),
    Block(
        2,
        "comment",
        "[#21]",
        "Pieter Bakker, Netherlands: Who decides that a year is dry? The basin authority should say so by April.",
        paragraph="paragraphaaaaaae",
        comment="commentaaaaaaaaf",
    ),
    Block(3, "words", "", "This letter was sent because you wrote in this thread."),
)
NOTIFICATION_FACTS = LetterFacts((ADDRESS,), "Pieter Bakker (via Comments)", "Your comment on paragraph 26")


def rendered(blocks: Iterable[Block], width: int = 0) -> str:
    """The text part of a letter: blocks parted by blank lines, wrapped where a width is given."""
    return "\n\n".join(wrapped(f"{block.marker} {block.text}".strip(), width) for block in blocks)


def wrapped(text: str, width: int) -> str:
    """The text with its lines broken at spaces; 0 leaves them as long as they are."""
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False) if width else line for line in text.split("\n"))


def under(answers: dict[str, str], blocks: Iterable[Block], *, prefix: str = "> ", width: int = 0) -> str:
    """A reply that quotes a letter whole, with an answer typed under each block whose marker is named."""
    pieces: list[str] = []
    for block in blocks:
        quoted = rendered([block], width).split("\n")
        pieces += [(prefix + line).rstrip() for line in (*quoted, "")]
        if block.marker in answers:
            pieces += ["", *answers[block.marker].split("\n"), ""]
    return "\n".join(pieces)
