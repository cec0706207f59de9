"""An archive of a space as one file: a ZIP of tables as lines of JSON, files by their SHA-256, and a verifier.

about.json             what it is of, and the SHA-256 of every other part
tables/NAME.jsonl      the rows of a table, one a line
files/SHA256           the bytes of each file
verify.py              checks it without this program: python verify.py ARCHIVE
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import groupby
from typing import IO, Any

from commentspace.errors import Invalid, marked

FORM = "commentspace/space/1"
BATCH = 500
CHUNK = 256 * 1024
"""Bytes of a file that one row of CHUNKS holds."""
LARGEST_ABOUT = 16 * 1024 * 1024
LARGEST_LINE = 128 * 1024 * 1024
"""Bytes of one row; the longest hold the text of a whole draft."""

ABOUT, VERIFIER, BLOBS, CHUNKS = "about.json", "verify.py", "blob", "blob_chunk"

DAMAGED = marked("This is not an archive of a space, or it is damaged (%(part)s). Take the archive again.")

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

Row = dict[str, Any]
Batches = Iterable[list[Row]]


def write(to: IO[bytes], about: Row, tables: Iterable[tuple[str, Batches]]) -> None:
    """Write an archive. Rows of CHUNKS bring the bytes of files in order, after the rows of BLOBS that name them."""
    parts: dict[str, str] = {}
    names: dict[int, str] = {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, batches in tables:
            rows = _rows(batches)
            if name == CHUNKS:
                rows = iter(_written_files(packed, rows, names, parts))
            elif name == BLOBS:
                rows = _noted(rows, names)
            _write(packed, f"tables/{name}.jsonl", map(_line, rows), parts)
        _write(packed, VERIFIER, [verifier()], parts)
        packed.writestr(ABOUT, json.dumps({"form": FORM, **about, "parts": parts}, ensure_ascii=False, indent=2) + "\n")


def verifier() -> bytes:
    """The script that checks an archive with nothing but Python."""
    return resources.files("commentspace.formats").joinpath("archive_verifier.py").read_bytes()


def _rows(batches: Batches) -> Iterator[Row]:
    return (row for batch in batches for row in batch)


def _noted(rows: Iterable[Row], names: dict[int, str]) -> Iterator[Row]:
    for row in rows:
        names[row["id"]] = row["sha256"]
        yield row


def _line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _written_files(
    packed: zipfile.ZipFile, rows: Iterable[Row], names: dict[int, str], parts: dict[str, str]
) -> list[Row]:
    """Write the files; the rows without their bytes."""
    without: list[Row] = []

    def pieces(chunks: Iterable[Row]) -> Iterator[bytes]:
        for row in chunks:
            yield row["content"]
            without.append({name: value for name, value in row.items() if name != "content"})

    for blob, chunks in groupby(rows, lambda row: row["blob_id"]):
        _write(packed, f"files/{names[blob]}", pieces(chunks), parts)
    return without


def _write(packed: zipfile.ZipFile, name: str, pieces: Iterable[bytes], parts: dict[str, str]) -> None:
    digest = hashlib.sha256()
    with packed.open(name, "w", force_zip64=True) as part:
        for piece in pieces:
            digest.update(piece)
            part.write(piece)
    parts[name] = digest.hexdigest()


class Archive:
    """An archive that is read. Invalid, with the part at fault, where it is damaged or none."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._packed = zipfile.ZipFile(file)
            if self._packed.getinfo(ABOUT).file_size > LARGEST_ABOUT:
                raise Invalid(DAMAGED, part=ABOUT)
            self.about: Row = json.loads(self._packed.read(ABOUT))
        except (*_BROKEN, KeyError, ValueError) as error:
            raise Invalid(DAMAGED, part=ABOUT) from error
        if not isinstance(self.about, dict) or self.about.get("form") != FORM:
            raise Invalid(DAMAGED, part=ABOUT)
        self.parts: dict[str, str] = self.about.get("parts", {})
        if not isinstance(self.parts, dict) or not all(map(str.isprintable, self.parts)):
            raise Invalid(DAMAGED, part=ABOUT)
        self._names: dict[int, str] = {}
        self._next: tuple[str, int, IO[bytes]] | None = None  # a file that is being read, and its next chunk

    def check(self) -> int:
        """Read every part against its SHA-256; the number of parts."""
        for name, expected in self.parts.items():
            digest = hashlib.sha256()
            for piece in self._pieces(name):
                digest.update(piece)
            if digest.hexdigest() != expected:
                raise Invalid(DAMAGED, part=name)
        return len(self.parts)

    def rows(self, table: str) -> Iterator[list[Row]]:
        """The rows of a table in batches, with the bytes of files in those of CHUNKS; none where it is not there."""
        name = f"tables/{table}.jsonl"
        if name not in self.parts:
            return
        batch: list[Row] = []
        with self._opened(name) as lines:
            for line in _lines(lines, name):
                batch.append(self._row(table, name, line))
                if len(batch) == (1 if table == CHUNKS else BATCH):
                    yield batch
                    batch = []
        if batch:
            yield batch

    def _row(self, table: str, name: str, line: bytes) -> Row:
        try:
            row: Row = dict(json.loads(line))
            if table == BLOBS:
                self._require_file(row)
                self._names[row["id"]] = row["sha256"]
            elif table == CHUNKS:
                row["content"] = self._chunk(self._names[row["blob_id"]], row["position"])
        except (*_BROKEN, ValueError, KeyError, TypeError) as error:
            raise Invalid(DAMAGED, part=name) from error
        return row

    def _require_file(self, row: Row) -> None:
        """Whoever names a file has to have it: its name alone gives nobody the bytes of others."""
        name = f"files/{row['sha256']}"
        if row["size"] and self.parts.get(name) != row["sha256"]:
            raise Invalid(DAMAGED, part=name)

    def _chunk(self, sha256: str, position: int) -> bytes:
        if self._next is None or self._next[:2] != (sha256, position):
            file = self._opened(f"files/{sha256}")
            file.seek(position * CHUNK)
        else:
            file = self._next[2]
        self._next = sha256, position + 1, file
        return file.read(CHUNK)

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._opened(name) as part:
                while piece := part.read(CHUNK):
                    yield piece
        except _BROKEN as error:
            raise Invalid(DAMAGED, part=name) from error

    def _opened(self, name: str) -> IO[bytes]:
        try:
            return self._packed.open(name)
        except (*_BROKEN, KeyError) as error:
            raise Invalid(DAMAGED, part=name) from error


def _lines(part: IO[bytes], name: str) -> Iterator[bytes]:
    try:
        while line := part.readline(LARGEST_LINE + 1):
            if len(line) > LARGEST_LINE:
                raise Invalid(DAMAGED, part=name)
            yield line
    except _BROKEN as error:
        raise Invalid(DAMAGED, part=name) from error
