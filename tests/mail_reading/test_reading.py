"""Rules of finding answers that one reply each shows best."""

import pytest

from commentspace.mail.reading import Block, LetterFacts, Segment, find_answers
from tests.mail_reading.letters import ADDRESS, DIGEST, DIGEST_FACTS, rendered, under

PARAGRAPH = DIGEST[1].text.partition("\n")[0]
HEADER = f"From: Wetlands <{ADDRESS}>\nSent: Monday\nTo: me\nSubject: Wetland restoration: 4 new comments\n\n"
PERSONAL = (
    Block(0, "words", "", "Ama Boateng writes to you about your comment on WET/2/4:"),
    Block(1, "words", "", "Which salinity do you mean, that of the river or that of the ground water?"),
    Block(2, "words", "", "Answer this mail to write back. Neither of you sees the other's address."),
)


def segments(plain: str, blocks: tuple[Block, ...] = DIGEST, facts: LetterFacts = DIGEST_FACTS) -> list[Segment]:
    return list(find_answers(plain, blocks, facts).segments)


def only(plain: str, blocks: tuple[Block, ...] = DIGEST) -> Segment:
    (segment,) = segments(plain, blocks)
    return segment


@pytest.mark.parametrize("mark", ["> ", ""])
def test_answers_to_a_letter_without_comments_are_general_and_sure(mark: str) -> None:
    quoted = "\n".join(mark + line for line in rendered(PERSONAL).split("\n"))

    for text in (f"The river's.\n\n{HEADER}{quoted}", f"{HEADER}{quoted}\n\nThe river's."):
        assert only(text, PERSONAL) == Segment(0, "The river's.", None, general=True, doubtful=False)


def test_text_under_the_first_words_of_a_letter_is_general_and_sure() -> None:
    quoted = f"> {DIGEST[0].text}\n>\n\nThank you all.\n\n> {PARAGRAPH}\n>\n"

    assert only(quoted) == Segment(0, "Thank you all.", None, general=True, doubtful=False)


def test_text_under_a_heading_between_paragraphs_is_doubtful() -> None:
    chosen = (*DIGEST[:3], Block(20, "words", "", "WET/2/5 Guidance on the monitoring of wetlands"), DIGEST[7])
    blocks = tuple(Block(at, each.kind, each.marker, each.text) for at, each in enumerate(chosen))
    text = f"> {blocks[2].text}\n>\n> {blocks[3].text}\n\nNot our field.\n\n> {blocks[4].marker} {blocks[4].text}\n"

    assert only(text, blocks) == Segment(0, "Not our field.", None, general=True, doubtful=True)


def test_text_under_an_unknown_quotation_is_doubtful() -> None:
    text = f"> {PARAGRAPH}\n> A sentence that nobody has ever sent.\n\nNo.\n\n> {DIGEST[2].text}\n"

    assert only(text) == Segment(0, "No.", DIGEST[1], general=False, doubtful=True)


def test_a_quotation_that_was_cut_in_its_middle_is_still_found() -> None:
    middle = PARAGRAPH[60:150]

    assert only(f"> [...]{middle}[...]\n\nWhich one?\n\n> {DIGEST[2].text}\n").target == DIGEST[1]


def test_a_second_copy_of_a_paragraph_is_text_of_the_writers_own() -> None:
    text = f"{HEADER}[¶8] {PARAGRAPH}\n\nReplace\n{PARAGRAPH}\nby nothing."

    assert only(text) == Segment(0, f"Replace\n{PARAGRAPH}\nby nothing.", DIGEST[1], general=False, doubtful=False)


def test_a_line_with_a_colon_above_a_header_block_is_kept() -> None:
    assert only(f"Suggestion: delete it.\n\n{HEADER}{rendered(DIGEST)}").text == "Suggestion: delete it."


def test_a_sentence_that_names_our_address_is_kept() -> None:
    text = f"I wrote to {ADDRESS} twice in 2025."

    assert [each.text for each in segments(f"{text}\n\n{under({}, DIGEST)}")] == [text]


def test_a_rule_of_dashes_with_much_text_under_it_is_no_signature() -> None:
    text = "First.\n--\n" + "\n".join(f"Point {number}." for number in range(15))

    assert only(text).text == text


def test_a_line_that_says_where_it_was_sent_from_is_kept_inside_a_text() -> None:
    text = "Sent from my iPhone\nis how their letter ended."

    assert only(text).text == text


def test_what_is_left_out_is_handed_back() -> None:
    found = find_answers(f"Yes.\n\n-- \nAma Boateng\n\n{HEADER}{rendered(DIGEST)}", DIGEST, DIGEST_FACTS)

    assert [each.text for each in found.segments] == ["Yes."]
    assert found.left_out.startswith("-- \nAma Boateng\n")
    assert found.left_out.endswith(DIGEST[8].text)


FALLBACK = {
    "On 24 Nov 2025, X <x@example.org> wrote:\n> old\n": [],
    "New.\n\nOn 24 Nov 2025 at 07:00,\nX <x@example.org> wrote:\n\n> old\n> old": ["New."],
    "> old\n\nNew.\n\n> old\n\nNewer.\n\n-- \nName": ["New.", "Newer."],
    "新的。\n\n------------------ 原始邮件 ------------------\n发件人: x\n发送时间: 2025年11月24日\n\nold": ["新的。"],
    "Neu.\n\nVon: x\nGesendet: 24.11.2025 07:00\nBetreff: y\n\nold\nold": ["Neu."],
    "Note: new\nDate: new\n\nnew": ["Note: new\nDate: new\n\nnew"],
    "All new, written in 2025:\n\n- one\n- two": ["All new, written in 2025:\n\n- one\n- two"],
    "": [],
}


@pytest.mark.parametrize(("plain", "expected"), FALLBACK.items())
def test_without_a_letter_of_ours_marks_and_header_blocks_tell_what_is_new(plain: str, expected: list[str]) -> None:
    found = segments(plain, ())

    assert [each.text for each in found] == expected
    assert all(each.target is None and each.general for each in found)
