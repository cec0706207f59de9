"""Tracked changes: the text with all of them carried out, and the text before them beside it."""

from commentspace.domain.drafts import DraftParagraph
from tests.word.building import p, r, table
from tests.word_body.word_drafts import deleted, inserted, shown, word

MARK_DELETED = '<w:del w:id="5" w:author="Ben" w:date="2026-03-01T10:00:00Z"/>'
MARK_INSERTED = '<w:ins w:id="6" w:author="Ana" w:date="2026-03-01T10:00:00Z"/>'


def changes(body: str) -> list[tuple[str, str | None, str, str]]:
    """Of each paragraph: the text, the text before, by whom, and why it is left out."""
    return [_change(paragraph) for paragraph in word(body).paragraphs]


def test_inserted_words_are_text_and_deleted_ones_are_what_was_before() -> None:
    body = p(inside=r("We ") + inserted(r("really ")) + r("agree") + deleted(" not") + r("."))
    assert changes(body) == [("We really agree.", "We agree not.", "Ana, Ben", "")]


def test_a_paragraph_without_changes_has_no_text_before() -> None:
    assert changes(p("The same.")) == [("The same.", None, "", "")]


def test_what_was_inserted_and_deleted_again_never_was() -> None:
    assert changes(p(inside=r("a ") + inserted(deleted("never ")) + r("b"))) == [("a b", None, "", "")]


def test_a_change_of_the_look_alone_is_none() -> None:
    look = '<w:b/><w:rPrChange w:id="3" w:author="Ana"><w:rPr/></w:rPrChange>'
    of_paragraph = '<w:pPrChange w:id="4" w:author="Ana"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    assert changes(p(inside=f"<w:pPr>{of_paragraph}</w:pPr>{r('bold', look)}")) == [("**bold**", None, "", "")]


def test_paragraphs_are_one_where_the_mark_between_them_is_deleted() -> None:
    body = p("One ", mark=MARK_DELETED) + p("and two.") + p("Three.")
    assert changes(body) == [("One and two.", "One\\\nand two.", "Ben", ""), ("Three.", None, "", "")]
    assert word(body).paragraphs[0].source == "p0 p1"


def test_of_a_paragraph_that_was_split_the_old_text_stands_with_the_old_mark() -> None:
    body = p("One.", mark=MARK_INSERTED) + p("Two.")
    assert changes(body) == [("One.", "", "Ana", ""), ("Two.", "One.Two.", "Ana", "")]


def test_a_new_paragraph_was_nothing_before() -> None:
    body = p("Old.") + p(inside=f"<w:pPr><w:rPr>{MARK_INSERTED}</w:rPr></w:pPr>{inserted(r('New.'))}") + p("Older.")
    assert changes(body) == [("Old.", None, "", ""), ("New.", "", "Ana", ""), ("Older.", None, "", "")]


def test_a_paragraph_that_was_deleted_is_left_out_with_its_text() -> None:
    body = p("Old.") + p(inside=f"<w:pPr><w:rPr>{MARK_DELETED}</w:rPr></w:pPr>{deleted('Gone.')}") + p("Older.")
    assert changes(body) == [
        ("Old.", None, "", ""),
        ("Gone.", "Gone.", "Ben", "deleted"),
        ("Older.", None, "", ""),
    ]


def test_moved_text_stands_once_in_its_new_place() -> None:
    moved = r("The moved sentence.")
    here = f'<w:moveFrom w:id="7" w:author="Ana">{moved}</w:moveFrom>'
    there = f'<w:moveTo w:id="8" w:author="Ana">{moved}</w:moveTo>'
    away = f'<w:pPr><w:rPr><w:moveFrom w:id="7" w:author="Ana"/></w:rPr></w:pPr>{here}'
    draft = word(p("First.") + p(inside=away) + p("Second.") + p(inside=there))
    assert shown(draft) == ["p First.", "- deleted: The moved sentence.", "p Second.", "p The moved sentence."]


def test_rows_that_were_deleted_or_inserted() -> None:
    def row(change: str, text: str) -> str:
        own = f'<w:trPr><w:{change} w:id="9" w:author="Ana"/></w:trPr>'
        return f"<w:tr>{own}<w:tc>{p(text)}</w:tc><w:tc>{p('x')}</w:tc></w:tr>"

    body = table([p("kept"), p("x")]).replace("</w:tbl>", row("del", "gone") + row("ins", "new") + "</w:tbl>")
    assert changes(body) == [
        ("kept | x", None, "", ""),
        ("gone | x", "gone | x", "Ana", "deleted"),
        ("new | x", "", "Ana", ""),
    ]


def test_a_label_that_is_typed_stands_in_neither_text() -> None:
    body = p(inside=r("5. The Parties ") + inserted(r("shall ")) + r("agree to it."))
    (paragraph,) = word(body).paragraphs
    assert (paragraph.label, paragraph.markdown, paragraph.before) == (
        "5.",
        "The Parties shall agree to it.",
        "The Parties agree to it.",
    )


def _change(paragraph: DraftParagraph) -> tuple[str, str | None, str, str]:
    return paragraph.markdown, paragraph.before, paragraph.changed_by, paragraph.left_out
