"""What every page needs of the running program; `app.py` puts it together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from starlette.requests import HTTPConnection

from commentspace.database import Database
from commentspace.render.pieces import Pieces
from commentspace.settings import Settings
from commentspace.web.assets import Assets


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A sample of a letter: what stands on it, its two parts, and the bytes as they would be sent."""

    subject: str
    headers: Sequence[tuple[str, str]]
    text: str
    html: str
    content: bytes


@dataclass(frozen=True, slots=True)
class House:
    """The parts that the routes use; `signed_out` tells other doors of a session that has ended."""

    settings: Settings
    database: Database
    environment: Environment
    pieces: Pieces
    assets: Assets
    is_ready: Callable[[], bool] = lambda: True
    signed_out: Callable[[str], None] = lambda login: None
    pages_open: Callable[[int], int] = lambda document_id: 0
    """How many pages show a document now and are told live."""
    submissions_wait: Callable[[], None] = lambda: None
    """Told when rows of a filled file wait to be posted."""
    sample_letters: Callable[[], Mapping[tuple[str, str], ShownLetter]] = dict
    """In the demo, a sample of each letter by its kind and language; made when it is first asked for."""


def house(connection: HTTPConnection) -> House:
    """The house that this request came to."""
    found: House = connection.app.state.house
    return found
