"""From stored rows to what staff see: queue items, the page of a declaration, its papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from api.services.filed_json import FiledAnswers, load_answers, load_assessment, load_signatures, said_in
from api.services.flags import flags_in
from api.services.review.authorizations import Household, Standing
from api.services.review.deadlines import Deadlines
from api.services.review.gist import read_gist
from api.services.review.lifecycle import UNSIGNED, possible
from api.services.review.masks import mask_name
from api.services.review.news import facts_of
from api.services.review.readings import READINGS
from api.services.review.record import read
from api.services.review.referrals import referrals_in
from api.services.review.sheet import agenda_as_filed, askable_keys, papers_in, parts_of
from api.services.review.steps import steps_of
from api.services.review.views import DeclarationView, Document, Event, QueueItem, Signed, Version
from conversations.agenda import Agenda
from conversations.answers import Json
from conversations.form.declaration import DECLARATION
from conversations.messages import Message
from conversations.world import Area
from storage.rows import DeclarationRow, TimelineRow, VersionRow

AreaOf: TypeAlias = Callable[[str], Area | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """All rows of one declaration, read in one snapshot; `assignee`: user name and name of whom it is given to."""

    row: DeclarationRow
    versions: tuple[VersionRow, ...]
    timeline: tuple[TimelineRow, ...]
    household: Household | None = None
    assignee: tuple[str, str] = ("", "")
    county_decides: bool = False


@dataclass(frozen=True, slots=True)
class Assembling:
    """Puts views together. `area_of` gives the township of a code, `areas` all that are served."""

    area_of: AreaOf
    areas: Callable[[], tuple[Area, ...]]
    deadlines: Deadlines
    clock: Callable[[], datetime]

    def item(self, row: DeclarationRow, *, shown: bool = False, assignee: tuple[str, str] = ("", "")) -> QueueItem:
        """A line of the queue; `assignee` is the user name and the name of whom it is given to."""
        area = self.area_of(row.area_code)
        urgency, left = self.deadlines.standing(row.due_at, self.clock())
        return QueueItem(
            receipt=row.receipt,
            status=row.status,
            category=row.category,
            outcome=row.outcome,
            area_code=row.area_code,
            place=area.name if area is not None else row.area_code,
            name=row.applicant_name if shown else mask_name(row.applicant_name),
            applies_for_aid=row.applies_for_aid,
            flags=flags_of(row),
            submitted_at=row.submitted_at,
            due=row.due_at,
            urgency=urgency,
            left=left,
            origin=row.origin,
            assigned_to=assignee[0],
            assignee=assignee[1],
            gist=read_gist(row.gist),
        )

    def view(self, kept: Kept, role: str, *, shown: bool) -> DeclarationView:
        """The page of a declaration, as this role sees it: its newest version."""
        row, newest = kept.row, kept.versions[-1]
        filed = load_answers(newest.answers)
        agenda = self.agenda(newest, filed)
        area = self.area_of(row.area_code)
        return DeclarationView(
            item=self.item(row, shown=shown, assignee=kept.assignee),
            version=newest.version,
            origin=row.origin,
            county=area.county if area is not None else row.county_code,
            answers=filed["answers"],
            parts=parts_of(agenda, shown=shown),
            shown=shown,
            assessment=load_assessment(newest.assessment),
            documents=documents_in(agenda, filed["answers"]),
            signatures=_signatures(newest, shown=shown),
            authorizations=_authorizations(kept.household, shown=shown),
            confirmation=kept.household.confirmation if kept.household is not None else None,
            timeline=tuple(_event(one, agenda) for one in kept.timeline if one.action not in READINGS),
            read_by=tuple(_event(one, agenda) for one in kept.timeline if one.action in READINGS),
            actions=possible(
                row.status,
                role,
                facts_about(row, kept.household, county_decides=kept.county_decides),
                aid=row.applies_for_aid,
            ),
            versions=tuple(_version(one) for one in kept.versions),
            askable=askable_keys(agenda),
            referrals=referrals_in(kept.timeline),
            steps=steps_of(row, kept.timeline),
        )

    def agenda(self, version: VersionRow, filed: FiledAnswers) -> Agenda:
        """The form of this version as it was filed."""
        # The second version of the form kept every key of the first, so it shows what the first one filed.
        return agenda_as_filed(
            DECLARATION, filed["answers"], filed["flags"].items(), version.filed_at, self.areas(), said_in(filed)
        )


def flags_of(row: DeclarationRow) -> tuple[str, ...]:
    """What staff should look at, as words."""
    return flags_in(row.flags)


def facts_about(row: DeclarationRow, household: Household | None, *, county_decides: bool = False) -> frozenset[str]:
    """What the lifecycle asks about: the flags, and whether anybody's authorization stands."""
    flags = flags_of(row)
    # Signed by hand on one sheet with the pledge: it stands once that signature is recorded.
    stands = ("given",) if UNSIGNED in flags else ("given", "by_hand")
    standings = household.standings if household is not None else ()
    authorized = any(one.state in stands for one in standings)
    return facts_of(flags, authorized=authorized, county_decides=county_decides, helped=row.outcome != "refused")


def documents_in(agenda: Agenda, answers: Mapping[str, Json]) -> tuple[Document, ...]:
    """The papers of a version, in order."""
    found: list[Document] = []
    for slot, paper in papers_in(agenda):
        base = slot.key.rpartition(".")[0]
        kind, member = answers.get(f"{base}.kind"), answers.get(f"{base}.member")
        asked = agenda.by_key(f"{base}.kind")
        label: Message = slot.question.label
        if asked is not None and isinstance(kind, str):
            label = asked.question.kind.show(kind, asked.facts)
        found.append(
            Document(paper, kind if isinstance(kind, str) else "", member if isinstance(member, int) else None, label)
        )
    return tuple(found)


def _signatures(version: VersionRow, *, shown: bool) -> tuple[Signed, ...]:
    return tuple(
        Signed(
            one.key,
            _named(one.name, shown=shown),
            one.at,
            one.text_version,
            _named(one.behalf, shown=shown),
            one.put_off,
        )
        for one in load_signatures(version.signatures)
    )


def _authorizations(household: Household | None, *, shown: bool) -> tuple[Standing, ...]:
    standings = household.standings if household is not None else ()
    return standings if shown else tuple(replace(one, name=mask_name(one.name)) for one in standings)


def _named(name: str | None, *, shown: bool) -> str | None:
    return name if shown or name is None else mask_name(name)


def _event(row: TimelineRow, agenda: Agenda) -> Event:
    record = read(row.note)
    slots = (agenda.by_key(key) for key in record.keys) if row.action == "correct" else ()
    # By the question alone: names are masked on this page.
    changed = tuple(dict.fromkeys(slot.question.label for slot in slots if slot is not None))
    return Event(row.at, row.actor, row.action, row.status, record, changed, row.id)


def _version(row: VersionRow) -> Version:
    return Version(row.version, row.filed_at, row.form_version, row.pack, row.figures, row.channel)
