"""All that is kept of a resident, for them to see and take along (个人信息保护法 art. 45)."""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, cast

from api.services.filed_json import load_answers, load_assessment, load_signatures
from api.services.own_data.export_emergencies import ExportedEmergency, exported_emergencies
from api.services.own_data.export_links import SaidByLink, said_by_links
from api.services.own_data.exported import moment_of, office_of
from api.services.review.readings import READINGS
from api.services.review.record import read
from api.services.review.sheet import agenda_as_filed, parts_of
from api.services.transcript.evidence import Kept
from api.services.transcript.shown import TurnJson
from conversations.answers import Entry, Json
from conversations.codec import load_state, value_out
from conversations.form.declaration import DECLARATION
from conversations.messages import Message, say
from conversations.world import Area
from storage.database import Database
from storage.rows import DeclarationRow, PaperListed, TimelineRow, TurnRow, VersionRow
from storage.unit import Unit

AT_ONCE = 500
_NOT_ANSWERED = say("没有填")
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


class Said(TypedDict):
    """What was heard in a turn: from whom, when, through which channel."""

    turn: int
    at: str
    channel: str
    by: str
    heard: object


class Answered(TypedDict):
    """A line of the log of answers: who said what when. `path` names the question, people by a stable number."""

    at: str
    by: str
    channel: str
    op: str
    path: str
    value: Json
    approximate: bool


class ExportedPaper(TypedDict):
    """A photo or PDF; `file` is its name in the archive."""

    id: str
    mime: str
    size: int
    at: str
    file: str


class ExportedVersion(TypedDict):
    """One filed version."""

    version: int
    filed_at: str
    channel: str
    form_version: int
    pack: str
    figures: str
    answers: dict[str, Json]
    doubts: dict[str, str]
    assessment: dict[str, object] | None
    signatures: list[Json]


class ExportedEvent(TypedDict):
    """Something that happened to a declaration; staff are named by their office, not by their name. `reason`: why
    somebody read it in full, from the list of `review/reasons.py`."""

    at: str
    who: str
    action: str
    status: str
    note: str
    keys: list[str]
    reason: str


class ExportedDeclaration(TypedDict):
    """A declaration with all its versions, what happened to it, who read it, what people of it said by links."""

    receipt: str
    status: str
    submitted_at: str
    area_code: str
    category: str
    outcome: str
    versions: list[ExportedVersion]
    timeline: list[ExportedEvent]
    read_by: list[ExportedEvent]
    household: list[SaidByLink]


class Export(TypedDict):
    """All that is kept: what was said on both sides, the answers, the papers, what was filed."""

    language: str
    began_at: str
    channels: list[str]
    turns: list[TurnJson]
    said: list[Said]
    answers: list[Answered]
    papers: list[ExportedPaper]
    declarations: list[ExportedDeclaration]
    emergencies: list[ExportedEmergency]


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A paper of the resident's own, to be handed out as an attachment."""

    mime: str
    content: bytes


def _these(area: Area | None) -> tuple[Area, ...]:
    return (area,) if area is not None else ()


def in_words(version: ExportedVersion, area: Area | None) -> list[tuple[Message, list[tuple[Message, Message]]]]:
    """The answers of a version as the form has them: sections with label and answer, nothing masked."""
    filed_at = datetime.fromisoformat(version["filed_at"])
    agenda = agenda_as_filed(DECLARATION, version["answers"], version["doubts"].items(), filed_at, _these(area))
    sections: list[tuple[Message, list[tuple[Message, Message]]]] = []
    for part in parts_of(agenda, shown=True):
        lines = [(line.label, line.value or _NOT_ANSWERED) for line in part.lines]
        for table in part.tables:
            for item in table.items:
                lines += [
                    (say("{item}：{label}", item=item.label, label=line.label), line.value or _NOT_ANSWERED)
                    for line in item.lines
                ]
        sections.append((part.title, lines))
    return sections


class Exporting:
    """Gathers what is kept of a conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def everything(self, conversation_id: str) -> Export:
        """All of it, in one snapshot; times in Asia/Shanghai."""
        return await self._database.read(lambda unit: _everything(unit, conversation_id))

    async def paper(self, conversation_id: str, paper_id: str) -> PaperOut | None:
        """One of the papers of this conversation, None for any other."""

        def work(unit: Unit) -> PaperOut | None:
            paper = unit.papers.get(paper_id) if unit.papers.belongs_to(paper_id, conversation_id) else None
            return PaperOut(paper.mime, paper.content) if paper is not None else None

        return await self._database.read(work)

    async def archive(
        self, conversation_id: str, readable: Callable[[Export], str], printed: Callable[[str], Awaitable[bytes]]
    ) -> bytes:
        """A zip: the data as JSON, the page that `readable` makes of it, the papers and the forms as files.

        `printed` gives the form of a declaration, by its receipt, as PDF.
        """
        kept = await self.everything(conversation_id)
        packed = io.BytesIO()
        # In memory: a temporary file would leave a copy on the disk.
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("shenbao.json", json.dumps(kept, ensure_ascii=False, indent=1))
            archive.writestr("index.html", readable(kept))
            for one in kept["papers"]:
                paper = await self.paper(conversation_id, one["id"])
                if paper is not None:
                    archive.writestr(one["file"], paper.content, zipfile.ZIP_STORED)
            for filed in kept["declarations"]:
                if filed["status"] != "erased":
                    archive.writestr(f"forms/{filed['receipt']}.pdf", await printed(filed["receipt"]))
        return packed.getvalue()


def _everything(unit: Unit, conversation_id: str) -> Export:
    conversation = unit.conversations.get(conversation_id)
    if conversation is None:
        raise LookupError("an export of a conversation that is not there")
    kept = [cast(Kept, json.loads(row.body)) for row in _turns(unit, conversation_id)]
    return Export(
        language=conversation.locale,
        began_at=moment_of(conversation.created_at),
        channels=unit.addresses.channels(conversation_id),
        turns=[one["turn"] for one in kept],
        said=[_said(one) for one in kept],
        answers=[_answered(entry) for entry in load_state(conversation.state).log if entry.act > 0],
        papers=[_paper(row) for row in unit.papers.listed(conversation_id)],
        declarations=[_declaration(unit, row) for row in unit.declarations.by_conversation(conversation_id)],
        emergencies=exported_emergencies(unit, conversation_id),
    )


def _turns(unit: Unit, conversation_id: str) -> list[TurnRow]:
    rows: list[TurnRow] = []
    while some := unit.turns.after(conversation_id, rows[-1].number if rows else 0, AT_ONCE):
        rows += some
    return rows


def _said(kept: Kept) -> Said:
    channel, by, at, heard = cast("tuple[str, str, str, object]", kept["heard"])
    # Which officer spoke is told by their office, in the timeline.
    return Said(
        turn=kept["turn"]["number"],
        at=moment_of(datetime.fromisoformat(at)),
        channel=channel,
        by="resident" if by == "resident" else "staff",
        heard=heard,
    )


def _answered(entry: Entry) -> Answered:
    return Answered(
        at=moment_of(entry.at),
        by=entry.by,
        channel=entry.channel,
        op=entry.op,
        path=entry.path,
        value=value_out(entry.value),
        approximate=entry.approximate,
    )


def _paper(row: PaperListed) -> ExportedPaper:
    name = f"papers/{row.id}.{EXTENSIONS.get(row.mime, 'bin')}"
    return ExportedPaper(id=row.id, mime=row.mime, size=row.size, at=moment_of(row.created_at), file=name)


def _declaration(unit: Unit, row: DeclarationRow) -> ExportedDeclaration:
    events = [(event.action, _event(unit, event)) for event in unit.timeline.of(row.id)]
    return ExportedDeclaration(
        receipt=row.receipt,
        status=row.status,
        submitted_at=moment_of(row.submitted_at),
        area_code=row.area_code,
        category=row.category,
        outcome=row.outcome,
        versions=[_version(one) for one in unit.declarations.versions(row.id)],
        timeline=[event for action, event in events if action not in READINGS],
        read_by=[event for action, event in events if action in READINGS],
        household=said_by_links(unit, row),
    )


def _version(row: VersionRow) -> ExportedVersion:
    filed = load_answers(row.answers)
    return ExportedVersion(
        version=row.version,
        filed_at=moment_of(row.filed_at),
        channel=row.channel,
        form_version=row.form_version,
        pack=row.pack,
        figures=row.figures,
        answers=filed["answers"],
        doubts=filed["flags"],
        assessment=load_assessment(row.assessment),
        signatures=[value_out(one) for one in load_signatures(row.signatures)],
    )


def _event(unit: Unit, row: TimelineRow) -> ExportedEvent:
    record = read(row.note)
    return ExportedEvent(
        at=moment_of(row.at),
        who=office_of(unit, row.actor),
        action=row.action,
        status=row.status,
        note=record.note,
        keys=list(record.keys),
        reason=record.text("reason"),
    )
