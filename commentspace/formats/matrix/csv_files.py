"""CSV and TSV files (RFC 4180), as spreadsheet programs of many countries save them, as tables of texts."""

import csv
import io
from collections.abc import Sequence

from commentspace.errors import Invalid, marked
from commentspace.formats import list_files
from commentspace.formats.matrix.grids import MOST_ROWS, Grid, Read
from commentspace.text.cells import restored

LONGEST_CELL = 200_000
_SEPARATORS = ",;\t|"
_SAMPLE = 20_000


def read(data: bytes, languages: Sequence[str], *, tabs: bool = False) -> Read:
    """The one table of the file; `languages` are those it may be written in, `tabs` that its name says .tsv."""
    text, encoding = list_files.decode(data, languages[0] if languages else "en")
    separator, text = _separator(text, tabs=tabs)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    csv.field_size_limit(LONGEST_CELL)
    try:
        for row in reader:
            rows.append([restored(cell) for cell in row])
            if len(rows) > 2 * MOST_ROWS:
                break
    except csv.Error as error:
        raise Invalid(
            marked("The table cannot be read as CSV from line %(line)d on. Look at the quotation marks there."),
            field="file",
            line=reader.line_num,
        ) from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not encoding:
        return Read([Grid(rows)])
    sentence = marked(
        "The file is not in UTF-8; it was read as %(encoding)s. Look at words with accents or other letters."
    )
    return Read([Grid(rows)], [(sentence, {"encoding": encoding})])


def _separator(text: str, *, tabs: bool) -> tuple[str, str]:
    """What parts the cells, and the text after the line "sep=;" that some programs begin with."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        return first[4], rest
    if tabs:
        return "\t", text
    return max(_SEPARATORS, key=lambda each: _fit(text[:_SAMPLE], each)), text


def _fit(sample: str, separator: str) -> int:
    """How well a separator parts the first rows: as many as possible into as many cells as the widest has."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if any(row)]
    except csv.Error:
        return 0
    return sum(width - 1 for width in widths if width == max(widths))
