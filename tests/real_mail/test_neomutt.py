"""A real mail program writes the answer: NeoMutt quotes our letter in its own way, and sends it by way of Postfix."""

from pathlib import Path

import pytest

from commentspace.demo.cast import member
from tests.real_mail.conftest import Behind
from tests.services import neomutt

ANSWERS = {
    "en": "The basin authority does.\n\nIt has the gauges already.",
    "zh": "由流域机构负责监测。",
    "ar": "تتولى هيئة الحوض القياس.",
    "ru": "Этим занимается бассейновое управление.",
}


@pytest.mark.parametrize("language", ANSWERS)
async def test_an_answer_typed_in_neomutt_becomes_a_reply_in_its_thread(
    behind: Behind, tmp_path: Path, language: str
) -> None:
    neomutt.require()
    behind.world.post("olga", text="Name who measures.")
    behind.write_only_to("ama")
    await behind.next_day()
    ama = member("ama").address
    letter = await behind.sink.letter(ama, "Name who measures.")

    [marker] = [block.marker for block in behind.blocks(letter) if block.kind == "comment"]
    text = ANSWERS[language]
    await neomutt.answer(tmp_path, letter.content, ama, behind.postfix.port, marker=marker, text=text)
    await behind.deal_with()

    assert behind.verdicts() == ["filed"]
    [(body, parent)] = behind.world.rows("SELECT body, parent_id FROM comment ORDER BY id DESC LIMIT 1")
    assert (body, parent is not None) == (text, True)
