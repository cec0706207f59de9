"""How long the moderators' table takes: its first rows, a filter, more rows, and one answer to 500 comments at once.

    .venv/bin/python benchmarks/table.py [--comments N …] [--rounds N]

It builds a space of its own for each size (1,000, 5,000 and 20,000 comments, three quarters of which begin a thread),
serves it as people do, and asks as a browser does. It reports, side by side, the medians of the time until the whole
answer is there, and of what the server's processor spent; it checks only that the answers are right.
"""

import argparse
import asyncio
import re
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent))
from long_draft import served
from table_made import Made, made

from commentspace.database import Database

SIZES = (1_000, 5_000, 20_000)
ASKED = {
    "first rows": "",
    "lacks an answer": "?answer=lacks",
    "one organisation": "?organisation=Institute+03",
    "two words": "?words=wetland+birds",
    "Chinese": "?words=%E6%B9%BF%E5%9C%B0",
    "near-identical": "?group=near&answer=lacks",
    "largest groups": "?sort=size&group=organisation",
}
AT_ONCE = 500
ROW = re.compile(r'data-line="([a-z2-7]{16})"')


class Took(NamedTuple):
    """Milliseconds until the whole answer was there, and of the server's processor."""

    wall: float
    spent: float


class Table:
    """The table of one served space, asked as its moderator."""

    def __init__(self, base: str, space: Made, pid: int):
        self.address, self.pid = f"{base}/d/{space.document}/review/table", pid
        self._cookie = f"session={space.session}"

    def get(self, query: str = "", kind: str = "text/html") -> str:
        """A page, or with another kind what a script is given."""
        return self._sent(query, None, kind)

    def post(self, path: str, fields: list[tuple[str, str]]) -> str:
        """The answer to a form, redirects followed."""
        return self._sent(path, urlencode(fields).encode(), "text/html")

    def took(self, act: Callable[[], Any]) -> Took:
        """How long it takes."""
        spent, began = self._spent(), time.perf_counter()
        act()
        return Took((time.perf_counter() - began) * 1_000, self._spent() - spent)

    def _sent(self, more: str, data: bytes | None, kind: str) -> str:
        headers = {"Cookie": self._cookie, "Accept": kind, "Sec-Fetch-Site": "same-origin"}
        request = urllib.request.Request(self.address + more, data, headers)  # noqa: S310  # our own server
        with urllib.request.urlopen(request) as answer:  # noqa: S310  # likewise
            content: bytes = answer.read()
        return content.decode()

    def _spent(self) -> float:
        """Milliseconds that the server's threads have run."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((each / "schedstat").read_text().split()[0]) for each in threads) / 1e6


def answered(table: Table, outcome: str) -> None:
    """Give the first comments one answer: chosen, looked at, done."""
    picked: list[str] = []
    query = ""
    while len(picked) < AT_ONCE:
        page = table.get(query)
        picked += [uid for uid in ROW.findall(page) if uid not in picked]
        more = re.search(r'rel="next" class="edge" href="[^"?]*([^"]*)"', page)
        if more is None:
            break
        query = more[1].replace("&amp;", "&")
    chosen = [("pick", uid) for uid in picked[:AT_ONCE]]
    look = table.post("/look", [*chosen, ("verb", "answer")])
    mark, key = (re.search(rf'name="{name}" value="([^"]+)"', look) for name in ("mark", "key"))
    if mark is None or key is None:
        raise RuntimeError("there is nothing to look at")
    said = [
        ("mark", mark[1]),
        ("key", key[1]),
        ("verb", "answer"),
        ("outcome", outcome),
        ("reason", "Dear {name}: so."),
    ]
    times.append(table.took(lambda: done.append(table.post("/done", [*chosen, *said]))))
    if f"{len(chosen)} comments are answered" not in done.pop():
        raise RuntimeError("not all of them were answered")


times: list[Took] = []
done: list[str] = []


async def measured(number: int, rounds: int) -> dict[str, Took]:
    """All of it on a space with so many comments."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(Database(f"sqlite:///{Path(folder) / 'commentspace.sqlite3'}")) as database:
            space = made(database, 2_000, number)
        async with served(Path(folder)) as base:
            return await asyncio.to_thread(_asked, Table(base, space, _child()), rounds)


def _asked(table: Table, rounds: int) -> dict[str, Took]:
    found: dict[str, list[Took]] = {name: [] for name in ASKED}
    for query in ASKED.values():
        if not ROW.search(table.get(query)):
            raise RuntimeError(f"no rows for {query!r}")  # it is warm now as well
    for _ in range(rounds):
        for name, query in ASKED.items():
            found[name].append(table.took(lambda query=query: table.get(query)))  # type: ignore[misc]  # a default of a lambda
    later = re.search(r'rel="next" class="edge" href="[^"?]*([^"]*)"', table.get())
    if later is not None:
        more = later[1].replace("&amp;", "&")
        found["60 more rows"] = [table.took(lambda: table.get(more, "application/json")) for _ in range(rounds)]
    times.clear()
    for outcome in ("noted", "accepted", "noted"):
        answered(table, outcome)
    found["500 answers"] = list(times)
    return {
        name: Took(*(statistics.median(values) for values in zip(*each, strict=True))) for name, each in found.items()
    }


def _child() -> int:
    """The server that was started last by this process."""
    children = Path("/proc/self/task").glob("*/children")
    return max(int(pid) for each in children for pid in each.read_text().split())


def main(chosen: argparse.Namespace) -> None:
    """Measure each size, and print them side by side."""
    found = {number: asyncio.run(measured(number, chosen.rounds)) for number in chosen.comments}
    print(f"{'ms until the answer is there (of the processor)':<34}" + "".join(f"{n:>18,}" for n in found))  # noqa: T201
    for name in next(iter(found.values())):
        cells = (each.get(name) for each in found.values())
        said = (f"{took.wall:>9,.0f} ({took.spent:,.0f})" if took else "–" for took in cells)
        print(f"{name:<34}" + "".join(f"{each:>18}" for each in said))  # noqa: T201  # a report


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=7)
    main(parser.parse_args())
