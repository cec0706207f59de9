"""How mail programs thread a mailbox: the algorithm of Jamie Zawinski, as RFC 5256 (section 3, REFERENCES) has it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import pairwise


@dataclass(eq=False)
class Box:
    """A place in a thread: a mail, or the gap where one is missing."""

    name: str
    mail: EmailMessage | None = None
    parent: "Box | None" = None
    children: list["Box"] = field(default_factory=list)

    def is_above(self, other: "Box | None") -> bool:
        """Whether the other is this one, or stands below it."""
        while other is not None and other is not self:
            other = other.parent
        return other is self

    def put(self, child: "Box") -> None:
        """Make the other one this one's child."""
        if child.parent is not None:
            child.parent.children.remove(child)
        child.parent = self
        self.children.append(child)


def parents(mails: Iterable[EmailMessage]) -> dict[str, str]:
    """Under which mail of the mailbox a program shows each: by Message-ID, empty for the first of a thread."""
    boxes: dict[str, Box] = {}
    for mail in mails:
        box = boxes.setdefault(mail["Message-ID"], Box(mail["Message-ID"]))
        box.mail = mail
        line = [boxes.setdefault(name, Box(name)) for name in references(mail)]
        for above, below in pairwise(line):
            if below.parent is None and not below.is_above(above):
                above.put(below)
        if box.parent is not None:
            box.parent.children.remove(box)
            box.parent = None
        if line and not box.is_above(line[-1]):
            line[-1].put(box)
    return {name: _shown_under(box) for name, box in boxes.items() if box.mail is not None}


def references(mail: EmailMessage) -> list[str]:
    """What a mail says stands above it, the oldest first."""
    return (mail["References"] or mail["In-Reply-To"] or "").split()


def _shown_under(box: Box) -> str:
    """The nearest mail above that is there; the children of a gap at the top stand under the first of them."""
    above = box.parent
    while above is not None and above.mail is None:
        above = above.parent
    return above.name if above is not None else ""
