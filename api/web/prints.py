"""How a sheet or a workbook leaves: kept by nobody on the way."""

from starlette.responses import Response

from api.services.printing.desk import Printed
from api.services.printing.rosters import Workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf_response(printed: Printed) -> Response:
    """A sheet to look at and print; nothing keeps a copy on the way."""
    return _leaving(printed.content, "application/pdf", f'inline; filename="{printed.name}"')


def xlsx_response(made: Workbook) -> Response:
    """A workbook to save."""
    return _leaving(made.content, _XLSX, f'attachment; filename="{made.name}"')


def _leaving(content: bytes, media_type: str, disposition: str) -> Response:
    kept_nowhere = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition, **kept_nowhere})
