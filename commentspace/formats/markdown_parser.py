"""The blocks of a Markdown file as tokens; what stands within a line is left as it was written."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from commentspace.text import links

_NOTE = re.compile(r"\[\^([^\]\s]{1,64})\]:[ \t]*")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]{1,64})\]")
_BY_REFERENCE = re.compile(r"(?<![\\\]])\[([^\[\]]{1,500})\](?:\[([^\[\]]{0,500})\])?(?![(:])")


class _Blocks(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return links.is_allowed(url)


def blocks(text: str) -> list[Token]:
    """The block tokens, with a token "note" for each note, and in "inline" tokens the source of the line."""
    references: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _PARSER.parse(text, references)
    addresses = {name: reference["href"] for name, reference in references.get("references", {}).items()}
    for token in tokens:
        if token.type in {"inline", "note"}:
            token.content = _NOTE_REFERENCE.sub(r"[\1]", _written_out(token.content, addresses))
    return tokens


def _written_out(source: str, addresses: dict[str, str]) -> str:
    """Links by reference as links with their address: `[text][1]` becomes `[text](<http://...>)`."""

    def linked(match: re.Match[str]) -> str:
        address = addresses.get(normalizeReference(match[2] or match[1]))
        return f"[{match[1]}](<{address}>)" if address else match[0]

    return _BY_REFERENCE.sub(linked, source) if addresses else source


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markdown's block rule for `[^1]: text`, up to the next blank line or the next note."""
    match = _NOTE.match(_line(state, start))
    if match is None:
        return False
    if silent:
        return True
    after = start + 1
    while after < end and not state.isEmpty(after) and not _NOTE.match(_line(state, after)):
        after += 1
    token = state.push("note", "", 0)
    token.info = match[1]
    token.content = "\n".join(_line(state, line) for line in range(start, after))[match.end() :]
    token.map = [start, after]
    state.line = after
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _parser() -> MarkdownIt:
    parser = _Blocks("commonmark", {"html": False}).enable("table")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


_PARSER = _parser()
