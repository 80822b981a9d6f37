"""A message changed after it was sent: which answer it was, found in what is kept of the turns."""

import json
from typing import cast

from api.services.transcript.evidence import Kept
from api.services.transcript.shown import QuestionJson
from conversations.inputs import Revised
from storage.database import Database
from storage.rows import TurnRow
from storage.unit import Unit

PAGE = 200


class Revising:
    """Looks back. Changed messages are few, so the turns are read one by one rather than indexed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def revised(self, conversation_id: str, message: int, text: str) -> Revised:
        """Message number `message` of the channel says `text` now: the answer it was, if it was one."""

        def work(unit: Unit) -> Revised:
            kept = [cast(Kept, json.loads(row.body)) for row in _all(unit, conversation_id)]
            place = next((place for place, one in enumerate(kept) if one.get("message") == message), None)
            return Revised(text, None, None) if place is None else _found(kept, place, text)

        return await self._database.read(work)


def _found(kept: list[Kept], place: int, text: str) -> Revised:
    question = kept[place]["turn"]["question"]
    asked = question["asked"] if question is not None else None
    # What was doubtful became an answer only by the yes that followed.
    while not kept[place].get("answered") and _doubted(kept[place]["turn"]["question"]) and place + 1 < len(kept):
        place += 1
    paths = kept[place].get("answered", [])
    # Several answers in one line cannot be told apart any more.
    return Revised(text, paths[0] if len(paths) == 1 else None, asked)


def _doubted(question: QuestionJson | None) -> bool:
    return question is not None and question["kind"] == "confirm"


def _all(unit: Unit, conversation_id: str) -> list[TurnRow]:
    rows: list[TurnRow] = []
    while page := unit.turns.after(conversation_id, rows[-1].number if rows else 0, PAGE):
        rows.extend(page)
    return rows
