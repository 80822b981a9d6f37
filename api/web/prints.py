"""How a sheet leaves: to be looked at and printed, kept by nobody on the way."""

from starlette.responses import Response

from api.services.printing.desk import Printed


def pdf_response(printed: Printed) -> Response:
    """A sheet to look at and print; nothing keeps a copy on the way."""
    return Response(
        printed.content,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{printed.name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
