"""What biographies say in words, the same on pages and in letters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from commentspace.domain.biographies.placed import Neighbour, Placed
from commentspace.domain.biographies.telling import Passage
from commentspace.errors import marked
from commentspace.render.environment import visible_controls

LONGEST = 48
"""Characters of a paragraph without a label by which it is named."""

MADE = marked("It was made on these words.")
VERDICTS = {
    "exact": marked("Its words stand there unchanged."),
    "moved": marked("Its words stand there unchanged, in another place."),
    "around": marked("Its words stand there unchanged; the text around them was edited."),
    "inside": marked("The words themselves were edited."),
    "split": marked("Its paragraph was divided."),
    "merged": marked("Its paragraph was joined with another."),
    "deleted": marked("Its words were taken out."),
    "ambiguous": marked("The text does not tell where it belongs; a moderator has to say so."),
}
"""How a comment came into a revision (`text.carrying.Verdict`)."""
FITS = {
    "same": marked("Its proposed wording can be made to these words as it stands."),
    "merged": marked("Its proposed wording was brought together with what has changed:"),
    "taken": marked("The words say already what it proposed."),
    "collides": marked("Its proposed wording does not fit these words any more."),
}
"""Whether its proposal fits them (`text.merging.Fit`)."""
CHANGES = {
    "first": marked("The document began with it."),
    "new": marked("It was put in."),
    "edited": marked("Its words were edited."),
    "formatted": marked("Its words are the same; only how they are set has changed."),
    "translated": marked("It stands here in another language than before."),
    "restored": marked("It had been taken out, and stands in the text again."),
    "gone": marked("It was taken out of the text."),
    "unchanged": marked("Unchanged."),
    "renumbered": marked("It became another kind of paragraph."),
}
"""What became of a paragraph (`domain.biographies.telling.Passage.change`), where no other has to be named."""
SPLIT = marked("It was divided; these came from it too: %(others)s")
SPLIT_OFF = marked("It was divided off from %(others)s")
JOINED = marked("It was joined with %(others)s")
JOINED_TO = marked("It was joined to %(others)s, where its story goes on.")
RELABELLED = marked("Its label changed from %(before)s to %(after)s.")
LABELLED = marked("It got the label %(after)s.")
UNLABELLED = marked("Its label %(before)s was taken away.")
MOVED = marked("It was moved to another place.")
MOVED_BEHIND = marked("It was moved: it stood behind %(before)s, and stands behind %(after)s now.")


@dataclass(frozen=True, slots=True)
class Tongue:
    """How sentences are put together: looked up, and what is filled in shown as a page or a letter needs it."""

    said: Callable[[str], str]
    named: Callable[[Placed | Neighbour], str]
    printed: Callable[[str], str]
    listed: Callable[[Iterable[str]], str] = ", ".join


def name(each: Placed | Neighbour) -> str:
    """A paragraph by its printed label, or by its first words."""
    if each.label:
        return visible_controls(f"¶ {each.label}")
    text = " ".join(each.text.split())
    return visible_controls(f"“{text if len(text) <= LONGEST else text[:LONGEST].rstrip() + '…'}”")


def change(passage: Passage, tongue: Tongue) -> list[str]:
    """What became of a paragraph in a revision, in sentences."""
    found = []
    labels = _labels(passage, tongue)
    if sentence := _became(passage):
        others = tongue.listed(tongue.named(each) for each in sentence[1])
        found.append(tongue.said(sentence[0]) % {"others": others})
    elif not (passage.change == "renumbered" and labels) and not (passage.change == "unchanged" and passage.has_moved):
        found.append(tongue.said(CHANGES[passage.change]))
    return [*found, *labels, *_moved(passage, tongue)]


def _became(passage: Passage) -> tuple[str, Sequence[Placed]] | None:
    """A sentence that names other paragraphs, and these."""
    if passage.change == "split":
        return (SPLIT, passage.other_parts) if passage.was else (SPLIT_OFF, passage.others_before)
    if passage.change == "merged":
        return JOINED, passage.others_before
    return (JOINED_TO, passage.heirs) if passage.heirs else None


def _labels(passage: Passage, tongue: Tongue) -> list[str]:
    was, now = passage.was, passage.now
    if was is None or now is None or was.label == now.label:
        return []
    sentence = RELABELLED if was.label and now.label else LABELLED if now.label else UNLABELLED
    return [tongue.said(sentence) % {"before": tongue.printed(was.label), "after": tongue.printed(now.label)}]


def _moved(passage: Passage, tongue: Tongue) -> list[str]:
    if passage.was_under and passage.is_under:
        places = {"before": tongue.named(passage.was_under), "after": tongue.named(passage.is_under)}
        return [tongue.said(MOVED_BEHIND) % places]
    return [tongue.said(MOVED)] if passage.has_moved else []
