"""Workbooks (.xlsx, .xls, .ods) as tables of texts; only what is shown is read, and formulas as what they came to."""

import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from commentspace.errors import Invalid, TooLong, marked
from commentspace.formats.matrix.grids import MOST_ROWS, Grid, Place, Read

MOST_SHEETS = 100
MOST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 5_000
MOST_MERGED = 200_000
"""Cells that merged ones cover."""
FARTHEST = (1_000_000, 2_000)
"""Rows and columns within which all cells stand: a table that is empty but for its corners fills no memory."""
_MEBIBYTE = 1024 * 1024

_IS_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REFERENCE = re.compile(rb'<(?:\w+:)?c [^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_HAS_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_HEAD = 4_096

Value = int | float | str | bool | time | date | datetime | timedelta


def read(data: bytes) -> Read:
    """The sheets that are shown. Raises Invalid for what is no workbook, broken, protected by a password or hostile."""
    _check(data)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return _sheets(workbook)
    except CalamineError as error:
        raise _locked() if "assword" in type(error).__name__ + str(error) else _damaged() from error


def _sheets(workbook: CalamineWorkbook) -> Read:
    grids: list[Grid] = []
    hidden: list[str] = []
    sheets = [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    for sheet in sheets[:MOST_SHEETS]:
        if sheet.visible != SheetVisibleEnum.Visible:
            hidden.append(sheet.name)
        elif grid := _grid(workbook.get_sheet_by_name(sheet.name)):
            grids.append(grid)
    if not hidden:
        return Read(grids)
    sentence = marked(
        "Hidden sheets were not read: %(sheets)s. Show them and send the file again if they hold comments."
    )
    return Read(grids, [(sentence, {"sheets": ", ".join(hidden[:10])})])


def _grid(sheet: CalamineSheet) -> Grid | None:
    if sheet.start is None or sheet.end is None:
        return None
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > FARTHEST[0] or width > FARTHEST[1]:
        raise _too_far()
    first, left = sheet.start
    rows = [[*[""] * left, *map(shown, row)] for row in sheet.to_python(skip_empty_area=True)]
    merged = _merged(sheet.merged_cell_ranges or [], first)
    return Grid(_without_tail(rows), sheet.name, merged)


def _merged(ranges: Sequence[tuple[Place, Place]], first: int) -> dict[Place, Place]:
    """Which cells are covered; sheets are read from their first row that holds something on."""
    found: dict[Place, Place] = {}
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) + len(found) > MOST_MERGED:
            continue
        begins = (top - first, left)
        covered = ((row - first, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        found |= {place: begins for place in covered if place != begins}
    return found


def _without_tail(rows: list[list[str]]) -> list[list[str]]:
    """Without the empty rows and columns at the end, of which some programs save thousands."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((last + 1 for row in rows for last in range(len(row)) if row[last]), default=0)
    return [row[:width] for row in rows]


def shown(value: Value) -> str:
    """A value as text: whole numbers without a point, dates as in ISO 8601, no time where it is midnight."""
    match value:
        case bool():
            text = "true" if value else "false"
        case float():
            text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            text = value.date().isoformat()
        case datetime():
            text = value.replace(microsecond=0).isoformat(" ")
        case date() | time():
            text = value.isoformat()
        case _:
            text = str(value)
    return text


def _check(data: bytes) -> None:
    """Count and measure what is packed before anything is unpacked; refuse entities of XML."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _locked()
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
                raise _locked()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _too_large()
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(packed, part)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise _damaged() from error


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with packed.open(part) as opened:
        start = opened.read(_HEAD)
        if _HAS_DOCTYPE.search(start):
            raise _damaged()
        if not _SHEET.fullmatch(part.filename):
            return
        rows = start.count(b"<row")
        unpacked, tail = len(start), start
        while True:
            for letters, number in _REFERENCE.findall(tail):
                if int(number) > FARTHEST[0] or _column(letters) > FARTHEST[1]:
                    raise _too_far()
            block = opened.read(_MEBIBYTE)
            if not block:
                break
            unpacked, tail, rows = unpacked + len(block), tail[-256:] + block, rows + block.count(b"<row")
            if unpacked > MOST_UNPACKED or rows > 50 * MOST_ROWS:
                raise _too_large()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _damaged() -> Invalid:
    return Invalid(
        marked("This is not a workbook, or it is damaged. Save it again as .xlsx in your program and send that."),
        field="file",
    )


def _locked() -> Invalid:
    return Invalid(
        marked("This workbook is protected by a password. Save it without the password and send it again."),
        field="file",
    )


def _too_large() -> TooLong:
    return TooLong(
        marked(
            "Unpacked, this workbook is larger than is taken. Keep the sheet with the comments alone and send that."
        ),
        field="file",
    )


def _too_far() -> TooLong:
    return TooLong(
        marked(
            "This workbook has cells far beyond its table. "
            "Copy the rows with the comments to a new workbook and send that."
        ),
        field="file",
    )
