"""Questions that are asked once of one snapshot."""

from sqlmodel import Session

from commentspace.domain import snapshots
from tests.world import World

ASKED: list[int] = []


def _twice(_session: Session, number: int) -> int:
    ASKED.append(number)
    return 2 * number


def test_within_a_snapshot_the_same_question_is_asked_once(world: World) -> None:
    ASKED.clear()
    with Session(world.database.engine) as session:
        with snapshots.shared(session):
            assert [snapshots.once(session, _twice, number) for number in (1, 2, 1)] == [2, 4, 2]
            assert ASKED == [1, 2]
            snapshots.begun_anew(session)
            snapshots.once(session, _twice, 1)
        assert ASKED == [1, 2, 1]
        snapshots.once(session, _twice, 1)
        snapshots.once(session, _twice, 1)
    assert ASKED == [1, 2, 1, 1, 1], "what is outside may write meanwhile"
