"""A file that came with a comment."""

from starlette.requests import Request
from starlette.responses import Response

from commentspace.domain import files
from commentspace.web.answers import caller
from commentspace.web.house import house
from commentspace.web.saving import for_saving


async def show(request: Request) -> Response:
    """GET /c/{uid}/files/{file}: for saving, for whoever sees the comment."""
    uid, file = request.path_params["uid"], request.path_params["file"]
    view, content = await house(request).database.read(files.find, caller(request), uid, file)
    return for_saving(view.name, view.type, content)
