"""What LibreOffice prints: many Word files are turned to text in one go, and the labels read off."""

from collections.abc import Mapping
from pathlib import Path

from tests.services.office import converted
from tests.word.case import before_mark, number_in


def printed(folder: Path, files: Mapping[str, bytes]) -> dict[str, dict[int, str]]:
    """By file, the label that LibreOffice prints before each line that it shows."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    converted(folder, [folder / f"{name}.docx" for name in files], "txt:Text (encoded):UTF8")
    return {name: _labels((folder / f"{name}.txt").read_text("utf-8-sig")) for name in files}


def written(folder: Path, sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """The Word files that LibreOffice makes of files in other formats, by the first part of their names."""
    for name, content in sources.items():
        (folder / name).write_bytes(content)
    converted(folder, [folder / name for name in sources], "docx:MS Word 2007 XML")
    stems = [Path(name).stem for name in sources]
    return {stem: (folder / f"{stem}.docx").read_bytes() for stem in stems}


def _labels(text: str) -> dict[int, str]:
    found = {}
    for line in text.splitlines():
        place = number_in(line)
        if place is not None:
            found[place] = before_mark(line)
    return found
