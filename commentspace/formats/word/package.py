"""A Word file: its parts, and how they point at each other (ISO/IEC 29500-2)."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from commentspace.errors import Invalid, marked
from commentspace.formats.word.names import CONTENT_TYPES, RELATIONS, w
from commentspace.formats.word.parsing import parse
from commentspace.formats.word.zipped import Zipped, damaged

_USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: the name of a part of the file, or as it stands what is outside (`is_external`)."""

    type: str
    target: str
    is_external: bool = False

    def is_of(self, type_suffix: str) -> bool:
        """Whether it is of a type that ends so, as "numbering" in Word's or in the strict spelling."""
        return self.type.rpartition("/")[2] == type_suffix


class Package:
    """An opened .docx (also .docm, .dotx, .dotm; macros are never looked at).

    Raises Invalid, with a sentence that says what to do, for a file that is broken, encrypted, hostile or no
    Word file. Parts are read and parsed when they are asked for; the same part is the same tree each time.
    """

    def __init__(self, data: bytes):
        self._zipped = Zipped(data)
        self._roots: dict[str, etree._Element | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._find_main()
        root = self.part(self.main)
        if root is None or root.tag != w("document"):
            raise _other_kind()

    def names(self) -> list[str]:
        """The names of all parts, without a leading slash."""
        return self._zipped.names()

    def bytes(self, name: str) -> bytes:
        """What is in a part; nothing for a part that is not there."""
        found = self._zipped.find(name)
        return b"" if found is None else self._zipped.bytes(found)

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None where there is no such part or nothing in it."""
        if name not in self._roots:
            content = self.bytes(name)
            self._roots[name] = parse(content) if content.strip() else None
        return self._roots[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at, by id; "" is the package itself."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def related(self, part: str, type_suffix: str) -> str | None:
        """The part of this kind that a part points at ("styles", "numbering", "footnotes"), if it is there."""
        for relation in self.relations(part).values():
            if relation.is_of(type_suffix) and not relation.is_external and self._zipped.find(relation.target):
                return relation.target
        return None

    def content_type(self, name: str) -> str:
        """The media type that the file declares for a part, or ""."""
        declared = self.part("[Content_Types].xml")
        wanted, extension = "/" + name.lower(), name.rpartition(".")[2].lower()
        found = ""
        for entry in () if declared is None else declared:
            if entry.tag == CONTENT_TYPES("Override") and entry.get("PartName", "").lower() == wanted:
                return entry.get("ContentType", "")
            if entry.tag == CONTENT_TYPES("Default") and entry.get("Extension", "").lower() == extension:
                found = entry.get("ContentType", "")
        return found

    def _find_main(self) -> str:
        main = self.related("", "officeDocument")
        if main is None and self._zipped.find(_USUAL_MAIN):
            main = _USUAL_MAIN
        if main is None:
            raise _other_kind() if self.names() else damaged()
        return main

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for entry in () if root is None else root.iter(RELATIONS("Relationship")):
            target, is_external = entry.get("Target", ""), entry.get("TargetMode") == "External"
            if not is_external:
                target = _resolved(folder, target)
            found.setdefault(entry.get("Id", ""), Relation(entry.get("Type", ""), target, is_external))
        return found


def _resolved(folder: str, target: str) -> str:
    """The name of the part that a relative reference means; it cannot leave the package."""
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/") if path else ""


def _other_kind() -> Invalid:
    return Invalid(
        marked("There is no Word document in this file. Save the draft as .docx in Word and send that."),
        field="file",
    )
