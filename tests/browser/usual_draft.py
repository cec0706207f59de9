"""A draft of the usual size, 50 paragraphs with 100 comments, in one language, made of the demo's own words.

The words stand in an order that a seed gives. Real sentences would repeat themselves if a few of them had to fill a
draft, and then be squeezed to nothing on the way; single words in no order are squeezed about as well as real text.
"""

import random
import re
from datetime import timedelta
from itertools import cycle

from commentspace.demo.cast import CAST
from commentspace.demo.discussion import discussions
from commentspace.domain import comments, discussion, documents, issuing, names, reviews
from commentspace.domain.bodies import Body
from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.postings import Posting
from commentspace.domain.previews import Heading
from commentspace.domain.review_windows import Window
from commentspace.text.quotation import Quotation
from tests.world import OPERATOR, OUTSIDER, World

PARAGRAPHS, COMMENTS = 50, 100
WORDS = {"en": (55, 30), "zh": (60, 30), "ar": (48, 26)}
"""Words in a paragraph and in a comment; a Chinese word is of two characters."""

BETWEEN = {"en": " ", "zh": "", "ar": " "}

WORD = re.compile(r"[\u4e00-\u9fff]{2}|[^\W\d_\u4e00-\u9fff]+")
KINDS = ("substantive", "editorial", "question")
SPEAKERS = [each.key for each in CAST if each.key != OUTSIDER and each.role != "reader"]
SEED = 20041123


class Usual:
    """Makes the draft and its comments in a world; `uid` is the document's name."""

    def __init__(self, world: World, language: str):
        self.world, self.language = world, language
        self.chance = random.Random(SEED)  # noqa: S311 - examples, no secrets
        self.known = _words(language)
        self.uid = self._issue()
        self._discuss()

    def _said(self, which: int) -> str:
        """Some words in no order: 0 for a paragraph, 1 for a comment."""
        most, between = WORDS[self.language][which], BETWEEN[self.language]
        number = self.chance.randrange(most // 2, most * 3 // 2)
        return between.join(self.chance.choices(self.known, k=number)) + "."

    def _issue(self) -> str:
        world, lars = self.world, self.world.caller("lars")
        draft = [
            DraftParagraph(Kind.HEADING, " ".join(self._said(1).split()[:5])[:30], label=f"{n // 10 + 1}.")
            if n % 10 == 0
            else DraftParagraph(Kind.PARAGRAPH, self._said(0), label=f"{n}.")
            for n in range(PARAGRAPHS)
        ]
        heading = Heading.of(f"WET/3/{self.language}", "A draft of the usual size", self.language)
        revision = world.database.write_here(issuing.begin, lars, world.space_id, heading)
        for start, batch in issuing.batches(issuing.worded(tuple(draft))):
            world.database.write_here(issuing.place, revision, start, batch)
        uid: str = world.write(issuing.finish, lars, revision, world.space_id, issuing.Origin())
        world.write(reviews.open, lars, uid, Window(None, world.clock.now + timedelta(days=14)))
        return uid

    def _discuss(self) -> None:
        """Half of the comments quote words, every third is an answer to an earlier one."""
        found = self.world.read(documents.with_symbol, OPERATOR, f"WET/3/{self.language}")
        paragraphs = [each for each in self.world.read(discussion.paragraphs, found.revision_id) if "." in each.text]
        posted: list[str] = []
        for number, key in zip(range(COMMENTS), cycle(SPEAKERS), strict=False):
            self.world.clock.advance(minutes=7)
            caller = self.world.caller(key)
            place = self.chance.choice(paragraphs)
            quotation = Quotation.of(place.text, 10, 40) if number % 2 and number % 3 else None
            posting = Posting(Body.of(self._said(1)), names.new(), quotation, KINDS[number % 3])
            if number % 3 == 2:
                self.world.write(comments.reply, caller, self.chance.choice(posted), posting)
            else:
                posted.append(self.world.write(comments.post, caller, place.uid, posting).uid)


def _words(language: str) -> list[str]:
    """All words of the demo's draft in this language and of what is said about it, as often as they stand there."""
    found = [each for each in discussions() if each.language == language]
    texts = [each.draft().decode() for each in found] + [said.body for each in found for said in each.comments]
    return [
        word for text in texts for word in WORD.findall(text) if ("\u4e00" <= word[0] <= "\u9fff") == (language == "zh")
    ]
