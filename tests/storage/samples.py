"""Small things the storage tests need again and again."""

from storage.repositories.scope import Scope
from storage.rows import NewDeclaration, NewVersion
from storage.unit import Unit
from tests.fakes.clocks import Clock

NAME = "周小满"
ID_NUMBER = "36010119630412002X"
EVERYWHERE = Scope(prefix="")


def a_conversation(unit: Unit) -> str:
    """A new conversation; returns its id."""
    return unit.conversations.create(b'{"answers": {}}', "zh_CN").id


def a_declaration(clock: Clock, receipt: str = "SB-0001", **changes: object) -> NewDeclaration:
    """What is filed at a window in the sample township, unless said otherwise."""
    usual: dict[str, object] = {
        "receipt": receipt,
        "conversation_id": None,
        "draft": None,
        "area_code": "993601001",
        "county_code": "993601",
        "region": "jiangxi",
        "status": "submitted",
        "category": "dibao",
        "outcome": "likely",
        "applies_for_aid": True,
        "origin": "window",
        "flags": "[]",
        "applicant_name": NAME,
        "id_number": ID_NUMBER,
        "submitted_at": clock(),
        "due_at": None,
    }
    return NewDeclaration(**{**usual, **changes})  # type: ignore[arg-type]


def a_version(clock: Clock, answers: bytes = b'{"members": []}') -> NewVersion:
    """The content of a filed version."""
    return NewVersion(
        form_version=1,
        answers=answers,
        assessment=b'{"category": "dibao"}',
        signatures=b"[]",
        pack="jiangxi@2024",
        figures="sample@1",
        filed_at=clock(),
        channel="web",
    )
