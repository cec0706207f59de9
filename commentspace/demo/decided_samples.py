"""What has to happen so that a letter about an answer, a task, a leave, a hold, a delegation or a round is written."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from commentspace.demo.cast import member
from commentspace.demo.letter_stage import FIRST, SECOND, Stage
from commentspace.domain import appeals, for_senders, holds, late_tokens, members, reviews, round_members, unveiling
from commentspace.domain.bodies import Body
from commentspace.domain.contributions import writing
from commentspace.domain.delegations import governing
from commentspace.domain.dispositions import answering, assigning
from commentspace.domain.dispositions.answering import Answering, Reason
from commentspace.domain.for_senders import Sending
from commentspace.domain.postings import Posting
from commentspace.domain.review_windows import Window
from commentspace.domain.rounds import Rules
from commentspace.domain.tables import Appeal, Membership, Person
from commentspace.domain.told import of_rounds
from commentspace.domain.told.gathering import QUIET

READER = "ama"


def _answered(stage: Stage) -> None:
    stage.do(members.choose_mail, stage.caller(READER), stage.space_id, "new", at_once=True)
    why = "The water table is read *every two weeks*: every week is more than the fishers can do."
    decided = {
        stage.proposes: Answering("partly", Reason.of(why)),
        stage.post(READER, FIRST, "Say which water."): Answering("duplicate", Reason.of(""), duplicate_of=stage.asks),
        stage.post(READER, SECOND, "And who reads it?"): Answering("noted", Reason.of("")),
    }
    for comment, said in decided.items():
        stage.do(answering.answer, stage.caller("nadia"), comment, said)
    stage.now += QUIET


def _assigned(stage: Stage) -> None:
    asked = stage.post("wei", SECOND, "每月一次够吗？"), stage.post("maryam", FIRST, "من يدفع؟")
    due = stage.now + timedelta(days=5)
    uid = stage.database.read_here(_person, member("nadia").name)
    wanted = stage.caller("lars"), stage.document, asked, uid, due, "Ask Ama about the *floods*."
    stage.database.carry_out_here(assigning.steps(*wanted))
    stage.now += QUIET


def _late(stage: Stage) -> None:
    stage.do(reviews.close, stage.caller("lars"), stage.document, "All is said.")
    whose = stage.database.read_here(_membership, stage.person(READER), stage.space_id)
    leave = late_tokens.Leave(whose, stage.now + timedelta(days=40), "The flood took the roads and the mast.", 3)
    stage.do(late_tokens.give, stage.caller("lars"), stage.document, leave)


def _held(stage: Stage) -> None:
    stage.do(holds.hold, stage.caller("nadia"), stage.proposes, "It names somebody who has not agreed to that.")


def _filed(stage: Stage) -> None:
    whose = stage.database.read_here(_person, member(READER).name)
    sending = Sending.of("letter", stage.now, (), member_uid=whose, note="Letter 12/2026")
    posting = Posting(Body.of("Say which water, and *who* measures it."), "filed-for-her")
    steps = for_senders.steps(stage.caller("lars"), stage.paragraphs[FIRST].uid, posting, sending)
    stage.database.carry_out_here(steps)


def _appeal_decided(stage: Stage) -> None:
    text = "I name nobody: the *ditches* have names."
    stage.do(appeals.appeal, stage.caller(READER), stage.proposes, text)
    appeal = stage.database.read_here(_newest_appeal)
    stage.do(appeals.decide, stage.caller("lars"), appeal, "You are right.", is_upheld=False)


def _delegated(stage: Stage) -> None:
    made = stage.do(
        governing.make,
        stage.caller("lars"),
        stage.space_id,
        governing.Plan.of("The coast villages", speaks_as_one=True),
    )
    for key, part in (("wei", "focal"), (READER, "expert")):
        whose = stage.database.read_here(_membership, stage.person(key), stage.space_id)
        stage.do(governing.seat, stage.caller("lars"), made, whose, part)


def _unveiled(stage: Stage) -> None:
    blind = Rules("closing", title="Second round")
    closes = stage.now + timedelta(days=14)
    uid = stage.do(reviews.open, stage.caller("lars"), stage.document, Window(None, closes), rules=blind)
    stage.post("wei", FIRST, "还有水库的水。")
    stage.post(READER, FIRST, "Name the rivers, too.")
    stage.do(reviews.close, stage.caller("lars"), stage.document, "All is said.")
    stage.database.carry_out_here(unveiling.unveil(stage.caller("lars"), uid))


def _joined_round(stage: Stage) -> None:
    begins = Window(stage.now + timedelta(days=2), stage.now + timedelta(days=16))
    for_wei = Rules(is_invited=True, members=(_place_of(stage, "wei"),))
    uid = stage.do(reviews.open, stage.caller("lars"), stage.document, begins, rules=for_wei)
    stage.do(round_members.add, stage.caller("lars"), uid, [_place_of(stage, READER)])


def _closing(stage: Stage) -> None:
    posting = Posting(Body.of("Who reads it in the rains?"), "kept-for-later")
    stage.do(writing.keep, stage.caller(READER), stage.paragraphs[SECOND].uid, posting, "draft")
    stage.now += timedelta(days=14)
    [uid] = stage.database.read_here(of_rounds.due, stage.now)
    stage.do(round_members.remove, stage.caller("lars"), uid, [_place_of(stage, "wei")])
    stage.do(of_rounds.remind, uid)


def _place_of(stage: Stage, key: str) -> str:
    return stage.database.read_here(_membership, stage.person(key), stage.space_id)


SAMPLES: Mapping[str, Callable[[Stage], None]] = {
    "answered": _answered,
    "assigned": _assigned,
    "held": _held,
    "filed": _filed,
    "appeal-decided": _appeal_decided,
    "late": _late,
    "unveiled": _unveiled,
    "joined-round": _joined_round,
    "closing": _closing,
    "delegated": _delegated,
}


def _person(session: Session, name: str) -> str:
    uid: str = session.execute(select(col(Person.uid)).where(col(Person.name) == name)).scalar_one()
    return uid


def _membership(session: Session, person_id: int, space_id: int) -> str:
    mine = col(Membership.person_id) == person_id, col(Membership.space_id) == space_id
    uid: str = session.execute(select(col(Membership.uid)).where(*mine)).scalar_one()
    return uid


def _newest_appeal(session: Session) -> str:
    uid: str = session.execute(select(col(Appeal.uid)).order_by(col(Appeal.id).desc()).limit(1)).scalar_one()
    return uid
