"""How columns are called in matrices that others make, in six languages; compared without case, signs and accents."""

import tomllib
from pathlib import Path
from typing import Final

WORDINGS: Final[dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
"""By what a column is for us: where ("section", "label", "element", "place", "page", …), who, and what is said."""
