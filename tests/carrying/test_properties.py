"""What is true of every comment that is carried, whatever the texts and the links."""

from hypothesis import given, settings
from hypothesis import strategies as st

from commentspace.text.alignment import Link, Relation, is_partition
from commentspace.text.carrying import Carried, Carrier, Stand, Verdict

LETTERS = "ab .,\n恢复水。أًُ\u200d👩🏽🌾🇰🇪ที่ก'1"
WORDS = ["the", "water", "flows", ".", "fish", "reservoirs", "水", "鱼", "and", "الماء\n", "measure", "measures", "。"]
text = st.one_of(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.text(LETTERS, max_size=30))
texts = st.lists(text, max_size=4)


@st.composite
def alignments(draw: st.DrawFn, old: list[str], new: list[str]) -> list[Link]:
    """Any partition into links of one to one, one to several, several to one, and several to several."""
    mine, theirs = (draw(st.permutations(range(len(each)))) for each in (old, new))
    links = []
    while mine or theirs:
        some, others = draw(st.integers(0, min(2, len(mine)))), draw(st.integers(0, min(2, len(theirs))))
        if not some and not others:
            some, others = min(1, len(mine)), min(1, len(theirs))
        left, right = tuple(sorted(mine[:some])), tuple(sorted(theirs[:others]))
        mine, theirs = mine[some:], theirs[others:]
        heirs = right if len(left) == 1 else left
        heir = draw(st.integers(0, max(0, len(heirs) - 1))) if left and right else 0
        links.append(Link(left, right, Relation.EDITED, draw(st.booleans()), heir=heir))
    assert is_partition(links, len(old), len(new))
    return links


def places(old: list[str]) -> list[Stand]:
    """The whole of each paragraph, and every range of a few code points."""
    found = [Stand(at) for at in range(len(old))]
    for at, said in enumerate(old):
        found += [Stand(at, start, start + size) for size in (1, 4, 15) for start in range(0, len(said), 3)]
    return [place for place in found if place.end is None or place.end <= len(old[place.paragraph])]


@settings(deadline=None)
@given(texts)
def test_in_a_text_that_stays_every_place_stays(old: list[str]) -> None:
    carrier = Carrier(old, [*old], [Link((at,), (at,), Relation.UNCHANGED) for at in range(len(old))])
    for place in places(old):
        assert carrier.carry(place) == Carried(*place, Verdict.EXACT)


@settings(deadline=None, max_examples=60)
@given(texts, texts, st.data())
def test_a_place_is_in_the_text_and_its_words_are_what_the_verdict_says(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    links = data.draw(alignments(old, new))
    carrier = Carrier(old, new, links)
    for place in places(old):
        found = carrier.carry(place)
        assert found == Carrier(old, new, links).carry(place)
        if found.start is None or found.end is None:
            assert found.start is found.end
            continue
        assert found.paragraph is not None
        there = new[found.paragraph]
        assert 0 <= found.start < found.end <= len(there)
        if found.verdict in (Verdict.EXACT, Verdict.MOVED, Verdict.AROUND):
            said = old[place.paragraph][place.start : place.end]
            assert said.split() == there[found.start : found.end].split()


@settings(deadline=None)
@given(text, text)
def test_where_nothing_is_left_nothing_stands(old: str, new: str) -> None:
    for verdict in (Verdict.DELETED, Verdict.AMBIGUOUS):
        link = Link((0,), (0,), Relation.EDITED)
        for place in places([old]):
            found = Carrier([old], [new], [link]).carry(place)
            if found.verdict is verdict:
                assert found.paragraph == 0
                assert found.start is None
