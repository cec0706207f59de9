"""Letters as they are mailed, for replies to be aligned with: digests, a notification, a draft, letters of people."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

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

TWO_DOCUMENTS = (
    Block(0, "words", "", "Wetland restoration: 3 new comments"),
    Block(1, "words", "", "WET/2/4 Draft guidance on wetland restoration: 2\n3: 1 · 6: 1\n" + PAGE),
    Block(2, "words", "", "WET/2/5 湿地监测技术指南草案: 1\n3: 1\nhttps://comments.example.org/d/documentaaaaaaac"),
    Block(
        3,
        "words",
        "",
        "Write under a paragraph or a comment to answer it, and leave its text above your answer. "
        "Your answer will stand there, for all who may read it.",
    ),
    Block(4, "words", "", "WET/2/4 Draft guidance on wetland restoration"),
    Block(
        5,
        "paragraph",
        "[¶3]",
        "3. The guidance is addressed first to national and regional authorities.\n" + PAGE + "#p-paragraphaaaaabb",
        paragraph="paragraphaaaaabb",
    ),
    Block(
        6,
        "comment",
        "[#2]",
        "Julián Quispe, on behalf of Council of Highland Herders, 23 November 2025, 17:02\n"
        "Los pastores también restauran: habría que nombrarlos aquí.\nhttps://comments.example.org/c/commentaaaaaabb",
        paragraph="paragraphaaaaabb",
        comment="commentaaaaaabb",
    ),
    Block(
        7,
        "paragraph",
        "[¶6]",
        "6. The guidance is voluntary. Where it differs from national law on land or water, national law prevails.\n"
        + PAGE
        + "#p-paragraphaaaaabc",
        paragraph="paragraphaaaaabc",
    ),
    Block(
        8,
        "comment",
        "[#5]",
        "مريم الحسيني, on behalf of Jordan, 23 November 2025, 19:40\n"
        "نقترح أن تذكر هنا القوانين المحلية أيضا.\nhttps://comments.example.org/c/commentaaaaaabc",
        paragraph="paragraphaaaaabc",
        comment="commentaaaaaabc",
    ),
    Block(9, "words", "", "WET/2/5 湿地监测技术指南草案"),
    Block(
        10,
        "paragraph",
        "[¶3·2]",
        "3. 本指南适用于内陆、滨海和人工湿地，不适用于珊瑚礁和低潮时水深超过六米的海域。\n"
        "https://comments.example.org/d/documentaaaaaaac#p-paragraphaaaaabd",
        paragraph="paragraphaaaaabd",
    ),
    Block(
        11,
        "comment",
        "[#2·2]",
        "Pieter Bakker, on behalf of Netherlands, 23 November 2025, 20:15\n"
        "Does this include the Wadden Sea at low tide?\nhttps://comments.example.org/c/commentaaaaaabd",
        paragraph="paragraphaaaaabd",
        comment="commentaaaaaabd",
    ),
    Block(
        12,
        "words",
        "",
        "You get this letter once a day. Choose when, and what is in it\nhttps://comments.example.org/settings",
    ),
    Block(13, "words", "", "Stop these letters\nhttps://comments.example.org/letters/end/u1.aeaqcaibaeaqcaib"),
)
TWO_DOCUMENTS_FACTS = LetterFacts(
    (ADDRESS,), "Wetland restoration (via Comments)", "Wetland restoration: 3 new comments"
)

PERSONAL = (
    Block(0, "words", "", "Ama Boateng writes to you about your comment on WET/2/4:"),
    Block(
        1,
        "words",
        "",
        "Which salinity do you mean, that of the river or that of the ground water?\n\nOur station has both.",
    ),
    Block(2, "words", "", "The comment:\nhttps://comments.example.org/c/commentaaaaaaaab"),
    Block(3, "words", "", "Salinity is missing from this paragraph altogether."),
    Block(4, "words", "", "Answer this mail to write back to Ama Boateng. Neither of you sees the other's address."),
)
PERSONAL_FACTS = LetterFacts((ADDRESS,), "Ama Boateng (via Comments)", "About a comment on WET/2/4")

ANNOUNCEMENT = (
    Block(
        0,
        "words",
        "",
        "Dear colleagues,\n\nthe meeting of the working group begins on 12 January. "
        "Please tell us by Friday whether you will be there, and in which language you will speak.",
    ),
    Block(
        1,
        "words",
        "",
        "Lars Nygård wrote this to the members of Wetland restoration. Answer this mail to answer there.",
    ),
    Block(2, "words", "", "Choose what you get by e-mail\nhttps://comments.example.org/settings"),
    Block(3, "words", "", "Stop these letters\nhttps://comments.example.org/letters/end/u1.aeaqcaibaeaqcaib"),
)
ANNOUNCEMENT_FACTS = LetterFacts((ADDRESS,), "Wetland restoration (via Comments)", "The meeting in January")

LABEL = re.compile(r"\d+\.|\([a-z]+\)")


def _draft() -> Iterator[Block]:
    """A whole draft by mail: its paragraphs alone, items with labels that come again and again."""
    how = "Write under a paragraph to comment on it, and leave its text above your answer."
    yield Block(0, "words", "", f"WET/2/4 Draft guidance on wetland restoration\n{PAGE}")
    yield Block(1, "words", "", how)
    used: dict[str, int] = {}
    lines = (Path(__file__).parent / "sixty.txt").read_text("utf-8").splitlines()
    for at, text in enumerate(lines, start=2):
        found = LABEL.match(text)
        label = found[0].rstrip(".") if found else f"§{at}"
        used[label] = used.get(label, 0) + 1
        marker = f"[¶{label}]" if used[label] == 1 else f"[¶{label}·{used[label]}]"
        uid = f"draft{at:04}"
        yield Block(at, "paragraph", marker, f"{text}\n{PAGE}#p-{uid}", paragraph=uid)
    yield Block(len(lines) + 2, "words", "", "You get this letter because you asked for the draft.")


DRAFT = tuple(_draft())
DRAFT_FACTS = LetterFacts(
    (ADDRESS,), "Wetland restoration (via Comments)", "WET/2/4: the draft, to be answered by mail"
)


class Mailed(NamedTuple):
    """A letter that replies answer: its blocks, and what an attribution of it may show."""

    blocks: tuple[Block, ...]
    facts: LetterFacts


LETTERS = {
    "<letter-1@mail.example.org>": Mailed(DIGEST, DIGEST_FACTS),
    "<letter-2@mail.example.org>": Mailed(NOTIFICATION, NOTIFICATION_FACTS),
    "<letter-3@mail.example.org>": Mailed(TWO_DOCUMENTS, TWO_DOCUMENTS_FACTS),
    "<letter-4@mail.example.org>": Mailed(PERSONAL, PERSONAL_FACTS),
    "<letter-5@mail.example.org>": Mailed(ANNOUNCEMENT, ANNOUNCEMENT_FACTS),
    "<letter-6@mail.example.org>": Mailed(DRAFT, DRAFT_FACTS),
}
"""By the Message-ID that a reply names in In-Reply-To."""


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
