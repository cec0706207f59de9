"""Where the text of a draft comes from: a file that was sent, with what was noticed when it was read."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request

from commentspace.domain import pictures, previews
from commentspace.domain.drafts import Draft
from commentspace.domain.previews import Follows, Heading, Origin, Ready
from commentspace.errors import Invalid, marked
from commentspace.formats import apart, reading, warnings
from commentspace.text import normal
from commentspace.web import forms
from commentspace.web.answers import caller
from commentspace.web.house import house

LONGEST_FILENAME = 200
"""The end of a longer one is kept, as the extension says how to read the file."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a draft that is brought; what is empty is taken from the file."""

    symbol: str
    title: str
    language: str


async def brought(
    request: Request, space_id: int, filename: str, content: bytes, said: Said, follows: Follows | None = None
) -> tuple[str, Draft]:
    """Read a file apart, and keep what was recognised as a preview; its name, and the draft.

    `follows` says to which document it is to belong. Raises Invalid, where the language is none before a long file is
    read; Conflict where the symbol is taken, or another draft waits to be the document's next revision.
    """
    if said.language:
        Heading.of("-", "-", said.language)
    draft = await asyncio.to_thread(apart.read, content, filename, said.language or None)
    title = said.title or draft.title or filename.rsplit(".", 1)[0]
    heading = Heading.of(said.symbol, title[:300], said.language or draft.language)
    ready = await asyncio.to_thread(Ready.of, draft)
    of_file = await asyncio.to_thread(origin, filename, content, draft, heading.language, ready.dropped)
    steps = previews.steps(caller(request), space_id, heading, ready, of_file, content, follows)
    return await house(request).database.carry_out(steps), draft


async def file(form: FormData) -> tuple[str, bytes]:
    """The name and the bytes of the file in a form; Invalid where none was chosen."""
    sent = await forms.upload(form, "file")
    if sent is None:
        raise Invalid(marked("Choose a file."), field="file")
    return normal.clean(sent[0])[-LONGEST_FILENAME:], sent[1]


def origin(filename: str, content: bytes, draft: Draft, language: str, dropped: int = 0) -> Origin:
    """What a preview keeps of the file besides its bytes; not on the event loop, as it looks at all of the draft."""
    return Origin(filename, reading.text_of(content, filename, language), None, note(draft, dropped))


def note(draft: Draft, dropped: int = 0) -> str:
    """What was noticed about the whole file; what is about a paragraph is shown at its place."""
    at_places = set(warnings.sentences(draft.paragraphs))
    noticed = [sentence for sentence in draft.warnings if sentence not in at_places]
    if dropped:
        one, many = pictures.DROPPED
        noticed.append((one if dropped == 1 else many) % {"count": dropped})
    return "\n".join(noticed)
