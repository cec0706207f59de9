"""A text in another language beside the original: which paragraph stands where, as it was found or as a person said."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commentspace.domain.anchors.states import Stood
from commentspace.domain.drafts import DraftParagraph
from commentspace.domain.revisions import alignments
from commentspace.domain.revisions.plans import Plan
from commentspace.text.aligning_versions import align_versions
from commentspace.text.alignment import Doubt, Piece


@dataclass(frozen=True, slots=True)
class Stands:
    """A paragraph of the version: the place of the original's that it stands beside, or None; why that is doubtful."""

    paragraph: DraftParagraph
    place: int | None
    doubt: str = ""
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the original with what stands beside it, or (without one) what belongs to none."""

    place: int | None
    old: Stood | None
    stands: Sequence[Stands] = field(default_factory=tuple)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person has to look at it."""
        return any(each.doubt for each in self.stands) or (self.old is not None and not self.stands)


def made(plan: Plan) -> str:
    """The alignment as JSON, with the mark of what it was made of: takes a while for a long text."""
    paragraphs = plan.paragraphs
    old = [Piece(each.text, each.label, each.kind, each.level) for each in plan.old]
    places: list[tuple[int | None, str]] = [(None, Doubt.LOST.value)] * len(paragraphs)
    for link in align_versions(old, alignments.new_pieces(paragraphs)):
        for at in link.new:
            places[at] = (link.old[0] if link.old else None, link.doubt.value)
    return json.dumps({"of": _mark(plan), "places": places})


def _mark(plan: Plan) -> str:
    return alignments.mark(plan.base_id, plan.version, plan.paragraphs, "")


def kept(plan: Plan) -> list[Stands] | None:
    """Where each paragraph stands; None where that has to be made (`made`) and kept first."""
    held = json.loads(plan.kept_links) if plan.kept_links else {}
    if held.get("of") != _mark(plan) or "places" not in held:
        return None
    given = alignments.read_given(plan.given).origins
    places = {each.uid: at for at, each in enumerate(plan.old)}
    found = (Stands(each, place, doubt) for each, (place, doubt) in zip(plan.paragraphs, held["places"], strict=True))
    return [_settled(each, given, places) for each in found]


def _settled(stands: Stands, given: Mapping[str, tuple[str, ...]], places: Mapping[str, int]) -> Stands:
    """As a person has said, where they have."""
    said = given.get(stands.paragraph.key)
    if said is None or (said and said[0] not in places):
        return stands
    return replace(stands, place=places[said[0]] if said else None, doubt="", is_given=True)


def rows(plan: Plan, stands: Sequence[Stands]) -> list[Row]:
    """Both texts beside each other, in the order of the original; what belongs to none stands after what it follows."""
    beside: dict[int, list[Stands]] = {}
    alone: dict[int, list[Stands]] = {}
    last = -1
    for each in stands:
        if each.place is None:
            alone.setdefault(last, []).append(each)
        else:
            last = each.place
            beside.setdefault(last, []).append(each)
    return list(_rows(plan, beside, alone))


def _rows(plan: Plan, beside: Mapping[int, list[Stands]], alone: Mapping[int, list[Stands]]) -> Iterator[Row]:
    for each in alone.get(-1, ()):
        yield Row(None, None, (each,))
    for place, old in enumerate(plan.old):
        yield Row(place, old, tuple(beside.get(place, ())))
        for each in alone.get(place, ()):
            yield Row(None, None, (each,))


def joined(paragraphs: Sequence[DraftParagraph], old: Stood) -> DraftParagraph:
    """What stands beside one paragraph of the original, as one, of its kind and level."""
    first = paragraphs[0]
    words = "\n\n".join(each.markdown for each in paragraphs)
    return replace(first, markdown=words, kind=type(first.kind)(old.kind), level=old.level, comments=())
