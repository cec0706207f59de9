"""The comments that were written in an HTML packet: from the packet itself, or from the file that it saves.

Both hold the same JSON (docs/packet.md). All of it is from outside: it says what was written and where, never by whom.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from commentspace.domain.submitted import Candidate, Known, KnownComment, Row, Submitted, Verdict
from commentspace.errors import Invalid, marked
from commentspace.formats.matrix.facts import Facts
from commentspace.formats.matrix.placing import Placed, Places
from commentspace.text.normal import clean, normal
from commentspace.text.quotation import locate

FORM: Final = "commentspace/packet/1"
KINDS: Final = ("substantive", "editorial", "question", "translation")
LONGEST: Final = 200_000
"""Characters of one text; the domain takes less, and says so for each row."""
LONGEST_NAME: Final = 60
MOST: Final = 20_000

NOTHING = marked(
    "There are no comments from a packet in this file. In the packet press “Save my comments”, and send the file that "
    "you get; or send the packet as it was saved with your comments."
)
TOO_MANY = marked("There are more than %(most)s comments in this file. Send it in parts.")


def wording(text: str) -> str:
    """What tells one text of a paragraph from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(data: bytes, filename: str, known: Known) -> Submitted:
    """The comments of a packet as rows; Invalid for a file that holds none."""
    form = "html" if filename.lower().endswith((".html", ".htm")) else "json"
    said = _said(_embedded(data) if form == "html" else data)
    notes = said.get("comments")
    if said.get("form") != FORM or not isinstance(notes, list):
        raise Invalid(NOTHING, field="file")
    if len(notes) > MOST:
        raise Invalid(TOO_MANY, field="file", most=MOST)
    back = _Back(known)
    rows = tuple(back.row(at, note) for at, note in enumerate(notes, 1) if isinstance(note, dict))
    return Submitted(form, "packet", rows, _text(said, "document", LONGEST_NAME), _text(said, "revision", LONGEST_NAME))


def _embedded(data: bytes) -> bytes:
    """The JSON that stands in a packet."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Invalid(NOTHING, field="file") from error
    found = root.xpath("//script[@id='notes'][@type='application/json']") if root is not None else []
    if not isinstance(found, list) or not found or not isinstance(found[0], etree._Element):
        raise Invalid(NOTHING, field="file")
    return (found[0].text or "").encode()


def _said(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Invalid(NOTHING, field="file") from error
    return said if isinstance(said, dict) else {}


def _text(said: Mapping[str, Any], name: str, most: int = LONGEST) -> str:
    """A text; empty for anything else."""
    value = said.get(name)
    return clean(value[:most]) if isinstance(value, str) else ""


def _place(said: Mapping[str, Any], name: str) -> int | None:
    value = said.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LONGEST else None


class _Back:
    """Makes rows of what a packet says, beside the document as it is known."""

    def __init__(self, known: Known):
        self._paragraphs = {each.uid: each for each in known.paragraphs}
        self._comments = {each.uid: each for each in known.comments}
        self._own = [each for each in known.comments if each.is_own]
        self._claimed: set[str] = set()
        self._places = Places(known)

    def row(self, position: int, note: Mapping[str, Any]) -> Row:
        """One comment, with its place."""
        body, proposal = _text(note, "body").strip(), _text(note, "proposal").strip()
        reply_to = _text(note, "reply_to", LONGEST_NAME)
        verdict, candidates = self._placed(note, reply_to)
        exact = _text(note, "exact")
        row = Row(
            position,
            _cells(note, body, proposal),
            body,
            verdict if body or proposal else "empty",
            candidates,
            exact=exact,
            proposal=proposal,
            kind=_among(_text(note, "kind"), KINDS),
            label=_text(note, "label", LONGEST_NAME),
            name=_text(note, "name", LONGEST_NAME),
            answers=_text(note, "answers", LONGEST_NAME),
            reply_to=reply_to if reply_to in self._comments else "",
        )
        return self._known(row)

    def _placed(self, note: Mapping[str, Any], reply_to: str) -> Placed:
        if answered := self._comments.get(reply_to):
            return "sure", (Candidate(answered.paragraph, 1.0, "name"),)
        paragraph = self._paragraphs.get(_text(note, "paragraph", LONGEST_NAME))
        exact = _text(note, "exact")
        if paragraph is None:
            return self._elsewhere(note, exact, ())
        is_same = _text(note, "wording", LONGEST_NAME) == wording(paragraph.text)
        if found := _words(note, exact, paragraph.text, is_same=is_same):
            return _verdict(not reply_to), (Candidate(paragraph.uid, 1.0 if is_same else 0.95, "name", *found),)
        whole = Candidate(paragraph.uid, 1.0 if is_same and not exact else 0.9, "name")
        if is_same and not exact and not reply_to:
            return "sure", (whole,)
        return self._elsewhere(note, exact, (whole,))

    def _elsewhere(self, note: Mapping[str, Any], exact: str, first: tuple[Candidate, ...]) -> Placed:
        """Doubtful: where it was written, if that is still there, and what else is likely."""
        facts = Facts((), label=_text(note, "label", LONGEST_NAME), quotation=exact or _text(note, "text"))
        verdict, found = self._places.place(facts)
        there = {each.paragraph for each in first}
        candidates = (*first, *(each for each in found if each.paragraph not in there))
        return ("doubtful" if candidates else verdict), candidates

    def _known(self, row: Row) -> Row:
        """The same row, or "known" where the sender has said this there already; each of their comments is one row."""
        if row.verdict == "empty" or not row.candidates:
            return row
        for comment in self._own:
            if comment.uid not in self._claimed and _is_said(row, comment):
                self._claimed.add(comment.uid)
                return replace(row, verdict="known", candidates=(), answers="", reply_to="", comment=comment.uid)
        return row


def _words(note: Mapping[str, Any], exact: str, text: str, *, is_same: bool) -> tuple[int, int] | None:
    """Where the words stand that a comment is about, if that can be told."""
    start, end = _place(note, "start"), _place(note, "end")
    if is_same and exact and start is not None and end is not None and text[start:end] == exact:
        return start, end
    return locate(text, exact, _text(note, "prefix"), _text(note, "suffix")) if exact.strip() else None


def _verdict(is_sure: bool) -> Verdict:
    return "sure" if is_sure else "doubtful"


def _is_said(row: Row, comment: KnownComment) -> bool:
    place = row.candidates[0]
    same_place = (comment.paragraph, comment.parent or "") == (place.paragraph, row.reply_to)
    at_words = row.reply_to or (comment.start, comment.end) == (place.start, place.end)
    says = (normal(comment.markdown), normal(comment.proposal or "")) == (normal(row.markdown), normal(row.proposal))
    return bool(same_place and at_words and says and not row.answers)


def _cells(note: Mapping[str, Any], body: str, proposal: str) -> tuple[tuple[str, str], ...]:
    """What stands in the file, for the record."""
    said = (
        ("Paragraph", _text(note, "label", LONGEST_NAME)),
        ("Words", _text(note, "exact")),
        ("Comment", body),
        ("Proposed wording", proposal),
    )
    return tuple((head, text) for head, text in said if text)


def _among(value: str, choices: Sequence[str]) -> str:
    return value if value in choices else ""
