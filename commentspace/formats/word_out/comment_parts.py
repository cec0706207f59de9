"""The parts of a Word file that hold its comments: texts, threads, resolved ones, exact times, people."""

import posixpath
from dataclasses import dataclass

from lxml import etree

from commentspace.formats.word.names import NAMESPACES, RELATIONS, w, w14, w15, w16cex, w16cid
from commentspace.formats.word_out.elements import IGNORABLE, bare, safe, written
from commentspace.formats.word_out.parts import Parts

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.microsoft.com/office"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_KINDS_OF_RELATIONS = {
    "comments": "comments",
    "commentsExtended": f"{_RELATIONS}/2011/relationships/commentsExtended",
    "commentsIds": f"{_RELATIONS}/2016/09/relationships/commentsIds",
    "commentsExtensible": f"{_RELATIONS}/2018/08/relationships/commentsExtensible",
    "people": f"{_RELATIONS}/2011/relationships/people",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of a Word file. `name` is its number there, `identity` that of its last paragraph (0: of none)."""

    name: int
    identity: int
    parent: int
    author: str
    initials: str
    at: str
    is_resolved: bool
    paragraphs: list[etree._Element]


class Links:
    """The addresses that comments point at, with the ids of their relations."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def linked(self, address: str) -> str:
        """The id of the relation to an address."""
        return self._ids.setdefault(address, f"rId{len(self._ids) + 1}")

    def part(self) -> bytes:
        """The relations of the part with the comments."""
        root = bare(RELATIONS("Relationships"))
        for address, name in self._ids.items():
            entry = etree.SubElement(root, RELATIONS("Relationship"), {"Id": name, "Type": _HYPERLINK})
            entry.set("Target", safe(address))
            entry.set("TargetMode", "External")
        return written(root)


def put(parts: Parts, remarks: list[Remark], links: Links) -> None:
    """Put the comments into the file, in the place of those that it has."""
    main = parts.package.main
    parts.unrelate(main, *KINDS)
    if not remarks:
        return
    folder = posixpath.dirname(main)
    trees = {
        "comments": _comments(remarks),
        "commentsExtended": _extended(remarks),
        "commentsIds": _ids(remarks),
        "commentsExtensible": _extensible(remarks),
        "people": _people(remarks),
    }
    for kind, tree in trees.items():
        name = posixpath.join(folder, f"{kind}.xml")
        parts.put(name, written(tree))
        parts.declare(name, f"{_MEDIA}.{kind}+xml")
        parts.relate(main, _KINDS_OF_RELATIONS[kind], name)
    parts.put(posixpath.join(folder, "_rels", "comments.xml.rels"), links.part())


def _root(name: str, *prefixes: str) -> etree._Element:
    root = etree.Element(name, nsmap={prefix: NAMESPACES[prefix] for prefix in ("mc", *prefixes)})
    root.set(IGNORABLE, " ".join(prefix for prefix in prefixes if prefix.startswith("w1")))
    return root


def _comments(remarks: list[Remark]) -> etree._Element:
    root = _root(w("comments"), "w", "r", "w14")
    for remark in remarks:
        said = {"id": str(remark.name), "author": remark.author, "date": remark.at, "initials": remark.initials}
        comment = etree.SubElement(root, w("comment"), {w(key): value for key, value in said.items()})
        comment.extend(remark.paragraphs)
        comment[-1].set(w14("paraId"), _hex(remark.identity))
    return root


def _extended(remarks: list[Remark]) -> etree._Element:
    root = _root(w15("commentsEx"), "w15")
    for remark in remarks:
        entry = etree.SubElement(root, w15("commentEx"), {w15("paraId"): _hex(remark.identity)})
        if remark.parent:
            entry.set(w15("paraIdParent"), _hex(remark.parent))
        entry.set(w15("done"), str(int(remark.is_resolved)))
    return root


def _ids(remarks: list[Remark]) -> etree._Element:
    root = _root(w16cid("commentsIds"), "w16cid")
    for remark in remarks:
        named = {"paraId": _hex(remark.identity), "durableId": _hex(remark.identity)}
        etree.SubElement(root, w16cid("commentId"), {w16cid(key): value for key, value in named.items()})
    return root


def _extensible(remarks: list[Remark]) -> etree._Element:
    root = _root(w16cex("commentsExtensible"), "w16cex")
    for remark in remarks:
        said = {"durableId": _hex(remark.identity), "dateUtc": remark.at}
        etree.SubElement(root, w16cex("commentExtensible"), {w16cex(key): value for key, value in said.items()})
    return root


def _people(remarks: list[Remark]) -> etree._Element:
    root = _root(w15("people"), "w15")
    for author in dict.fromkeys(remark.author for remark in remarks):
        person = etree.SubElement(root, w15("person"), {w15("author"): author})
        etree.SubElement(person, w15("presenceInfo"), {w15("providerId"): "None", w15("userId"): author})
    return root


def _hex(identity: int) -> str:
    return f"{identity:08X}"
