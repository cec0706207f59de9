"""An answer of the site, looked at as a person without scripts would look at it."""

from functools import cache, cached_property

import httpx2
from lxml import etree
from lxml.cssselect import CSSSelector

Node = etree._Element


class Page:
    """One answer; `one` and `all` find elements by CSS selectors, `words` reads what they say."""

    def __init__(self, response: httpx2.Response):
        self.response = response
        self.status = response.status_code
        self.text = response.text
        self.address = response.url.raw_path.decode()
        """Where the visitor has come to, redirects followed, with the query and without the fragment."""

    @cached_property
    def tree(self) -> Node:
        """The document that the HTML describes, without what only scripts make use of."""
        root = etree.fromstring(self.response.content, etree.HTMLParser(encoding="utf-8"))
        etree.strip_elements(root, "template", with_tail=False)
        return root

    def header(self, name: str) -> str:
        """A header of the answer, or the empty string."""
        return str(self.response.headers.get(name, ""))

    def all(self, selector: str) -> list[Node]:
        """Every element that the selector finds, in order."""
        return find(self.tree, selector)

    def one(self, selector: str) -> Node:
        """The one element that the selector finds."""
        found = self.all(selector)
        assert len(found) == 1, f"{selector} finds {len(found)} elements on {self.address} ({self.status})"
        return found[0]

    def has(self, selector: str) -> bool:
        """Whether there is such an element."""
        return bool(self.all(selector))

    def words(self, selector: str = "main") -> str:
        """What the one element says, white space folded."""
        return words_of(self.one(selector))

    def said(self, selector: str) -> list[str]:
        """What each of the elements says."""
        return [words_of(node) for node in self.all(selector)]

    def link(self, words: str, within: str = "body") -> str:
        """Where the one link with these words leads."""
        found = [node.get("href", "") for node in self.all(f"{within} a") if words_of(node) == words]
        assert len(set(found)) == 1, f"{words!r} is the text of links to {found} on {self.address}"
        return found[0]

    def problem(self, field: str = "") -> str:
        """The sentence at a field, which the field itself points to; without a name that of the whole form."""
        if not field:
            return self.words(".problem.whole")
        named = [node for node in self.all("[name]") if node.get("name") == field and node.get("aria-invalid")]
        assert named, f"no field {field} is marked as wrong on {self.address}: {self.said('.problem')}"
        of_it = {identity for node in named for identity in node.get("aria-describedby", "").split()}
        said = [words_of(node) for node in self.all(".problem") if node.get("id") in of_it]
        assert said, f"the field {field} is wrong, but points to no sentence"
        return said[0]


def find(node: Node, selector: str) -> list[Node]:
    """The elements below a node that a CSS selector finds."""
    found = _compiled(selector)(node)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, Node)]


@cache
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def words_of(node: Node) -> str:
    """The text in an element, white space folded."""
    return " ".join("".join(str(part) for part in node.itertext()).split())
