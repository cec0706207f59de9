"""The options of an export: read from words, refused with what can be chosen, and said again in words."""

import pytest

from commentspace.errors import Invalid
from commentspace.formats.options import Options


def test_words_make_options_and_options_the_same_words() -> None:
    words = {"language": "ar", "zone": "Africa/Nairobi", "layout": "iso", "columns": "number,label", "place": "annex"}
    words |= {"empty": "yes", "with_comments": "no"}
    options = Options.of(words)
    assert options == Options("ar", "Africa/Nairobi", "iso", ("number", "label"), "annex", True, False)
    assert options.words() == words


def test_an_empty_word_chooses_nothing() -> None:
    assert Options.of({"layout": "", "columns": " , "}) == Options()
    assert Options().words() == {}


def test_a_reader_cannot_be_chosen_by_words() -> None:
    with pytest.raises(Invalid, match="There is no option “reader”"):
        Options.of({"reader": "Somebody else"})
    assert Options(reader="Ama").words() == {}


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [
        ("layout", "theirs", "ours, iso, lines"),
        ("place", "above", "margin, annex, none"),
        ("empty", "perhaps", "yes, no"),
        ("columns", "number;label", "names of columns"),
        ("columns", ",".join(f"a{'b' * n}" for n in range(31)) + "," + ",".join("cdefghijklm"), "names of columns"),
        ("language", "<script>", "is not the tag of a language"),
        ("zone", "../../etc/passwd", "is not a time zone"),
        ("zone", "Nowhere/Atall", "is not a time zone"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(name: str, word: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        Options.of({name: word})
    assert refused.value.field == name
