"""The first chapters of the demo's English draft in Chinese and Arabic: language versions that lack the rest still."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from commentspace.demo.filling import Filling
from commentspace.domain import previews
from commentspace.domain.previews import Heading, Origin, Ready
from commentspace.domain.revisions import plans
from commentspace.domain.versions import adding, bringing
from commentspace.formats import reading

HERE: Final = Path(__file__).parent
SYMBOL: Final = "WET/2/4"
VERSIONS: Final = {"zh": "wet-2-4.zh.md", "ar": "wet-2-4.ar.md"}


def add(filling: Filling, ago: int, by: str) -> None:
    """Bring both, and add them to the newest revision as they are found beside the original."""
    for language, name in VERSIONS.items():
        _add(filling, ago, by, language, name)


def _add(filling: Filling, ago: int, by: str, language: str, name: str) -> None:
    caller, database = filling.caller(by), filling.database
    filling.clock[0] = filling.now - timedelta(minutes=ago)
    then, document = database.read_here(bringing.follows, caller, filling.documents[SYMBOL], language)
    content = (HERE / "translations" / name).read_bytes()
    draft = reading.read(content, name, language)
    heading = Heading.of(document.symbol, draft.title, language)
    origin = Origin(name, content.decode())
    uid = database.carry_out_here(
        previews.steps(caller, document.space_id, heading, Ready.of(draft), origin, content, then)
    )
    mark = database.read_here(plans.of_preview, caller, uid).mark
    database.carry_out_here(adding.steps(caller, uid, mark))
