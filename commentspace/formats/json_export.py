"""A document as JSON."""

import json
from typing import Any


def write(gathered: dict[str, Any]) -> str:
    """The text of the file: UTF-8 letters as they are, two spaces a level, a line end at the end."""
    return json.dumps(gathered, ensure_ascii=False, indent=2) + "\n"
