"""Deletion of what was filed, granted or ordered: the personal content goes, a row to be counted stays."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

from api.errors import Conflict, NotFound
from api.services.declaring.standing import since
from api.services.emergency.answers import dump, photos_of
from api.services.emergency.lifecycle import CLOSED, OPEN, TO_ERASE
from api.services.filed_json import dump_answers, dump_signatures, load_answers, load_signatures
from api.services.flags import with_flags
from api.services.review.lifecycle import ERASED, closed
from api.services.review.words import Told, erased
from conversations.answers import SignedAnswer
from conversations.codec import load_state
from conversations.inputs import StatusPushed
from conversations.messages import say
from conversations.state import State
from conversations.world import Area
from storage.database import Database
from storage.rows import DeclarationRow
from storage.unit import Unit

BEFORE_EVERYTHING = datetime(1, 1, 2, tzinfo=UTC)


def erase(unit: Unit, row: DeclarationRow) -> None:
    """Erase the content of a closed declaration within this transaction: answers, papers, signatures, what was said.

    What belongs to another declaration of the same conversation, or to a draft begun since, stays. The caller
    sets the status, writes the timeline and, after the commit, has the database scrubbed.
    """
    if row.conversation_id is not None:
        _erase_said(unit, row, row.conversation_id)
        for told in unit.emergencies.of_conversation(row.conversation_id):
            if told.status not in OPEN:
                unit.emergencies.erase(told, dump({}))
            else:
                # It keeps what is needed for it, and goes once it is done.
                unit.emergencies.set(told, flags=with_flags(told.flags, TO_ERASE))
    unit.erasing.declaration(row.id, row.receipt, dump_answers({}, ()), dump_signatures(()))


def _begun(state: State) -> bool:
    """Whether something was answered since, which is none of what is erased."""
    return any(entry.act for entry in state.log)


def _erase_said(unit: Unit, row: DeclarationRow, conversation_id: str) -> None:
    conversation = unit.conversations.lock(conversation_id)
    if conversation is None:
        return
    state = load_state(conversation.state)
    others = [
        one for one in unit.declarations.by_conversation(conversation_id) if one.id != row.id and one.status != ERASED
    ]
    told = unit.emergencies.of_conversation(conversation_id)
    in_hand = [one for one in told if one.status in OPEN]
    if not others and not in_hand and state.receipt == row.receipt:
        unit.erasing.all_said(conversation_id)
        return
    earlier = [_closed_at(unit, one) for one in others if one.id < row.id]
    unit.erasing.said_between(conversation_id, max(earlier, default=BEFORE_EVERYTHING), _closed_at(unit, row))
    wanted = set().union(
        *(_papers_of(unit, one) for one in others), _papers_in(state) if state.receipt != row.receipt else (),
        *(photos_of(one) for one in in_hand),
    )  # fmt: skip
    # Photos taken again, or taken back before filing, are in no answer and go too; those of a draft begun since stay.
    until = _closed_at(unit, row)
    given = {one.id for one in unit.papers.listed(conversation_id) if one.created_at <= until}
    shown = set().union(*(photos_of(one) for one in told))
    unit.erasing.papers(conversation_id, (_papers_of(unit, row) | given | shown) - wanted)


def erase_told(unit: Unit, done_before: datetime, most: int) -> int:
    """Emergencies that were in hand when their family had everything deleted, and are done since before then: what was
    told, the photos, and what was said, where nothing else of the conversation is there. How many, at most `most`.
    """
    found = unit.emergencies.over_with_mark(TO_ERASE, CLOSED, done_before, most)
    for told in found:
        here = told.conversation_id
        if here is not None:
            conversation, last = unit.conversations.lock(here), unit.emergencies.events(told)[-1].at
            unit.erasing.papers(here, photos_of(told))
            declared = any(one.status != ERASED for one in unit.declarations.by_conversation(here))
            if conversation is not None and not declared and not _begun(load_state(conversation.state)):
                unit.erasing.said_between(here, BEFORE_EVERYTHING, last)
        unit.emergencies.erase(told, dump({}))
    return len(found)


def _closed_at(unit: Unit, row: DeclarationRow) -> datetime:
    """Until when what was said belonged to this declaration: a next draft begins only after it is closed."""
    return since(row, unit.timeline.of(row.id))


def _papers_of(unit: Unit, row: DeclarationRow) -> set[str]:
    found: set[str] = set()
    for version in unit.declarations.versions(row.id):
        answers = load_answers(version.answers)["answers"]
        found |= {str(value) for key, value in answers.items() if _holds_paper(key) and value is not None}
        found |= {one.drawn for one in load_signatures(version.signatures) if one.drawn is not None}
    # What people of the household drew by their links.
    drawn = (json.loads(one.body).get("drawn") for one in unit.consents.of(row.id))
    return found | {paper for paper in drawn if isinstance(paper, str)}


def _papers_in(state: State) -> set[str]:
    """The papers a state's log names."""
    found: set[str] = set()
    for entry in state.log:
        if isinstance(entry.value, SignedAnswer):
            found |= {entry.value.drawn} if entry.value.drawn is not None else set()
        elif _holds_paper(entry.path) and isinstance(entry.value, str):
            found.add(entry.value)
    return found


def _holds_paper(key: str) -> bool:
    """Whether a question's answer is a paper: `….file`, further pages `….file_2`."""
    last = key.rpartition(".")[2]
    return last == "file" or last.startswith("file_")


class Erasing:
    """Erases by order of an administrator: what a court, an archive's end or a lost dispute makes necessary."""

    def __init__(
        self,
        database: Database,
        push: Callable[[Unit, str, StatusPushed, str, str], None],
        area_of: Callable[[str], Area | None],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._push = push
        self._area_of = area_of
        self._clock = clock

    async def erase(self, receipt: str, by: str) -> None:
        """Erase the declaration with this receipt and tell its resident; a second time changes nothing.

        Raises NotFound, Conflict while it is still being worked on.
        """
        refused = await self._database.run(lambda unit: self._erase(unit, receipt, by))
        if refused is not None:
            raise refused
        await self._database.scrub()

    def _erase(self, unit: Unit, receipt: str, by: str) -> NotFound | Conflict | None:
        row = unit.declarations.by_receipt(receipt, for_update=True)
        if row is None:
            return NotFound("receipt", say("请再看一下编号：没有这一份申报。"))
        if row.status == ERASED:
            return None
        if not closed(row.status):
            return Conflict("receipt", say("请先办结，或者请居民撤回：这一份还在办，办完才能删。"))
        erase(unit, row)
        unit.declarations.set_status(row.id, ERASED, None)
        unit.timeline.append(row.id, self._clock(), actor=by, action="erase", status=ERASED)
        if row.conversation_id is not None:
            area = self._area_of(row.area_code)
            place, phone = (area.name, area.phone) if area is not None else (say("镇里"), "")
            message = erased(Told(receipt, place, phone))
            body = StatusPushed(receipt, ERASED, message, final=True)
            self._push(unit, row.conversation_id, body, by, f"erase:{receipt}")
        return None
