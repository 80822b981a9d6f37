"""How a sheet or a workbook leaves: kept by nobody on the way."""

from starlette.responses import Response

from api.services.printing.desk import Printed
from api.services.printing.rosters import Workbook


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


def xlsx_response(made: Workbook) -> Response:
    """A workbook to save."""
    return Response(
        made.content,
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={
            "Content-Disposition": f'attachment; filename="{made.name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
