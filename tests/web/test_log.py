"""The line of log that a request leaves: how it ended, and by which pattern of address."""

import pytest
import structlog
from starlette.types import Message, Receive, Scope, Send

from commentspace.web import log
from commentspace.web.log import Logged

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/sign-in/a-secret"}


async def _nothing() -> Message:
    return {"type": "http.request"}


async def _kept(_message: Message) -> None:
    return None


async def _fails(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise ValueError("what somebody wrote")


async def _answers(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})


async def test_a_request_that_fails_on_our_side_is_logged_as_500(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "log", structlog.get_logger())
    with structlog.testing.capture_logs() as lines:
        with pytest.raises(ValueError, match="what somebody wrote"):
            await Logged(_fails)(dict(SCOPE), _nothing, _kept)
        await Logged(_answers)(dict(SCOPE), _nothing, _kept)
    assert [line["status"] for line in lines] == [500, 404]
    assert "a-secret" not in repr(lines)
    assert "what somebody wrote" not in repr(lines)
