"""Differences on pages: words for those who do not see colours, and no long stretch in which nothing has changed."""

import pytest

from commentspace import places
from commentspace.domain.bodies import Proposal
from commentspace.domain.proposals import difference
from commentspace.render.environment import environment, interface

PAGES = environment(places.templates())
LONG = "Water is measured where it flows, and fish are counted by those who know them & the place. " * 8


def shown(before: str, after: str, *, whole: bool = False) -> str:
    stored = difference(before, Proposal.of(after))
    return PAGES.from_string("{{ it|difference(whole) }}").render(interface("en"), it=stored, whole=whole)


def test_what_was_taken_out_and_put_in_is_said_in_words() -> None:
    html = shown("a flow of water", "a flow of rain")
    assert html == (
        'a flow of <del><bdi class="unseen">[taken out: </bdi>water<bdi class="unseen">] </bdi></del>'
        '<ins><bdi class="unseen">[put in: </bdi>rain<bdi class="unseen">] </bdi></ins>'
    )


@pytest.mark.parametrize("at", ["start", "end", "both"])
def test_long_stretches_without_change_are_shortened_beside_the_change(at: str) -> None:
    before = {"start": f"One. {LONG}", "end": f"{LONG}One.", "both": f"One. {LONG}One."}[at]
    html = shown(before, before.replace("One.", "Two."))
    assert len(html) < 700
    assert html.count("…") == 1
    assert "&amp; the place" in html or at == "start"
    assert "…" not in shown(before, before.replace("One.", "Two."), whole=True)


def test_no_unit_is_cut_where_it_is_shortened() -> None:
    before = "👩🏽‍🌾水" * 200 + "One."
    html = shown(before, before.replace("One.", "Two."))
    kept = html.partition("…")[2].partition("<")[0].strip()
    assert kept
    assert kept[0] in "👩水"


def test_what_was_typed_stays_text() -> None:
    html = shown("a <b>flow</b> of water", "a <script>flow</script> of water")
    assert "<b>" not in html
    assert "<script" not in html
