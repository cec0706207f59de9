"""How long a long Word draft takes to become a draft, and how much memory: automatic numbers, tables, notes, comments.

    .venv/bin/python benchmarks/word_in.py [--keep FOLDER] [PAGES …]

It makes a draft of 228 and one of 600 pages (450 words a page), reads each in a process of its own, several times, and
reports the fastest reading and the peak of the process. It checks nothing.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))
from commentspace.formats.word.reading import read
from tests.word.building import abstract, lvl, num, p, r, word_file

ROUNDS = 3
PAGES = (228, 600)
WORDS_A_PAGE = 450
_SOME = (
    "water wetland birds reed the of and in a peat river flow restored levels season plants must shall be measured "
    "before after each parties guidance monitoring fish sediment local communities area landscape where possible"
)
WORDS = _SOME.split()
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{rank}"><w:name w:val="heading {rank}"/>'
    f'<w:pPr><w:outlineLvl w:val="{rank - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    for rank in (1, 2, 3)
)


def made(pages: int) -> bytes:
    """A draft of so many pages; the same each time."""
    chance = random.Random(1)  # noqa: S311  # the same draft each time
    parts: list[str] = []
    notes: list[str] = []
    comments: list[str] = []
    words = 0
    while words < pages * WORDS_A_PAGE:
        kind = chance.random()
        if kind < 0.08:
            parts.append(p(said(chance, 3, 8).capitalize(), style=f"Heading{chance.randint(1, 3)}"))
        elif kind < 0.12:
            parts.append(table(chance))
            words += 60
        else:
            count = chance.randint(30, 110)
            parts.append(paragraph(chance, count, notes, comments))
            words += count
    levels = lvl(0, "%1.") + lvl(1, "(%2)", "lowerLetter") + lvl(2, "(%3)", "lowerRoman")
    return word_file(
        "".join(parts),
        styles=HEADINGS,
        numbering=abstract(0, levels) + num(1, 0),
        parts={"footnotes": "".join(notes), "comments": "".join(comments)},
    )


def said(chance: random.Random, least: int, most: int) -> str:
    """Some words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))


def paragraph(chance: random.Random, count: int, notes: list[str], comments: list[str]) -> str:
    """A paragraph in several runs, as Word writes them, some bold, some with a note, a comment or a tracked change."""
    runs: list[str] = []
    for _ in range(chance.randint(2, 7)):
        text = said(chance, count // 6 + 1, count // 3 + 1) + " "
        look = '<w:lang w:val="en-GB"/>' + ("<w:b/>" if chance.random() < 0.08 else "")
        runs.append(r(text, look))
    if chance.random() < 0.1:
        notes.append(f'<w:footnote w:id="{len(notes) + 1}">{p(said(chance, 8, 30))}</w:footnote>')
        runs.append(r("", inside=f'<w:footnoteReference w:id="{len(notes)}"/>'))
    if chance.random() < 0.15:
        name = len(comments)
        comments.append(
            f'<w:comment w:id="{name}" w:author="Ana" w:date="2026-03-01T10:00:00Z">'
            f"{p(said(chance, 5, 40))}</w:comment>"
        )
        at = chance.randrange(len(runs))
        runs[at] = (
            f'<w:commentRangeStart w:id="{name}"/>{runs[at]}<w:commentRangeEnd w:id="{name}"/>'
            f'{r("", inside=f"""<w:commentReference w:id="{name}"/>""")}'
        )
    if chance.random() < 0.1:
        runs.append(f'<w:ins w:id="9" w:author="Ben" w:date="2026-03-02T10:00:00Z">{r(said(chance, 3, 9))}</w:ins>')
    level = chance.choice([0, 0, 0, 1, 1, 2, None])
    return p(inside="".join(runs), num=None if level is None else 1, level=level)


def table(chance: random.Random) -> str:
    """A table of some rows."""
    cells = "".join(f"<w:tc>{p(said(chance, 3, 6))}</w:tc>" for _ in range(4))
    return f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 4}</w:tbl>"


def main(chosen: argparse.Namespace) -> None:
    """Make each draft and read it in a process of its own."""
    with TemporaryDirectory() as temporary:
        for pages in chosen.pages or PAGES:
            path = Path(chosen.keep or temporary) / f"{pages}-pages.docx"
            path.write_bytes(made(pages))
            subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)  # noqa: S603  # ourselves


def report(path: Path) -> None:
    """Read it several times, say how long the fastest took."""
    data = path.read_bytes()
    times: list[float] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    draft = read(data, None)
    for _ in range(ROUNDS):
        began = time.process_time()
        read(data, None)
        times.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    comments = sum(len(paragraph.comments) for paragraph in draft.paragraphs)
    print(  # noqa: T201  # a report
        f"{path.name}: {len(draft.paragraphs):,} paragraphs, {comments:,} comments, "
        f"{min(times):.2f} s of the processor, peak {peak / 1024:.0f} MB ({before / 1024:.0f} MB before)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", help="a folder for the files")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("pages", nargs="*", type=int)
    options = parser.parse_args()
    if options.read:
        report(options.read)
    else:
        main(options)
