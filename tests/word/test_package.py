"""A Word file is opened with limits, whatever a stranger has packed; each refusal says what to do."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree

from commentspace.errors import Invalid
from commentspace.formats.word import parsing, zipped
from commentspace.formats.word.names import NAMESPACES, w
from commentspace.formats.word.package import Package
from tests.word import building
from tests.word.building import p, word_file
from tests.word.building import zipped as packed
from tests.word.reading import paragraphs

PLAIN = word_file(p("Words"))


def entries(data: bytes) -> dict[str, bytes]:
    """What is in a zip file, by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The plain file with other entries."""
    inside = entries(PLAIN)
    change(inside)
    return packed(inside)


def words(data: bytes) -> str:
    """The text of the main part."""
    package = Package(data)
    root = package.part(package.main)
    assert root is not None
    return "".join(text.text or "" for each in paragraphs(root) for text in each.iter(w("t")))


def refusal(data: bytes) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(Invalid) as refused:
        Package(data)
    assert refused.value.field == "file"
    return refused.value.said()


def with_document(xml: str) -> bytes:
    """The plain file with another main part."""
    return changed(lambda inside: inside.update({"word/document.xml": xml.encode()}))


def test_the_main_part_is_found_by_its_relation_and_not_by_its_name() -> None:
    def moved(inside: dict[str, bytes]) -> None:
        inside["content/main.xml"] = inside.pop("word/document.xml")
        inside["_rels/.rels"] = inside["_rels/.rels"].replace(b"word/document.xml", b"/content/main.xml")

    data = changed(moved)
    assert (Package(data).main, words(data)) == ("content/main.xml", "Words")


def test_a_file_without_relations_has_its_main_part_at_the_usual_place() -> None:
    assert words(changed(lambda inside: inside.pop("_rels/.rels"))) == "Words"


def test_capitals_backslashes_and_a_leading_slash_make_no_difference_in_names() -> None:
    def odd(inside: dict[str, bytes]) -> None:
        inside["Word\\DOCUMENT.xml"] = inside.pop("word/document.xml")
        inside["/_rels/.RELS"] = inside.pop("_rels/.rels")

    assert words(changed(odd)) == "Words"


def test_of_two_entries_of_one_name_the_last_is_read() -> None:
    data = BytesIO(PLAIN)
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", entries(word_file(p("Later")))["word/document.xml"])
    assert words(data.getvalue()) == "Later"


def test_strict_files_are_read_as_transitional_ones() -> None:
    def strict(inside: dict[str, bytes]) -> None:
        for name in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/numbering.xml"):
            for part in ("wordprocessingml", "officeDocument", "drawingml"):
                inside[name] = inside[name].replace(
                    f"http://schemas.openxmlformats.org/{part}/2006/".encode(),
                    f"http://purl.oclc.org/ooxml/{part}/".encode(),
                )

    inside = entries(word_file(p("Words"), numbering=building.num(1, 0)))
    strict(inside)
    assert b"schemas.openxmlformats.org/wordprocessingml" not in inside["word/document.xml"]
    package = Package(packed(inside))
    assert package.related(package.main, "numbering") == "word/numbering.xml"
    assert words(packed(inside)) == "Words"


def test_a_part_in_utf_16_is_read() -> None:
    xml = building.part("w:document", f"<w:body>{p('Wörter')}</w:body>").replace("UTF-8", "UTF-16")
    assert words(changed(lambda inside: inside.update({"word/document.xml": xml.encode("utf-16")}))) == "Wörter"


def test_outside_relations_are_told_and_not_followed() -> None:
    package = Package(word_file(p("Words"), links={"rId9": "https://example.org/a?b=c#d"}))
    found = package.relations(package.main)["rId9"]
    assert (found.target, found.is_external, found.is_of("hyperlink")) == ("https://example.org/a?b=c#d", True, True)


def test_a_relation_cannot_leave_the_package() -> None:
    data = changed(
        lambda inside: inside.update(
            {"_rels/.rels": inside["_rels/.rels"].replace(b"word/document.xml", b"../../../word/document.xml")}
        )
    )
    assert Package(data).main == "word/document.xml"


def test_of_two_writings_of_one_thing_one_is_read() -> None:
    choice = '<mc:Choice Requires="{}">' + p("new") + "</mc:Choice>"
    fallback = "<mc:Fallback>" + p("old") + "</mc:Fallback>"
    known = f"<mc:AlternateContent>{choice.format('wps')}{fallback}</mc:AlternateContent>"
    unknown = f"<mc:AlternateContent>{choice.format('later')}{fallback}</mc:AlternateContent>"
    assert words(word_file(known + unknown)) == "newold"


def test_a_file_with_a_password_is_refused_with_its_own_sentence() -> None:
    ole = zipped._OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert "protected by a password" in refusal(ole)


def test_an_entry_with_a_password_is_refused() -> None:
    data = bytearray(PLAIN)
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    assert "protected by a password" in refusal(bytes(data))


def test_an_old_word_file_is_refused_with_what_to_do() -> None:
    assert "Save it as .docx" in refusal(zipped._OLE + b"\0" * 1000)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Words", PLAIN[: len(PLAIN) // 2], PLAIN[:-30]])
def test_what_is_no_whole_zip_file_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data)


def test_a_changed_byte_is_found() -> None:
    data = bytearray(PLAIN)
    at = data.find(b"word/document.xml") + 60
    data[at] ^= 0xFF
    assert "damaged" in refusal(bytes(data))


def test_another_office_file_is_no_word_file() -> None:
    assert "no Word document" in refusal(with_document("<workbook/>"))
    assert "no Word document" in refusal(packed({"xl/workbook.xml": b"<workbook/>"}))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE w [<!ENTITY a "b">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd">',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(head: str) -> None:
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{NAMESPACES["w"]}"><w:body/></w:document>'
    assert "DOCTYPE" in refusal(with_document(xml))
    hidden = changed(lambda inside: inside.update({"word/document.xml": xml.encode("utf-16")}))
    assert "DOCTYPE" in refusal(hidden)


def test_elements_nested_without_end_are_refused() -> None:
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert "damaged" in refusal(word_file(deep))


def test_too_many_tags_are_refused_before_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_TAGS", 1_000)
    assert "too long" in refusal(word_file("<w:p/>" * 1_000))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_PARTS", 3)
    assert "more than 3 parts" in refusal(PLAIN)


def test_a_part_that_unpacks_to_far_more_is_refused_unread() -> None:
    bomb = changed(lambda inside: inside.update({"word/media/image1.png": b"\0" * (9 * 1024 * 1024)}))
    assert "larger than" in refusal(bomb)


def test_broken_xml_in_another_part_is_found_when_it_is_asked_for() -> None:
    package = Package(changed(lambda inside: inside.update({"word/styles.xml": b"<w:styles"})))
    with pytest.raises(Invalid, match="damaged"):
        package.part("word/styles.xml")
    assert package.part("word/nothing.xml") is None


def test_the_same_part_is_the_same_tree() -> None:
    package = Package(PLAIN)
    assert isinstance(package.part(package.main), etree._Element)
    assert package.part(package.main) is package.part(package.main)
