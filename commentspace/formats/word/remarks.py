"""What a person should know about how a Word file was read, said at the paragraph it is about."""

from collections.abc import Iterator, Sequence

from commentspace.errors import marked
from commentspace.formats.word.recognising import Recognised

_MOST = 100
_FIRST_WORDS = 40

SENTENCES = {
    "hidden": marked('No. %(position)d: words that Word hides are left out ("%(words)s").'),
    "struck": marked('No. %(position)d: words are struck through by hand; they stand in the text ("%(words)s").'),
    "picture": marked(
        'No. %(position)d: a picture is left out; only PNG, JPEG, GIF and WebP in the file are taken ("%(words)s").'
    ),
    "drawing": marked('No. %(position)d: a chart, diagram or embedded object is left out ("%(words)s").'),
    "part": marked('No. %(position)d: text from another file that stands before this is left out ("%(words)s").'),
    "nested": marked('No. %(position)d: a table inside of a table stands in its cell as text ("%(words)s").'),
}
MORE = marked("More such places: %(count)d.")


def sentences(pieces: Sequence[Recognised]) -> tuple[str, ...]:
    """The remarks as English sentences, at most a hundred and how many more there are."""
    found = list(_found(pieces))
    more = [MORE % {"count": len(found) - _MOST}] if len(found) > _MOST else []
    return (*found[:_MOST], *more)


def _found(pieces: Sequence[Recognised]) -> Iterator[str]:
    for position, piece in enumerate(pieces, 1):
        for name, sentence in SENTENCES.items():
            if name in piece.of.remarks:
                yield sentence % {"position": position, "words": piece.plain.plain[:_FIRST_WORDS]}
