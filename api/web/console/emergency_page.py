"""What the page of one emergency is made of: its answers in words, the sums to tap, what was typed and refused."""

from collections.abc import Mapping
from itertools import groupby

from starlette.requests import Request

from api.bootstrap import House
from api.services.calendar.workdays import china_day
from api.services.emergency.lifecycle import OPEN, TOWNSHIP
from api.services.emergency.views import EmergencyEventView, EmergencyView
from api.services.emergency.words import yuan
from api.services.staffing.permissions import may
from api.web.console.emergency_labels import ANSWERS, FIELDS, OFFICES, PHOTOS, answer_words
from api.web.console.frame import renderer_for
from api.web.parts import house_of
from api.web.staffed import Asking
from conversations.messages import Message

# Yuan: what is granted most often, one tap each, up to what this person may grant.
PRESETS = (300, 500, 1000, 2000, 3000)
_MOST_COUNTIES = 12


def parts_of(request: Request, asking: Asking, view: EmergencyView, sent: Mapping[str, object]) -> Mapping[str, object]:
    """The parts of the page by the names the template has for them."""
    house, renderer = house_of(request), renderer_for(request)
    world = house.worlds("web")
    last = next((one for one in reversed(view.timeline) if one.action == "grant"), None)
    return {
        "answers": [
            (key, renderer.render(ANSWERS[key]), renderer.render(answer_words(key, view.answers, world)))
            for key in view.answers
            if key in ANSWERS and key not in PHOTOS
        ],
        "photos": photos_of(view),
        "presets": presets(view, asking.staff.role),
        "lost": _lost(view, sent),
        "timeline": _timeline(view.timeline),
        "granted_by": last.by if last is not None else "",
        "granted_by_me": last is not None and last.actor == asking.staff.username,
        "quiet": view.item.silent or view.answers.get("emergency.safe_to_call") is False,
        "may_papers": may(asking.staff, "papers"),
        "plain": lambda fen: f"{yuan(fen):f}".removesuffix(".00"),
        "today": china_day(house.clock()).isoformat(),
        "elsewhere": _elsewhere(house, view),
        "offices": OFFICES,
        "open": view.item.status in OPEN,
    }


def photos_of(view: EmergencyView) -> Mapping[Message, list[str]]:
    """The ids of its photos by what they show."""
    return {
        PHOTOS[key]: [str(one) for one in found]
        for key in PHOTOS
        if isinstance(found := view.answers.get(key), list) and found
    }


def presets(view: EmergencyView, role: str) -> list[int]:
    """Sums (yuan) to grant with one tap: within the limit of a township and what the fund holds.

    What the township asked the county for stands first.
    """
    most = view.fund.available
    if role == TOWNSHIP:
        most = 0 if view.limit is None else min(view.limit, most)
    asked = [view.asked // 100] if view.asked and view.asked % 100 == 0 else []
    return [one for one in dict.fromkeys((*asked, *PRESETS)) if one * 100 <= most]


def _lost(view: EmergencyView, sent: Mapping[str, object]) -> list[tuple[Message, str]]:
    """What was typed for a step that is not possible any more: it is shown, to be copied or told to a colleague."""
    if not sent or sent.get("action") in view.actions:
        return []
    return [(FIELDS[name], str(sent[name])) for name in FIELDS if sent.get(name)]


def _timeline(events: tuple[EmergencyEventView, ...]) -> list[EmergencyEventView]:
    """Newest first; what a family added bit by bit stands once."""
    runs = groupby(events, key=lambda one: (one.actor, one.action) if one.action in ("add", "papers") else one)
    return [list(run)[-1] for _, run in runs][::-1]


def _elsewhere(house: House, view: EmergencyView) -> list[tuple[str, list[tuple[str, str]]]]:
    """Townships it can be transferred to, by county, its own county first."""
    own = view.item.area_code[:6]
    areas = sorted(house.worlds("web").areas, key=lambda one: (one.county_code != own, one.code))
    places = [one for one in areas if one.code != view.item.area_code]
    counties = [
        (name, [(one.code, one.name) for one in of]) for name, of in groupby(places, key=lambda one: one.county)
    ]
    return counties[:_MOST_COUNTIES]
