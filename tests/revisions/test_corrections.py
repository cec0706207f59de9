"""What a moderator says of an alignment holds, whatever would have been found; and it can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from commentspace.domain.drafts import DraftParagraph, Kind
from commentspace.domain.revisions import alignments, candidates, corrections, remaking
from commentspace.domain.revisions.aligned import Aligned
from commentspace.domain.revisions.alignments import Given
from commentspace.errors import Conflict, Invalid
from commentspace.text.alignment import Link, Relation, is_partition
from tests.revisions.standing import stood

OLD = (
    "Peat that dries out is lost for good.",
    "The dams of the north are looked at every spring.",
    "The first dam stands where the ditch begins.",
    "Whoever owns the land is asked before the water comes.",
)
NEW = (
    "Peat that dries out is lost for good.",
    "The dams of the north are looked at every autumn.",
    "The first dam stands where the ditch begins.",
    "Nobody is paid for the land.",
)


def lined(old: tuple[str, ...] = OLD, new: tuple[str, ...] = NEW, given: Given | None = None) -> Aligned:
    before = [stood(at, text) for at, text in enumerate(old)]
    after = [DraftParagraph(Kind.PARAGRAPH, text, f"{at + 1}.", key=f"k{at}") for at, text in enumerate(new)]
    said = given or Given()
    return Aligned(before, after, alignments.made(before, after, said), said)


def again(before: Aligned, given: Given) -> Aligned:
    return Aligned(before.old, before.new, alignments.made(before.old, before.new, given), given)


def link(lined: Aligned, key: int) -> Link:
    return lined.by_new[key]


def test_it_comes_from_the_one_that_was_said_and_both_others_are_found_anew() -> None:
    first = lined()
    after = again(first, corrections.comes_from(first, "k3", "u3"))
    assert (link(after, 3).old, link(after, 3).relation, link(after, 3).is_given) == ((3,), Relation.EDITED, True)
    assert after.is_said(link(after, 3))
    assert again(after, corrections.forgotten(after, link(after, 3))).links == first.links


def test_one_is_new_though_something_like_it_was_there() -> None:
    first = lined()
    after = again(first, corrections.is_new(first, "k1"))
    assert (link(after, 1).old, link(after, 1).relation) == ((), Relation.NEW)
    assert after.by_old[1].relation == Relation.DELETED


def test_one_was_taken_out_though_something_like_it_is_there() -> None:
    first = lined()
    after = again(first, corrections.is_gone(first, "u0"))
    assert (after.by_old[0].relation, after.by_old[0].is_given) == (Relation.DELETED, True)
    assert (link(after, 0).old, link(after, 0).relation) == ((), Relation.NEW)
    assert again(after, corrections.comes_from(after, "k0", "u0")).by_new[0].old == (0,)


def test_two_are_joined_and_one_is_divided_where_that_is_said() -> None:
    first = lined()
    joined = again(first, corrections.comes_from(first, "k1", "u3", corrections.JOINED))
    assert (link(joined, 1).old, link(joined, 1).relation) == ((1, 3), Relation.MERGED)
    divided = again(first, corrections.comes_from(first, "k3", "u1", corrections.DIVIDED))
    assert (link(divided, 1).new, link(divided, 1).relation) == ((1, 3), Relation.SPLIT)
    with pytest.raises(Conflict):
        corrections.comes_from(divided, "k3", "u0", corrections.JOINED)


def test_what_is_confirmed_is_not_doubtful_any_more() -> None:
    first = lined(new=("Somebody looks at the barrages each year when winter ends.", *NEW[2:]))
    for each in first.links:
        after = again(first, corrections.confirmed(first, each))
        same = after.by_new[each.new[0]] if each.new else after.by_old[each.old[0]]
        assert (same.old, same.new, same.relation, same.is_given) == (each.old, each.new, each.relation, True)


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(Conflict):
        corrections.is_new(lined(), "k9")
    with pytest.raises(Invalid):
        corrections.comes_from(lined(), "k1", "u9")


@each_of(
    st.dictionaries(st.sampled_from("0123"), st.lists(st.sampled_from("0123"), max_size=3)),
    st.frozensets(st.sampled_from("0123"), max_size=3),
    st.lists(st.lists(st.sampled_from("0123"), max_size=2), min_size=4, max_size=4),
)
def test_whatever_is_said_each_paragraph_stands_in_one_link(
    said: dict[str, list[str]], gone: frozenset[str], known: list[list[str]]
) -> None:
    before = lined()
    new = [replace(each, paragraph=" ".join(f"u{at}" for at in of)) for each, of in zip(before.new, known, strict=True)]
    origins = {f"k{key}": tuple(f"u{at}" for at in of) for key, of in said.items()}
    given = Given(origins, frozenset(f"u{at}" for at in gone))
    links = alignments.made(before.old, new, given)
    assert is_partition(links, len(before.old), len(new))
    assert all(not each.new for each in links if any(before.old[at].uid in given.gone for at in each.old))
    assert alignments.read(alignments.written(links, "x"), "x") == [
        replace(each, likeness=round(each.likeness, 4)) for each in links
    ]
    assert alignments.read(alignments.written(links, "x"), "y") is None


@each_of(
    st.lists(
        st.tuples(
            st.sampled_from("0123"),
            st.sampled_from("0123"),
            st.sampled_from(["alone", "joined", "divided", "new", "gone"]),
        ),
        max_size=6,
    )
)
def test_what_is_said_one_after_the_other_changes_nothing_else(said: list[tuple[str, str, str]]) -> None:
    now = lined()
    for key, uid, how in said:
        try:
            if how in ("new", "gone"):
                given = corrections.is_new(now, f"k{key}") if how == "new" else corrections.is_gone(now, f"u{uid}")
            else:
                given = corrections.comes_from(now, f"k{key}", f"u{uid}", how)
        except Conflict:
            continue
        links = remaking.remade(now, given)
        assert is_partition(links, len(now.old), len(now.new))
        after = Aligned(now.old, now.new, links, given)
        if how == "new":
            assert after.by_new[int(key)].old == ()
        elif how == "gone":
            assert after.by_old[int(uid)].new == ()
        else:
            assert int(uid) in after.by_new[int(key)].old
        now = after


def test_a_place_is_known_by_its_label_its_number_or_its_first_words() -> None:
    first = lined()
    assert candidates.new_named(first, "2") == "k1"
    assert candidates.old_named(first, "§3") == "u2"
    assert candidates.old_named(first, "whoever OWNS") == "u3"
    with pytest.raises(Invalid, match="Several"):
        candidates.old_named(first, "the")


def test_the_likeliest_are_offered_first() -> None:
    texts = candidates.Texts([*OLD, "恢复湿地先要恢复水，鱼和鸟才会回来。"])
    assert texts.like("The dams of the south are looked at every autumn.", 0.5)[0] == 1
    assert texts.like("先要恢复水，鸟才会回来。", 0.0)[0] == 4
    assert texts.like("Nothing here.", 0.0) == []
