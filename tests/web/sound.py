"""Whether a page is sound: one heading, names that are used once, labels and descriptions that are there."""

from tests.web.pages import Node, Page, words_of


def assert_sound(page: Page) -> None:
    """AssertionError with what is not."""
    where = f"{page.address} ({page.status})"
    assert len(page.all("h1")) == 1, where
    assert page.one("html").get("lang"), where
    assert page.words("head title").removesuffix("commentspace").strip(" ·"), where
    names = [node.get("id", "") for node in page.all("[id]")]
    assert len(names) == len(set(names)), f"{where}: {sorted(name for name in names if names.count(name) > 1)}"
    labelled = {node.get("for") for node in page.all("label[for]")}
    controls = [node for node in page.all("input, select, textarea") if node.get("id") not in labelled]
    assert not [node.get("name") for node in controls if not _is_labelled(node)], where
    assert not [words_of(node) for node in page.all("button, a") if not _is_named(node)], where
    for node in page.all("[aria-describedby]"):
        assert set(node.get("aria-describedby", "").split()) <= set(names), where
    for node in page.all(
        "a[href^='#']:not(.answers a)"
    ):  # a comment that stands alone may answer one that is elsewhere
        assert node.get("href", "")[1:] in names, f"{where}: {node.get('href')} leads nowhere"


def _is_labelled(node: Node) -> bool:
    """Whether a control to which no label points says what it is for."""
    if node.get("type") == "hidden" or node.get("aria-label"):
        return True
    return any(above.tag == "label" for above in node.iterancestors())


def _is_named(node: Node) -> bool:
    return bool(words_of(node) or node.get("aria-label") or node.get("hidden") is not None)
