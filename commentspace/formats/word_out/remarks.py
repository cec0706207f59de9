"""What stands in the balloon of a comment, and who is named as its writer."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from commentspace.domain.exported import ExportedAnswer, ExportedComment
from commentspace.formats.matrix.values import outcome_title
from commentspace.formats.word.names import r, w
from commentspace.formats.word_out import walking
from commentspace.formats.word_out.elements import element, moment, safe, under, words
from commentspace.formats.word_out.said import ABOUT, ANSWER, HELD, KINDS, PROPOSED, UNMARKED, WITHDRAWN, said
from commentspace.formats.word_out.walking import Block, Stretch
from commentspace.text.languages import direction, guess

Linked = Callable[[str], str]
"""The id of the relation to an address."""

ANSWER_MARK = "answer-"
"""How the end of an address begins that names an answer."""
_SIZE = "20"  # half points
_INDENT = 360
LONGEST_NAME = 255
_FIRST_IDENTITY, _IDENTITIES = 0x1000_0000, 0x6000_0000


def author_of(comment: ExportedComment) -> str:
    """Who is named as the writer: whom a file said, else its author, with those they speak for."""
    name = comment.said_by or comment.author
    party = comment.said_for if comment.said_by else comment.on_behalf_of
    return safe(f"{name} ({party})" if party else name)[:LONGEST_NAME]


def initials_of(author: str) -> str:
    """The first letters of the first words of a name."""
    return "".join(word[0] for word in author.replace("(", " ").split()[:3]).upper()


def moment_of(comment: ExportedComment) -> str:
    """When it was written, as far as is known."""
    return moment(comment.said_at or comment.posted_at)


def identity_of(uid: str) -> int:
    """A number for a comment that is the same in each copy: Word keeps it as its `paraId`, below 0x80000000."""
    return _FIRST_IDENTITY + int.from_bytes(hashlib.sha256(uid.encode()).digest()[:4]) % _IDENTITIES


@dataclass(frozen=True, slots=True)
class Extra:
    """What the file cannot show in the text: the words that a comment is about, and its proposal."""

    about: str = ""
    proposal: str = ""


def balloon(
    comment: ExportedComment, address: str, extra: Extra, language: str, linked: Linked
) -> list[etree._Element]:
    """The paragraphs of a comment: first a line with its number (a link to the page) and kind, then what it says."""
    is_rtl = direction(comment.language or language) == "rtl"
    lines = [Block(stretches=_head(comment, address, language)), *walking.blocks(comment.html)]
    if comment.status == "withdrawn":
        lines.append(_line(said(WITHDRAWN, language)))
    if extra.about:
        lines.insert(1, Block(stretches=[Stretch(said(ABOUT, language) + " "), Stretch(extra.about, italic=True)]))
    if extra.proposal:
        lines.append(_line(said(PROPOSED, language)))
        lines += [Block(depth=1, stretches=[Stretch(each)]) for each in extra.proposal.split("\n") if each.strip()]
        lines.append(_line(said(UNMARKED, language)))
    return holders(lines, is_rtl, linked)


def answer_balloon(answer: ExportedAnswer, address: str, language: str, linked: Linked) -> list[etree._Element]:
    """The paragraphs of the answer to a comment: a line that says what was decided, then the reason."""
    decided = Stretch(outcome_title(answer.outcome, answer.duplicate_number, language), bold=True)
    word = Stretch(said(ANSWER, language), href=f"{address}#{ANSWER_MARK}{answer.uid}" if address else "")
    lines = [Block(stretches=[word, Stretch(" · "), decided]), *(walking.blocks(answer.html) if answer.html else ())]
    is_rtl = direction(guess(answer.reason) if answer.reason.strip() else language) == "rtl"
    return holders(lines, is_rtl, linked)


def holders(lines: Iterable[Block], is_rtl: bool, linked: Linked) -> list[etree._Element]:
    """These lines as the paragraphs of a comment."""
    made = [_paragraph(line, is_rtl, linked) for line in lines]
    reference = element("r")
    under(reference, "annotationRef")
    made[0].insert(1 if made[0].find(w("pPr")) is not None else 0, reference)
    return made


def tails(proposal: str | None) -> Iterable[str]:
    """What `balloon` may have put after the words of a comment, in any language."""
    yield ""
    for language in PROPOSED:
        if proposal:
            yield f"{PROPOSED[language]}\n{proposal}\n{UNMARKED[language]}"


def _head(comment: ExportedComment, address: str, language: str) -> list[Stretch]:
    kind = said(KINDS[comment.kind], language) if comment.kind in KINDS else comment.kind
    more = [kind, *([said(HELD, language)] if comment.status == "held" else [])]
    number = f"#{comment.number}" if comment.number is not None else "#"
    link = Stretch(number, href=address) if address else Stretch(number, bold=True)
    return [link, Stretch(" · " + " · ".join(more))]


def _line(text: str) -> Block:
    return Block(stretches=[Stretch(text)])


def _paragraph(block: Block, is_rtl: bool, linked: Linked) -> etree._Element:
    holder = element("p")
    properties = under(holder, "pPr")
    if is_rtl:
        under(properties, "bidi")
    if block.depth:
        under(properties, "ind", start=str(_INDENT * block.depth))
    if not len(properties):
        holder.remove(properties)
    mark = [Stretch(block.mark + " ")] if block.mark else []
    for stretch in [*mark, *block.stretches]:
        place = holder
        if stretch.href:
            place = under(holder, "hyperlink")
            place.set(r("id"), linked(stretch.href))
        place.append(_run(stretch, is_rtl))
    return holder


def _run(stretch: Stretch, is_rtl: bool) -> etree._Element:
    run = element("r")
    look = under(run, "rPr")
    if stretch.code:
        under(look, "rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New")
    for name, is_so in (("b", stretch.bold), ("i", stretch.italic)):
        if is_so:
            under(look, name)
            under(look, f"{name}Cs")
    if stretch.href:
        under(look, "color", val="0563C1")
    under(look, "sz", val=_SIZE)
    under(look, "szCs", val=_SIZE)
    if stretch.href:
        under(look, "u", val="single")
    if is_rtl:
        under(look, "rtl")
    words(run, stretch.text)
    return run
