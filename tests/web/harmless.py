"""Whether a page holds nothing but what we have put there: no script, no handler, nothing loaded from elsewhere."""

import re
from html.parser import HTMLParser

from tests.web.pages import Page

OURS = re.compile(r"/static/[0-9a-f]{12}/[\w./-]+")
OF_DRAFTS = re.compile(r"/pictures/[a-z2-7]{16}")
NEVER = frozenset(
    {"iframe", "object", "embed", "base", "style", "svg", "math", "noscript", "xmp", "plaintext"}
    | {"marquee", "video", "audio", "img", "frame", "applet"}
)
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "poster", "background"})
SCHEMES = re.compile(r"(?:https?|mailto):|[/#?]")


class Found(HTMLParser):
    """What is wrong with a page, as a browser's tokenizer would meet it."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.wrong += [f"<{tag} {name}>" for name in given if name.startswith("on") or name in ("style", "srcdoc")]
        self.wrong += [f"{name}={value}" for name, value in given.items() if is_foreign(tag, name, value)]
        if (tag in NEVER and not is_picture(tag, given)) or (tag == "meta" and "http-equiv" in given):
            self.wrong.append(f"<{tag}>")
        if tag == "script" and not OURS.fullmatch(given.get("src", "")):
            self.wrong.append("<script>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and data.strip():
            self.wrong.append(f"script says {data}")


def is_picture(tag: str, given: dict[str, str]) -> bool:
    """Whether it is a picture of a draft, or one of ours (render/pictures); what people write keeps no classes."""
    if tag == "img":
        return OF_DRAFTS.fullmatch(given.get("src", "")) is not None
    return tag == "svg" and given.get("class", "").startswith("picture ")


def is_foreign(tag: str, name: str, value: str) -> bool:
    """Whether a browser would load from, or send to, an address that is not ours; links may lead elsewhere."""
    if name not in ADDRESSES:
        return False
    if tag in ("link", "script"):
        return not OURS.fullmatch(value)
    if tag == "a":
        return not SCHEMES.match(value)
    return not value.startswith("/") or value.startswith("//")


def assert_harmless(page: Page) -> None:
    """AssertionError with what was found."""
    assert page.header("Content-Type") == "text/html; charset=utf-8"
    wrong = Found(page.text).wrong
    assert not wrong, f"{page.address}: {wrong[:3]}"
    assert not page.all("main script, main link, main meta, body base, [style]")
    assert not page.tree.xpath("//@*[starts-with(name(), 'on')]"), page.address
