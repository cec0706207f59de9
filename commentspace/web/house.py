"""What every page needs of the running program; `app.py` puts it together."""

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment
from starlette.requests import HTTPConnection

from commentspace.database import Database
from commentspace.render.pieces import Pieces
from commentspace.settings import Settings
from commentspace.web.assets import Assets


@dataclass(frozen=True, slots=True)
class House:
    """The parts that the routes use; `mail_came` takes a raw mail as the listener does (for the demo's mail page)."""

    settings: Settings
    database: Database
    environment: Environment
    pieces: Pieces
    assets: Assets
    is_ready: Callable[[], bool] = lambda: True


def house(connection: HTTPConnection) -> House:
    """The house that this request came to."""
    found: House = connection.app.state.house
    return found
