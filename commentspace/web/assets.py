"""Static files under an address that changes with their content, read once and kept compressed."""

import gzip
import hashlib
import mimetypes
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin
from starlette.requests import Request
from starlette.responses import Response

from commentspace.errors import NotFound

IMPORT = re.compile(r'@import\s+url\("([^"]+)"\)\s*(?:layer\((\w+)\))?\s*;')
REMARK = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
MODULE = re.compile(rb'\b(?:import|from)\s*"(\.{1,2}/[^"]+)"')
"""A module that is fetched with the one that names it; `import()` fetches later."""
BUNDLES = {"css/all.css": "site.css", "css/room.css": "room.css"}
"""Style sheets that are put together from others: for pages, and for the reading room."""
FIRST = "js/page.js"
FOR_EVER = "public, max-age=31536000, immutable"

mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    gzipped: bytes
    media_type: str


class Assets:
    """All static files; `build` names their content as a whole, so that a page gets files of one build."""

    def __init__(self, folder: Path):
        contents = {
            path.relative_to(folder).as_posix(): _read(path, folder)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        for name, source in BUNDLES.items():
            if f"css/{source}" in contents:
                contents[name] = bundled(folder / "css" / source).encode()
        self.build = hashlib.sha256(
            b"\0".join(f"{name}".encode() + body for name, body in contents.items())
        ).hexdigest()[:12]
        self._assets = {name: self._asset(name, body) for name, body in contents.items()}
        self.modules = sorted(_fetched_with(FIRST, contents) - {FIRST})
        """The scripts that every page fetches besides its first one, so that it can ask for all of them at once."""

    @staticmethod
    def _asset(name: str, content: bytes) -> Asset:
        return Asset(content, gzip.compress(content, 9, mtime=0), mimetypes.guess_type(name)[0] or "text/plain")

    def address(self, name: str) -> str:
        """Where a file is served; KeyError for one that does not exist, as a template would be wrong."""
        if name not in self._assets:
            raise KeyError(f"there is no static file {name}")
        return f"/static/{self.build}/{name}"

    async def serve(self, request: Request) -> Response:
        """The file; for ever where the address is of this build, and only for now where it is of another."""
        asset = self._assets.get(request.path_params["name"])
        if asset is None:
            raise NotFound()
        current = request.path_params["build"] == self.build
        headers = {"Cache-Control": FOR_EVER if current else "no-cache", "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(asset.gzipped, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})
        return Response(asset.content, media_type=asset.media_type, headers=headers)


def _read(path: Path, folder: Path) -> bytes:
    """The file; our own scripts without their comments, which are for who reads them here."""
    if path.suffix == ".js" and path.is_relative_to(folder / "js"):
        small: str = jsmin(path.read_text(encoding="utf-8"))
        return small.encode()
    return path.read_bytes()


def _fetched_with(name: str, contents: dict[str, bytes]) -> set[str]:
    """A module, and all those that it needs at once."""
    found: set[str] = set()
    waiting = {name} & contents.keys()
    while waiting:
        name = waiting.pop()
        found.add(name)
        needed = {
            posixpath.normpath(f"{posixpath.dirname(name)}/{path.decode()}") for path in MODULE.findall(contents[name])
        }
        waiting |= needed - found
    return found


def bundled(sheet: Path) -> str:
    """A style sheet with what it imports put in its place, each file in its layer: one request for all.

    Its comments are for who reads it here.
    """

    def inlined(found: re.Match[str]) -> str:
        text = bundled(sheet.parent / found[1])
        return f"@layer {found[2]} {{\n{text}\n}}" if found[2] else text

    return IMPORT.sub(inlined, REMARK.sub("", sheet.read_text(encoding="utf-8")))
