"""Whether the mail server in front of us vouches for the address in From (Authentication-Results, RFC 8601).

Others have a say in what stands in such a field: an address or a greeting may hold anything. So it is taken apart by
its grammar, quoted strings and comments first, and a field that cannot be taken apart vouches for nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from commentspace.domain.senders import Vouching
from commentspace.mail.fields import Fields

LONGEST = 10_000
COMMENT_MARK = re.compile(r"\\.|[()]", re.DOTALL)
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
PAIR = re.compile(r"\\(.)", re.DOTALL)
WORD = re.compile(r"[^\s\"();=\\]+")
SPACE = re.compile(r"\s+")


def above_received(found: Fields) -> list[str]:
    """The fields that were written after the message had come to our own server: those above the first Received."""
    newest = takewhile(lambda item: item[0] != "received", found.items)
    return [value for name, value in newest if name == "authentication-results"]


def vouching(results: Iterable[str], authserv_id: str, address: str) -> Vouching:
    """What our own server found: a pass that is aligned with this address's domain, nothing, or a failure of DMARC.

    `results` are the fields of `above_received`; those of other servers say nothing. Without an `authserv_id` there
    is no server of ours that checks senders.
    """
    if not authserv_id:
        return Vouching.NOT_ASKED
    domain = address.rpartition("@")[2].lower()
    said = [result for field in results for result in _results(field, authserv_id.lower())]
    if any((each.method, each.result) == ("dmarc", "fail") for each in said):
        return Vouching.FAILED
    aligned = any(each.result == "pass" and _is_aligned(each, domain) for each in said)
    return Vouching.PASSED if domain and aligned else Vouching.NONE


def vouched_for(results: Iterable[str], authserv_id: str, address: str) -> bool:
    """Whether it found such a pass, and no failure."""
    return vouching(results, authserv_id, address) == Vouching.PASSED


@dataclass(frozen=True, slots=True)
class _Result:
    """What one method found, and the properties that it looked at."""

    method: str
    result: str
    of: dict[str, str]


class _Token(NamedTuple):
    """A word, a quoted string, or one of "=" and ";"; `glued` where nothing parts it from the one before."""

    kind: str
    text: str
    glued: bool


class _Unparsable(ValueError):
    """The field does not follow the grammar."""


def _results(field: str, authserv_id: str) -> list[_Result]:
    """The results in a field of this server; none of another's, and none of what cannot be parsed."""
    try:
        statements = _statements(field)
        head = [token.text for token in statements[0] if token.kind != "="]
        if not head or len(head) != len(statements[0]) or head[0].lower() != authserv_id:
            return []
        return [_result(statement) for statement in statements[1:] if [each.text for each in statement] not in NONE]
    except _Unparsable:
        return []


NONE: tuple[list[str], ...] = ([], ["none"])


def _result(statement: list[_Token]) -> _Result:
    (name, value), *more = _pairs(statement)
    of = dict(more)
    if len(of) != len(more):
        raise _Unparsable
    return _Result(name.partition("/")[0], value.lower(), of)


def _pairs(statement: list[_Token]) -> Iterator[tuple[str, str]]:
    """Each `name=value`; a value goes on to the next gap: words, and before them perhaps one quoted string."""
    at = 0
    while at < len(statement):
        name, *rest = statement[at : at + 3]
        if name.kind != "word" or [each.kind for each in rest][:1] != ["="] or len(rest) < 2 or rest[1].kind == "=":
            raise _Unparsable
        value, at = rest[1].text, at + 3
        while at < len(statement) and statement[at].glued:
            if statement[at].kind == "quoted":
                raise _Unparsable
            value, at = value + statement[at].text, at + 1
        yield name.text.lower(), value.lower()


def _statements(field: str) -> list[list[_Token]]:
    """The tokens between semicolons."""
    statements: list[list[_Token]] = [[]]
    for token in _tokens(field):
        if token.kind == ";":
            statements.append([])
        else:
            statements[-1].append(token)
    return statements


def _tokens(field: str) -> Iterator[_Token]:
    """The tokens of a field; each character is looked at once. Comments part tokens as white space does."""
    if len(field) > LONGEST:
        raise _Unparsable
    at, glued = 0, False
    while at < len(field):
        if found := SPACE.match(field, at):
            at, glued = found.end(), False
        elif field[at] == "(":
            at, glued = _after_comment(field, at), False
        elif field[at] in ";=":
            yield _Token(field[at], field[at], glued)
            at, glued = at + 1, True
        elif found := QUOTED.match(field, at):
            yield _Token("quoted", PAIR.sub(r"\1", found[1]), glued)
            at, glued = found.end(), True
        elif found := WORD.match(field, at):
            yield _Token("word", found[0], glued)
            at, glued = found.end(), True
        else:
            raise _Unparsable


def _after_comment(field: str, at: int) -> int:
    """Where a comment ends that begins here; comments may stand in comments."""
    depth = 0
    for mark in COMMENT_MARK.finditer(field, at):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    raise _Unparsable


def _is_aligned(found: _Result, domain: str) -> bool:
    """DMARC's own pass; else DKIM's or SPF's for the domain in From, or for one above it (RFC 7489, section 3.1)."""
    of = found.of
    match found.method:
        case "dmarc":
            return of.get("header.from", domain) == domain
        case "dkim":
            return _is_within(domain, of.get("header.d", "") or of.get("header.i", "").rpartition("@")[2])
        case "spf":
            return _is_within(domain, of.get("smtp.mailfrom", "").rpartition("@")[2])
    return False


def _is_within(domain: str, signed: str) -> bool:
    """Whether the domain is the signed one or lies under it; a top-level domain vouches for nobody."""
    return "." in signed and (domain == signed or domain.endswith(f".{signed}"))
