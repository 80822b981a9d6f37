"""Before names and numbers are shown in full: why, from a short list."""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import BadInput, Fault
from api.services.review.reasons import REASONS, Reason, reason_of
from api.web.bodies import Form
from api.web.console.frame import staff_page
from api.web.parts import house_of
from api.web.staffed import Asking


async def why(request: Request, asking: Asking, receipt: str, form: Form) -> Reason | Response:
    """The reason that was sent; the page that asks for it where none was, or none of the list.

    Raises NotFound and Forbidden as the declaration's page does: nobody is asked why about what is not theirs.
    """
    code, words = form.first("reason") or "", form.first("words") or ""
    faults: tuple[Fault, ...] = ()
    if code:
        try:
            return reason_of(code, words)
        except BadInput as error:
            faults = error.faults
    view = await house_of(request).review.open(asking.staff, receipt)
    return await staff_page(
        request, asking, "why.html", status=422 if faults else 200,
        item=view.item, reasons=REASONS, chosen=code, words=words, faults=faults, query=request.url.query,
    )  # fmt: skip
