"""The elements of a picture, escaped, with presentation attributes only: the page's policy forbids styles."""

from markupsafe import Markup, escape

WIDE = 100.0
"""The width of every picture, in per cent."""
NEAR = 1.0


def element(name: str, *content: str, **attributes: object) -> Markup:
    """An element; underscores in the names of attributes are hyphens, and one at the end is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value != ""
    )
    inside = Markup("").join(escape(each) for each in content)
    return Markup("<{0}{1}>{2}</{0}>").format(name, Markup(written), inside)  # noqa: S704  # each value is escaped above


def per_cent(share: float) -> str:
    """A place or a width, short: "12.5%"."""
    return f"{share:.3f}".rstrip("0").rstrip(".") + "%"


def placed(at: float, width: float, is_rtl: bool) -> str:
    """Where something begins that is so wide; mirrored where reading begins on the right."""
    return per_cent(WIDE - at - width if is_rtl else at)


def at_middle(words: str, at: float, y: float, is_rtl: bool) -> Markup:
    """A few words above a place; near an end they keep off it."""
    x = placed(min(max(at, NEAR), WIDE - NEAR), 0, is_rtl)
    return element("text", words, x=x, y=y, class_="axis", text_anchor="middle", font_size=11)


def picture(name: str, height: float, title: str, described: str, *content: str, role: str = "img") -> Markup:
    """The whole picture, which a screen reader calls by its title and description; one with links is a "group"."""
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", described, id=f"{name}-desc"),
        *content,
        class_=f"picture {name}",
        role=role,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        width="100%",
        height=height,
    )
