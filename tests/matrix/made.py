"""A document with comments in several languages, as it is taken away, and as what comes back is compared with."""

from datetime import UTC, datetime, timedelta
from typing import Final

from commentspace.demo.cast import member
from commentspace.domain.exported import Exported, ExportedComment, ExportedParagraph, ExportedReview
from commentspace.domain.submitted import Known, KnownComment, KnownParagraph
from commentspace.text.markdown import to_text

START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

_DRAFT: Final = (
    ("heading", 1, "", "Draft principles for restoring wetlands"),
    ("heading", 2, "I.", "Water"),
    ("paragraph", 1, "1.", "A wetland lives by its water. Restoring the **flow of water** comes before any planting."),
    ("paragraph", 1, "2.", "Ditches are closed one after the other, and the water table is read every month:"),
    ("item", 1, "(a)", "where peat has dried out, water is let in slowly;"),
    ("item", 1, "(b)", "where the sea comes in, the old creeks are opened again:"),
    ("item", 2, "(i)", "first those that fish still use;"),
    ("item", 2, "(ii)", "then those that boats once used."),
    ("heading", 2, "II.", "Living things"),
    ("paragraph", 1, "1.", "Frogs come first, herons next; nobody plants trees in the first three years."),
    ("paragraph", 1, "2.", "恢复湿地先要恢复水，鱼和鸟才会回来。"),
    ("paragraph", 1, "3.", "تبدأ استعادة الأراضي الرطبة بعودة المياه، ثم تعود الطيور."),
    ("heading", 1, "", "Annex I"),
    ("paragraph", 1, "1.", "Gauges are certified every year by an institute that does not own them."),
    ("note", 1, "1", "Measured at the start of each season."),
)
TITLE, _, FIRST, SECOND, ITEM, _, INNER, _, LIVING, FROGS, CHINESE, ARABIC, ANNEX, GAUGES, NOTE = (
    f"p{at:02}" for at in range(len(_DRAFT))
)
"""The names outside of its paragraphs."""

_SAID: Final = (
    ("ama", FIRST, "The *flow* is measured where?\n\nAsk the fishers.", "question", "the flow of water", None, 0),
    ("lars", FIRST, "By gauges; see <https://example.org/gauges>.", "substantive", None, None, 1),
    ("fang", CHINESE, "“鸟”应改为“水鸟”。", "editorial", "鸟", "水鸟", 0),
    (
        "nadia",
        ARABIC,
        "نقترح إضافة الأسماك.",
        "substantive",
        None,
        "تبدأ استعادة الأراضي الرطبة بعودة المياه، ثم تعود الأسماك.",
        0,
    ),
    ("ama", SECOND, '=HYPERLINK("https://example.net","x")', "substantive", None, None, 0),
    ("ama", SECOND, "- first\n- second\n\n1\\. not a list", "substantive", None, None, 0),
    ("lars", GAUGES, "+1", "substantive", "every year", "every second year", 0),
)


def paragraphs() -> tuple[ExportedParagraph, ...]:
    """The text."""
    return tuple(
        ExportedParagraph(f"p{at:02}", at, 0, kind, level, label, to_text(markdown), markdown, "", "en")
        for at, (kind, level, label, markdown) in enumerate(_DRAFT)
    )


def comments() -> tuple[ExportedComment, ...]:
    """What was said, the newest first, as no file should care."""
    texts = {paragraph.uid: paragraph.text for paragraph in paragraphs()}
    found = []
    for number, (key, paragraph, markdown, kind, exact, proposal, answers) in enumerate(_SAID, 1):
        who, at = member(key), START + timedelta(hours=number)
        start = texts[paragraph].index(exact) if exact else None
        parent = f"c{answers}" if answers else None
        found.append(
            ExportedComment(
                uid=f"c{number}",
                number=number,
                paragraph=paragraph,
                thread=parent or f"c{number}",
                parent=parent,
                author=who.name,
                author_uid=key,
                on_behalf_of=who.on_behalf_of,
                affiliation=who.affiliation,
                is_moderator=False,
                kind=kind,
                markdown=markdown,
                html="",
                language=who.language,
                proposal=proposal,
                exact=exact,
                prefix="",
                suffix="",
                start=start,
                end=start + len(exact) if start is not None and exact else None,
                posted_at=at,
                edited_at=None,
                received_at=at,
                status="shown",
                status_at=None,
                status_reason="",
                door="web",
                revision=1,
            )
        )
    return tuple(reversed(found))


def exported(*, title: str = "Draft principles for restoring wetlands") -> Exported:
    """The document as it is taken away."""
    return Exported(
        uid="wetdoc",
        space="wetlands",
        space_title="Wetlands",
        symbol="WET/2/3",
        title=title,
        language="en",
        revision=1,
        revision_uid="r1",
        issued_at=START,
        at=START + timedelta(days=9),
        address="https://example.org/d/wetdoc",
        review=ExportedReview("open", START, None, None),
        paragraphs=paragraphs(),
        comments=comments(),
    )


def known(*, own: str = "ama", source: bytes = b"") -> Known:
    """The document as what comes back from one of the cast is compared with it."""
    return Known(
        uid="wetdoc",
        symbol="WET/2/3",
        revision=1,
        revision_uid="r1",
        languages=("en", "fr"),
        paragraphs=tuple(
            KnownParagraph(each.uid, each.position, each.kind, each.label, each.text, each.markdown, each.language)
            for each in paragraphs()
        ),
        comments=tuple(
            KnownComment(
                *(each.uid, each.number, each.paragraph, each.thread, each.parent, each.author, each.markdown),
                *(each.proposal, each.start, each.end, each.author_uid == own),
            )
            for each in sorted(comments(), key=lambda each: each.number or 0)
        ),
        source=source,
    )
