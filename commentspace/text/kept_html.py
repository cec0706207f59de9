"""HTML that was kept elsewhere: shown here only as far as we could have made it ourselves."""

import re

import nh3

from commentspace.text import controls, links
from commentspace.text.markdown import WORDING_ATTRIBUTES, WORDING_TAGS, is_kept

_CONTROL = re.compile(r'<span class="control">U\+(20[0-9A-F]{2})</span>')
_CLEANER = nh3.Cleaner(
    tags=WORDING_TAGS | {"ins", "del"},
    attributes=WORDING_ATTRIBUTES,
    clean_content_tags={"script", "style"},
    link_rel="nofollow noopener noreferrer",
    url_schemes=links.SCHEMES,
    url_relative="pass_through",  # `is_kept` lets through the relative addresses of pictures alone
    attribute_filter=is_kept,
)


def safe(html: str) -> str:
    """The same HTML if it is ours, of a comment, a wording or a difference; else what is left of it is harmless."""
    bare = _CONTROL.sub(lambda control: chr(int(control[1], 16)), html)
    return controls.shown(_CLEANER.clean(bare))
