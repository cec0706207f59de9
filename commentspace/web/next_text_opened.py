"""The row of the next revision's text that is open as a form: by its address, or with what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import FormData

from commentspace.domain.revisions.editing_acts import EMPTY
from commentspace.errors import Invalid
from commentspace.web import forms


@dataclass(frozen=True, slots=True)
class Opened:
    """The row that is open on the page: in which way, and what was typed there.

    `key` names the row; `way` is "edit", "before" or "after" (a new paragraph beside it), or empty. `typed` is None
    where nothing was.
    """

    key: str = ""
    way: str = ""
    at: str = ""
    typed: Mapping[str, str] | None = None
    credits: tuple[str, ...] = ()
    is_previewed: bool = False
    is_refused: bool = False

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> "Opened":
        """As the address says."""
        if key := query.get("edit", ""):
            return cls(key, "edit", key)
        if key := query.get("beside", ""):
            return cls(key, "before" if query.get("where") == "before" else "after", key)
        return cls(at=query.get("at", ""))

    @classmethod
    def of_form(cls, form: FormData) -> "Opened":
        """As a form was sent."""
        key, beside = forms.word(form, "key"), forms.word(form, "beside")
        way = "edit" if key else ("before" if forms.word(form, "where") == "before" else "after")
        words = forms.words(form) if "text" in form else None
        credits = tuple(str(each) for each in form.getlist("credit"))
        is_previewed = forms.word(form, "verb") == "preview"
        return cls(key or beside, way if words is not None else "", key or beside, words, credits, is_previewed)

    def require_words(self) -> None:
        """Invalid where nothing was typed that could be shown."""
        if not (self.typed or {}).get("text", "").strip():
            raise Invalid(EMPTY, field="text")

    def refused(self) -> "Opened":
        """The same after a refusal: it stays open."""
        return replace(self, is_refused=True, is_previewed=False)
