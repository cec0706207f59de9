"""Documents with comments, as values, for writing them into Word files."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph, ExportedReview
from commentspace.domain.submitted import Known, KnownComment, KnownParagraph
from commentspace.formats.word.reading import read
from commentspace.text.markdown import paragraph_html, to_html, to_text

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ADDRESS = "https://review.example.org/d/doc2345672345672"
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def name(kind: str, number: int) -> str:
    """A name outside, in sixteen letters."""
    digits = "".join(LETTERS[number // 32**place % 32] for place in reversed(range(8)))
    return f"{kind:a<8}{digits}"[-16:]


def paragraph(
    position: int,
    markdown: str,
    *,
    label: str = "",
    kind: str = "paragraph",
    level: int = 1,
    language: str = "en",
    source: str = "",
) -> ExportedParagraph:
    """A paragraph of the document."""
    return ExportedParagraph(
        uid=name("p", position),
        position=position,
        depth=0,
        kind=kind,
        level=level,
        label=label,
        text=to_text(markdown),
        markdown=markdown,
        html=paragraph_html(markdown),
        language=language,
        source=source,
    )


def comment(  # noqa: PLR0913  # each is something that a comment can be
    number: int,
    about: ExportedParagraph,
    markdown: str,
    *,
    words: str | None = None,
    proposal: str | None = None,
    author: str = "Ana Silva",
    party: str = "",
    answers: ExportedComment | None = None,
    kind: str = "substantive",
    language: str = "en",
    minutes: int = 0,
    status: str = "shown",
    is_resolved: bool = False,
) -> ExportedComment:
    """A comment on a paragraph, on words in it, or an answer to another."""
    start = about.text.index(words) if words else None
    end = start + len(words) if words and start is not None else None
    if answers:
        words, start, end = answers.exact, answers.start, answers.end
    uid = name("c", number)
    return ExportedComment(
        uid=uid,
        number=number,
        paragraph=about.uid,
        thread=answers.thread if answers else uid,
        parent=answers.uid if answers else None,
        author=author,
        author_uid=name("a", len(author)),
        on_behalf_of=party,
        affiliation="",
        is_moderator=False,
        kind=kind,
        markdown=markdown,
        html=to_html(markdown),
        language=language,
        proposal=proposal,
        exact=words,
        prefix=about.text[max(0, (start or 0) - 32) : start or 0],
        suffix=about.text[end : end + 32] if end is not None else "",
        start=start,
        end=end,
        posted_at=NOW + timedelta(minutes=minutes or number),
        edited_at=None,
        received_at=NOW,
        status=status,
        status_at=None,
        status_reason="",
        door="web",
        revision=1,
        said_resolved=is_resolved,
    )


def exported(
    paragraphs: Sequence[ExportedParagraph],
    comments: Iterable[ExportedComment] = (),
    *,
    language: str = "en",
    source: bytes = b"",
    title: str = "Protected areas",
) -> Exported:
    """The document as somebody takes it away."""
    return Exported(
        uid="doc2345672345672",
        space="sbstta",
        space_title="SBSTTA",
        symbol="UNEP/CBD/SBSTTA/10/11",
        title=title,
        language=language,
        revision=1,
        revision_uid="rev2345672345672",
        issued_at=NOW,
        at=NOW,
        address=ADDRESS,
        review=ExportedReview("open", None, None, None),
        paragraphs=tuple(paragraphs),
        comments=tuple(comments),
        source=source,
        source_name="draft.docx" if source else "",
    )


def known(document: Exported, *, own: Iterable[str] = ()) -> Known:
    """The same document as a file that comes back is compared with it."""
    mine = set(own)
    return Known(
        uid=document.uid,
        symbol=document.symbol,
        revision=document.revision,
        revision_uid=document.revision_uid,
        languages=(document.language,),
        paragraphs=tuple(
            KnownParagraph(
                each.uid, each.position, each.kind, each.label, each.text, each.markdown, each.language, each.source
            )
            for each in document.paragraphs
        ),
        comments=tuple(
            KnownComment(
                uid=each.uid,
                number=each.number,
                paragraph=each.paragraph,
                thread=each.thread,
                parent=each.parent,
                author=each.author,
                markdown=each.markdown,
                proposal=each.proposal,
                start=each.start,
                end=each.end,
                is_own=each.uid in mine,
            )
            for each in document.comments
        ),
        source=document.source,
    )


def with_comments(document: Exported, comments: Iterable[ExportedComment]) -> Exported:
    """The same document with these comments."""
    return replace(document, comments=tuple(comments))


def drafted(source: bytes, comments: Iterable[ExportedComment] = ()) -> Exported:
    """The document that a Word file becomes when all of it is issued as it was read."""
    draft = read(source, None)
    paragraphs = [
        paragraph(
            number,
            each.markdown,
            label=each.label,
            kind=each.kind,
            level=each.level,
            language=each.language or draft.language,
            source=each.source,
        )
        for number, each in enumerate(draft.paragraphs)
        if not each.left_out
    ]
    return exported(paragraphs, comments, language=draft.language, source=source, title=draft.title)
