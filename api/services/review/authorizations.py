"""Who of a household has authorized the inquiry, as it stands: what was signed at filing and by links since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from api.services.filed_json import load_answers, load_signatures
from api.services.review.lifecycle import UNSIGNED
from conversations.answers import Json, SignedAnswer
from storage.rows import ConsentRow, DeclarationRow
from storage.unit import Unit

ADULT = 18
WITHDRAWN, NOT_HIS_WISH = "authorization_withdrawn", "not_his_wish"
State = Literal["wanted", "given", "withdrawn", "by_hand"]


@dataclass(frozen=True, slots=True)
class Standing:
    """An adult of the household. `member` is the index in the newest version, `person` the fingerprint;
    `at` and `channel` are of the last word, None while there is none.
    """

    member: int
    name: str
    person: bytes
    state: State
    at: datetime | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the declared person said: `confirm` or `disown`."""

    act: str
    at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class Household:
    """A declaration as the people of it see it: its newest answers, who authorized, who declared for whom."""

    row: DeclarationRow
    answers: Mapping[str, Json]
    standings: tuple[Standing, ...]
    confirmation: Confirmation | None
    applicant: bytes
    by_proxy: bool

    def of(self, person: bytes) -> Standing | None:
        """The adult with this fingerprint, None when the newest version has no such adult."""
        return next((one for one in self.standings if one.person == person), None)


def household_of(unit: Unit, row: DeclarationRow) -> Household | None:
    """The household of a declaration; None when it has no version."""
    version = unit.declarations.version(row.id, row.version)
    if version is None:
        return None
    answers = load_answers(version.answers)["answers"]
    said = unit.consents.of(row.id)
    signed = {one.key: one for one in load_signatures(version.signatures)}
    applicant = unit.consents.person(row.receipt, _known_by(answers, 0))
    standings: list[Standing] = []
    if answers.get("applies_for_aid") is True:
        for member in adults(answers):
            person = unit.consents.person(row.receipt, _known_by(answers, member))
            standings.append(_standing(member, str(answers[f"members.{member}.name"]), person, signed, said))
    return Household(
        row, answers, tuple(standings), _confirmation(applicant, said), applicant,
        answers.get("applicant_role") == "proxy",
    )  # fmt: skip


def adults(answers: Mapping[str, Json]) -> list[int]:
    """The indices of members who may sign: the applicant, and everybody of 18 or of unknown age, with a name."""
    indices = sorted({int(key.split(".")[1]) for key in answers if key.startswith("members.")})
    return [one for one in indices if f"members.{one}.name" in answers and (one == 0 or _adult(answers, one))]


def flags_with(flags: Sequence[str], household: Household) -> tuple[str, ...]:
    """The flags of the declaration brought in line with what the people of it say."""
    kept = dict.fromkeys(flag for flag in flags if flag not in (WITHDRAWN, NOT_HIS_WISH))
    if any(one.state == "withdrawn" for one in household.standings):
        kept[WITHDRAWN] = None
    if household.confirmation is not None and household.confirmation.act == "disown":
        kept[NOT_HIS_WISH] = None
    if household.confirmation is not None and household.confirmation.act == "confirm":
        kept.pop(UNSIGNED, None)
    return tuple(kept)


def refresh_flags(unit: Unit, receipt: str) -> None:
    """Write the flags anew after somebody said something, or after a new version."""
    row = unit.declarations.by_receipt(receipt)
    household = household_of(unit, row) if row is not None else None
    if row is None or household is None:
        return
    before = json.loads(row.flags)
    after = list(flags_with(before, household))
    if after != before:
        unit.declarations.set_flags(row.id, json.dumps(after))


def _adult(answers: Mapping[str, Json], member: int) -> bool:
    age = answers.get(f"members.{member}.age")
    return not isinstance(age, int) or age >= ADULT


def _known_by(answers: Mapping[str, Json], member: int) -> str:
    known = answers.get(f"members.{member}.id_number") or answers.get(f"members.{member}.name") or member
    return str(known)


def _standing(
    member: int, name: str, person: bytes, signed: Mapping[str, SignedAnswer], said: Sequence[ConsentRow]
) -> Standing:
    own = [one for one in said if one.person == person and one.act in ("authorize", "withdraw")]
    last = own[-1] if own else None
    at_filing = signed.get("authorization") if member == 0 else None
    if at_filing is not None and (last is None or at_filing.at > last.at):
        return Standing(member, name, person, "given", at_filing.at, at_filing.channel)
    if last is not None:
        return Standing(
            member, name, person, "given" if last.act == "authorize" else "withdrawn", last.at, last.channel
        )
    pledge = signed.get("pledge")
    by_hand = member == 0 and pledge is not None and pledge.put_off
    return Standing(member, name, person, "by_hand" if by_hand else "wanted")


def _confirmation(applicant: bytes, said: Sequence[ConsentRow]) -> Confirmation | None:
    own = [one for one in said if one.person == applicant and one.act in ("confirm", "disown")]
    return Confirmation(own[-1].act, own[-1].at, own[-1].channel) if own else None
