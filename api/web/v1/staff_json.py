"""What staff are given, as the JSON of the contract."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from api.services.calendar.workdays import SHANGHAI
from api.services.emergency.words import yuan
from api.services.review.actions import Done
from api.services.review.chain import Chain, Link
from api.services.review.fields import Field, fields_of
from api.services.review.record import Record
from api.services.review.referrals import Referral
from api.services.review.views import DeclarationView, Document, Event, QueueItem, Version
from conversations.answers import Said
from locales.rendering import Renderer

JsonObject: TypeAlias = dict[str, object]


def moment(at: datetime | None) -> str | None:
    """An instant as ISO 8601 in Asia/Shanghai, to the second."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds") if at is not None else None


def item_json(item: QueueItem) -> JsonObject:
    """A line of the queue; no name, for lists are what is copied about."""
    return {
        "receipt": item.receipt,
        "status": item.status,
        "category": item.category,
        "outcome": item.outcome,
        "area_code": item.area_code,
        "applies_for_aid": item.applies_for_aid,
        "submitted_at": moment(item.submitted_at),
        "due": moment(item.due),
        "flags": list(item.flags),
        "origin": item.origin,
        "assigned_to": item.assigned_to or None,
        "people": item.gist.people,
        "missing": item.gist.how_many,
    }


def view_json(view: DeclarationView, renderer: Renderer, chain: Chain) -> JsonObject:
    """A declaration with everything in it, and the chain of its household."""
    return {
        **item_json(view.item),
        "version": view.version,
        "origin": view.origin,
        "answers": dict(view.answers),
        "given": {line.key: _said_json(line.said) for line in view.lines() if line.said is not None},
        "doubts": {line.key: line.doubt for line in view.lines() if line.doubt},
        "assessment": view.assessment,
        "documents": [_document_json(one, view.item.receipt, renderer) for one in view.documents],
        "signatures": [
            {"key": one.key, "at": moment(one.at), "text_version": one.text_version} for one in view.signatures
        ],
        "authorizations": [
            {"member": one.member, "state": one.state, "at": moment(one.at), "channel": one.channel}
            for one in view.authorizations
        ],
        "confirmation": _confirmation_json(view),
        # What happened to the declaration, and apart from it who read it in full.
        "timeline": [_event_json(event, chain.told(event.row)) for event in view.timeline],
        "chain": chain_json(chain),
        "read_by": [
            {"at": moment(one.at), "by": one.actor, "what": one.action, "reason": one.record.text("reason")}
            for one in view.read_by
        ],
        "actions": list(view.actions),
        "sheets": {action: [_field_json(one, renderer) for one in fields_of(action)] for action in view.actions},
        "steps": [{"step": one.name, "state": one.state, "at": moment(one.at), "by": one.by} for one in view.steps],
        "referrals": [_referral_json(one) for one in view.referrals],
        "versions": [_version_json(one) for one in view.versions],
    }


def _confirmation_json(view: DeclarationView) -> JsonObject | None:
    one = view.confirmation
    return {"act": one.act, "at": moment(one.at), "channel": one.channel} if one is not None else None


def _field_json(one: Field, renderer: Renderer) -> JsonObject:
    """An input of an action: its name in the body of the action, what it takes, whether it is needed."""
    return {
        "name": one.name, "kind": one.kind, "label": renderer.render(one.label), "needed": one.needed,
        "choices": [value for value, _ in one.choices],
    }  # fmt: skip


def _referral_json(one: Referral) -> JsonObject:
    return {
        "id": one.id, "department": one.department, "at": moment(one.at), "result": one.result,
        "answered_at": moment(one.answered_at),
    }  # fmt: skip


def done_json(done: Done) -> JsonObject:
    """What came of an action."""
    return {
        "receipt": done.receipt,
        "action": done.action,
        "status": done.status,
        "due": moment(done.due),
        "actions": list(done.actions),
    }


def _said_json(said: Said) -> JsonObject:
    return {"channel": said.channel, "by": said.by, "at": moment(said.at)}


def _document_json(one: Document, receipt: str, renderer: Renderer) -> JsonObject:
    return {
        "id": one.id,
        "kind": one.kind,
        "member": one.member,
        "label": renderer.render(one.label),
        "url": f"/api/v1/declarations/{receipt}/documents/{one.id}",
    }


def _event_json(event: Event, told: str) -> JsonObject:
    head = {"at": moment(event.at), "actor": event.actor, "action": event.action, "status": event.status}
    # Word for word what the resident was told with it, where they were.
    return {**head, **_record_json(event.record), **({"told": told} if told else {})}


def chain_json(chain: Chain) -> JsonObject:
    """What happened to the household in its other declarations, with whom, and what it got. Names left out."""
    return {
        "events": [_link_json(one) for one in chain.links if one.receipt != chain.receipt or not one.row],
        "others": [
            {
                "receipt": one.receipt, "status": one.status, "category": one.category, "outcome": one.outcome,
                "submitted_at": moment(one.submitted_at), "same_household": one.ours,
                "people": [{"here": same.here, "there": same.there} for same in one.people],
            }
            for one in chain.others
        ],
        "elsewhere": [
            {"people": [same.here for same in one.people], "place": one.place, "phone": one.phone}
            for one in chain.elsewhere
        ],
        "given": [
            {
                "receipt": one.receipt, "at": moment(one.at), "action": one.action, "category": one.category,
                "departments": list(one.departments), **({"amount": str(yuan(one.amount))} if one.amount else {}),
            }
            for one in chain.given
        ],
    }  # fmt: skip


def _link_json(one: Link) -> JsonObject:
    head = {
        "receipt": one.receipt, "at": moment(one.at), "actor": one.actor, "action": one.action, "status": one.status,
    }  # fmt: skip
    amount = one.record.details.get("amount")
    money = {"amount": str(yuan(amount))} if isinstance(amount, int) else {}
    return {**head, **_record_json(one.record), **money, **({"told": one.told} if one.told else {})}


def _version_json(one: Version) -> JsonObject:
    return {
        "version": one.version,
        "filed_at": moment(one.filed_at),
        "form_version": one.form_version,
        "pack": one.pack,
        "figures": one.figures,
        "channel": one.channel,
    }


def _record_json(record: Record) -> JsonObject:
    """What was said and asked for with an action; the empty parts but the note left out."""
    kept: dict[str, str | Sequence[str] | dict[str, str]] = {
        "keys": list(record.keys),
        "notes": dict(record.notes),
        "category": record.category,
        "result": record.result,
        "area_code": record.area_code,
        "signed_on": record.signed_on,
        "place": record.place,
    }
    filled = {name: value for name, value in kept.items() if value}
    return {"note": record.note, **filled, **record.details}
