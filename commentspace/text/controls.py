"""Characters that turn the direction of the text after them, made visible.

An override or an embedding can make words read otherwise than they are stored ("Trojan source"), so
each is shown by its number. The marks that only lend a direction to their neighbours (LRM, RLM, ALM) and the
joiners (ZWJ, ZWNJ), which Arabic, Persian and Indic writing need, can do no such thing and stay as they are.
"""

import re

# Embeddings, overrides and their end; isolates and their end (UAX 9, 2); the deprecated shaping controls.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
_TAG = re.compile(r'(<[^>"]*+(?:"[^"]*+"[^>"]*+)*+>)')


def shown(html: str) -> str:
    """Well-formed HTML with each turning control in its text as `<span class="control">U+202E</span>`."""
    if not _TURNING.search(html):
        return html
    parts = _TAG.split(html)
    parts[::2] = [_TURNING.sub(_span, text) for text in parts[::2]]
    return "".join(parts)


def without_tags(html: str) -> str:
    """The text nodes of well-formed HTML one after the other, character references still in place."""
    return _TAG.sub("", html)


def _span(control: re.Match[str]) -> str:
    return f'<span class="control">U+{ord(control[0]):04X}</span>'
