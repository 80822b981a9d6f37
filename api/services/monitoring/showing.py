"""From stored cases to what staff see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from api.services.monitoring.detail import Detail, FoundSignal, read_detail
from api.services.monitoring.list_words import listed_words
from api.services.monitoring.sorting import HANDLINGS
from api.services.monitoring.views import CaseItem, CaseView
from api.services.monitoring.words import CLOSINGS, found_words, told_words
from api.services.review.deadlines import Deadlines
from api.services.review.masks import mask_name
from conversations.messages import Message, say
from conversations.world import Area
from locales.catalogues import SOURCE_LANGUAGE
from locales.rendering import Renderer
from storage.repositories.cases import CaseRow
from storage.rows import DeclarationRow

# Where the officer's words go in a preview; nothing a message of ours contains.
_HERE = "\x00"
_HIDDEN = say("具体内容关系到家里的病情和收支，由经办人员看。")
_SECTIONS = (
    ("members.", say("家里的人")),
    ("supporters.", say("赡养扶养的人")),
    ("income.", say("收入")),
    ("income_fell_sharply", say("收入")),
    ("expenditure.", say("支出")),
    ("assets.", say("财产")),
    ("hardship_causes", say("困难原因")),
)


@dataclass(frozen=True, slots=True)
class Showing:
    """Puts views together. `area_of` gives the township of a code."""

    area_of: Callable[[str], Area | None]
    deadlines: Deadlines
    clock: Callable[[], datetime]
    renderer: Callable[[str], Renderer]

    def item(self, case: CaseRow, row: DeclarationRow) -> CaseItem:
        """A line of the work list."""
        area = self.area_of(row.area_code)
        urgency, left = self.deadlines.standing(case.due_at if case.state == "open" else None, self.clock())
        return CaseItem(
            id=case.id,
            receipt=row.receipt,
            area_code=row.area_code,
            place=area.name if area is not None else row.area_code,
            name=mask_name(row.applicant_name),
            status=row.status,
            handling=case.handling,
            source=case.source,
            signal=case.signal,
            state=case.state,
            found_at=case.found_at,
            due=case.due_at,
            urgency=urgency,
            left=left,
            closing=case.closing,
            closed_at=case.closed_at,
            closed_by=case.closed_by,
        )

    def view(self, case: CaseRow, row: DeclarationRow, *, may_act: bool, may_read: bool) -> CaseView:
        """One case with what can be done about it. `may_read`: what was found too, which may tell an illness."""
        detail = read_detail(case.detail) if may_read else Detail()
        is_open = case.state == "open"
        return CaseView(
            item=self.item(case, row),
            version=case.version,
            detail=detail,
            found=found_in(detail) if may_read else (_HIDDEN,),
            note=(case.closing_note or "") if may_read else "",
            closings=CLOSINGS[case.handling] if is_open else (),
            handlings=tuple(one for one in HANDLINGS if one != case.handling) if is_open else (),
            told={one.code: self.letter(case, row, one.code) for one in CLOSINGS[case.handling]} if is_open else {},
            may_act=may_act and is_open,
            reachable=row.conversation_id is not None,
        )

    def letter(self, case: CaseRow, row: DeclarationRow, closing: str) -> tuple[str, str]:
        """What the resident would be told, in Chinese: before the officer's own words, and after them."""
        message = self.message(case, row, closing, _HERE)
        before, _, after = self.renderer(SOURCE_LANGUAGE).render(message).partition(_HERE)
        return before.strip(), after.strip()

    def message(self, case: CaseRow, row: DeclarationRow, closing: str, note: str) -> Message:
        """What the resident is told."""
        area = self.area_of(row.area_code)
        place = area.name if area is not None else say("镇里")
        return told_words(case.handling, closing, row.receipt, place, area.phone if area is not None else "", note)


def found_in(detail: Detail) -> tuple[Message, ...]:
    """What was found, a sentence each."""
    said = [_signal_words(one) for one in detail.signals]
    if detail.listed is not None:
        said.append(listed_words(detail.listed))
    if detail.keys and not detail.signals:
        parts = dict.fromkeys(words for start, words in _SECTIONS for key in detail.keys if key.startswith(start))
        said.append(say("改了这几部分：{parts}。", parts=tuple(parts)))
    if detail.earlier:
        said.append(say("和上次办结的申报（编号 {receipt}）比。", receipt=detail.earlier))
    return tuple(said)


def _signal_words(one: FoundSignal) -> Message:
    line = Decimal(one.lines[0].value) if len(one.lines) == 1 else None
    return found_words(one.rule, _decimal(one.before), _decimal(one.now), line)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
