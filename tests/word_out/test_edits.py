"""What somebody has changed in the text of a file that they took away is found, and told from what was there."""

import pytest
from lxml import etree

from commentspace.formats.options import Options
from commentspace.formats.word.names import w
from commentspace.formats.word_out.writing import write
from tests.word_out.made import exported, paragraph
from tests.word_out.opened import changed, run_with, xml
from tests.word_out.returned import AT, BY, FILE, PARAGRAPHS, came_back, new, removed, says, text_of


def test_a_tracked_change_is_a_proposed_wording_by_its_writer() -> None:
    def edit(root: etree._Element) -> None:
        run = run_with(root, "The Secretariat helps those who ask for it.")
        run.addnext(xml(f'<w:ins w:id="901" {BY}><w:r><w:t xml:space="preserve"> It reports.</w:t></w:r></w:ins>'))

    [row] = new(changed(FILE, edit))
    assert (row.proposal, row.markdown) == ("The Secretariat helps those who ask for it. It reports.", "")
    assert (row.reviewer, row.at, row.verdict) == ("Chipo Moyo", AT, "sure")
    assert row.candidates[0].paragraph == PARAGRAPHS[3].uid


def test_a_change_that_nobody_tracked_is_a_proposed_wording_too() -> None:
    def edit(root: etree._Element) -> None:
        text_of(run_with(root, "缔约方应当每年提交报告。")).text = "缔约方必须每年提交报告。"

    [row] = new(changed(FILE, edit))
    assert (row.proposal, row.reviewer, row.label) == ("缔约方必须每年提交报告。", "", "4.")


def test_a_change_beside_a_proposal_of_ours_is_told_from_it() -> None:
    def edit(root: etree._Element) -> None:
        run = run_with(root, " protect all land and sea by 2030.")
        text_of(run).text = " protect all land, lakes and sea by 2030."

    [row] = new(changed(FILE, edit))
    assert row.proposal == "The Parties should protect all land, lakes and sea by 2030."


@pytest.mark.parametrize(("kept", "gone"), [("ins", "del"), ("del", "ins")])
def test_accepting_or_rejecting_our_changes_in_word_is_no_new_wording(kept: str, gone: str) -> None:
    def decide(root: etree._Element) -> None:
        for change in list(root.iter(w(gone))):
            removed(change)
        for change in list(root.iter(w(kept))):
            for text in change.iter(w("delText")):
                text.tag = w("t")
            change.addprevious(change[0])
            removed(change)

    assert new(changed(FILE, decide)) == []


def test_our_changes_are_ours_when_the_comment_on_them_is_deleted() -> None:
    def delete(root: etree._Element) -> None:
        root.remove(next(each for each in root if says(each, "Too weak.")))

    returned = came_back(changed(FILE, delete, "word/comments.xml"))
    assert [row for row in returned.rows if row.verdict != "known"] == []
    assert [details for _, details in returned.warnings] == [{"count": 1}]


def test_bold_and_white_space_are_no_changes() -> None:
    def format_it(root: etree._Element) -> None:
        run = run_with(root, "The Secretariat helps those who ask for it.")
        run.insert(0, xml("<w:rPr><w:b/></w:rPr>"))
        text_of(run).text = "The Secretariat helps  those who ask for it. "

    assert new(changed(FILE, format_it)) == []


def test_a_paragraph_that_is_put_in_is_proposed_after_the_one_before() -> None:
    def put(root: etree._Element) -> None:
        holder = run_with(root, "The Secretariat helps those who ask for it.").getparent()
        assert holder is not None
        holder.addnext(xml("<w:p><w:r><w:t>Money is found by all.</w:t></w:r></w:p>"))

    [row] = new(changed(FILE, put))
    assert row.markdown == "I propose to insert after this paragraph:\n\n> Money is found by all."
    assert (row.candidates[0].paragraph, row.verdict, row.proposal) == (PARAGRAPHS[3].uid, "sure", "")


@pytest.mark.parametrize("is_tracked", [True, False])
def test_a_paragraph_that_is_taken_out_is_proposed_to_be_deleted(is_tracked: bool) -> None:
    def take(root: etree._Element) -> None:
        run = run_with(root, "The Secretariat helps those who ask for it.")
        holder = run.getparent()
        assert holder is not None
        if not is_tracked:
            removed(holder)
            return
        for each in holder.findall(w("r")):
            change = xml(f'<w:del w:id="9{len(holder)}" {BY}></w:del>')
            each.addprevious(change)
            change.append(each)
            for text in each.findall(w("t")):
                text.tag = w("delText")
        properties = holder.find(w("pPr"))
        assert properties is not None
        properties.append(xml(f'<w:rPr><w:del w:id="999" {BY}/></w:rPr>'))

    [row] = new(changed(FILE, take))
    assert row.markdown == "I propose to delete this paragraph."
    assert row.candidates[0].paragraph == PARAGRAPHS[3].uid
    assert row.reviewer == ("Chipo Moyo" if is_tracked else "")


def test_a_part_of_the_document_that_comes_back_deletes_nothing() -> None:
    many = [paragraph(number, f"Paragraph {number} is about thing {number * 7}.") for number in range(40)]
    document = exported(many)

    def cut(root: etree._Element) -> None:
        body = root[0]
        for holder in list(body)[5:30]:
            body.remove(holder)

    returned = came_back(changed(write(document, Options()), cut), document)
    assert returned.rows == ()
    assert [details for _, details in returned.warnings] == [{"count": 25}]
