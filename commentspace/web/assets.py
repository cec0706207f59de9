"""Static files under an address that changes with their content, read once and kept compressed."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin
from starlette.requests import Request
from starlette.responses import Response

from commentspace.errors import NotFound

IMPORT = re.compile(r'@import\s+url\("([^"]+)"\)\s*(?:layer\((\w+)\))?\s*;')
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
        if "css/site.css" in contents:
            contents["css/all.css"] = bundled(folder / "css").encode()
        self.build = hashlib.sha256(
            b"\0".join(f"{name}".encode() + body for name, body in contents.items())
        ).hexdigest()[:12]
        self._assets = {name: self._asset(name, body) for name, body in contents.items()}

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


def bundled(folder: Path) -> str:
    """The style sheet `site.css` with what it imports put in its place, each file in its layer: one request for all."""

    def inlined(found: re.Match[str]) -> str:
        text = (folder / found[1]).read_text(encoding="utf-8")
        return f"@layer {found[2]} {{\n{text}\n}}" if found[2] else text

    return IMPORT.sub(inlined, (folder / "site.css").read_text(encoding="utf-8"))
