"""What may be a link in Markdown, and addresses that become links without any marks."""

import re

from markdown_it.rules_inline import StateInline

SCHEMES = frozenset(["http", "https", "mailto"])

_ALLOWED = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_SCHEME_BEFORE = re.compile(r"(?:^|[^a-z0-9+.-])(https?|mailto)$", re.IGNORECASE)
_LONGEST_SCHEME = len("mailto")
# Addresses end at the first character outside ASCII, so that Chinese and Arabic may follow without a space;
# one with such characters in it can be written <between angle brackets>.
_LONGEST = 2_000
_REST = re.compile(rf":(?://)?[!#-;=?-Z_a-z~]{{1,{_LONGEST}}}")
# Marks that belong to the sentence around an address rather than to the address.
_TRAILING = "?!.,:;*_~'"


def is_allowed(address: str) -> bool:
    """Whether a link may lead to `address`: the web and mail only, and never to a place named relatively."""
    return _ALLOWED.match(address.strip()) is not None


def bare(state: StateInline, silent: bool) -> bool:
    """Markdown's inline rule for addresses without marks: `see https://example.org/a.`

    It looks back from the colon, as markdown-it's own rule does, but knows three schemes only.
    """
    at = state.pos
    if silent or state.linkLevel > 0 or state.src[at] != ":":
        return False
    scheme = _SCHEME_BEFORE.search(state.src[max(0, at - _LONGEST_SCHEME - 1) : at])
    if scheme is None or not state.pending.endswith(scheme[1]):
        return False
    rest = _REST.match(state.src, at, state.posMax)
    if rest is None or len(rest[0]) > _LONGEST:
        return False
    ending = _without_the_sentence(rest[0])
    if not _names_a_place(scheme[1], ending):
        return False
    state.pending = state.pending[: -len(scheme[1])]
    _push_link(state, scheme[1] + ending)
    state.pos += len(ending)
    return True


def _without_the_sentence(ending: str) -> str:
    """`ending` without the marks, and the brackets it did not open, that close the sentence around it."""
    unopened = ending.count(")") - ending.count("(")
    while ending and (ending[-1] in _TRAILING or (ending[-1] == ")" and unopened > 0)):
        unopened -= ending[-1] == ")"
        ending = ending[:-1]
    return ending


def _names_a_place(scheme: str, ending: str) -> bool:
    if scheme.lower() == "mailto":
        return 1 < ending.find("@") < len(ending) - 1
    return ending.startswith("://") and ending[3:4].isalnum()


def _push_link(state: StateInline, address: str) -> None:
    link = state.push("link_open", "a", 1)
    link.attrs = {"href": state.md.normalizeLink(address)}
    link.markup = "bare"
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
