"""What people of the story do at their browsers and in their mail programs."""

import re
from email.message import EmailMessage
from email.utils import make_msgid

import aiosmtplib
from playwright.async_api import Page

from commentspace.demo.cast import member
from commentspace.settings import Settings
from tests.services.sink import Delivered, Sink

LINK = re.compile(r"http://localhost:\d+/sign-in/\S+")
CODE = re.compile(r"\b\d{4} ?\d{4}\b")

DRAFT = """# Guidance on small wetlands

## I. Purpose

1. Small wetlands hold water, and they are easily lost. This guidance tells how to keep them.

2. It is for those who decide on land:

   (a) owners and users of land;

   (b) municipalities.

A last paragraph without a number.
"""
"""The draft that the story's moderator pastes."""


def members_list(keys: list[str]) -> str:
    """Some of the cast as the CSV list of a secretariat."""
    lines = ["name,address,affiliation,on behalf of,role,language"]
    for each in map(member, keys):
        lines.append(f'"{each.name}",{each.address},"{each.affiliation}","{each.on_behalf_of}",{each.role},en')
    return "\n".join(lines)


async def sign_in_by_link(page: Page, url: str, key: str, sink: Sink) -> None:
    """Ask for a letter, and press the button behind its link."""
    await page.goto(f"{url}/sign-in")
    await page.fill("[name=address]", member(key).address)
    await page.click("main button")
    letter = await sink.letter(member(key).address, "/sign-in/")
    found = LINK.search(letter.part("plain"))
    assert found
    await page.goto(found[0])
    await page.click("main form[method=post] button")
    await page.wait_for_url(f"{url}/")


async def sign_in_by_code(page: Page, url: str, key: str, sink: Sink) -> None:
    """Ask for a letter, and type its code."""
    await page.goto(f"{url}/sign-in")
    await page.fill("[name=address]", member(key).address)
    await page.click("main button")
    await page.fill("[name=code]", await code(key, sink))
    await page.click("main form[action='/sign-in/code'] button")
    await page.wait_for_url(f"{url}/")


async def code(key: str, sink: Sink) -> str:
    """The code in somebody's letter of sign-in, when it has come."""
    letter = await sink.letter(member(key).address, "/sign-in/")
    found = CODE.search(letter.part("plain"))
    assert found
    return found[0]


async def answer(settings: Settings, key: str, letter: Delivered, under: str, text: str) -> str:
    """Answer a letter as a mail program does: everything quoted, and a text under the line that has these words."""
    lines = [f"> {line}" for line in letter.part("plain").splitlines()]
    place = max(number for number, line in enumerate(lines) if under in line)
    while place + 1 < len(lines) and lines[place + 1] != "> ":
        place += 1
    body = [f"On Monday, {letter.message['From'].addresses[0].display_name} wrote:", *lines[: place + 1]]
    body += ["", text, "", *lines[place + 1 :], "-- ", member(key).name, "Sent from a very old telephone"]
    return await send(settings, key, letter, "\n".join(body))


async def send(settings: Settings, key: str, letter: Delivered, body: str) -> str:
    """Send an answer to a letter through the real listener; returns what the server said."""
    message = EmailMessage()
    message["From"] = member(key).address
    message["To"] = str(letter.message["Reply-To"] or letter.message["From"])
    message["Subject"] = f"Re: {letter.message['Subject']}"
    message["Message-ID"] = make_msgid(domain="mail.example.org")
    message["In-Reply-To"] = str(letter.message["Message-ID"])
    message.set_content(body)
    _, said = await aiosmtplib.send(message, hostname="127.0.0.1", port=settings.mail_port, start_tls=False)
    return said


async def comment(page: Page, paragraph: str, text: str) -> str:
    """Comment on a paragraph in the reading room; returns the comment's name."""
    await page.click(f"#{paragraph} .tools .does-comment")
    await page.locator(f"#{paragraph} comment-composer textarea").fill(text)
    await page.keyboard.press("Control+Enter")
    return await name_of(page, text)


async def name_of(page: Page, text: str) -> str:
    """The name of the comment with this text, when it is in the page."""
    found = page.locator(f".comment:has(.body:has-text({text!r}))").first
    name = await found.get_attribute("data-comment")
    assert name
    return name


async def reply(page: Page, to: str, text: str) -> str:
    """Answer a comment in the reading room; returns the answer's name."""
    await page.click(f"#c-{to} .reply")
    await page.locator("comment-composer textarea").fill(text)
    await page.keyboard.press("Control+Enter")
    return await name_of(page, text)
