"""What a reading of an answer made of it, held against what was written."""

from collections import Counter
from collections.abc import Sequence

from commentspace.mail.message import Incoming
from commentspace.mail.reading import Answers, Segment
from commentspace.mail.rewording import SIGNS
from commentspace.text.normal import normal
from tests.mail_reading.simulator.writing import Wanted, Writing

LEAST_LEAK = 12
RUN = 6
MOSTLY = 0.8


def judged(writing: Writing, incoming: Incoming, found: Answers) -> Counter[str]:
    """Counts of: wanted, right, misplaced, asked, lost, silent; replies, leaks, and proposals among the wanted."""
    count: Counter[str] = Counter(replies=1)
    left = list(found.segments)
    for wanted in writing.wanted:
        count["wanted"] += 1
        verdict, segment = _verdict(wanted, left, found)
        if segment is not None:
            left.remove(segment)
        count[verdict] += 1
        if wanted.proposal:
            count["proposals"] += 1
            count["proposals right"] += verdict == "right"
    count["leaks"] += any(_leaks(each, writing) for each in left) or any(
        _holds_more(each, writing) for each in found.segments
    )
    return count


def _verdict(wanted: Wanted, left: Sequence[Segment], found: Answers) -> tuple[str, Segment | None]:
    same = [each for each in left if squeezed(each.text) == squeezed(wanted.text)]
    same = [each for each in same if _wording(each.proposal) == _wording(wanted.proposal)]
    here = [each for each in same if _marker(each) == wanted.marker]
    if here and (wanted.may_ask or not here[0].doubtful):
        return "right", here[0]
    if here or (same and same[0].doubtful):
        segment = (here or same)[0]
        return ("right" if wanted.may_ask else "asked"), segment
    if same:
        return "misplaced", same[0]
    said = [squeezed(f"{each.text}{each.proposal}") for each in found.segments]
    needle = [squeezed(wanted.text), squeezed(wanted.proposal)]
    if all(any(part in text for text in said) for part in needle):
        return "misplaced", None
    kept = squeezed("\n".join((found.left_out, *(each.written for each in found.segments))))
    return ("lost" if all(_is_kept(part, kept) for part in needle) else "silent"), None


def _is_kept(part: str, kept: str) -> bool:
    """Whether a text is in what was kept, though perhaps in pieces, so that it is nowhere as it was typed."""
    runs = [part[at : at + RUN] for at in range(0, max(1, len(part) - RUN + 1))]
    return sum(run in kept for run in runs) >= MOSTLY * len(runs)


def _wording(text: str) -> str:
    return " ".join(text.translate(SIGNS).split())


def squeezed(text: str) -> str:
    """Without white space and marks of quotation, which programs put where they like."""
    return "".join(text.replace(">", "").split())


def _marker(segment: Segment) -> str:
    return segment.target.marker if segment.target else ""


def _leaks(segment: Segment, writing: Writing) -> bool:
    """Whether nothing that was typed stands in a segment."""
    said = squeezed(f"{segment.text}{segment.proposal}")
    typed = [squeezed(each) for wanted in writing.wanted for each in (wanted.text, wanted.proposal) if each]
    return bool(said) and not any(each in said or said in each for each in typed)


def _holds_more(segment: Segment, writing: Writing) -> bool:
    """Whether a line of a segment was typed by nobody, and stands in the letter."""
    typed = squeezed("\n".join(wanted.text for wanted in writing.wanted))
    sent = normal("\n".join(each.text for each in writing.letter.printed))
    lines = (line for line in segment.text.split("\n") if squeezed(line) not in typed)
    return any(len(normal(line)) >= LEAST_LEAK and normal(line) in sent for line in lines)
