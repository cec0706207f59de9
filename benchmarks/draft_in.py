"""What it takes to read a draft's file apart, and whether the server answers meanwhile.

    python benchmarks/draft_in.py draft.docx
    python benchmarks/draft_in.py --paragraphs 9000 --serve

For each file: seconds, the peak of the child's memory, and what was found. Without files one is made: an HTML and a
Word file of so many paragraphs (15 are about a page). With --serve a real server is asked for /healthz every 20 ms
while somebody brings in the file: the longest and the usual wait are printed, before and meanwhile.
"""

import argparse
import asyncio
import re
import resource
import statistics
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import docx

from commentspace.children import Pool
from commentspace.formats import apart, reading

WORDS = "The Conference of the Parties invites all Parties to restore wetlands as their own circumstances allow. " * 3
EVERY = 0.02
MEBIBYTE = 1024 * 1024


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--paragraphs", type=int, default=9_000)
    asked.add_argument("--serve", action="store_true", help="ask for answers while the first file is read")
    chosen = asked.parse_args()
    files = {path.name: path.read_bytes() for path in chosen.files} or made(chosen.paragraphs)
    for name, data in files.items():
        say(measured(name, data))
    if chosen.serve:
        name, data = next(iter(files.items()))
        say(asyncio.run(waits(name, data)))


def made(paragraphs: int) -> dict[str, bytes]:
    """The same draft as a Word file and as a page."""
    document, out = docx.Document(), BytesIO()
    page = ["<html lang=en><body>"]
    for number in range(paragraphs):
        if number % 20 == 0:
            document.add_heading(f"Part {number}", 1)
            page.append(f"<h1>Part {number}</h1>")
        document.add_paragraph(WORDS, style="List Number")
        page.append(f"<p>{number + 1}. {WORDS}</p>")
    document.save(out)
    return {"made.docx": out.getvalue(), "made.html": "".join(page).encode()}


def measured(name: str, data: bytes) -> str:
    """Seconds and the peak of memory of a new child, as the door waits for it."""
    pool = Pool(apart.SECONDS, apart.MEMORY, 1)
    apart.read(b"warm", "a.txt", "en", pool=pool)
    began = time.perf_counter()
    kind, ready = reading.prepared(data, name)
    draft = apart.asked(reading.read_as, kind, ready, None, pool=pool)
    seconds = time.perf_counter() - began
    peak = pool.call(resource.getrusage, resource.RUSAGE_SELF).ru_maxrss * 1024
    pool.close()
    size, found = len(data) / MEBIBYTE, f"{len(draft.paragraphs)} paragraphs"
    return f"{name:24} {size:6.2f} MiB  {seconds:6.2f} s  peak {peak / MEBIBYTE:4.0f} MiB  {found}"


async def waits(name: str, data: bytes) -> str:
    """How long /healthz lets one wait, before and while a draft comes in over a real connection."""
    import httpx2  # noqa: PLC0415  # asked for with --serve only

    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "commentspace", "demo", "--data", f"{folder}/demo", "--port", "8977"),
            env={"PATH": "/usr/bin:/bin", "COMMENTSPACE_MAIL_PORT": "-1"},
            cwd=Path(__file__).parent.parent,
        )
        try:
            async with httpx2.AsyncClient(base_url="http://localhost:8977", timeout=120) as client:
                await _ready(client)
                quiet, sent = await _waited(client, asyncio.sleep(3)), time.perf_counter()
                busy = await _waited(client, _bring(client, name, data))
                seconds = time.perf_counter() - sent
        finally:
            process.terminate()
            await process.wait()
    return f"/healthz: quiet {_told(quiet)}; while {name} comes in ({seconds:.1f} s) {_told(busy)}"


async def _ready(client: object) -> None:
    for _ in range(600):
        try:
            if (await client.get("/readyz")).status_code == 200:  # type: ignore[attr-defined]  # httpx2 is imported late
                return
        except OSError:
            pass
        except Exception as error:
            if "Connect" not in type(error).__name__:
                raise
        await asyncio.sleep(0.1)


async def _bring(client: object, name: str, data: bytes) -> None:
    """Sign in as the demo's moderator and send the form of a new draft, as a browser does."""
    home = await client.get("/")  # type: ignore[attr-defined]  # as above
    person = re.findall(r'name="person" value="([^"]+)"', home.text)[0]
    signed = await client.post("/demo/sign-in", data={"person": person, "next": "/"})  # type: ignore[attr-defined]  # as above
    sent = await client.post(  # type: ignore[attr-defined]  # as above
        "/s/wetlands/drafts", data={"symbol": "BIG/1", "draft_language": "en"}, files={"file": (name, data)}
    )
    say(f"signing in: {signed.status_code}; bringing in: {sent.status_code} {sent.headers.get('location', '')}")


async def _waited(client: object, work: object) -> list[float]:
    """Seconds of each answer while `work` is done."""
    task = asyncio.ensure_future(work)  # type: ignore[call-overload]  # a coroutine
    found = []
    while not task.done():
        began = time.perf_counter()
        await client.get("/healthz")  # type: ignore[attr-defined]  # as above
        found.append(time.perf_counter() - began)
        await asyncio.sleep(EVERY)
    await task
    return found


def _told(found: list[float]) -> str:
    return f"median {1000 * statistics.median(found):.0f} ms, longest {1000 * max(found):.0f} ms of {len(found)}"


def say(text: str) -> None:
    """Write to the standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
