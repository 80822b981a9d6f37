"""Filing: a draft becomes a declaration with a receipt, a correction a new version of it — each only once."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Protocol

from api.services.calendar.workdays import SHANGHAI, china_day
from api.services.checking.judged import Judge, Judged
from api.services.checking.projecting import kept_of, project_filed
from api.services.declaring.unsigned import still_to_sign
from api.services.filed_json import (
    dump_answers,
    dump_assessment,
    dump_signatures,
    load_answers,
    load_signatures,
)
from api.services.flags import with_flags
from api.services.receipts import new_receipt
from api.services.review.authorizations import refresh_flags
from api.services.review.gist import gist_of
from api.services.review.lifecycle import transition
from api.services.review.news import kept_in, reported_by
from api.services.review.passing_on import pass_on
from api.services.review.record import Record, write
from api.services.review.running import Running
from conversations.answers import Json
from conversations.effects import FileCorrection, FileDeclaration
from conversations.inputs import CorrectionFiled, Filed, Input, Withdrawn
from conversations.messages import say
from storage.rows import DeclarationRow, NewDeclaration, NewVersion, Refiled
from storage.unit import Unit

RESIDENT = "resident"
SUBMITTED = "submitted"


class AreaFacts(Protocol):
    """What filing must know of a township."""

    @property
    def county_code(self) -> str: ...
    @property
    def region(self) -> str: ...


class Filing:
    """Files declarations and corrections within the transaction of a turn."""

    def __init__(
        self,
        judge: Callable[[Unit], Judge],
        area_facts: Callable[[str], AreaFacts | None],
        running: Running,
    ) -> None:
        self._judge = judge
        self._area_facts = area_facts
        self._running = running

    def file(self, unit: Unit, conversation_id: str, heard: Input, wanted: FileDeclaration) -> Filed:
        """File draft `wanted.draft`. A draft that was filed before keeps its receipt."""
        area_code = str(wanted.answers["area_code"])
        judged = self._judge(unit)(wanted.answers, area_code, china_day(heard.at), wanted.flags)
        area = self._area_facts(area_code)
        if area is None:
            raise LookupError("a declaration for a township that is not served")
        receipt = new_receipt("SB", heard.at, unit.declarations.by_receipt)
        row = unit.declarations.file(
            NewDeclaration(
                receipt=receipt,
                conversation_id=conversation_id,
                draft=wanted.draft,
                area_code=area_code,
                county_code=area.county_code,
                region=area.region,
                status=SUBMITTED,
                category=judged.category,
                outcome=judged.outcome,
                applies_for_aid=wanted.answers.get("applies_for_aid") is True,
                origin=heard.origin or ("telegram" if heard.channel == "telegram" else "web"),
                flags=_flags(wanted, judged),
                applicant_name=str(wanted.answers.get("members.0.name", "")),
                id_number=_text(wanted.answers.get("members.0.id_number")),
                submitted_at=heard.at,
                due_at=self._running.deadlines.within(unit, area_code, heard.at).end("accept", heard.at),
                gist=gist_of(wanted.answers, wanted.flags),
            ),
            _version(wanted, judged, heard),
        )
        unit.declarations.replace_people(row.id, _people(wanted.answers))
        unit.declarations.replace_names(row.id, _names(wanted.answers))
        _project(unit, row.id, row.version, wanted, judged)
        self._running.start(unit, row.id, area_code, "accept", heard.at)
        # Taken down by staff, it is theirs to answer for.
        unit.timeline.append(row.id, heard.at, actor=heard.by, action="file", status=SUBMITTED)
        pass_on(unit, row.receipt)
        return Filed(row.receipt, (*judged.letter, *still_to_sign(wanted)))

    def correct(self, unit: Unit, heard: Input, wanted: FileCorrection) -> CorrectionFiled:
        """File a new version; when the township had asked for it, the declaration goes back to the township.

        Nothing is filed when nothing is new and nobody had asked.
        """
        row = unit.declarations.by_receipt(wanted.receipt, for_update=True)
        if row is None:
            raise LookupError("a correction of a declaration that was never filed")
        if row.status != "asked_back" and _same(unit, row, wanted):
            return CorrectionFiled(row.receipt, row.version, (), changed=False)
        judged = self._judge(unit)(wanted.answers, row.area_code, china_day(heard.at), wanted.flags)
        changed = self._changed(unit, row, wanted.answers)
        # What an ask-back brings is expected; what the resident tells unasked is news. Requests stay open.
        news = () if row.status == "asked_back" else reported_by(changed)
        refiled = Refiled(
            category=judged.category,
            outcome=judged.outcome,
            applies_for_aid=wanted.answers.get("applies_for_aid") is True,
            flags=with_flags(_flags(wanted, judged), *kept_in(row.flags), *news),
            applicant_name=str(wanted.answers.get("members.0.name", "")),
            id_number=_text(wanted.answers.get("members.0.id_number")),
            gist=gist_of(wanted.answers, wanted.flags),
        )
        version = unit.declarations.new_version(row.id, _version(wanted, judged, heard), refiled)
        unit.declarations.replace_people(row.id, _people(wanted.answers))
        unit.declarations.replace_names(row.id, _names(wanted.answers))
        _project(unit, row.id, version, wanted, judged)
        # What people said by links of their own outlives a new version.
        refresh_flags(unit, row.receipt)
        status = self._after(unit, row, "correct", heard)
        unit.timeline.append(
            row.id,
            heard.at,
            actor=RESIDENT,
            action="correct",
            status=status,
            note=write(Record(keys=changed, version=version)),
        )
        pass_on(unit, row.receipt)
        return CorrectionFiled(row.receipt, version, judged.letter)

    def withdraw(self, unit: Unit, heard: Input, receipt: str) -> Withdrawn:
        """The resident takes the declaration back. A decided one stays as it is."""
        row = unit.declarations.by_receipt(receipt, for_update=True)
        if row is not None and transition("withdraw", row.status) is not None:
            status = self._after(unit, row, "withdraw", heard)
            unit.timeline.append(row.id, heard.at, actor=RESIDENT, action="withdraw", status=status)
        return Withdrawn(
            receipt, say("已经撤回，镇里不再办理编号 {receipt} 的申报。您随时可以重新申报。", receipt=receipt)
        )

    def _changed(self, unit: Unit, row: DeclarationRow, answers: Mapping[str, Json]) -> tuple[str, ...]:
        """The boundary keys whose answer is not that of the version before, what was taken away included."""
        last = unit.declarations.version(row.id, row.version)
        before = load_answers(last.answers)["answers"] if last is not None else {}
        return tuple(key for key in {**before, **answers} if before.get(key) != answers.get(key))

    def _after(self, unit: Unit, row: DeclarationRow, action: str, heard: Input) -> str:
        """Move the declaration on where the lifecycle says so; the status it then has."""
        step = transition(action, row.status)
        if step is None:
            return row.status
        target = step.target or row.status
        # A new version has flags of its own.
        flags = (unit.declarations.by_id(row.id) or row).flags
        due, kept = self._running.move(unit, row, target, flags, step.deadline, heard.at)
        unit.declarations.set_flags(row.id, kept)
        unit.declarations.set_status(row.id, target, due)
        return target


def _same(unit: Unit, row: DeclarationRow, wanted: FileCorrection) -> bool:
    """Whether the newest version says just this: the same answers, doubts and signatures."""
    last = unit.declarations.version(row.id, row.version)
    if last is None:
        return False
    before = load_answers(last.answers)
    return (before["answers"], before["flags"], load_signatures(last.signatures)) == (
        wanted.answers,
        dict(wanted.flags),
        wanted.signatures,
    )


def start_of(day: date) -> datetime:
    """The first moment of a calendar day in China."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def _project(unit: Unit, number: int, version: int, wanted: FileDeclaration | FileCorrection, judged: Judged) -> None:
    """What a later change of figures is judged by, without opening the answers."""
    kept = kept_of(judged.assessment, judged.pack, judged.figures)
    project_filed(unit, number, version, wanted.answers, dict(wanted.flags), kept)


def _version(wanted: FileDeclaration | FileCorrection, judged: Judged, heard: Input) -> NewVersion:
    return NewVersion(
        form_version=wanted.form_version,
        answers=dump_answers(wanted.answers, wanted.flags, wanted.said),
        assessment=dump_assessment(judged.assessment),
        signatures=dump_signatures(wanted.signatures),
        pack=judged.pack,
        figures=judged.figures,
        filed_at=heard.at,
        channel=heard.channel,
    )


def _flags(wanted: FileDeclaration | FileCorrection, judged: Judged) -> str:
    """What staff should look at, as a JSON list of words."""
    flags = dict.fromkeys((*judged.flags, *(flag for _, flag in wanted.flags)))
    if wanted.answers.get("relative_in_office") is True:
        flags["relative_in_office"] = None
    if wanted.answers.get("applicant_role") == "proxy":
        flags["proxy"] = None
    return json.dumps(list(flags))


def _people(answers: Mapping[str, Json]) -> list[tuple[str, str]]:
    """The (role, ID number) of everybody in the declaration whose number is known."""
    return [
        (key.removesuffix(".id_number"), value)
        for key, value in answers.items()
        if key.endswith(".id_number") and isinstance(value, str)
    ]


def _names(answers: Mapping[str, Json]) -> list[str]:
    """The names of everybody in the declaration, by which their household is found."""
    return [
        value for key, value in answers.items() if key.endswith(".name") and _is_person(key) and isinstance(value, str)
    ]


def _is_person(key: str) -> bool:
    return key.count(".") == 2 and key.startswith(("members.", "supporters."))


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None
