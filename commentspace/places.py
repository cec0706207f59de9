"""Where templates, static files and migrations lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of Jinja templates."""
    return _folder("templates")


def static() -> Path:
    """The folder of files that are served as they are."""
    return _folder("static")


def migrations() -> Path:
    """The folder of Alembic's migrations."""
    return _folder("migrations")


def _folder(name: str) -> Path:
    """A wheel carries the folder as `_name`; a checkout never has one of that name."""
    inside = PACKAGE / f"_{name}"
    return inside if inside.is_dir() else PACKAGE.parent / name
