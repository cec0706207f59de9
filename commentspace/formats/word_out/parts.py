"""A Word file with some of its parts changed or added; all others stay byte for byte as they are."""

import posixpath
import zipfile
from io import BytesIO

from lxml import etree

from commentspace.formats.word.names import CONTENT_TYPES, RELATIONS, transitional
from commentspace.formats.word.package import Package
from commentspace.formats.word_out.elements import bare, written

_TYPES = "[Content_Types].xml"
_STRICT = (b"http://schemas.openxmlformats.org/", b"/2006/", b"http://purl.oclc.org/ooxml/", b"/")
_STRICT_NAMES = ("officeDocument", "wordprocessingml", "drawingml", "spreadsheetml", "presentationml")
_RELATION_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The file, and what will be different in it."""

    def __init__(self, data: bytes):
        self.package = Package(data)
        self._data = data
        self._changed: dict[str, bytes] = {}
        self._trees: dict[str, etree._Element] = {}
        self._dropped: set[str] = set()
        main = self.package.bytes(self.package.main)
        self.is_strict = transitional(main) != main

    def put(self, name: str, content: bytes) -> None:
        """A part with a new content."""
        self._changed[self._name(name)] = self._spelled(content)

    def drop(self, name: str) -> None:
        """Leave a part and what declares it out of the file."""
        self._dropped.add(self._name(name))
        types = self._tree(_TYPES, CONTENT_TYPES("Types"))
        for entry in list(types):
            if entry.get("PartName", "").lower() == f"/{name.lower()}":
                types.remove(entry)

    def declare(self, name: str, media_type: str) -> None:
        """Say of what type a part is."""
        types = self._tree(_TYPES, CONTENT_TYPES("Types"))
        for entry in types:
            if entry.get("PartName", "").lower() == f"/{name.lower()}":
                entry.set("ContentType", media_type)
                return
        etree.SubElement(types, CONTENT_TYPES("Override"), {"PartName": f"/{name}", "ContentType": media_type})

    def relate(self, part: str, kind: str, target: str, *, is_external: bool = False) -> str:
        """Let a part ("" is the package) point at another part or at an address; the id of the relation is given back.

        `kind` is a whole relation type, or the last word of one of the standard's own.
        """
        relations = self._tree(_relations_of(part), RELATIONS("Relationships"))
        ids = {entry.get("Id") for entry in relations}
        number = len(relations) + 1
        while f"rId{number}" in ids:
            number += 1
        entry = etree.SubElement(relations, RELATIONS("Relationship"), {"Id": f"rId{number}"})
        entry.set("Type", kind if "/" in kind else f"{_RELATION_KINDS}/{kind}")
        entry.set("Target", target if is_external else "/" + target)
        if is_external:
            entry.set("TargetMode", "External")
        return f"rId{number}"

    def unrelate(self, part: str, *kinds: str) -> None:
        """Take away the relations of a part that are of these kinds, and the parts that they point at."""
        for relation_id, relation in self.package.relations(part).items():
            if any(relation.is_of(kind) for kind in kinds):
                relations = self._tree(_relations_of(part), RELATIONS("Relationships"))
                for entry in [each for each in relations if each.get("Id") == relation_id]:
                    relations.remove(entry)
                if not relation.is_external:
                    self.drop(relation.target)
                    self._dropped.add(self._name(_relations_of(relation.target)))

    def saved(self) -> bytes:
        """The bytes of the changed file, its parts in the order in which they were."""
        for name, tree in self._trees.items():
            self.put(name, written(tree))
        dropped = self._dropped - set(self._changed)
        with BytesIO() as target, zipfile.ZipFile(BytesIO(self._data)) as old:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
                there = set()
                for info in old.infolist():
                    name = info.filename.replace("\\", "/").lstrip("/")
                    if info.is_dir() or name in dropped or name in there:
                        continue
                    there.add(name)
                    new.writestr(_entry(name, info.date_time), self._changed.get(name, b"") or self.package.bytes(name))
                for name in [each for each in self._changed if each not in there]:
                    new.writestr(_entry(name, _EARLIEST), self._changed[name])
            return target.getvalue()

    def _tree(self, name: str, root: str) -> etree._Element:
        name = self._name(name)
        if name not in self._trees:
            found = self.package.part(name)
            self._trees[name] = bare(root) if found is None else found
        return self._trees[name]

    def _name(self, name: str) -> str:
        """The name as the file spells it."""
        wanted = name.lower()
        return next((each for each in self.package.names() if each.lower() == wanted), name)

    def _spelled(self, content: bytes) -> bytes:
        """The part in the names of a strict file, where the file is one."""
        if self.is_strict:
            ecma, year, strict, slash = _STRICT
            for name in (each.encode() for each in _STRICT_NAMES):
                content = content.replace(ecma + name + year, strict + name + slash)
        return content


def _entry(name: str, at: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(at, _EARLIEST))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
