"""Back to where one was when the session was over: the page that was asked for, and a step that was being sent.

What was typed goes through the login as hidden fields and is shown again afterwards; nothing is done before somebody
who is logged in says so. Only pages of cases take part: no password ever passes here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request

from api.errors import ServiceError
from api.web.bodies import KIB, Form, read_form
from api.web.console.emergency_labels import ACTIONS, FIELDS
from conversations.messages import Message, say

# Room for what the largest form of a case may hold, as JSON in a field of the login.
MOST_BYTES = 96 * KIB
_MOST_KEPT = 64 * KIB
_LONGEST_PATH = 300
_PAGES = ("/console/emergencies/", "/console/funds/", "/console/d/")
_OURS = ("csrf", "id", "as_of", "action", "method", "tier", "kind")
_TYPED = say("填的")


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody was about: `after` the page ("": none), `fields` of the form that was sent (none: only looked)."""

    after: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The fields as the login carries them."""
        return json.dumps(self.fields, ensure_ascii=False) if self.fields else ""

    @property
    def action(self) -> Message | None:
        """What was being done, where it has words."""
        return ACTIONS.get(dict(self.fields).get("action", ""))

    @property
    def typed(self) -> list[tuple[Message, str]]:
        """What was typed, with its labels."""
        return [(FIELDS.get(name, _TYPED), value) for name, value in self.fields if name not in _OURS and value.strip()]


def way_to(request: Request, login: str) -> str:
    """The login, from which the page that was asked for is found again."""
    path = request.url.path
    return f"{login}?after={quote(path)}" if _is_ours(path) else login


async def sent_with(request: Request) -> Kept:
    """What a form that came too late holds; nothing where it is too large, or none of ours."""
    path = request.url.path
    if request.method != "POST" or not _is_ours(path):
        return Kept()
    try:
        form = await read_form(request, _MOST_KEPT)
    except ServiceError:
        return Kept(path)
    return Kept(path, tuple(one for one in form.fields if one[0] != "csrf"))


def carried_by(form: Form) -> Kept:
    """What a login brings along."""
    after, text = form.first("after") or "", form.first("kept") or ""
    return Kept(after, _fields(text)) if _is_ours(after) else Kept()


def asked_for(query: Mapping[str, str]) -> Kept:
    """The page a login was reached from."""
    after = query.get("after", "")
    return Kept(after) if _is_ours(after) else Kept()


def _is_ours(path: str) -> bool:
    plain = path.isascii() and path.isprintable() and not set(path) & set("\\\"'<>?#% ")
    return plain and len(path) <= _LONGEST_PATH and path.startswith(_PAGES) and "//" not in path and ".." not in path


def _fields(text: str) -> tuple[tuple[str, str], ...]:
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return ()
    if not isinstance(found, list):
        return ()
    pairs = [one for one in found if isinstance(one, list) and len(one) == 2]
    return tuple((name, value) for name, value in pairs if isinstance(name, str) and isinstance(value, str))
