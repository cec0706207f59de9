"""One answer to one letter, made up from a seed: the message as it arrives, and what is to be found in it."""

import random
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from commentspace.mail.message import parse
from commentspace.mail.reading import find_answers
from tests.mail_reading.simulator.damage import damage
from tests.mail_reading.simulator.judging import judged
from tests.mail_reading.simulator.mailed import mailed
from tests.mail_reading.simulator.pages import PAGES
from tests.mail_reading.simulator.programs import PROGRAMS
from tests.mail_reading.simulator.writing import Writing, at_the_bottom, interleaved, on_top, pasted

BOTH = ("Gmail", "Thunderbird", "Apple Mail", "Outlook", "QQ", "Yandex")
OLD = {"ar": "cp1256", "en": "cp1252", "es": "cp1252", "fr": "cp1252", "ru": "koi8-r", "zh": "gb18030"}
SCENES = ("interleaved", "trimmed", "edited", "top", "bottom", "pasted", "pasted and edited", "near", "draft")


@dataclass(frozen=True, slots=True)
class Simulated:
    """A message, by which program and in which scene it was written, and what is to be found in it."""

    scene: str
    program: str
    writing: Writing
    raw: bytes

    def counted(self) -> Counter[str]:
        """What the reading made of it (`judging.judged`)."""
        incoming = parse(self.raw)
        found = find_answers(incoming.plain, self.writing.letter.blocks, self.writing.letter.facts, incoming.rich)
        return judged(self.writing, incoming, found)


def simulated(seed: int, scene: str = "") -> Simulated:
    """The answer with this number, always the same; the scenes take turns where none is named."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, and no secret
    scene = scene or SCENES[seed % len(SCENES)]
    writing = _writing(chance, scene)
    harm, what = damage(chance), chance.random()
    page, program = chance.choice(PAGES), chance.choice(PROGRAMS)
    if what < 0.25:
        sealed = _sealed(chance, writing, html=page.written(writing, harm))
        return Simulated(scene, f"{page.name}, HTML", writing, sealed)
    text = program.written(writing, harm)
    if what < 0.35 and program.name in BOTH:
        page = next(each for each in PAGES if each.name == program.name)
        sealed = _sealed(chance, writing, text, page.written(writing, harm), flows=program.flows)
        return Simulated(scene, f"{program.name}, both", writing, sealed)
    return Simulated(scene, program.name, writing, _sealed(chance, writing, text, flows=program.flows))


def _writing(chance: random.Random, scene: str) -> Writing:
    if scene == "draft":
        letter = mailed(chance, paragraphs=chance.randint(60, 300), kind="draft")
        return interleaved(chance, letter, trims=chance.random() < 0.4, edits=chance.random() < 0.4)
    letter = mailed(chance, paragraphs=chance.randint(1, 12), kind="digest", near=scene == "near")
    match scene:
        case "top":
            return on_top(chance, letter)
        case "bottom":
            return at_the_bottom(chance, letter)
        case "pasted" | "pasted and edited":
            return pasted(chance, letter, edits=scene != "pasted")
        case _:
            trims = scene in ("trimmed", "near") or (scene == "edited" and chance.random() < 0.3)
            return interleaved(chance, letter, trims=trims, edits=scene == "edited")


def _sealed(chance: random.Random, writing: Writing, text: str = "", html: str = "", *, flows: bool = False) -> bytes:
    """The message; in an old character set now and then, where letters that it does not have are lost."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Ama Boateng <ama.boateng@example.net>"
    message["Subject"] = "Re: WET/2/4"
    old = chance.random() < 0.12 and not writing.typed_in_many
    charset = OLD[writing.letter.language] if old else "utf-8"
    encoding = chance.choice(("base64", "quoted-printable"))
    for each, subtype in ((text, "plain"), (html, "html")):
        if not each:
            continue
        known = each.encode(charset, "replace").decode(charset)
        if message.get_content_type() == "text/plain" and message.get_payload():
            message.add_alternative(known, subtype=subtype, charset=charset, cte=encoding)
        else:
            message.set_content(known, subtype=subtype, charset=charset, cte=encoding)
            if flows and subtype == "plain":
                message.set_param("format", "flowed")
    return message.as_bytes()
