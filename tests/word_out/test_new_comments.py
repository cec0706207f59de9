"""What somebody has commented in a file that they took away is found, placed, and told from what was there."""

from lxml import etree

from commentspace.formats.word.names import w, w14
from commentspace.formats.word_out.naming import named_paragraphs
from commentspace.text.markdown import to_html
from tests.word_out.opened import changed, part, run_with, xml
from tests.word_out.returned import AT, FILE, PARAGRAPHS, SAID, around, came_back, new, removed, says, with_comment


def test_a_new_comment_is_at_its_words() -> None:
    [row] = new(with_comment(around("every year"), "Twice a year."))
    assert (row.markdown, row.verdict, row.exact, row.label) == ("Twice a year.", "sure", "every year", "2.")
    assert (row.reviewer, row.organisation, row.at) == ("Chipo Moyo", "", AT)
    [place] = row.candidates
    assert (place.paragraph, place.start, place.end) == (PARAGRAPHS[2].uid, 37, 47)
    assert not row.reply_to


def test_a_reply_answers_the_comment_it_stands_under() -> None:
    identity = next(
        each[-1].get(w14("paraId"), "") for each in part(FILE, "word/comments.xml") if says(each, "How often?")
    )
    [row] = new(with_comment(around("every year"), "Agreed.", parent=identity))
    assert (row.markdown, row.verdict, row.reply_to) == ("Agreed.", "sure", SAID[1].uid)


def test_a_reply_of_libreoffice_that_only_quotes_what_it_answers_is_a_reply() -> None:
    said = "</w:t></w:r></w:p><w:p><w:r><w:t>Let us say twice."
    quoted = f'Répondre à Bo Li (Brazil) (20/11/2026, 09:32): "How often?"{said}'
    [row] = new(with_comment(around("every year"), quoted))
    assert (row.markdown, row.verdict, row.reply_to) == ("Let us say twice.", "sure", SAID[1].uid)


def test_a_writer_with_a_party_is_told_apart() -> None:
    [row] = new(with_comment(around("every year"), "Yes.", author="Chipo Moyo (Zimbabwe)"))
    assert (row.reviewer, row.organisation) == ("Chipo Moyo", "Zimbabwe")


def test_a_comment_with_the_words_of_another_is_new_by_another_writer() -> None:
    rows = came_back(with_comment(around("every year"), "Too weak.")).rows
    assert [row.verdict for row in rows].count("known") == 3
    assert [row.markdown for row in rows if row.verdict == "sure"] == ["Too weak."]


def test_a_comment_on_text_that_was_moved_stays_with_it() -> None:
    def move(root: etree._Element) -> None:
        around("The Secretariat helps those who ask for it.")(root)
        holder = run_with(root, "The Secretariat helps those who ask for it.").getparent()
        first = root[0][0]
        assert holder is not None
        first.addnext(holder)

    rows = new(with_comment(move, "First, please."))
    assert [(row.markdown, row.candidates[0].paragraph) for row in rows] == [("First, please.", PARAGRAPHS[3].uid)]


def test_a_comment_on_new_text_is_doubtful_and_has_its_neighbour_as_a_place() -> None:
    def put(root: etree._Element) -> None:
        holder = run_with(root, "The Secretariat helps those who ask for it.").getparent()
        assert holder is not None
        holder.addnext(xml("<w:p><w:r><w:t>Quite another matter.</w:t></w:r></w:p>"))
        around("Quite another matter.")(root)

    [row] = [row for row in new(with_comment(put, "Mine.")) if row.markdown == "Mine."]
    assert row.verdict == "doubtful"
    assert PARAGRAPHS[3].uid in {each.paragraph for each in row.candidates}


def test_words_written_into_a_comment_of_ours_are_offered_as_an_answer() -> None:
    def add(root: etree._Element) -> None:
        found = next(each for each in root if says(each, "With what money?"))
        found[-1].addprevious(xml("<w:p><w:r><w:t>From the fund, I say.</w:t></w:r></w:p>"))
        found.append(found[-2])

    data = changed(FILE, add, "word/comments.xml")
    returned = came_back(data)
    [row] = [row for row in returned.rows if row.verdict != "known"]
    assert (row.markdown, row.verdict, row.reply_to) == ("From the fund, I say.", "doubtful", SAID[2].uid)
    assert returned.warnings


def test_a_file_without_any_of_our_names_is_known_by_its_words() -> None:
    def forget(root: etree._Element) -> None:
        for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            removed(mark)

    def bare(root: etree._Element) -> None:
        for said in root:
            said.remove(said[0])
            del said[-1].attrib[w14("paraId")]

    data = changed(changed(FILE, forget), bare, "word/comments.xml")
    assert list(named_paragraphs(part(data))) == []
    assert new(data) == []


def test_formulas_controls_and_markup_in_a_comment_aretext_of() -> None:
    [row] = new(with_comment(around("every year"), "=1+1 &lt;b&gt; *stars* [x](javascript:alert(1))"))
    assert to_html(row.markdown) == "<p>=1+1 &lt;b&gt; *stars* [x](javascript:alert(1))</p>"
