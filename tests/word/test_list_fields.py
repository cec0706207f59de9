"""Numbers that fields count, whose results are not in the file."""

from commentspace.formats.word.names import w
from commentspace.formats.word.numbering import Numbers
from commentspace.formats.word.package import Package
from tests.word.building import abstract, lvl, num, p, word_file

MINE = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"), more='<w:name w:val="Mine"/>') + num(1, 0)
HEADING = '<w:outlineLvl w:val="{}"/>'


def printed(*asked: tuple[str, list[str]]) -> list[list[str]]:
    """By paragraph, what its number is and what its fields print."""
    package = Package(word_file("".join(xml for xml, _ in asked), numbering=MINE))
    root = package.part(package.main)
    assert root is not None
    numbers = Numbers(package)
    found = []
    for each, (_, fields) in zip(root.iter(w("p")), asked, strict=True):
        own = numbers.of(each)
        found.append([own.text if own else "", *(numbers.of_field(each, field.split()) for field in fields)])
    return found


def test_a_field_in_a_numbered_paragraph_counts_one_level_deeper_and_again_in_the_next() -> None:
    assert printed(
        (p("x", num=1, level=0), ["LISTNUM", "LISTNUM"]),
        (p("x", num=1, level=0), ["LISTNUM"]),
        (p("x", num=1, level=1), ["LISTNUM", "LISTNUM \\l 4"]),
    ) == [["1.", "a)", "b)"], ["2.", "a)"], ["2.1", "i)", "(1)"]]


def test_a_field_counts_in_the_list_that_it_names() -> None:
    assert printed(
        (p("x"), ["LISTNUM LegalDefault \\l 1", "LISTNUM LegalDefault \\l 2", "LISTNUM OutlineDefault \\l 2"]),
        (p("x", num=1, level=0), ["LISTNUM Mine \\l 1"]),
        (p("x", num=1, level=0), []),
    ) == [["", "1.", "1.1.", "A."], ["1.", "2."], ["3."]]


def test_a_field_says_where_it_begins() -> None:
    assert printed((p("x"), ["LISTNUM \\s 5", "LISTNUM", "LISTNUM \\l2 \\s3"])) == [["", "5)", "6)", "c)"]]


def test_paragraphs_are_counted_by_the_older_fields() -> None:
    assert printed(
        (p("x", properties=HEADING.format(0)), ["AUTONUM", "AUTONUMLGL", "AUTONUMOUT"]),
        (p("x"), ["AUTONUM", "AUTONUMLGL", "AUTONUMOUT"]),
        (p("x"), ["AUTONUM", "AUTONUMLGL"]),
        (p("x", properties=HEADING.format(1)), ["AUTONUMLGL"]),
    ) == [["", "1.", "1.", "I."], ["", "2.", "1.1.", "A."], ["", "3.", "1.2."], ["", "1.3."]]


def test_other_fields_count_nothing() -> None:
    assert printed((p("x"), ["REF a", "PAGE", ""])) == [["", "", "", ""]]
