"""Photos of an emergency for those who handle it: of what happened, and the papers after the money."""

from api.errors import Forbidden, NotFound, ServiceError, or_raise
from api.services.emergency.answers import photos_of
from api.services.emergency.reading import not_found, within
from api.services.review.views import PaperFile
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.unit import Unit


class EmergencyPhotos:
    """Each look at a photo is written down."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def photo(self, staff: StaffMember, receipt: str, paper_id: str) -> PaperFile:
        """A photo of this emergency. NotFound for any other, Forbidden to a role that sees no papers."""
        return or_raise(await self._database.run(lambda unit: self._photo(unit, staff, receipt, paper_id)))

    def _photo(self, unit: Unit, staff: StaffMember, receipt: str, paper_id: str) -> PaperFile | ServiceError:
        row = within(unit, staff, receipt)
        if row is None:
            return not_found()
        if not may(staff, "papers"):
            return Forbidden("role", say("材料请乡镇或县里的经办人员来看，您的账号不用看材料。"))
        paper = unit.papers.get(paper_id) if paper_id in photos_of(row) else None
        if paper is None or paper.conversation_id != row.conversation_id:
            # Named in the chat, and still on its way.
            return NotFound("paper", say("请过一会儿再看：这张照片还没有收好。"))
        unit.audit.note(staff.username, "emergency.photo", row.receipt, row.area_code)
        return PaperFile(paper.mime, paper.content, unit.papers.thumbnail(paper_id))


def photos_told(unit: Unit, conversation_id: str) -> frozenset[str]:
    """All photos of the emergencies of a conversation: they are with the township, whatever becomes of a draft."""
    return frozenset(one for row in unit.emergencies.of_conversation(conversation_id) for one in photos_of(row))
