"""A report as a PDF, with its pictures."""

from functools import cache

from commentspace import places
from commentspace.domain.reporting.values import Report
from commentspace.formats import pdf_out
from commentspace.formats.report.book import Book
from commentspace.render import review_pictures
from commentspace.render.environment import environment, interface
from commentspace.render.pictures.bars import bar
from commentspace.render.reports.sections import book
from commentspace.render.reports.words import Words
from commentspace.render.review_pictures import Sight

COLOURS = {
    "full": 'fill="#2f5d8a"',
    "whole": 'stroke="#999999"',
    "scale": 'stroke="#999999"',
    "ground": 'stroke="#555555"',
    "mark": 'stroke="#555555"',
}
"""What the parts of a picture are drawn with on paper, as attributes, by their class."""


def printed(report: Report, words: Words) -> bytes:
    """The PDF."""
    return pdf_out.printed(page(report, words), _style() + _columns(book(report, words)), {}).content


def page(report: Report, words: Words) -> str:
    """The report as one page of HTML, to be laid out on paper."""
    made = book(report, words)
    template = environment(places.templates()).get_template("print/report.html")
    return _coloured(template.render(interface(words.language) | {"book": made, **pictures(report, made, words)}))


def _coloured(html: str) -> str:
    """Pictures get their colours from the style of a page, which on paper does not reach into them."""
    for name, colour in COLOURS.items():
        html = html.replace(f'class="{name}"', f'class="{name}" {colour}')
    return html


def pictures(report: Report, made: Book, words: Words) -> dict[str, object]:
    """What is drawn beside the numbers: comments over time, and bars in the column that says so."""
    sight = Sight(words.language, words.zone, report.document, report.at)
    round_ = report.round
    times = review_pictures.comments_over_time(sight, report.moments, round_.standing, round_.turns[::-1])
    return {"times": times, "bars": bars(made, is_rtl=sight.is_rtl)}


def bars(made: Book, *, is_rtl: bool) -> dict[str, list[str]]:
    """A bar for each row of the sections that have a column to be drawn."""
    return {
        section.name: [str(bar(row[grid.drawn].number or 0, grid.most, is_rtl=is_rtl)) for row in grid.rows]
        for section in made.sections
        if (grid := section.grid) is not None and grid.drawn is not None
    }


def _columns(made: Book) -> str:
    """How wide the columns of each table are: their shares of what its bars leave."""
    rules = []
    for section in made.sections:
        if section.grid is not None:
            room = 75 if section.grid.drawn is not None else 100
            shares = [share * room / sum(section.grid.widths) for share in section.grid.widths]
            rules += [
                f"#{section.name} th:nth-child({n}) {{ width: {share:.1f}% }}" for n, share in enumerate(shares, 1)
            ]
    return "\n".join(rules)


@cache
def _style() -> str:
    folder = places.templates() / "print"
    bars = "\n".join(f".bar.of-{share} {{ width: {share}% }}" for share in range(101))
    return "\n".join([*((folder / name).read_text("utf-8") for name in ("document.css", "report.css")), bars])
