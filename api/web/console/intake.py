"""Taking a declaration down at the desk: the form is typed, kept at every step, and filed like any other."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, NotFound, ServiceError
from api.services.intake.desk import ORIGINS, Sheet
from api.services.intake.drafts import Draft
from api.services.staffing.permissions import may
from api.web.bodies import KIB, Form, read_form
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.intake_form import leftover_faults, parts_to_type
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff, require_csrf
from conversations.answers import Json
from conversations.form.declaration import DECLARATION

router = APIRouter(route_class=ConsoleRoute)
_MOST_BYTES = 256 * KIB
# Fields of the page itself, beside the questions.
_OURS = frozenset({"csrf", "do", "remove", "signed_on", "place"})
_NONE = "none"
_ITEM = re.compile(r"(?P<group>[a-z_.]+?)\.(?P<place>\d{1,3})(?:\.|$)", re.ASCII)


@router.get("/console/intake")
async def drafts_page(request: Request, asking: AskingStaff) -> Response:
    """What one is typing, and a new one."""
    drafts = await house_of(request).intake_drafts.all(asking.staff)
    return await staff_page(request, asking, "intake_drafts.html", drafts=drafts, origins=ORIGINS)


@router.post("/console/intake")
async def begin(request: Request, asking: AskingStaff) -> Response:
    """A new one."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    draft = await house_of(request).intake_drafts.begin(asking.staff, form.first("origin") or "")
    return RedirectResponse(f"/console/intake/{draft.id}", 303)


@router.get("/console/intake/{draft_id}")
async def draft_page(request: Request, asking: AskingStaff, draft_id: str) -> Response:
    """The form as far as it is typed; what was filed of it, once it is."""
    try:
        draft = await house_of(request).intake_drafts.get(asking.staff, draft_id)
    except NotFound:
        taken = await house_of(request).intake.filed(asking.staff, draft_id)
        if taken is None:
            raise
        return await staff_page(request, asking, "intake_done.html", taken=taken)
    return await _page(request, asking, draft)


@router.post("/console/intake/{draft_id}")
async def typed(request: Request, asking: AskingStaff, draft_id: str) -> Response:
    """Keep what is typed, then do what the button says."""
    form = await read_form(request, _MOST_BYTES)
    await require_csrf(request, asking.token, form.first("csrf"))
    house, do = house_of(request), form.first("do") or "save"
    try:
        before = await house.intake_drafts.get(asking.staff, draft_id)
    except NotFound:
        # Sent twice: the first one filed it.
        return RedirectResponse(f"/console/intake/{draft_id}", 303)
    if do == "drop":
        await house.intake_drafts.drop(asking.staff, draft_id)
        return RedirectResponse("/console/intake", 303)
    draft = _with(before, form, do)
    await house.intake_drafts.save(asking.staff, draft)
    if do != "file":
        return await _page(request, asking, draft)
    return await _file(request, asking, draft)


async def _file(request: Request, asking: Asking, draft: Draft) -> Response:
    house = house_of(request)
    given = _without_empty_items(draft.given)
    sheet = Sheet(draft.id, draft.origin, _filled(given), draft.signed_on, draft.place)
    try:
        await house.intake.file(asking.staff, sheet)
    except BadInput as refused:
        draft = replace(draft, given=given)
        await house.intake_drafts.save(asking.staff, draft)
        return await _page(request, asking, draft, refused)
    await house.intake_drafts.drop(asking.staff, draft.id)
    return RedirectResponse(f"/console/intake/{draft.id}", 303)


async def _page(request: Request, asking: Asking, draft: Draft, refused: ServiceError | None = None) -> Response:
    house = house_of(request)
    # A whole form is a third of a second of work, which others should not wait for.
    looked = await asyncio.to_thread(house.intake.look, asking.staff, dict(draft.given))
    parts = parts_to_type(DECLARATION, looked, draft.given, all_faults=refused is not None)
    own = [fault.message for fault in refused.faults if fault.key in ("signed_on", "place")] if refused else []
    wrong = [*own, *leftover_faults(parts, looked)] if refused is not None else []
    faulty = [one.key for part in parts for one in part.every if one.fault is not None]
    return await staff_page(
        request, asking, "intake.html", status=refused.status if refused is not None else 200, draft=draft, parts=parts,
        wrong=wrong, wrong_fields=len(faulty), first_wrong=faulty[0] if faulty and refused is not None else "",
        unusual=list(looked.unusual.values()), may_sign=may(asking.staff, "act"),
    )  # fmt: skip


def _with(draft: Draft, form: Form, do: str) -> Draft:
    """The draft with what stands in the fields now."""
    given: dict[str, Json] = {}
    for key in dict.fromkeys(name for name, _ in form.fields if name not in _OURS):
        values = form.all(key)
        if values == (_NONE,) and key.endswith("~none"):
            given[key.removesuffix("~none")] = []
        elif key.endswith("~several"):
            given[key.removesuffix("~several")] = [value for value in values if value]
        else:
            given[key] = values[-1].strip()
    given = {key: value for key, value in given.items() if value != [] or f"{key}~none" in dict(form.fields)}
    for gone in sorted(form.all("remove"), reverse=True):
        given = _without(given, gone)
    if do.startswith("add:"):
        given[f"{do.removeprefix('add:')}.name"] = ""
        given.pop(do.removeprefix("add:").rpartition(".")[0], None)
    return replace(draft, given=given, signed_on=form.first("signed_on") or "", place=form.first("place") or "")


def _without(given: Mapping[str, Json], item: str) -> dict[str, Json]:
    """Without one item of a group; those after it move up."""
    found = _ITEM.fullmatch(item)
    if found is None:
        return dict(given)
    group, gone = found["group"], int(found["place"])
    moved: dict[str, Json] = {}
    for key, value in given.items():
        here = _ITEM.match(key)
        if here is None or here["group"] != group or int(here["place"]) < gone:
            moved[key] = value
        elif int(here["place"]) > gone:
            moved[f"{group}.{int(here['place']) - 1}{key[len(group) + 1 + len(here['place']) :]}"] = value
    return moved


def _without_empty_items(given: Mapping[str, Json]) -> dict[str, Json]:
    """Items added and never typed into are nobody."""
    kept = dict(given)
    items = {(here["group"], int(here["place"])) for key in given if (here := _ITEM.match(key)) is not None}
    for group, place in sorted(items, key=lambda one: one[1], reverse=True):
        own = [value for key, value in kept.items() if key.startswith(f"{group}.{place}.")]
        if own and not any(own) and (group, place) != ("members", 0):
            kept = _without(kept, f"{group}.{place}")
    return kept


def _filled(given: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in given.items() if value != ""}
