"""Comment matrices as files: workbook, CSV, and a table of a Word file."""

import csv
import io

from commentspace.domain.exported import Exported
from commentspace.formats.matrix import sheet_out, word_out
from commentspace.formats.matrix.hidden import NAMES
from commentspace.formats.matrix.layouts import ON_PAPER
from commentspace.formats.matrix.table import table
from commentspace.formats.options import Options
from commentspace.text.cells import inert


def xlsx(exported: Exported, options: Options) -> bytes:
    """The matrix as a workbook with one sheet. All cells are text: nothing in them is ever run."""
    return sheet_out.write(table(exported, options), options.language)


def to_csv(exported: Exported, options: Options) -> bytes:
    """The matrix as CSV (RFC 4180) in UTF-8 with a byte order mark; the first row has the heads.

    Our names stand in the last columns, unless columns were chosen. Cells that could begin a formula are inert.
    """
    made = table(exported, options)
    names = () if options.columns else NAMES
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*made.heads, *names])
    for row in made.rows:
        writer.writerow([inert(text) for text in (*row.texts, *(row.names[name] for name in names))])
    return out.getvalue().encode("utf-8-sig")


def docx(exported: Exported, options: Options) -> bytes:
    """The matrix as a table of a Word file in landscape, its heads on every page; our names are hidden text."""
    return word_out.write(table(exported, options, ON_PAPER), options.language)
