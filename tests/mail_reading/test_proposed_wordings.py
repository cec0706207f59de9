"""A changed copy of a paragraph is a proposed wording; what programs do to a quotation is none."""

import pytest

from commentspace.mail.reading import Block, Segment, find_answers
from tests.mail_reading.letters import ADDRESS, DIGEST, DIGEST_FACTS, rendered, under, wrapped

PARAGRAPH, LINK = DIGEST[1].text.split("\n")
CHANGED = PARAGRAPH.replace("wrong quality", "poor quality").replace("be known", "be named")
HEADER = f"From: Wetlands <{ADDRESS}>\nSent: Monday\nTo: me\nSubject: Wetland restoration: 4 new comments\n\n"


def segments(plain: str, blocks: tuple[Block, ...] = DIGEST) -> list[Segment]:
    return list(find_answers(plain, blocks, DIGEST_FACTS).segments)


def quoted(text: str, mark: str = "> ", width: int = 72) -> str:
    """The digest as a program quotes it, with this text in place of its first paragraph."""
    whole = rendered(DIGEST).replace(PARAGRAPH, text)
    return "\n".join((mark + line).rstrip() for line in wrapped(whole, width).split("\n"))


@pytest.mark.parametrize("width", [0, 72])
@pytest.mark.parametrize("mark", ["> ", ">", "| ", ""])
def test_words_changed_inside_a_quotation_are_proposed(mark: str, width: int) -> None:
    assert segments(HEADER + quoted(CHANGED, mark, width)) == [
        Segment(0, "", DIGEST[1], general=False, doubtful=False, proposal=CHANGED)
    ]


def test_text_under_a_changed_copy_goes_with_it() -> None:
    text = f"> [¶8] {CHANGED}\n> {LINK}\n\nQuality is too wide a word.\n\n> {DIGEST[2].text}\n"

    assert segments(text) == [
        Segment(0, "Quality is too wide a word.", DIGEST[1], general=False, doubtful=False, proposal=CHANGED)
    ]


def test_a_changed_copy_with_its_marker_is_proposed_wherever_it_was_pasted() -> None:
    text = f"We propose:\n\n[¶8] {CHANGED}\n\nBecause of the salt.\n\n{HEADER}{rendered(DIGEST)}"

    first, second = segments(text)
    assert (first.text, first.target) == ("We propose:", None)
    assert (second.text, second.target, second.proposal) == ("Because of the salt.", DIGEST[1], CHANGED)


def test_a_changed_copy_without_its_marker_is_placed_by_its_words() -> None:
    [segment] = segments(f"{CHANGED}\n\n{under({}, DIGEST)}")

    assert (segment.target, segment.proposal) == (DIGEST[1], CHANGED)


def test_a_changed_copy_that_fits_two_paragraphs_is_not_placed_by_its_words() -> None:
    twin = Block(2, "paragraph", "[¶9]", PARAGRAPH.replace("8. Most", "9. Many"), "p9")
    blocks = (DIGEST[0], DIGEST[1], twin)

    assert [each.proposal for each in segments(f"{CHANGED}\n\n{under({}, blocks)}", blocks)] == [""]


HARM = {
    "quotation marks": PARAGRAPH.replace("restorations", "“restorations”"),
    "hard spaces": PARAGRAPH.replace(" ", "\u00a0"),
    "soft hyphens": PARAGRAPH.replace("restor", "re\u00adstor"),
    "another case": PARAGRAPH.upper(),
    "spaces at the end": f"{PARAGRAPH}   ",
    "cut at its end": PARAGRAPH[:100],
    "cut in its middle": f"{PARAGRAPH[:60]} [...] {PARAGRAPH[150:]}",
}


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_what_programs_do_to_a_quotation_is_no_proposal(mark: str, text: str) -> None:
    assert segments(HEADER + quoted(text, mark)) == []


@pytest.mark.parametrize("mark", ["> ", ""])
def test_letters_that_were_lost_on_the_way_are_no_proposal(mark: str) -> None:
    whole = rendered(DIGEST).encode("ascii", "replace").decode()
    plain = HEADER + "\n".join((mark + line).rstrip() for line in whole.split("\n"))

    assert segments(plain) == []


@pytest.mark.parametrize("mark", ["> ", ""])
def test_links_that_lead_by_way_of_a_program_are_quoted(mark: str) -> None:
    link = f"https://safe.example.com/?url={LINK.replace(':', '%3A').replace('/', '%2F').replace('#', '%23')}&data=1"
    plain = HEADER + quoted(PARAGRAPH, mark, 0).replace(LINK, link)

    assert segments(plain) == []


def test_a_paragraph_that_was_mailed_cut_takes_text_and_no_wording() -> None:
    block = Block(1, "paragraph", "[¶8]", f"{PARAGRAPH} …\n{LINK}", "p8")
    [segment] = segments(f"> {DIGEST[0].text}\n>\n> [¶8] {CHANGED} …\n> {LINK}\n", (DIGEST[0], block))

    assert (segment.target, segment.proposal) == (block, "")
    assert "poor quality" in segment.text


def test_a_changed_copy_of_a_part_is_kept_and_asked_about() -> None:
    [segment] = segments(quoted(CHANGED[60:]).replace("> [¶8] ", "> "))

    assert (segment.target, segment.proposal, segment.doubtful) == (DIGEST[1], "", True)


def test_text_between_the_lines_of_a_paragraph_is_no_wording() -> None:
    lines = quoted(PARAGRAPH).split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("> finished"))
    [segment] = segments("\n".join([*lines[:at], "", "Which works?", "", *lines[at:]]))

    assert (segment.text, segment.target, segment.proposal) == ("Which works?", DIGEST[1], "")
