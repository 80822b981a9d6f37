"""The auditor's pages: what was done by whom, who read how much, who is kept from what."""

import json
from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import ServiceError
from api.services.administration.anchor import to_copy
from api.services.administration.auditing import KINDS, OTHERS, SETTINGS, AuditRow
from api.services.emergency.words import METHODS, TIERS, yuan
from api.services.review.reasons import REASONS
from api.services.staffing.permissions import may
from api.services.staffing.staff import ROLES
from api.web.bodies import KIB, read_form
from api.web.console.emergency_labels import AUDITED
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.labels import EVENTS
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from conversations.messages import Message, say, verbatim

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 8 * KIB
_MOST_DIGITS = 18
SOURCES = {
    "people": say("身份证号在这一户里"),
    "named": say("同事登记的"),
    "self": say("本人登记的"),
}
DETAILS = {
    "role": say("角色"), "area": say("地区"), "reason": say("原因"), "who": say("谁"), "source": say("依据"),
    "kept_from": say("回避的"), "to": say("转给"), "kind": say("看了什么"), "files": say("份数"), "times": say("次数"),
    "id_number": say("登记了身份证号"), "known": say("登记了身份证号"), "name": say("哪一项"), "from": say("从哪一天起"),
    "version": say("哪一版"), "amount": say("多少元"), "method": say("怎么给"), "tier": say("轻重"), "area_code": say("转到"),
}  # fmt: skip
_DONE = {"kept": say("登记好了，已转给别的同事。"), "none": say("记下了：不是这里的同事。")}


def words_for(action: str) -> Message:
    """What was done, in words."""
    return {**EVENTS, **OTHERS, **SETTINGS, **AUDITED}.get(action, verbatim(action))


def detail_of(row: AuditRow, place_of: Callable[[str], str]) -> tuple[tuple[Message, Message], ...]:
    """What more there is to a row, in words; without what only the check needs."""
    kept: dict[str, object] = json.loads(row.detail)
    return tuple((DETAILS[name], _told(name, value, place_of)) for name, value in kept.items() if name in DETAILS)


def _told(name: str, value: object, place_of: Callable[[str], str]) -> Message:
    if isinstance(value, list):
        both = [_told(name, one, place_of) for one in value]
        return (
            say("{before} → {after}", before=both[0], after=both[1])
            if name in ("role", "area") and len(both) == 2
            else verbatim("、".join(map(str, value)))
        )
    if isinstance(value, bool):
        return say("是") if value else say("否")
    text = str(value)
    if name == "amount" and isinstance(value, int):
        # Fen, as the funds count.
        return verbatim(f"{yuan(value):,}")
    if name in ("area", "area_code"):
        return verbatim(place_of(text))
    return {"role": ROLES, "reason": REASONS, "source": SOURCES, "kind": EVENTS, "method": METHODS, "tier": TIERS}.get(
        name, {}
    ).get(text, verbatim(text))


@router.get("/console/audit")
async def audit_page(request: Request, asking: AskingStaff) -> Response:
    """The newest, filtered; beside it who read how much; on wish the whole chain gone through."""
    auditing, query = house_of(request).administration.auditing, request.query_params
    wanted = {name: query.get(name, "") for name in ("kind", "actor", "subject")}
    typed = query.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS else None
    rows = await auditing.latest(asking.staff, wanted["kind"], wanted["actor"], wanted["subject"], before)
    return await staff_page(
        request, asking, "audit.html", rows=rows, wanted=wanted, kinds=KINDS, words_for=words_for,
        detail_of=lambda row: detail_of(row, house_of(request).figures.named),
        counts=await auditing.counts(asking.staff), head=to_copy(await auditing.head(asking.staff)),
        verdict=await auditing.verify(asking.staff) if query.get("verify") == "1" else None, before=before,
    )  # fmt: skip


@router.get("/console/recusals")
async def recusals_page(request: Request, asking: AskingStaff) -> Response:
    """Who is kept from what, and households that name a relative nobody has looked at yet."""
    return await _recusals(request, asking)


@router.post("/console/recusals")
async def keep_from(request: Request, asking: AskingStaff) -> Response:
    """Keep a colleague, or oneself, from a declaration; or say that the named relative is no colleague."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    recusing, receipt = house_of(request).administration.recusing, (form.first("receipt") or "").strip().upper()
    try:
        if form.first("none"):
            await recusing.none_of_ours(asking.staff, receipt)
            return RedirectResponse("/console/recusals?done=none", 303)
        username = form.first("username") or asking.staff.username
        await recusing.keep_from(asking.staff, receipt, username.strip())
    except ServiceError as error:
        return await _recusals(request, asking, error)
    return RedirectResponse("/console/recusals?done=kept", 303)


async def _recusals(request: Request, asking: Asking, error: ServiceError | None = None) -> Response:
    house, staff = house_of(request), asking.staff
    recusing = house.administration.recusing
    return await staff_page(
        request, asking, "recusals.html", status=error.status if error is not None else 200,
        faults=error.faults if error is not None else (), kept=await recusing.kept(staff),
        named=await recusing.named(staff), sources=SOURCES,
        may_enter=may(staff, "recuse"), others=staff.role in ("county", "admin"),
        done=_DONE.get(request.query_params.get("done", "")), place_of=house.figures.named,
    )  # fmt: skip
