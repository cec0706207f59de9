"""A comment has a kind, may propose a wording, and says for whom it speaks; every state of that is kept."""

import json
from typing import Any

import pytest

from commentspace.domain import comments, edits, histories, trials
from commentspace.domain.bodies import LIMIT, Body, Proposal
from commentspace.domain.edits import Particulars
from commentspace.domain.post_keys import SentBefore
from commentspace.errors import Invalid, NotAllowed, NotFound, SignInNeeded, TooLong
from tests.small_draft import FIRST, SECOND
from tests.world import World

STANDS = "flow of water"
KEY = "a-key-of-a-form"


def test_a_proposal_is_shown_as_the_difference_to_the_words_it_is_about(world: World) -> None:
    whole = world.paragraphs[FIRST].text.replace("water", "fresh water", 1)
    for quote, proposal in [(STANDS, "flow of fresh water"), ("", whole)]:
        seen = world.seen("priya", world.post("ama", FIRST, "So.", quote=quote, proposal=proposal))
        assert seen.proposal == proposal
        assert seen.proposal_html is not None
        assert seen.proposal_html.count("<ins>fresh </ins>") == 1
        assert "<del>" not in seen.proposal_html


def test_a_proposal_says_enough_without_a_text_but_nothing_at_all_does_not(world: World) -> None:
    seen = world.seen("priya", world.post("ama", FIRST, "", quote=STANDS, proposal="flow of fresh water"))
    assert (seen.body, seen.html) == ("", "")
    with pytest.raises(Invalid, match="nothing written yet") as refused:
        world.posting(" ", FIRST)
    assert refused.value.field == "body"


def test_a_proposal_that_changes_nothing_is_refused_and_posts_nothing(world: World) -> None:
    for quote, proposal in [(STANDS, " flow of\nwater "), ("", world.paragraphs[FIRST].text)]:
        with pytest.raises(Invalid, match="the one that stands there") as refused:
            world.post("ama", FIRST, "So.", quote=quote, proposal=proposal)
        assert refused.value.field == "proposal"
    assert world.views("lars") == []


def test_a_proposal_has_the_room_of_a_text(world: World) -> None:
    assert Proposal.of("x" * LIMIT) is not None
    with pytest.raises(TooLong, match="Comment on some words") as refused:
        Proposal.of("水" * (LIMIT // 3 + 1))
    assert refused.value.field == "proposal"
    assert Proposal.of(" \n") is None


def test_what_is_proposed_is_shown_as_text_whatever_it_holds(world: World) -> None:
    seen = world.seen("priya", world.post("ama", FIRST, "", quote=STANDS, proposal="<script>x</script>\u202e&"))
    assert seen.proposal_html is not None
    assert "<script" not in seen.proposal_html
    assert "U+202E" in seen.proposal_html


def test_the_same_key_with_another_proposal_kind_or_party_is_not_the_same_sending(world: World) -> None:
    first = world.post("ama", FIRST, "So.", key=KEY, proposal="Water.")
    assert world.post("ama", FIRST, "So.", key=KEY, proposal="Water.") == first
    said: dict[str, Any] = {"proposal": "Water."}
    others: list[dict[str, Any]] = [{"proposal": "Rain."}, {"kind": "editorial"}, {"personally": True}]
    for different in [*others, {"proposal": ""}]:
        with pytest.raises(SentBefore):
            world.post("ama", FIRST, "So.", key=KEY, **said | different)


def test_who_speaks_for_somebody_may_speak_for_themselves(world: World) -> None:
    for personally, party in [(False, "Ghana"), (True, "")]:
        uid = world.post("ama", FIRST, "So.", personally=personally)
        assert world.seen("priya", uid).on_behalf_of == party
        kept = f"SELECT p.on_behalf_of FROM provenance p JOIN comment c ON c.id = p.comment_id WHERE c.uid = '{uid}'"  # noqa: S608  # our own name
        assert world.rows(kept) == [(party,)]


def test_an_edit_changes_kind_and_proposal_and_keeps_every_state(world: World) -> None:
    uid = world.post("ama", FIRST, "One.", quote=STANDS, kind="question")
    world.edit("ama", uid, "One.", Particulars("editorial", Proposal.of("flow of fresh water")))
    world.edit("ama", uid, "", Particulars("editorial", Proposal.of("flow of rain")))
    world.edit("ama", uid, "Four.")
    states = world.read(histories.of_comment, world.caller("priya"), uid)
    assert [(state.body, state.kind, state.proposal) for state in states] == [
        ("Four.", "editorial", "flow of rain"),
        ("", "editorial", "flow of rain"),
        ("One.", "editorial", "flow of fresh water"),
        ("One.", "question", None),
    ]
    assert states[0].proposal_html == "flow of <del>water</del><ins>rain</ins>"
    seen = world.seen("priya", uid)
    assert (seen.kind, seen.proposal, seen.proposal_html) == ("editorial", "flow of rain", states[0].proposal_html)
    exported = world.exported("priya")["comments"][0]
    assert (exported["kind"], exported["proposal"], exported["earlier_states"][0]["kind"]) == (
        "editorial",
        "flow of rain",
        "question",
    )


def test_an_edit_that_leaves_nothing_is_refused(world: World) -> None:
    uid = world.post("ama", FIRST, "", proposal="Otherwise.")
    with pytest.raises(Invalid, match="nothing written yet"):
        world.edit("ama", uid, "", Particulars("substantive"))
    with pytest.raises(Invalid, match="what kind"):
        Particulars("rant")
    world.write(edits.edit, world.caller("ama"), uid, Body.of("So."), key=KEY, based_on=1)
    assert world.seen("ama", uid).proposal == "Otherwise."


def test_a_withdrawn_proposal_is_shown_to_nobody(world: World) -> None:
    uid = world.post("ama", FIRST, "So.", proposal="Otherwise.")
    world.withdraw("ama", uid)
    assert (world.seen("priya", uid).proposal, world.seen("priya", uid).proposal_html) == (None, None)
    exported = world.exported("priya")
    assert "Otherwise." not in json.dumps(exported)


def test_the_record_is_committed_to_kind_proposal_and_party(world: World) -> None:
    world.post("ama", FIRST, "So.", kind="editorial", proposal="Otherwise.", personally=True)
    [(content,)] = world.rows("SELECT content FROM event_content ORDER BY id DESC LIMIT 1")
    said = {"body": "So.", "kind": "editorial", "proposal": "Otherwise.", "on_behalf_of": ""}
    assert said.items() <= json.loads(content).items()


def test_a_trial_shows_what_a_posting_would_and_stores_nothing(world: World) -> None:
    paragraph, body = world.paragraphs[SECOND].uid, Body.perhaps("*So.*")
    proposal = Proposal.of("Otherwise.")
    shown = world.read(trials.show, world.caller("ama"), "comment", paragraph, body, proposal)
    assert world.views("lars") == []
    seen = world.seen("ama", world.post("ama", SECOND, "*So.*", proposal="Otherwise."))
    assert (shown.html, shown.proposal_html) == (seen.html, seen.proposal_html)
    for act in ("reply", "edit"):
        trial = world.read(trials.show, world.caller("ama"), act, seen.uid, body, proposal)
        assert trial == shown


def test_a_trial_is_for_those_who_may_post(world: World) -> None:
    paragraph, uid = world.paragraphs[FIRST].uid, world.post("wei", FIRST, "So.")
    for key, refusal in [("priya", NotAllowed), ("julian", NotFound), (None, NotFound)]:
        with pytest.raises(refusal):
            world.read(trials.words, world.caller(key), "comment", paragraph)
    with pytest.raises(NotAllowed):
        world.read(trials.words, world.caller("ama"), "edit", uid)
    world.change_space(is_open=True)
    with pytest.raises(SignInNeeded):
        world.read(trials.words, world.caller(None), "reply", uid)


def test_an_answer_proposes_for_the_whole_paragraph(world: World) -> None:
    uid = world.post("wei", FIRST, "So.", quote=STANDS)
    answer = world.write(comments.reply, world.caller("ama"), uid, world.posting("", proposal="Otherwise."))
    html = world.seen("priya", answer.uid).proposal_html
    assert html is not None
    assert html.startswith("<del>")
    assert html.endswith("<ins>Otherwise</ins>.")
