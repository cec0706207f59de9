"""Answers in HTML, as mail programs and web mail write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from commentspace.demo.cast import Language
from tests.mail_reading.simulator import introducing
from tests.mail_reading.simulator.damage import Damage
from tests.mail_reading.simulator.writing import Quoted, Writing


@dataclass(frozen=True, slots=True)
class Page:
    """How one program answers in HTML: `begins` and `ends` stand around what is quoted, `typing` around what is typed.

    `splits` closes the quotation where somebody types into it; others leave what is typed inside.
    """

    name: str
    introduction: Mapping[Language, str] | Literal["headers"]
    begins: str = "<blockquote>"
    ends: str = "</blockquote>"
    typing: str = "<div>{}</div>"
    splits: bool = True
    prefix: str = "<div><br></div>"

    def written(self, writing: Writing, damage: Damage) -> str:
        """The HTML of the answer."""
        parts = [self._typed(each) for each in writing.above]
        parts += [self.prefix, self._introduction(writing), self.begins]
        for quoted in writing.quoted:
            parts.append(_quotation(quoted, damage))
            for each in quoted.answers:
                typed = self._typed(each)
                parts += [self.ends, typed, self.begins] if self.splits else [typed]
        return f"<html><head><meta charset=utf-8></head><body>{''.join(parts)}{self.ends}</body></html>"

    def _introduction(self, writing: Writing) -> str:
        language, facts = writing.letter.language, writing.letter.facts
        if self.introduction == "headers":
            fields = (line.partition(": ") for line in introducing.headers(language, facts))
            return "<div>" + "".join(f"<b>{label}:</b> {escape(value)}<br>" for label, _, value in fields) + "</div>"
        return f"<div dir=ltr>{escape(introducing.sentence(self.introduction[language], facts))}<br></div>"

    def _typed(self, text: str) -> str:
        return "".join(self.typing.format(escape(line) or "<br>") for line in text.split("\n"))


def _quotation(quoted: Quoted, damage: Damage) -> str:
    """A block as our letters print it; one that was cut or changed stands as its words."""
    block = quoted.block
    html = block.html if quoted.text == block.text else f"<p>{escape(_without_address(quoted))}</p>"
    html = re.sub(r"(?<=>)[^<>]+", lambda said: damage.of(said[0]), str(html))
    marker = f'<a href="{damage.of(block.link)}">{block.marker}</a> ' if block.marker and quoted.has_marker else ""
    return f'<div style="margin:24px 0 10px" dir="auto">\n{marker}\n{html}\n</div>\n'


def _without_address(quoted: Quoted) -> str:
    return quoted.text.removesuffix(quoted.block.link).rstrip() if quoted.block.link else quoted.text


OUTLOOK_LINE = '<p class="MsoNormal"><span style="color:#1F497D">{}</span></p>'
PAGES = (
    Page(
        "Gmail",
        introducing.GMAIL,
        '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">',
        typing="<div>{}</div>",
    ),
    Page("Thunderbird", introducing.THUNDERBIRD, '<blockquote type="cite">', typing="<p>{}</p>"),
    Page("Apple Mail", introducing.APPLE, '<blockquote type="cite"><div>', "</div></blockquote>"),
    Page("Outlook", "headers", '<div class="WordSection1">', "</div>", OUTLOOK_LINE, splits=False),
    Page("Outlook on the web", "headers", '<div id="divRplyFwdMsg">', "</div>", splits=False, prefix="<hr>"),
    Page("QQ", "headers", '<div style="line-height:1.5">', "</div>", splits=False, prefix="<hr>"),
    Page("Yandex", dict.fromkeys(introducing.GMAIL, introducing.YANDEX), "<blockquote>"),
)
