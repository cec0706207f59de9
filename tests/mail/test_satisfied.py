"""Yes and no by mail: what is clear counts, in six languages; what is not is an answer in the discussion."""

import pytest

from commentspace.mail.satisfied import said

CLEAR = {
    "Yes": (True, ""),
    "YES.": (True, ""),
    "yes, thank you": (True, "thank you"),
    "Yes\n\nThis is what we had in mind.": (True, "This is what we had in mind."),
    "Satisfied": (True, ""),
    "I'm satisfied, and so are the fishers.": (True, "and so are the fishers."),
    "Dear Nadia,\n\nYes.": (True, ""),
    "No": (False, ""),
    "No, because the date is missing.": (False, "because the date is missing."),
    "No because the date is missing.": (False, "because the date is missing."),
    "Not satisfied: the date is missing.": (False, "the date is missing."),
    "I am not satisfied. See #3.": (False, "See #3."),
    "Hello,\nno - the date is missing": (False, "the date is missing"),
    "Oui, merci": (True, "merci"),
    "Je suis satisfaite.": (True, ""),
    "Non, car la date manque.": (False, "car la date manque."),
    "Je ne suis pas satisfait : la date manque": (False, "la date manque"),
    "Sí": (True, ""),
    "si, gracias": (True, "gracias"),
    "No estoy satisfecha porque falta la fecha.": (False, "porque falta la fecha."),
    "Да, спасибо": (True, "спасибо"),
    "Удовлетворён.": (True, ""),
    "Нет, потому что нет даты.": (False, "потому что нет даты."),
    "Не удовлетворена, нет даты": (False, "нет даты"),
    "是的": (True, ""),
    "满意。": (True, ""),
    "不满意，没有日期。": (False, "没有日期。"),
    "不满意因为没有日期": (False, "因为没有日期"),
    "您好:\n否": (False, ""),
    "نعم، شكرا": (True, "شكرا"),
    "راضٍ.": (True, ""),
    "لا، التاريخ ناقص": (False, "التاريخ ناقص"),
    "لستُ راضيًا لأن التاريخ ناقص": (False, "لأن التاريخ ناقص"),
    "\u202bنعم\u202c": (True, ""),
}


@pytest.mark.parametrize("text", CLEAR)
def test_what_is_clear_counts_and_the_rest_is_the_word_why(text: str) -> None:
    assert said(text) == CLEAR[text]


UNCLEAR = (
    "No objections.",
    "No comments from us",
    "No, thank you",
    "Yes, but the date is missing.",
    "Yes however the date is missing",
    "Yes?",
    "Yes, I am not satisfied",
    "No problem",
    "Yes please add the date",
    "Thank you for this answer.",
    "The date is missing.",
    "Not quite",
    "Oui mais la date manque",
    "Oui, sauf la date",
    "No hay objeciones",
    "Si se cambia la fecha, bien",
    "Да, но нет даты",
    "满意，但是没有日期",
    "不过没有日期",
    "是不是没有日期",
    "نعم، لكن التاريخ ناقص",
    "لا مانع",
    "",
)


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_clear_is_neither(text: str) -> None:
    assert said(text) is None
