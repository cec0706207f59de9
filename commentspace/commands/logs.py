"""What a running server says of itself: structured lines on standard error, and nothing in them that anybody wrote."""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError, OperationalError
from structlog.stdlib import ProcessorFormatter

from commentspace.settings import Settings

Failed = tuple[type[BaseException], BaseException, TracebackType | None]

SILENT = logging.CRITICAL + 1


def log_as(chosen: Settings) -> None:
    """Log as the settings say. Libraries may only warn: at lower levels some of them tell what is sent to them."""
    level = logging.getLevelNamesMapping()[chosen.log_level.upper()]
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(chosen))
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("commentspace").setLevel(level)
    logging.getLogger("mail.log").setLevel(SILENT)  # aiosmtpd warns with the very words of a sender
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_begun(), ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def formatter(chosen: Settings) -> ProcessorFormatter:
    """One line for each event, with a traceback below it on a console."""
    exceptions: Any = structlog.processors.format_exc_info
    if chosen.log_level != "debug":
        exceptions = structlog.processors.ExceptionRenderer(without_words)
    rendered: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if chosen.log_format == "console":
        plain = structlog.dev.plain_traceback
        rendered = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
    return ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), _first_line, *_begun()],
        processors=[ProcessorFormatter.remove_processors_meta, exceptions, rendered],
    )


def _begun() -> list[Any]:
    return [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]


def _first_line(_logger: object, _method: str, event: Any) -> Any:
    """asyncio puts the error itself, in its own words, on the lines after the first."""
    event["event"] = str(event["event"]).partition("\n")[0]
    return event


def without_words(exc_info: Failed) -> str:
    """A traceback that names errors by their class alone: their words may quote what people wrote."""
    return "".join(_told(exc_info[1])).rstrip("\n")


def _told(error: BaseException) -> Iterator[str]:
    for each in _chain(error):
        yield from traceback.format_tb(each.__traceback__)
        yield f"{type(each).__module__}.{type(each).__qualname__}{_harmless_words(each)}\n"
        if isinstance(each, BaseExceptionGroup):
            for part in each.exceptions:
                yield from _told(part)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and those that it came from, first things first."""
    found: list[BaseException] = []
    came_from: BaseException | None = error
    while came_from is not None and came_from not in found:
        found.insert(0, came_from)
        came_from = came_from.__cause__ or (None if came_from.__suppress_context__ else came_from.__context__)
    return found


def _harmless_words(error: BaseException) -> str:
    """What the system or the database says of itself; PostgreSQL quotes values on the lines after the first only."""
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}"
    if isinstance(error, OperationalError | IntegrityError):
        first_line = str(error.orig).partition("\n")[0]
        return f": {first_line}"
    return ""
