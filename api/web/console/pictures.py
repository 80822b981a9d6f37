"""A picture as it leaves for the console: it can do nothing, and nobody on the way keeps it."""

from starlette.responses import Response

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
    "Cache-Control": "private, no-store",
}


def picture(content: bytes, media_type: str) -> Response:
    """The picture, to be shown in a page of ours."""
    return Response(content, media_type=media_type, headers=_HEADERS)
