"""Filled files: which reader takes which, by the name and, for Word files, by what is in them."""

from commentspace.domain.submitted import Known, Submitted
from commentspace.errors import Invalid, marked
from commentspace.formats import packet_back
from commentspace.formats.matrix import reading as matrix
from commentspace.formats.matrix import word_tables
from commentspace.formats.word_back import reading as word_back

TABLES = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})
PACKETS = frozenset({"html", "htm", "json"})
KINDS = frozenset({"docx", *TABLES, *PACKETS})
"""The ends of the names of files that are taken."""

KIND = marked(
    "This kind of file is not taken here. Send the Word file of the draft (docx), a table of comments "
    "(xlsx, xls, ods, csv, tsv, or a table in a docx), or the comments of a packet (json, html)."
)


def require_kind(filename: str) -> str:
    """The end of the name, if files of this kind are taken; else Invalid."""
    kind = filename.rpartition(".")[2].lower()
    if kind not in KINDS:
        raise Invalid(KIND, field="file")
    return kind


def read(data: bytes, filename: str, known: Known) -> Submitted:
    """What a filled file says about the document `known`, row by row. Invalid for one that cannot be read."""
    kind = require_kind(filename)
    if kind in PACKETS:
        return packet_back.read(data, filename, known)
    if kind in TABLES or word_tables.is_matrix(data):
        return matrix.read(data, filename, known)
    return word_back.read(data, known)
