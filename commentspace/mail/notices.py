"""Notices that mail servers and lists put into letters: confidentiality, warnings about senders, how to leave a list.

Such a text is known by several of its words together, in the six languages of the house: a comment about
confidential data has some of them, and never so many.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from commentspace.mail.lines import is_rule, weight
from commentspace.text.normal import normal

SHORTEST, LONGEST = 70, 4_000
LEAST_NAMED = 3
MOST_FOOTER_LINES = 8
LIST_RULE = re.compile(r"[-_=*~]{10,}|-- ?")
LEAVING = re.compile(
    r"listinfo|mailman|unsubscribe|mailing list|googlegroups|désabonne|désinscri|liste de diffusion|lista de correo|"
    r"darse de baja|отпис|рассылк|退订|邮件列表|إلغاء الاشتراك|قائمة بريدية",
    re.IGNORECASE,
)


class _Words(NamedTuple):
    """What a notice in one language asks (one of these is needed), and what it names (several of these)."""

    asks: tuple[str, ...]
    names: tuple[str, ...]


def _normal(asks: str, names: str) -> _Words:
    return _Words(*(tuple(normal(phrase) for phrase in phrases.split(",")) for phrases in (asks, names)))


CONFIDENTIAL = (
    _normal("in error,by mistake,delete,destroy", "confidential,intended,addressee,recipient,sender,message,e-mail"),
    _normal("par erreur,détruire,supprimer", "confidentiel,destinataire,expéditeur,message,courriel,exclusi"),
    _normal("por error,elimin,destru,borr", "confidencial,destinatari,remitente,mensaje,correo,exclusiv"),
    _normal("по ошибке,ошибочно,удалит", "конфиденциальн,адресат,получател,отправител,сообщени,письм"),
    _normal("误收,错误,有误,删除,销毁", "保密,机密,收件人,发件人,发送人,邮件"),
    _normal("طريق الخطأ,بالخطأ,حذف,إتلاف", "سرية,المرسل إليه,المستلم,المرسل,الرسالة,البريد"),
)
FROM_OUTSIDE = (
    _normal("click,attachment", "external email,external sender,originated from outside,came from outside"),
    _normal("cliquez,pièces jointes", "expéditeur externe,courriel externe,origine externe,provient de l'extérieur"),
    _normal("clic,adjuntos", "remitente externo,correo externo,fuera de la organización"),
    _normal("ссылк,вложени", "внешнего отправителя,внешний отправитель,внешняя почта,извне организации"),
    _normal("链接,附件", "外部邮件,来自外部,外部发件人"),
    _normal("الروابط,المرفقات", "بريد خارجي,مرسل خارجي,من خارج"),
)


SAVING_PAPER = (
    _normal("before printing,before you print", "environment,tree,planet"),
    _normal("avant d'imprimer", "environnement,arbre,planète"),
    _normal("antes de imprimir", "medio ambiente,medioambiente,árbol,planeta"),
    _normal("прежде чем распечат,прежде чем печат,перед печатью,перед распечат", "природ,окружающ,лес,дерев"),
    _normal("打印前,打印之前,打印此邮件,打印本邮件", "环境,环保,树木"),
    _normal("قبل طباعة,قبل الطباعة", "البيئة,الأشجار"),
)
CHECKED = (_normal("avast,avg.com,antivirus,антивирус,杀毒,مكافحة الفيروسات", "virus,вирус,病毒,杀毒,الفيروسات"),)
LONGEST_SHORT = 400


def begins_at(lines: Sequence[str], end: int) -> int:
    """The index of the first line of a notice that ends before `end`, where there is one; else `end`."""
    first = _paragraph_before(lines, end)
    return first if first < end and is_notice("\n".join(lines[first:end])) else _list_footer(lines, end)


def is_notice(paragraph: str) -> bool:
    """Whether a server or a program put this paragraph into the letter."""
    size = weight(paragraph)
    if size > LONGEST:
        return False
    said = normal(paragraph)
    if size <= LONGEST_SHORT and any(_says(said, words, 1) for words in (*SAVING_PAPER, *CHECKED)):
        return True
    is_confidential = any(_says(said, words, LEAST_NAMED) for words in CONFIDENTIAL)
    return size >= SHORTEST and (is_confidential or any(_says(said, words, 1) for words in FROM_OUTSIDE))


def _says(said: str, words: _Words, least: int) -> bool:
    return any(each in said for each in words.asks) and sum(each in said for each in words.names) >= least


def _paragraph_before(lines: Sequence[str], end: int) -> int:
    first = end
    while first and end - first < MOST_FOOTER_LINES and lines[first - 1].strip() and not is_rule(lines[first - 1]):
        first -= 1
    return first


def _list_footer(lines: Sequence[str], end: int) -> int:
    """A rule, and under it how to leave the list."""
    for index in range(max(0, end - MOST_FOOTER_LINES), end):
        if LIST_RULE.fullmatch(lines[index].strip()):
            return index if LEAVING.search("\n".join(lines[index:end])) else end
    return end
