"""Plain text made into Markdown that shows it as it was typed."""

import re

# What people type in plain text and mean as Markdown: bold words, and addresses between angle brackets.
_MEANT = r"\*\*(?=[^\s*])[^*]{1,2000}(?<=[^\s*])\*\*(?!\*)|<(?:https?://|mailto:)[^<>\s]{1,2000}>"
_BARE = r"(?<![A-Za-z0-9+.\\-])(?:https?://|mailto:)[!#-)+-;=?-Z_a-z~]{1,2000}(?<!_)"
_SPECIAL = re.compile(
    rf"(?P<kept>{_MEANT}|{_BARE})"
    r"|[\\](?=[!-/:-@\[-`{-~])|[*`]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]{1,32};)|\](?=\()"
)
_EXACT = re.compile(
    rf"(?P<kept>{_BARE})"
    r"|[\\](?=[!-/:-@\[-`{-~])|[*`]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]{1,32};)|\](?=\()|<(?=[A-Za-z])"
)
_BLOCK_START = re.compile(r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|~~~|\[(?=[^\[\]]{1,200}\]:)|[0-9]{1,9}(?=[.)](?:\s|$))")


def literal(text: str) -> str:
    """One line of plain text as Markdown: **bold** and <addresses> mean what they mean, all else is as typed."""
    if "*" not in text or text.count("*") == 1:
        escaped = _SPECIAL.sub(_escaped_but_star, text)
    else:
        escaped = _SPECIAL.sub(_escaped, text)
    return inline(escaped)


def exact(text: str) -> str:
    """Words that mean nothing in Markdown, such as those of a formatted file, so that they show as they are.

    The beginning of a line is for `inline`, once the line is complete.
    """
    return _EXACT.sub(_escaped, text)


def inline(markdown: str) -> str:
    """Markdown whose beginning opens no list, heading or quotation, as words after a label may seem to."""
    start = _BLOCK_START.match(markdown)
    if start is None:
        is_rule = markdown.startswith(("-", "*", "_")) and not markdown.strip("-*_ ")
        return f"\\{markdown}" if is_rule else markdown
    if start[0].isdecimal():
        return f"{start[0]}\\{markdown[start.end() :]}"
    return f"\\{markdown}"


def _escaped(special: re.Match[str]) -> str:
    return special[0] if special["kept"] else f"\\{special[0]}"


def _escaped_but_star(special: re.Match[str]) -> str:
    """A single star pairs with nothing, so it needs no mark before it."""
    return "*" if special[0] == "*" else _escaped(special)
