"""The heads of the columns that we write, in the six languages; what we write we can read."""

import tomllib
from pathlib import Path
from typing import Final

_SAID: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
TITLES: Final[dict[str, dict[str, str]]] = _SAID["titles"]
"""By what a column of a layout is called in the layout."""
GUIDE: Final[dict[str, str]] = _SAID["guide"]
"""What stands above an empty matrix; the places are the titles of its columns."""
NAME: Final[dict[str, str]] = _SAID["name"]
"""Where somebody who fills in a matrix writes who they are."""
KINDS: Final[dict[str, dict[str, str]]] = _SAID["kinds"]
"""What the kinds of comments are called."""
OUTCOMES: Final[dict[str, dict[str, str]]] = _SAID["outcomes"]
"""What is decided about a comment, in words; of a duplicate also with the number of the other one."""

READ_AS: Final = {
    "disposition": "status",
    "state": "status",
    "endorsements": "unread",
    "type": "kind",
    "comments": "comment",
    "change": "proposal",
    "observations": "response",
    "comment_number": "number",
    "chapter": "section",
    "clause": "section",
    "from_page": "page",
    "from_line": "line",
    "commenter": "reviewer",
}
"""What such a column is for the reader, where it is not called so."""


def in_language(said: dict[str, str], language: str) -> str:
    """The words in a language, in English where there are none."""
    return said.get(language.partition("-")[0].lower(), said["en"])


def title(column: str, language: str) -> str:
    """The head of a column in a language, in English where there is none."""
    return in_language(TITLES[column], language)
