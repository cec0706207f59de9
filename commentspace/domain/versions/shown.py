"""Which comments belong to a language version: all but those about the translation of another one."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from commentspace.domain.tables import Comment
from commentspace.errors import marked

TRANSLATION = "translation"
"""The kind of comment that stays on the version that it was made on, with all that is said in its thread."""

_ROOT = aliased(Comment)
"""What began a thread; made once, as that takes longer than many a query."""

UNKNOWN = marked("This document has no version in that language. Choose one of those that are listed on its page.")


def on(language: str) -> ColumnElement[bool]:
    """Which comments are shown and counted where this version is read; to be asked together with `access.visible`."""
    root = _ROOT
    begun = exists().where(col(root.id) == col(Comment.thread_id), col(root.kind) == TRANSLATION).correlate(Comment)
    return or_(col(Comment.version) == language, and_(col(Comment.kind) != TRANSLATION, ~begun))
