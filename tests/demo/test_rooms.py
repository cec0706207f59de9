"""The delegations of the demo: who belongs to one, and what waits in its room."""

from commentspace.demo import rooms
from commentspace.demo.cast import member
from commentspace.demo.discussion import discussions
from commentspace.demo.places import find
from commentspace.demo.revised import all_revised
from commentspace.demo.spans import minutes
from commentspace.formats.reading import read


def test_nobody_sits_in_two_delegations_and_no_moderator_in_any() -> None:
    seated = [key for table in rooms.told() for key in (table["focal"], *table["experts"])]
    assert len(seated) == len(set(seated)) > 1
    assert {member(key).role for key in seated} == {"participant"}


def test_who_speaks_as_one_has_written_nothing_alone_since() -> None:
    said = [each for found in discussions() for each in found.comments]
    said += [each for found in all_revised() for each in found.comments]
    for table in rooms.told():
        for comment in said:
            if comment.author in (table["focal"], *table["experts"]):
                moments = [comment.minutes_ago, *(edit.minutes_ago for edit in comment.edits)]
                assert min(moments) > minutes(table["ago"]), comment.key


def test_every_note_stands_on_words_of_the_draft_and_is_of_somebody_seated() -> None:
    drafts = {each.symbol: read(each.draft(), each.file, each.language).paragraphs for each in discussions()}
    for table in rooms.told():
        for note in table["note"]:
            assert note["author"] in (table["focal"], *table["experts"])
            assert minutes(note["ago"]) < minutes(table["ago"])
            if "answers" not in note:
                found = drafts[note["symbol"]][find(drafts[note["symbol"]], note["paragraph"])]
                assert found.markdown.count(note["quotation"]) == 1
