"""A posted form → what a conversation hears: the same readings as the JSON of the contract."""

from dataclasses import dataclass, replace

from api.errors import BadInput
from api.web.bodies import Form
from api.web.heard import body_of, checked_household, checked_id, checked_question
from conversations.inputs import Body
from conversations.messages import say

YES_NO = ("yes_no", "confirm")


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says. `typed` is kept in the field when it cannot be taken; `file` is a paper handed in.

    `household` is the one whose page it was.
    """

    id: str
    question: str | None
    body: Body | None
    typed: str = ""
    file: bytes | None = None
    household: str | None = None


def said_in(form: Form) -> Said:
    """Read a form of the page. Raises `BadInput` for what no form of ours sends."""
    return replace(_said_in(form), household=checked_household(form.first("household")))


def _said_in(form: Form) -> Said:
    id, question = checked_id(form.first("id")), checked_question(form.first("question") or None)
    command = form.first("command")
    if command is not None:
        # A command may be said anywhere: it is not bound to the question that was open.
        name, _, key = command.partition(":")
        return Said(id, None, body_of({"kind": "command", "value": {"name": name, "key": key or None}}))
    if form.file:
        return Said(id, question, None, file=form.file)
    kind = form.first("kind") or ""
    typed = form.first("text")
    if kind == "signature":
        return _signed(id, question, form, typed or "")
    place = form.first("place")
    if place:
        return Said(id, question, body_of({"kind": "location", "value": _point(place)}))
    if typed is not None:
        return Said(id, question, body_of({"kind": "text", "value": typed}), typed)
    return Said(id, question, body_of({"kind": "choice", "value": _chosen(form, kind)}))


def _point(place: str) -> dict[str, object]:
    """What the page's own button sends: "lat,lon" in degrees. Raises `BadInput`."""
    lat, _, lon = place.partition(",")
    try:
        return {"lat": float(lat), "lon": float(lon)}
    except ValueError:
        raise BadInput("place", say("请再按一次“用手机的位置”，或者打字说在哪里。")) from None


def _signed(id: str, question: str | None, form: Form, typed: str) -> Said:
    drawn = form.first("drawn") or ""
    value = drawn if drawn and not typed.strip() else typed
    if not value.strip():
        raise BadInput("text", say("请打上您的全名，就算签名。"))
    return Said(id, question, body_of({"kind": "signature", "value": value}), typed)


def _chosen(form: Form, kind: str) -> object:
    chosen = list(form.all("choice"))
    if kind == "several":
        return chosen
    if not chosen:
        raise BadInput("", say("请按下面的一个按钮，或者打字回答。"))
    if kind in YES_NO and chosen[0] in ("true", "false"):
        return chosen[0] == "true"
    return chosen[0]
