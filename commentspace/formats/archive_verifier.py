"""Checks an archive of a space with nothing but Python 3: python verify.py ARCHIVE

It reads every part against its SHA-256, then the record: that no number is missing, that each event is what its leaf
says, that the contents that are kept are those that were committed to, and that the leaves give the root of the tree
(RFC 6962, section 2.1; RFC 8785 for the canonical JSON of each leaf).
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any


def main() -> int:
    """0 where the archive that the command line names holds, else 1."""
    with zipfile.ZipFile(sys.argv[1]) as archive:
        faults = list(faults_of(archive))
    said = faults or ["The archive holds."]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if faults else 0


def faults_of(archive: zipfile.ZipFile) -> Iterator[str]:
    """A sentence for each thing that does not hold."""
    about = json.loads(archive.read("about.json"))
    for name, expected in about["parts"].items():
        if hashlib.sha256(archive.read(name)).hexdigest() != expected:
            yield f"{name} is not what about.json says."
    events = sorted(_rows(archive, "event"), key=lambda event: int(event["seq"]))
    contents = {content["event_id"]: content for content in _rows(archive, "event_content")}
    for number, event in enumerate(events, 1):
        if event["seq"] != number:
            yield f"Event {number} is missing."
            break
        if event["leaf"] != leaf_of(event):
            yield f"Event {number} is not what its leaf says."
        content = contents.get(event["id"])
        if content and commitment_to(content) != event["commitment"]:
            yield f"The content of event {number} is not what was committed to."
    if root_of([bytes.fromhex(event["leaf"]) for event in events]) != about["root"]:
        yield "The leaves do not give the root."


def leaf_of(event: dict[str, Any]) -> str:
    """The leaf's hash, in hex."""
    said = {"sequence": event["seq"], "time": event["at"]}
    said |= {name: event[name] for name in ("verb", "actor", "revision", "commitment")}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"\0" + canonical.encode()).hexdigest()


def commitment_to(content: dict[str, str]) -> str:
    """The hash of salt and content, in hex."""
    return hashlib.sha256(bytes.fromhex(content["salt"]) + content["content"].encode()).hexdigest()


def root_of(leaves: list[bytes]) -> str:
    """The root of the tree over these leaf hashes, in hex."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    while len(leaves) > 1:
        pairs = zip(leaves[::2], leaves[1::2], strict=False)
        above = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs]
        leaves = above + leaves[-1:] if len(leaves) % 2 else above
    return leaves[0].hex()


def _rows(archive: zipfile.ZipFile, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
