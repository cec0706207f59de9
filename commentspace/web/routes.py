"""Every address of the browser's door."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from commentspace.web import (
    announcements,
    comment,
    comments,
    demo,
    documents,
    drafts,
    health,
    home,
    inbound,
    members,
    reviews,
    settings,
    sign_in,
    spaces,
)
from commentspace.web.house import house

GET, POST = ["GET"], ["POST"]


async def static(request: Request) -> Response:
    """GET /static/{build}/{name}"""
    return await house(request).assets.serve(request)


async def robots(_request: Request) -> Response:
    """GET /robots.txt: drafts under review are not for search engines."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


ROUTES = [
    Route("/", home.show, methods=GET),
    Route("/healthz", health.alive, methods=GET),
    Route("/readyz", health.ready, methods=GET),
    Route("/robots.txt", robots, methods=GET),
    Route("/static/{build}/{name:path}", static, methods=GET),
    Route("/sign-in", sign_in.show, methods=GET),
    Route("/sign-in", sign_in.ask, methods=POST),
    Route("/sign-in/code", sign_in.by_code, methods=POST),
    Route("/sign-in/{link}", sign_in.show_link, methods=GET),
    Route("/sign-in/{link}", sign_in.by_link, methods=POST),
    Route("/sign-out", sign_in.out, methods=POST),
    Route("/settings", settings.show, methods=GET),
    Route("/settings", settings.keep, methods=POST),
    Route("/unsubscribe/{token}", settings.show_unsubscribe, methods=GET),
    Route("/unsubscribe/{token}", settings.unsubscribe, methods=POST),
    Route("/spaces/new", spaces.show_new, methods=GET),
    Route("/spaces/new", spaces.make, methods=POST),
    Route("/s/{slug}", spaces.show, methods=GET),
    Route("/s/{slug}/settings", spaces.show_settings, methods=GET),
    Route("/s/{slug}/settings", spaces.keep_settings, methods=POST),
    Route("/s/{slug}/digest", spaces.keep_digest, methods=POST),
    Route("/s/{slug}/members", members.show, methods=GET),
    Route("/s/{slug}/members", members.add, methods=POST),
    Route("/s/{slug}/members/list", members.add_list, methods=POST),
    Route("/s/{slug}/members/{uid}/end", members.end, methods=POST),
    Route("/s/{slug}/drafts/new", drafts.show_new, methods=GET),
    Route("/s/{slug}/drafts", drafts.bring, methods=POST),
    Route("/s/{slug}/drafts/{uid}", drafts.show, methods=GET),
    Route("/s/{slug}/drafts/{uid}", drafts.correct, methods=POST),
    Route("/s/{slug}/broadcast", announcements.show_new, methods=GET),
    Route("/s/{slug}/broadcast", announcements.write, methods=POST),
    Route("/s/{slug}/announcements/{uid}", announcements.show, methods=GET),
    Route("/s/{slug}/inbound", inbound.show, methods=GET),
    Route("/d/{uid}", documents.show, methods=GET),
    Route("/d/{uid}/export.json", documents.export, methods=GET),
    Route("/d/{uid}/p/{paragraph}/comment", documents.show_paragraph, methods=GET),
    Route("/d/{uid}/p/{paragraph}/comment", comments.post, methods=POST),
    Route("/d/{uid}/review", reviews.show, methods=GET),
    Route("/d/{uid}/review/opening", reviews.open, methods=POST),
    Route("/d/{uid}/review/extension", reviews.extend, methods=POST),
    Route("/d/{uid}/review/closure", reviews.close, methods=POST),
    Route("/d/{uid}/review/reopening", reviews.reopen, methods=POST),
    Route("/c/{uid}", comment.show, methods=GET),
    Route("/c/{uid}/history", comment.history, methods=GET),
    Route("/c/{uid}/reply", comments.show_reply, methods=GET),
    Route("/c/{uid}/reply", comments.reply, methods=POST),
    Route("/c/{uid}/edit", comments.show_edit, methods=GET),
    Route("/c/{uid}/edit", comments.edit, methods=POST),
    Route("/c/{uid}/withdrawal", comment.show_withdrawal, methods=GET),
    Route("/c/{uid}/withdrawal", comment.withdraw, methods=POST),
    Route("/c/{uid}/hold", comment.show_hold, methods=GET),
    Route("/c/{uid}/hold", comment.hold, methods=POST),
    Route("/c/{uid}/release", comment.show_release, methods=GET),
    Route("/c/{uid}/release", comment.release, methods=POST),
    Route("/c/{uid}/letter", comment.show_letter, methods=GET),
    Route("/c/{uid}/letter", comment.letter, methods=POST),
    Route("/demo/sign-in", demo.enter, methods=POST),
    Route("/demo/mail", demo.show_mail, methods=GET),
    Route("/demo/mail", demo.answer_mail, methods=POST),
]
