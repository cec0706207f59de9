"""The discussions of the demo fit their drafts, their people and the order of time."""

from functools import cache

import pytest

from commentspace.demo.cast import member
from commentspace.demo.discussion import Comment, Discussion, discussions
from commentspace.demo.places import find
from commentspace.domain.drafts import Draft
from commentspace.formats.reading import read

ALL = {each.symbol: each for each in discussions()}
EVERY = pytest.mark.parametrize("discussion", ALL.values(), ids=ALL)
MODERATING = ("moderator", "owner")


@cache
def draft_of(discussion: Discussion) -> Draft:
    return read(discussion.draft(), discussion.file, discussion.language)


def moments_after(comment: Comment) -> list[int]:
    acts = [act.minutes_ago for act in (comment.withdrawn, comment.held, comment.released) if act]
    return acts + [edit.minutes_ago for edit in comment.edits]


def test_the_sizes_are_those_of_a_lively_review() -> None:
    for symbol, least in {"WET/2/4": 100, "WET/2/5": 20, "WET/2/6": 15}.items():
        assert len(ALL[symbol].comments) >= least, symbol


@EVERY
def test_every_comment_stands_on_a_paragraph_of_the_draft(discussion: Discussion) -> None:
    paragraphs = draft_of(discussion).paragraphs
    for comment in discussion.comments:
        assert not paragraphs[find(paragraphs, comment.paragraph)].left_out, comment.key


@EVERY
def test_every_quotation_occurs_exactly_once_in_its_paragraph(discussion: Discussion) -> None:
    paragraphs = draft_of(discussion).paragraphs
    for comment in discussion.comments:
        if comment.quotation:
            text = paragraphs[find(paragraphs, comment.paragraph)].markdown
            assert text.count(comment.quotation) == 1, comment.key


@EVERY
def test_replies_answer_an_earlier_comment_and_quote_nothing(discussion: Discussion) -> None:
    by_key = {comment.key: comment for comment in discussion.comments}
    for reply in discussion.comments:
        if reply.reply_to:
            assert by_key[reply.reply_to].minutes_ago > reply.minutes_ago, reply.key
            assert reply.quotation is None, reply.key


@EVERY
def test_no_two_comments_have_the_same_minute_or_the_same_text(discussion: Discussion) -> None:
    times = [comment.minutes_ago for comment in discussion.comments]
    assert times == sorted(set(times), reverse=True)
    assert len({comment.body for comment in discussion.comments}) == len(times)


@EVERY
def test_comments_are_made_while_the_review_takes_them(discussion: Discussion) -> None:
    review = discussion.review
    ended = review.closed.minutes_ago if review.closed else 0
    for comment in discussion.comments:
        moments = [comment.minutes_ago, *(edit.minutes_ago for edit in comment.edits)]
        assert all(review.opened.minutes_ago > moment > ended for moment in moments), comment.key


@EVERY
def test_what_happens_to_a_comment_happens_after_it_and_in_order(discussion: Discussion) -> None:
    for comment in discussion.comments:
        assert all(moment < comment.minutes_ago for moment in moments_after(comment)), comment.key
        if comment.released:
            assert comment.held, comment.key
            assert comment.held.minutes_ago > comment.released.minutes_ago, comment.key


@EVERY
def test_everybody_does_only_what_their_role_allows(discussion: Discussion) -> None:
    assert member(discussion.review.opened.by).role in MODERATING
    for comment in discussion.comments:
        assert member(comment.author).role != "reader", comment.key
        for act in (comment.held, comment.released):
            assert act is None or member(act.by).role in MODERATING, comment.key
        assert comment.withdrawn is None or comment.withdrawn.by == comment.author


@EVERY
def test_mail_has_no_quotation_and_is_the_only_door_of_those_without_a_browser(discussion: Discussion) -> None:
    for comment in discussion.comments:
        assert comment.door == "web" or comment.quotation is None, comment.key
        assert comment.door == "mail" or member(comment.author).doors != "mail", comment.key


@EVERY
def test_a_comment_that_is_still_held_has_no_answers(discussion: Discussion) -> None:
    held = {comment.key for comment in discussion.comments if comment.held and not comment.released}
    assert not [comment.key for comment in discussion.comments if comment.reply_to in held]


def test_the_english_review_shows_everything_that_can_become_of_a_comment() -> None:
    comments = ALL["WET/2/4"].comments
    assert [each.key for each in comments if each.withdrawn] == ["reedbeds-pieter"]
    assert [each.key for each in comments if each.held and each.released] == ["peat-pieter-2"]
    assert [each.key for each in comments if each.held and not each.released] == ["consent-julian-2"]
    assert len([each for each in comments if each.edits]) >= 4
    assert {each.kind for each in comments} == {"substantive", "editorial", "question"}


def test_the_longest_thread_has_eight_replies() -> None:
    on_law = [each for each in ALL["WET/2/4"].comments if each.paragraph == "6."]
    assert len(on_law) == 9
    assert len([each for each in on_law if each.reply_to is None]) == 1


def test_the_digest_has_something_to_tell_and_the_page_something_new() -> None:
    ages = [each.minutes_ago for each in ALL["WET/2/4"].comments]
    assert len([age for age in ages if age < 24 * 60]) >= 10
    assert min(ages) < 60


def test_three_reviews_are_open_and_the_arabic_one_was_closed_yesterday_with_a_reason() -> None:
    for symbol, days in {"WET/2/4": 6, "WET/2/5": 21, "WET/2/7": 12}.items():
        assert ALL[symbol].review.closes_in_minutes == days * 24 * 60
    assert [symbol for symbol, each in ALL.items() if each.review.closed] == ["WET/2/6"]
    closed = ALL["WET/2/6"].review.closed
    assert closed is not None
    assert closed.reason
    assert member(closed.by).role in MODERATING
    assert 24 * 60 <= closed.minutes_ago < 48 * 60


@EVERY
def test_who_answers_in_a_blind_round_saw_what_they_answer(discussion: Discussion) -> None:
    by_key = {comment.key: comment for comment in discussion.comments}
    if discussion.review.rules.seen == "closing":
        answers = [each for each in discussion.comments if each.reply_to]
        assert answers, "a moderator asks somebody back"
        for each in answers:
            is_own = each.author == by_key[each.reply_to or ""].author
            assert is_own or member(each.author).role in MODERATING, each.key


def test_one_review_is_blind_and_shows_pseudonyms() -> None:
    blind = [symbol for symbol, each in ALL.items() if each.review.rules.seen == "closing"]
    assert blind == [symbol for symbol, each in ALL.items() if each.review.rules.named == "pseudonyms"] == ["WET/2/7"]
