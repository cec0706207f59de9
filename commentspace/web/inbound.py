"""What came by mail and what became of it, for moderators."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import inbound, spaces
from commentspace.domain.access import Caller
from commentspace.domain.inbound import InboundView, Verdict
from commentspace.domain.spaces import SpaceView
from commentspace.errors import marked
from commentspace.render.environment import translations
from commentspace.web.answers import caller, page
from commentspace.web.house import house

WORDS = {
    "": ("held", marked("It waits to be read.")),
    Verdict.FILED: ("taken", marked("Its text was filed.")),
    Verdict.RETURNED: ("refused", marked("It was refused; its text went back to the writer with the reason.")),
    Verdict.EMPTY: ("ignored", marked("Nothing new was found in it; the writer was told.")),
    Verdict.AUTOMATIC: ("ignored", marked("A program wrote it; it is never answered.")),
    Verdict.BOUNCE: ("ignored", marked("Another server says that a letter of ours could not be delivered.")),
    Verdict.UNKNOWN_SENDER: ("refused", marked("Its sender is not the person whom the letter was for.")),
    Verdict.UNSUBSCRIBED: ("taken", marked("The person wants no more mail.")),
    Verdict.HELD: ("held", marked("It could not be read; the message is kept.")),
}


async def show(request: Request) -> Response:
    """GET /s/{slug}/inbound"""
    space, found = await house(request).database.read(_messages, caller(request), request.path_params["slug"])
    said = translations(request.scope["language"]).gettext
    messages = []
    for message in found:
        mark, words = WORDS[message.verdict]
        messages.append(
            {
                "uid": message.uid,
                "received_at": message.received_at,
                "sender": message.sender,
                "subject": message.subject,
                "verdict": mark,
                "words": f"{said(words)} {message.reason}".strip(),
                "comment": None,
                "text": message.found or None,
                "left_out": message.left_out or None,
            }
        )
    return page(request, "inbound.html", {"space": space, "messages": messages})


def _messages(session: Session, who: Caller, slug: str) -> tuple[SpaceView, list[InboundView]]:
    space, here = spaces.find(session, who, slug)
    return space, inbound.of_space(session, here)
