"""The socket of a page: GET /d/{uid}/live. It begins with `{"since": cursor}` from the page, and then only we speak.

Close codes: 4400 not understood, 4401 the session has ended, 4403 no longer to be seen by this person,
4404 nothing there, 1012 the server goes, 1011 something failed here. After 1012 and 1011 the page may come back.
"""

import asyncio
import json
import logging
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from commentspace.domain import documents
from commentspace.errors import Refusal
from commentspace.live.hub import Hub
from commentspace.live.listener import Listener, Seat

log = logging.getLogger(__name__)

NOT_UNDERSTOOD, NOTHING_HERE, FAILED = 4400, 4404, 1011
FIRST_WORD = 20.0
"""Seconds in which a page has to say where it stands."""


async def live_endpoint(websocket: WebSocket) -> None:
    """Serve one page for as long as it is open; `caller`, `login` and `language` are in the scope."""
    hub: Hub = websocket.app.state.hub
    seat = await _seat(websocket, hub)
    if seat is None:
        await websocket.close(NOTHING_HERE)  # before it is accepted: the server answers 403
        return
    await websocket.accept()
    try:
        async with asyncio.timeout(FIRST_WORD):
            since = _since(await websocket.receive())
        if since is None:
            await websocket.close(NOT_UNDERSTOOD)
        else:
            await _serve(websocket, hub, Listener(websocket, seat, since, hub.most))
    except (WebSocketDisconnect, TimeoutError):
        pass  # it went, or it does not read: the server closes what is left


async def _seat(websocket: WebSocket, hub: Hub) -> Seat | None:
    scope = websocket.scope
    try:
        document, who = await hub.database.read(documents.find, scope["caller"], websocket.path_params["uid"])
        who.require("read")
    except Refusal:
        return None
    reads = websocket.query_params.get("version") or document.language
    return Seat(document.space_id, document.id, scope["caller"], scope["login"], scope["language"], reads)


def _since(message: object) -> str | None:
    """The cursor in the first message of a page; None where that is not what the message is."""
    if not isinstance(message, dict):
        return None
    if message.get("type") == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    with suppress(ValueError, RecursionError, AttributeError, TypeError, KeyError):
        since = json.loads(message["text"]).get("since")
        return since if isinstance(since, str) else None
    return None


async def _serve(websocket: WebSocket, hub: Hub, listener: Listener) -> None:
    """Until the page goes, or its socket has been closed from here."""
    hub.join(listener)
    speaking = asyncio.create_task(_speak(websocket, hub, listener))
    hearing = asyncio.create_task(_gone(websocket))
    try:
        await asyncio.wait((speaking, hearing), return_when=asyncio.FIRST_COMPLETED)
    finally:
        speaking.cancel()
        hearing.cancel()
        await asyncio.gather(speaking, hearing, return_exceptions=True)
        hub.leave(listener)


async def _speak(websocket: WebSocket, hub: Hub, listener: Listener) -> None:
    try:
        await listener.speak(hub.catch_up)
    except (WebSocketDisconnect, TimeoutError):
        pass  # the page is gone, or does not read
    except Exception:
        log.exception("a page could not be served")
        await websocket.close(FAILED)


async def _gone(websocket: WebSocket) -> None:
    """Read on, so that pings are answered and the end is seen; what a page says after its first word is not heard."""
    while (await websocket.receive())["type"] != "websocket.disconnect":
        pass
