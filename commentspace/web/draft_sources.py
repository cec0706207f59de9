"""Where the text of a draft comes from: a file that was sent, with what was noticed when it was read."""

from starlette.datastructures import FormData

from commentspace.domain import pictures
from commentspace.domain.drafts import Draft
from commentspace.domain.previews import Origin
from commentspace.errors import Invalid, marked
from commentspace.formats import reading, warnings
from commentspace.text import normal
from commentspace.web import forms

LONGEST_FILENAME = 200
"""The end of a longer one is kept, as the extension says how to read the file."""


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
