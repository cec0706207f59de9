"""Answers typed between the quoted blocks of letters that are made up by chance."""

import random
import textwrap

import pytest

from commentspace.mail.reading import Block, LetterFacts, find_answers
from tests.mail_reading.letters import ADDRESS, rendered

VOCABULARIES = (
    "water wetland restoration should the of season dike peat be measured before plan local community and a",
    "вода болото восстановление следует сезон торф измерять до план община и на берег",
    "ماء أرض رطبة ينبغي موسم قياس قبل خطة مجتمع محلي على ضفة",
)
HAN = "湿地监测应具有连续性方法水位土壤植被鸟类社区同意年数据"
ANSWERS = ("Yes.", "1", "+1", "👍", "不同意。", "نعم", "The water should be measured.\n\nAnd the peat.", "- one\n- two")
FACTS = LetterFacts((ADDRESS,), "Wetlands (via Comments)", "Wetland restoration: new comments")


def chances(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311  # repeatable, and no secret


def sentence(chance: random.Random, length: int) -> str:
    if chance.random() < 0.25:
        return "".join(chance.choices(HAN, k=length * 2)) + "。"
    return " ".join(chance.choices(chance.choice(VOCABULARIES).split(), k=length)) + "."


def letter(chance: random.Random) -> list[Block]:
    blocks = [Block(0, "words", "", "New comments. Write under a paragraph to comment on it.")]
    for number in range(1, chance.randint(3, 9)):
        text = f"{number}. {sentence(chance, chance.randint(8, 60))}"
        blocks.append(Block(len(blocks), "paragraph", f"[¶{number}]", text, f"p{number}"))
        for _ in range(chance.randint(0, 2)):
            text = f"Ama Boateng, Ghana: {sentence(chance, chance.randint(1, 20))}"
            blocks.append(Block(len(blocks), "comment", f"[#{len(blocks)}]", text, f"p{number}", f"c{len(blocks)}"))
    return [*blocks, Block(len(blocks), "words", "", "To end these letters: https://comments.example.org/end")]


def reply(chance: random.Random, blocks: list[Block], mark: str) -> tuple[str, list[tuple[str, str]]]:
    """A reply to this letter and the answers in it; in half of them some blocks were deleted."""
    width, deletes = chance.choice((0, 72)), chance.random() < 0.5
    lines = ["On Mon, 24 Nov 2025 at 07:00, Wetlands (via Comments) <", f"{ADDRESS}> wrote:", ""]
    typed = []
    for block in blocks:
        if block.kind == "comment" and deletes and chance.random() < 0.3:
            continue
        text = rendered([block])
        quoted = textwrap.wrap(text, width) if width else [text]
        lines += [(mark + line).rstrip() for line in (*quoted, "")]
        if block.kind != "words" and chance.random() < 0.4:
            typed.append((block.marker, chance.choice(ANSWERS)))
            lines += ["", typed[-1][1], ""]
    return "\n".join(lines), typed


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "＞ ", "| ", ""])
@pytest.mark.parametrize("seed", range(25))
def test_each_answer_lands_under_its_block_and_none_is_lost(seed: int, mark: str) -> None:
    chance = chances(f"{seed} {mark}")
    blocks = letter(chance)
    text, typed = reply(chance, blocks, mark)

    found = find_answers(text, blocks, FACTS).segments

    assert [(each.target.marker if each.target else "", each.text) for each in found] == typed
    assert not any(each.doubtful for each in found)


@pytest.mark.parametrize("seed", range(10))
def test_paragraphs_that_are_nearly_the_same_keep_their_own_answers(seed: int) -> None:
    chance = chances(str(seed))
    text = sentence(chance, 40)
    blocks = [Block(at, "paragraph", f"[¶{at}]", f"{text} {'Also.' * (at % 2)}", f"p{at}") for at in range(1, 8)]
    blocks.append(Block(8, "words", "", "Write under a paragraph to comment on it."))

    for mark in ("> ", ""):
        text, typed = reply(chance, blocks, mark)
        found = find_answers(text, blocks, FACTS).segments
        assert [(each.target.marker if each.target else "", each.text) for each in found] == typed
