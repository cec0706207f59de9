"""What programs, servers and lists put around a text is told from the text."""

import pytest

from commentspace.mail import notices, signatures

TEXT = ["The source of the water should be named.", ""]
ADDED = {
    "signature": ["-- ", "Ama Boateng"],
    "phone": ["Sent from my iPhone"],
    "phone below a signature": ["-- ", "Ama Boateng", "", "Sent from my iPhone"],
    "list footer": ["_" * 47, "Coast mailing list", "https://lists.example.net/listinfo/coast"],
    "list footer below a signature": ["-- ", "Ama", "_" * 47, "Coast mailing list", "https://lists.example.net/x"],
    "table of bars": ["| |", "王丽", "|", "|", "wang.li@example.net", "|"],
    "armour": ["-----BEGIN PGP SIGNATURE-----", "", "iQEz", "-----END PGP SIGNATURE-----"],
    "antivirus": ["Virus-free.www.avast.com"],
    "paper": ["Please consider the environment before printing this e-mail."],
    "paper, in Russian": ["Подумайте об окружающей среде, прежде чем распечатать это письмо."],
    "paper, in Chinese": ["打印此邮件前请考虑环境。"],
    "banner, in Spanish": [
        "AVISO: correo externo. No haga clic en los enlaces ni abra los adjuntos si no conoce al remitente."
    ],
    "banner, in Chinese": [
        "注意：此邮件来自外部，请勿随意点击链接或打开附件，除非您确认发件人身份真实可靠，并且知道其中的内容是安全的。"
    ],
}
SAID = [
    "Delete “sender” and “recipient”.",
    "The recipient of the data and its sender should keep it confidential.",
    "The message of paragraph 8 is lost. Delete it.",
    "Print the map: the environment is shown too small.",
    "The virus of avian influenza should be monitored.",
    "См. письмо адресата от мая.",
    "建议删除“收件人”。",
]


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED.keys())
def test_what_was_added_is_told_from_the_text(added: list[str]) -> None:
    assert signatures.begins_at([*TEXT, *added, ""]) <= len(TEXT)
    assert signatures.begins_at([*TEXT, *added, ""]) >= 1


@pytest.mark.parametrize("said", SAID)
def test_a_comment_with_some_of_the_words_is_a_comment(said: str) -> None:
    assert not notices.is_notice(said)
    assert signatures.begins_at([*TEXT, said]) == len(TEXT) + 1


def test_a_rule_above_a_link_is_no_list_footer() -> None:
    lines = [*TEXT, "-" * 20, "https://station.example.net/map"]

    assert signatures.begins_at(lines) == len(lines)


def test_the_head_of_a_text_signed_in_place_is_told_from_the_text() -> None:
    assert signatures.ends_at(["", "-----BEGIN PGP SIGNED MESSAGE-----", "Hash: SHA256", "", *TEXT]) == 3
    assert signatures.ends_at(TEXT) == 0
    assert signatures.ends_at([]) == 0
