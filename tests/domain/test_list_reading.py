"""A list of people is checked line by line, and says what is wrong with each, before anything is done."""

import csv
import io

import pytest

from commentspace.domain import list_columns, list_reading
from commentspace.domain.list_columns import HEADERS, SPOKEN
from commentspace.domain.list_reading import Sheet
from commentspace.domain.member_lists import Entry
from commentspace.errors import Invalid


def faults(sheet: Sheet) -> list[tuple[int, str | None]]:
    return [(line.number, line.refusal.field if line.refusal else None) for line in sheet.wrong]


def test_a_list_needs_names_and_addresses_only() -> None:
    sheet = list_reading.read("Ama Boateng, ama.boateng@example.net\n\n陈伟,chen.wei@example.org\n")
    assert sheet.entries == [Entry("Ama Boateng", "ama.boateng@example.net"), Entry("陈伟", "chen.wei@example.org")]
    assert [line.number for line in sheet.lines] == [1, 3]


def test_a_first_line_with_names_of_columns_puts_them_in_another_order() -> None:
    header, line = (
        "\ufeffaddress;role;Name;on_behalf_of",
        "olga@example.org;Moderator;Ольга Кузнецова;Russian Federation",
    )
    sheet = list_reading.read(f"{header}\n{line}\n")
    olga = Entry("Ольга Кузнецова", "olga@example.org", "", "Russian Federation", "moderator")
    assert (sheet.entries, faults(sheet)) == ([olga], [])


@pytest.mark.parametrize("language", HEADERS)
@pytest.mark.parametrize("parting", [",", ";", "\t"])
def test_columns_may_be_named_in_any_of_the_six_languages(language: str, parting: str) -> None:
    cells = ["Ama", "ama@example.net", "Station", "Ghana", "reader", "fr"]
    sheet = list_reading.read(f"{parting.join(HEADERS[language])}\n{parting.join(cells)}\n")
    assert sheet.entries == [Entry("Ama", "ama@example.net", "Station", "Ghana", "reader", "fr")]


@pytest.mark.parametrize(("role", "said"), [(role, said) for role, words in SPOKEN.items() for said in words])
def test_so_may_roles(role: str, said: str) -> None:
    [entry] = list_reading.read(f"Ama,ama@example.net,,,{said.upper()}").entries
    assert entry.role == role


def test_other_columns_are_left_aside_and_named() -> None:
    sheet = list_reading.read("Name,Fax,E-mail,Seat\nAma,12,ama@example.net,4\n")
    assert (sheet.entries, list(sheet.unread)) == ([Entry("Ama", "ama@example.net")], ["Fax", "Seat"])


def test_all_six_columns_are_kept() -> None:
    line = 'مريم الحسيني,maryam.alhusseini@example.org,"Ministry, of  Environment",Jordan,reader,AR'
    maryam = ("مريم الحسيني", "maryam.alhusseini@example.org", "Ministry, of Environment", "Jordan", "reader", "ar")
    assert list_reading.read(line).entries == [Entry(*maryam)]


def test_every_bad_line_is_named_with_its_number_its_words_and_its_field() -> None:
    text = "\n".join(
        [
            "Ama Boateng,ama.boateng@example.net",
            "Priya Nair,priya.nair",
            ",priya.nair@example.net",
            "Lars Nygård,lars.nygard@example.org,,,king",
            "Lars Nygård,lars.nygard@example.org,,,reader,xx",
            "Ama B.,AMA.Boateng@example.net",
        ]
    )
    sheet = list_reading.read(text)
    assert [entry.address for entry in sheet.entries] == ["ama.boateng@example.net"]
    assert faults(sheet) == [(2, "address"), (3, "name"), (4, "role"), (5, "language"), (6, "address")]
    assert sheet.wrong[0].text == "Priya Nair, priya.nair"
    assert sheet.wrong[-1].double
    assert "line 1" in str(sheet.wrong[-1].refusal)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert faults(list_reading.read('name,address\n"Ama\nBoateng",a@example.net\n\nPriya,nowhere\n')) == [
        (5, "address")
    ]


def test_who_may_make_no_owners_is_told_so_at_the_line() -> None:
    sheet = list_reading.read("Ama,a@example.net,,,owner\nOlga,o@example.org\n", owners=False)
    assert [line.number for line in sheet.wrong] == [1]
    assert "Only an owner" in str(sheet.wrong[0].refusal)


@pytest.mark.parametrize(
    "text", ["", " \n\n", 'Ama,"ama@example.net\n', "\n".join("x" for _ in range(5_001)), "x" * 1_000_001]
)
def test_a_list_that_cannot_be_read_at_all_is_refused_whole(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        list_reading.read(text)
    assert refused.value.field == "text"


def test_a_line_of_very_many_cells_is_one_wrong_line() -> None:
    assert faults(list_reading.read("a," * 100_000)) == [(1, "role")]


def test_the_empty_list_that_one_can_take_away_is_understood() -> None:
    for names in HEADERS.values():
        written = io.StringIO()
        csv.writer(written).writerow(names)
        assert list_columns.header(next(csv.reader([written.getvalue()]))) == list(list_columns.COLUMNS)
