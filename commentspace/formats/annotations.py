"""The comments on a document as W3C Web Annotations in JSON-LD (W3C Recommendation, 23 February 2017).

One AnnotationCollection with one AnnotationPage. Offsets count code points of the paragraph's text, as a
TextPositionSelector does; a reply has the comment that it answers as its target, and so has the answer in force, which
assesses it: a tag names the outcome as JSON does, and what it is a duplicate of is linked. The standard has no word
for whom somebody speaks for: the government or organisation is a second creator.
"""

import json
from collections.abc import Iterator
from typing import Any

from commentspace.domain.exported import Exported, ExportedAnswer, ExportedComment
from commentspace.formats.json_export import stamp
from commentspace.formats.options import Options
from commentspace.text.languages import direction

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def write(exported: Exported, _options: Options) -> bytes:
    """The file: UTF-8, a line end at the end."""
    return (json.dumps(shaped(exported), ensure_ascii=False, indent=1) + "\n").encode()


def shaped(exported: Exported) -> dict[str, Any]:
    """The collection, in strings, numbers, lists and mappings."""
    address = exported.address
    items = [item for comment in exported.comments for item in annotations(exported, comment)]
    page = {
        "id": f"{address}/export.jsonld#page",
        "type": "AnnotationPage",
        "partOf": f"{address}/export.jsonld",
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": f"{address}/export.jsonld",
        "type": "AnnotationCollection",
        "label": f"{exported.symbol} {exported.title}",
        "generator": _generator(exported),
        "total": len(items),
        "first": page,
    }


def annotations(exported: Exported, comment: ExportedComment) -> Iterator[dict[str, Any]]:
    """One comment, and what was decided about it."""
    yield annotation(exported, comment)
    if comment.answer is not None:
        yield assessment(exported, comment, comment.answer)


def assessment(exported: Exported, comment: ExportedComment, answer: ExportedAnswer) -> dict[str, Any]:
    """The answer to a comment; its reason is HTML."""
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": answer.outcome}]
    if answer.html:
        said = {"type": "TextualBody", "purpose": "assessing", "format": "text/html", "value": answer.html}
        bodies.append(said)
    if answer.duplicate:
        other = _iri(exported, answer.duplicate)
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": other})
    return {
        "id": f"{_iri(exported, comment.uid)}#answer-{answer.uid}",
        "type": "Annotation",
        "motivation": "assessing",
        **({"creator": {"type": "Person", "name": answer.by}} if answer.by else {}),
        "created": stamp(answer.at),
        "generator": _generator(exported),
        "body": bodies,
        "target": _iri(exported, comment.uid),
    }


def annotation(exported: Exported, comment: ExportedComment) -> dict[str, Any]:
    """One comment; `@context` is that of the collection it stands in."""
    bodies = _bodies(comment)
    return {
        "id": _iri(exported, comment.uid),
        "type": "Annotation",
        "motivation": _motivation(comment),
        "creator": _creators(comment),
        "created": stamp(comment.posted_at),
        **({"modified": stamp(comment.edited_at)} if comment.edited_at else {}),
        "generator": _generator(exported),
        **({"body": bodies} if bodies else {}),
        "target": _target(exported, comment),
    }


def _iri(exported: Exported, comment: str) -> str:
    return f"{_home(exported)}/c/{comment}"


def _home(exported: Exported) -> str:
    return exported.address.removesuffix(f"/d/{exported.uid}")


def _generator(exported: Exported) -> dict[str, str]:
    return {"id": f"{_home(exported)}/", "type": "Software", "name": "commentspace"}


def _motivation(comment: ExportedComment) -> str:
    if comment.parent:
        return "replying"
    if comment.proposal:
        return "editing"
    return "questioning" if comment.kind == "question" else "commenting"


def _creators(comment: ExportedComment) -> dict[str, str] | list[dict[str, str]]:
    """The writer, and whom they speak for; of a comment from a file those that the file names."""
    person = {"type": "Person", "name": comment.said_by or comment.author}
    party = comment.said_for or comment.on_behalf_of
    return [person, {"type": "Organization", "name": party}] if party else person


def _bodies(comment: ExportedComment) -> list[dict[str, str]]:
    """The text as HTML, and the proposed wording as plain text; none of a withdrawn comment."""
    bodies = []
    language = comment.language
    said = {"language": language, "textDirection": direction(language)} if language else {}
    if comment.html:
        purpose = "replying" if comment.parent else "commenting"
        text = {"type": "TextualBody", "purpose": purpose, "format": "text/html", "value": comment.html}
        bodies.append(text | said)
    if comment.proposal:
        bodies.append({"type": "TextualBody", "purpose": "editing", "format": "text/plain", "value": comment.proposal})
    return bodies


def _target(exported: Exported, comment: ExportedComment) -> str | dict[str, Any]:
    if comment.parent:
        return _iri(exported, comment.parent)
    return {"type": "SpecificResource", "source": exported.address, "selector": _selector(comment)}


def _selector(comment: ExportedComment) -> dict[str, Any] | list[dict[str, Any]]:
    """The paragraph; or the words in it, twice: by what they are and by where they stand.

    The schemas of the W3C's own tests take one refinement of a selector, so each has a selector of its own.
    """
    paragraph = {"type": "FragmentSelector", "conformsTo": HTML_FRAGMENTS, "value": f"p-{comment.paragraph}"}
    if comment.exact is None:
        return paragraph
    around = {"prefix": comment.prefix, "suffix": comment.suffix}
    quote = {"type": "TextQuoteSelector", "exact": comment.exact, **around}
    position = {"type": "TextPositionSelector", "start": comment.start, "end": comment.end}
    return [paragraph | {"refinedBy": quote}, paragraph | {"refinedBy": position}]
