"""What issuing leaves behind where a draft's own file holds comments: a review without a window, which is no round."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from commentspace.domain.tables import Review
from tests.world import World


def no_round(world: World) -> None:
    """Such a review, newer than the round of the document."""
    world.write(_begin)


def _begin(session: Session, *, now: datetime) -> None:
    of_round = session.execute(select(Review)).scalar_one()
    ids = {"document_id": of_round.document_id, "revision_id": of_round.revision_id}
    session.add(Review(**ids, created_at=now, number=0))
