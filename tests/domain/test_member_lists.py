"""A list of people is checked line by line, and says what is wrong with each, before anything is done."""

import pytest

from commentspace.domain.member_lists import Entry, read_list
from commentspace.errors import Invalid


def test_a_list_needs_names_and_addresses_only() -> None:
    entries, problems = read_list("Ama Boateng, ama.boateng@example.net\n\n陈伟,chen.wei@example.org\n")
    assert entries == [Entry("Ama Boateng", "ama.boateng@example.net"), Entry("陈伟", "chen.wei@example.org")]
    assert problems == []


def test_a_first_line_with_names_of_columns_puts_them_in_another_order() -> None:
    header, line = (
        "\ufeffaddress;role;Name;on_behalf_of",
        "olga@example.org;Moderator;Ольга Кузнецова;Russian Federation",
    )
    entries, problems = read_list(f"{header}\n{line}\n")
    olga = Entry("Ольга Кузнецова", "olga@example.org", "", "Russian Federation", "moderator")
    assert (entries, problems) == ([olga], [])


def test_all_six_columns_are_kept() -> None:
    line = 'مريم الحسيني,maryam.alhusseini@example.org,"Ministry, of  Environment",Jordan,reader,AR'
    entries, _ = read_list(line)
    maryam = ("مريم الحسيني", "maryam.alhusseini@example.org", "Ministry, of Environment", "Jordan", "reader", "ar")
    assert entries == [Entry(*maryam)]


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
    entries, problems = read_list(text)
    assert [entry.address for entry in entries] == ["ama.boateng@example.net"]
    assert [(problem.line, problem.refusal.field) for problem in problems] == [
        (2, "address"), (3, "name"), (4, "role"), (5, "language"), (6, "address"),
    ]  # fmt: skip
    assert problems[0].text == "Priya Nair, priya.nair"
    assert "line 1" in problems[-1].refusal.said()


def test_a_header_counts_as_a_line() -> None:
    _, problems = read_list("name,address\nAma Boateng,nowhere\n")
    assert [problem.line for problem in problems] == [2]


@pytest.mark.parametrize("text", ["", " \n\n", 'Ama,"ama@example.net\n', "\n".join("x" for _ in range(5_001))])
def test_a_list_that_cannot_be_read_at_all_is_refused_whole(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_list(text)
    assert refused.value.field == "text"
