"""What is typed into a field of one line."""

import pytest

from commentspace.domain.announcements import Wording
from commentspace.domain.member_lists import Entry
from commentspace.domain.people import Preferences
from commentspace.errors import Invalid
from commentspace.text.normal import line

CONTROLS = [*map(chr, range(0x09)), *map(chr, range(0x0E, 0x20)), "\x7f", "\x80", "\x9b"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ama \t Boateng\r\n", "Ama Boateng"),
        ("Friday\u2028or Saturday\x85", "Friday or Saturday"),
        ("Jose\u0301", "José"),
        ("نسخة\u200f (٢)", "نسخة\u200f (٢)"),
        ("\u202eevil", "\u202eevil"),  # shown by its number wherever it stands
        ("\ufeff陈\u3000伟", "陈 伟"),
    ],
)
def test_white_space_is_squeezed_and_writing_stays(typed: str, kept: str) -> None:
    assert line(typed, field="name") == kept


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_character_is_refused_at_its_field(control: str) -> None:
    with pytest.raises(Invalid, match="cannot be seen") as refused:
        line(f"Ama{control}Boateng", field="name")
    assert refused.value.field == "name"


@pytest.mark.parametrize("field", ["name", "affiliation", "on_behalf_of"])
def test_members_are_entered_without_any(field: str) -> None:
    typed = {"name": "Ama", "affiliation": "", "on_behalf_of": ""} | {field: "A\x00B"}
    with pytest.raises(Invalid) as refused:
        Entry.of(address="ama@example.org", role="", language="", **typed)
    assert refused.value.field == field


def test_nor_do_letters_and_settings_take_them() -> None:
    with pytest.raises(Invalid) as refused:
        Wording.of("Friday\x1b", "Text.")
    assert refused.value.field == "subject"
    with pytest.raises(Invalid) as refused:
        Preferences.of("Ama\x00", "en", "UTC", "7", True)
    assert refused.value.field == "name"
