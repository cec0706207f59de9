"""Promises about broken and hostile files: each is read, or refused with a sentence, within the limits of a child.

COMMENTSPACE_FUZZ=2000 has so many files damaged by chance instead of a few.
"""

import os
import random
import resource
from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import pytest
from weasyprint import HTML

from commentspace.children import Pool
from commentspace.domain.drafts import Draft
from commentspace.errors import Refusal
from commentspace.formats import apart, office, reading
from tests.hostile import other_files, word_files
from tests.services.office import find

SECONDS = 5.0
"""That the set ends soon: whatever takes longer is refused as by the doors, which wait for 20 seconds."""
FUZZ = int(os.environ.get("COMMENTSPACE_FUZZ", "60"))
WORD, PAGES, TEXTS = word_files.files(), other_files.html(), other_files.text()
WRONG, PDFS, OFFICE = other_files.wrong(), other_files.pdf(), other_files.office()
SOUND = b"Peat that is wet is kept.\n"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One child, so that it must be usable after each file; it has the memory of the doors, and less of their time."""
    made = Pool(SECONDS, apart.MEMORY, 1)
    yield made
    made.close()


def judged(pool: Pool, data: bytes, name: str) -> Draft | Refusal:
    """What became of a file: nothing but a draft or a refusal at the file's field, and the next file is read."""
    answer: Draft | Refusal
    try:
        answer = apart.read(data, name, "en", pool=pool)
    except Refusal as refusal:
        answer = refusal
    if isinstance(answer, Refusal):
        assert answer.field == "file"
        assert answer.said().endswith(".")
        assert "%(" not in answer.said()
    else:
        assert isinstance(answer, Draft)
    assert isinstance(apart.read(SOUND, "sound.txt", "en", pool=pool), Draft)
    return answer


@pytest.mark.parametrize("name", WORD)
def test_a_word_file_is_read_or_refused(name: str, pool: Pool) -> None:
    judged(pool, WORD[name](), "draft.docx")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_or_refused(name: str, pool: Pool) -> None:
    judged(pool, PAGES[name](), "draft.html")


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_is_read_or_refused(name: str, pool: Pool) -> None:
    judged(pool, PDFS[name](), "draft.pdf")


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_or_refused(name: str, pool: Pool) -> None:
    judged(pool, TEXTS[name](), f"draft{name.partition(' ')[0]}")


@pytest.mark.parametrize("name", WRONG)
def test_a_file_under_anothers_name_is_read_or_refused(name: str, pool: Pool) -> None:
    judged(pool, WRONG[name](), name.partition(" ")[0])


@pytest.mark.skipif(find() is None, reason="There is no LibreOffice, so files for it are not tried.")
@pytest.mark.parametrize("name", OFFICE)
def test_what_goes_to_libreoffice_is_read_or_refused(name: str, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 8.0)
    judged(pool, OFFICE[name](), f"draft{name.partition(' ')[0]}")


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert sum(map(len, (WORD, PAGES, PDFS, TEXTS, WRONG, OFFICE))) > 100


def _word_file() -> bytes:
    made, out = docx.Document(), BytesIO()
    made.add_heading("On peat", 1)
    for number in range(5):
        made.add_paragraph(f"Peat number {number} is kept wet.", style="List Number")
    made.add_table(2, 2).cell(0, 0).text = "Water"
    made.save(out)
    return out.getvalue()


def _printed() -> bytes:
    made = HTML(string="<h1>On peat</h1><p>1. Peat is kept wet.</p>").write_pdf()
    assert isinstance(made, bytes)
    return made


PAGE = b"<html lang=en><body><h1>On peat</h1><ol><li>Peat is <b>kept</b> wet.</ol><table><tr><td>a<td>b</table>"
SEEDS: dict[str, Callable[[], bytes]] = {
    "draft.docx": _word_file,
    "draft.pdf": _printed,
    "draft.html": lambda: PAGE * 20,
    "draft.md": lambda: b"# On peat\n\n1. Peat is *kept* wet.\n\n| a | b |\n|---|---|\n| c | d |\n" * 20,
    "draft.txt": lambda: "1. Peat is kept wet.\n\n（一）保持湿润。\n".encode() * 20,
}


@pytest.mark.parametrize("name", SEEDS)
def test_a_file_that_chance_has_damaged_is_read_or_refused(name: str, pool: Pool) -> None:
    """Cut short, with bits turned, parts doubled, left out or filled with zeros."""
    sound = SEEDS[name]()
    assert isinstance(judged(pool, sound, name), Draft)
    for seed in range(FUZZ // len(SEEDS)):
        judged(pool, damaged(sound, random.Random(f"{name} {seed}")), name)  # noqa: S311  # chance, not secrets


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file with a few things done to it."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        to = min(len(changed), at + chance.choice([1, 1, 1, 4, 64, 1_000]))
        match chance.randrange(5):
            case 0:
                del changed[at:]
            case 1 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                changed[at:at] = changed[at:to]
            case 3:
                del changed[at:to]
            case _:
                changed[at:to] = bytes(to - at)
        if not changed:
            break
    return bytes(changed)


def test_a_child_has_no_more_memory_than_it_may(pool: Pool) -> None:
    assert pool.call(resource.getrlimit, resource.RLIMIT_AS)[0] == apart.MEMORY == 512 * 1024 * 1024
    with pytest.raises(Refusal, match="too much memory"):
        apart.asked(bytes, 600 * 1024 * 1024, pool=pool)


def test_a_child_has_no_more_time_than_it_may() -> None:
    assert apart.SECONDS == 20
    hasty = Pool(0.2, apart.MEMORY, 1)
    with pytest.raises(Refusal, match="takes too long"):
        apart.asked(sum, range(10**12), pool=hasty)
    assert apart.asked(len, "ab", pool=hasty) == 2
    hasty.close()


def test_a_child_that_dies_is_a_refusal_too(pool: Pool) -> None:
    with pytest.raises(Refusal, match="could not be read"):
        apart.asked(os.abort, pool=pool)
    assert reading.read(SOUND, "a.txt", "en") == apart.read(SOUND, "a.txt", "en", pool=pool)
