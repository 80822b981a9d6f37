"""All that a sheet may say of one declaration, opened and in order: read in one snapshot, before anything is drawn."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from api.services.filed_json import load_answers, load_assessment, load_signatures, said_in
from api.services.printing.terms import ROLE
from api.services.review.assembling import Kept
from api.services.review.authorizations import Standing
from api.services.review.readings import READINGS
from api.services.review.record import Record, read
from api.services.review.sheet import agenda_as_filed
from conversations.agenda import Agenda
from conversations.answers import Json, SignedAnswer
from conversations.form.declaration import DECLARATION
from conversations.world import Area
from storage.rows import ConsentRow, StaffRow
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Signature:
    """What was signed: `pledge` or `authorization`, by whom (a name typed or a PNG drawn), when, how.

    `text_version` names the text, in the version that was read; `digest` (hex) binds it to the answers.
    `behalf`: for whom a proxy signed.
    """

    key: str
    text_version: str
    digest: str
    name: str | None
    drawn: bytes | None
    at: datetime
    channel: str
    behalf: str | None = None

    @property
    def by_hand(self) -> bool:
        """Nothing is signed yet: it will be on paper."""
        return self.name is None and self.drawn is None


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody whose own authorization is wanted, how it stands, and the signature that gave it."""

    name: str
    relation: str
    standing: Standing
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Step:
    """What the township did. `who` is the officer's name, `role` the office."""

    at: datetime
    action: str
    status: str
    who: str
    role: str
    record: Record


@dataclass(frozen=True, slots=True)
class Filed:
    """The newest version of a declaration. `answers` by boundary key; `doubts`: key → what is open about it."""

    receipt: str
    status: str
    category: str
    outcome: str
    origin: str
    applies_for_aid: bool
    version: int
    submitted_at: datetime
    filed_at: datetime
    due: datetime | None
    area_code: str
    area: Area | None
    agenda: Agenda
    answers: Mapping[str, Json]
    doubts: Mapping[str, str]
    assessment: Mapping[str, object] | None
    signatures: tuple[Signature, ...]
    confirmed: Signature | None
    adults: tuple[Adult, ...]
    steps: tuple[Step, ...]

    def answer(self, key: str) -> str:
        """An answer as text, "" where there is none."""
        value = self.answers.get(key)
        return value if isinstance(value, str) else ""

    @property
    def applicant(self) -> str:
        """Who declares, or is declared for."""
        return self.answer("members.0.name")

    def signature(self, key: str) -> Signature | None:
        """The signature under this version, where there is one."""
        return next((one for one in self.signatures if one.key == key), None)

    def last(self, *actions: str) -> Step | None:
        """The newest step of these actions."""
        return next((one for one in reversed(self.steps) if one.action in actions), None)


def for_the_family(filed: Filed) -> Filed:
    """The same as the family may have it: officers by their office, without what a visit wrote down for the office."""
    return replace(filed, steps=tuple(_without_names(one) for one in filed.steps))


def _without_names(step: Step) -> Step:
    record = replace(step.record, details={}, place="") if step.action == "record_visit" else step.record
    return replace(step, who=ROLE.get(step.role, ""), record=record)


def read_filed(unit: Unit, kept: Kept, areas: tuple[Area, ...]) -> Filed:
    """What is kept of a declaration, with the drawings of its signatures and the names of those who acted."""
    row, newest = kept.row, kept.versions[-1]
    filed = load_answers(newest.answers)
    signed = load_signatures(newest.signatures)
    drawings = _Drawings(unit, row.conversation_id)
    signatures = tuple(_at_filing(one, drawings) for one in signed)
    consents = unit.consents.of(row.id)
    return Filed(
        receipt=row.receipt,
        status=row.status,
        category=row.category,
        outcome=row.outcome,
        origin=row.origin,
        applies_for_aid=filed["answers"].get("applies_for_aid") is True,
        version=newest.version,
        submitted_at=row.submitted_at,
        filed_at=newest.filed_at,
        due=row.due_at,
        area_code=row.area_code,
        area=next((one for one in areas if one.code == row.area_code), None),
        agenda=agenda_as_filed(
            DECLARATION, filed["answers"], filed["flags"].items(), newest.filed_at, areas, said_in(filed)
        ),
        answers=filed["answers"],
        doubts=filed["flags"],
        assessment=load_assessment(newest.assessment),
        signatures=signatures,
        confirmed=_confirmed(kept, consents, drawings),
        adults=_adults(kept, filed["answers"], signatures, consents, drawings),
        steps=_steps(unit, kept),
    )


class _Drawings:
    """The drawn signatures of one conversation, and of no other."""

    def __init__(self, unit: Unit, conversation_id: str | None) -> None:
        self._unit = unit
        self._conversation_id = conversation_id

    def of(self, paper_id: str | None) -> bytes | None:
        if paper_id is None or self._conversation_id is None:
            return None
        paper = self._unit.papers.get(paper_id)
        mine = paper is not None and paper.conversation_id == self._conversation_id
        return paper.content if paper is not None and mine and paper.mime == "image/png" else None


def _at_filing(one: SignedAnswer, drawings: _Drawings) -> Signature:
    return Signature(
        one.key, one.text_version, one.digest, one.name, drawings.of(one.drawn), one.at, one.channel, one.behalf
    )


def _adults(
    kept: Kept,
    answers: Mapping[str, Json],
    at_filing: Iterable[Signature],
    consents: list[ConsentRow],
    drawings: _Drawings,
) -> tuple[Adult, ...]:
    standings = kept.household.standings if kept.household is not None else ()
    own = next((one for one in at_filing if one.key == "authorization"), None)
    found: list[Adult] = []
    for standing in standings:
        by_link = [one for one in consents if one.person == standing.person and one.act == "authorize"]
        signature = _by_link("authorization", by_link[-1], drawings) if by_link else None
        if standing.member == 0 and own is not None and (signature is None or own.at > signature.at):
            signature = own
        relation = answers.get(f"members.{standing.member}.relation")
        found.append(Adult(standing.name, relation if isinstance(relation, str) else "", standing, signature))
    return tuple(found)


def _confirmed(kept: Kept, consents: list[ConsentRow], drawings: _Drawings) -> Signature | None:
    """The pledge of somebody who was declared for by another, given by a link of their own."""
    household = kept.household
    if household is None or household.confirmation is None or household.confirmation.act != "confirm":
        return None
    own = [one for one in consents if one.person == household.applicant and one.act == "confirm"]
    return _by_link("pledge", own[-1], drawings)


def _by_link(key: str, row: ConsentRow, drawings: _Drawings) -> Signature:
    body: Mapping[str, object] = json.loads(row.body)

    def text(key: str) -> str | None:
        value = body.get(key)
        return value if isinstance(value, str) else None

    return Signature(
        key, text("text_version") or "", text("digest") or "", text("name"), drawings.of(text("drawn")), row.at,
        row.channel,
    )  # fmt: skip


def _steps(unit: Unit, kept: Kept) -> tuple[Step, ...]:
    people: dict[str, StaffRow | None] = {}
    steps: list[Step] = []
    for row in kept.timeline:
        if row.action in READINGS:
            continue
        if row.actor not in people:
            people[row.actor] = unit.staff.by_username(row.actor)
        officer = people[row.actor]
        steps.append(
            Step(
                row.at, row.action, row.status, officer.name if officer is not None else "",
                officer.role if officer is not None else row.actor, read(row.note),
            )
        )  # fmt: skip
    return tuple(steps)
