"""How much is edited."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each thing is done to a paragraph, from 0 to 1; runs are moved per hundred paragraphs."""

    typo: float = 0.06
    word: float = 0.12
    inserted: float = 0.08
    deleted: float = 0.08
    reworded: float = 0.06
    sentence_moved: float = 0.01
    sentence_deleted: float = 0.02
    sentence_added: float = 0.03
    paragraph_moved: float = 0.01
    run_moved: float = 0.5
    split: float = 0.015
    merged: float = 0.015
    paragraph_new: float = 0.04
    paragraph_deleted: float = 0.04
    look_alike_changed: float = 0.01
    look_alikes: float = 0.4
    boilerplate: float = 0.4


LIGHT = Rates()
"""A round of negotiation: a third of the paragraphs touched."""
HEAVY = Rates(
    typo=0.15,
    word=0.35,
    inserted=0.25,
    deleted=0.2,
    reworded=0.25,
    sentence_moved=0.02,
    sentence_deleted=0.05,
    sentence_added=0.06,
    paragraph_moved=0.03,
    run_moved=1,
    split=0.03,
    merged=0.03,
    paragraph_new=0.08,
    paragraph_deleted=0.08,
)
"""A new chair's text: most paragraphs touched, many of them several times."""
NOTHING = Rates(**{field.name: 0.0 for field in fields(Rates) if field.name not in ("look_alikes", "boilerplate")})
"""Nothing done; take `replace` to do one thing."""
