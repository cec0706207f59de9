"""A part of a whole, as a bar beside its numbers in a table; the numbers say it already, so nobody is read it twice."""

from markupsafe import Markup

from commentspace.render.pictures.svg import WIDE, element, per_cent, placed

HEIGHT = 10


def bar(part: int, whole: int, *, is_rtl: bool) -> Markup:
    """Filled from where reading begins; the frame is the whole."""
    share = WIDE * part / whole if whole else 0.0
    frame = element("rect", x=0, y=0.5, width="100%", height=HEIGHT - 1, class_="whole", fill="none")
    filled = element("rect", x=placed(0, share, is_rtl), y=0, width=per_cent(share), height=HEIGHT, class_="full")
    drawn = [frame, filled] if part else [frame]
    return element("svg", *drawn, class_="picture part", aria_hidden="true", width="100%", height=HEIGHT)
