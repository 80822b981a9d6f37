"""“我的全部信息”: all that is kept of the resident, as a page, as an archive, paper by paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.services.own_data.export import Export, ExportedPaper, ExportedVersion, in_words
from api.services.printing.desk import FORM
from api.services.review.words import STATUSES
from api.web.doors import Conversation
from api.web.pages import pages_of
from api.web.parts import house_of, locale_of, renderer_of
from conversations.messages import Message, say, verbatim
from conversations.world import Area
from locales.rendering import Renderer

router = APIRouter(include_in_schema=False)

NO_STORE = {"Cache-Control": "no-store"}
EVENTS: Mapping[str, Message] = {
    "file": say("您交上了申报"),
    "correct": say("您补充、更正了"),
    "withdraw": say("您撤回了申报"),
    "call_human": say("您说想找人"),
    "ask_erasure": say("您要求删除信息"),
    "accept": say("受理"),
    "ask_back": say("请您补充"),
    "decide": say("办结"),
    "called": say("联系了您"),
    "assign": say("换了经办的人"),
    "message": say("给您留言"),
    "grant_erasure": say("同意删除，已经删除"),
    "refuse_erasure": say("答复：现在还不能删除"),
    "erase": say("删除了个人信息"),
    "unreachable": say("Telegram 联系不上您"),
    "look": say("看了这一份，名字和号码遮住一部分"),
    "show": say("看了完整信息"),
    "paper": say("看了照片、材料"),
    "print": say("打印或者导出了完整信息"),
    "record_signature": say("登记了手写签名"),
    "confirm": say("申报人本人确认了"),
    "disown": say("申报人说不是他要申报的"),
    "authorize": say("家里人签了授权"),
    "withdraw_authorization": say("撤回了授权"),
    "passed_on": say("您家和一位工作人员有亲属关系，换了别的人办理"),
}
REASONS: Mapping[str, Message] = {
    "handle": say("为了办理您的申报"),
    "call": say("为了和您联系"),
    "visit": say("为了上门走访"),
    "papers": say("为了核对材料"),
    "asked": say("因为您来问过、来改过"),
    "audit": say("为了检查工作人员的工作"),
    "other": say("别的原因"),
}
BY_LINKS: Mapping[str, Message] = {
    "confirm": say("确认了这份申报"),
    "disown": say("说不想申报"),
    "authorize": say("签了核查授权"),
    "withdraw": say("撤回了核查授权"),
}
OFFICES: Mapping[str, Message] = {
    "resident": say("您"),
    "system": say("系统"),
    "village": say("村（社区）协理员"),
    "township": say("乡镇经办人员"),
    "county": say("县级经办人员"),
    "auditor": say("审计人员"),
    "admin": say("管理员"),
    "staff": say("工作人员"),
}


@dataclass(frozen=True, slots=True)
class Mine:
    """The export put into words for the templates; `packed`: papers lie beside the page, not behind an address."""

    kept: Export
    renderer: Renderer
    area_of: Callable[[str | None], Area | None]
    packed: bool = False

    def answers(self, version: ExportedVersion, area_code: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """The sections of a version, each answer with its label."""
        render = self.renderer.render
        return [
            (render(title), [(render(label), render(value)) for label, value in lines])
            for title, lines in in_words(version, self.area_of(area_code))
        ]

    def paper_at(self, paper: ExportedPaper) -> str:
        """Where a paper is found."""
        return paper["file"] if self.packed else f"/mine/papers/{paper['id']}"

    def status(self, code: str) -> str:
        """A status in words."""
        return self._named(STATUSES, code)

    def event(self, code: str) -> str:
        """What happened in words."""
        return self._named(EVENTS, code)

    def reason(self, code: str) -> str:
        """Why somebody read it in full, in words to the resident."""
        return self._named(REASONS, code)

    def by_link(self, code: str) -> str:
        """What somebody of the household said by a link, in words."""
        return self._named(BY_LINKS, code)

    def office(self, code: str) -> str:
        """Who did it, by their office."""
        return self._named(OFFICES, code)

    def when(self, at: str) -> str:
        """A time as it is read."""
        return self.renderer.value(datetime.fromisoformat(at))

    def _named(self, words: Mapping[str, Message], code: str) -> str:
        return self.renderer.render(words.get(code, verbatim(code)))


@router.get("/mine")
async def mine(request: Request, conversation_id: Conversation) -> Response:
    """Everything, to read."""
    kept = await house_of(request).exporting.everything(conversation_id)
    return _no_copy(pages_of(request).show(request, "mine.html", mine=_mine(request, kept)))


@router.get("/mine.zip")
async def archive(request: Request, conversation_id: Conversation) -> Response:
    """Everything, to keep: the page, the data as JSON, the papers."""

    def readable(kept: Export) -> str:
        locale = locale_of(request)
        words = _mine(request, kept, packed=True)
        return pages_of(request).render(locale, "kept.html", locale=locale.replace("_", "-"), mine=words)

    async def printed(receipt: str) -> bytes:
        return (await house_of(request).printing.own(conversation_id, receipt, FORM)).content

    packed = await house_of(request).exporting.archive(conversation_id, readable, printed)
    headers = {"Content-Disposition": 'attachment; filename="shenbao.zip"', **NO_STORE}
    return Response(packed, media_type="application/zip", headers=headers)


@router.get("/mine/papers/{paper}")
async def paper(request: Request, conversation_id: Conversation, paper: str) -> Response:
    """One of one's own papers, to be saved."""
    found = await house_of(request).exporting.paper(conversation_id, paper)
    if found is None:
        raise NotFound("paper", say("请从“我的全部信息”里点开照片：没找到这一份。"))
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff", **NO_STORE}
    return Response(found.content, media_type=found.mime, headers=headers)


def _mine(request: Request, kept: Export, *, packed: bool = False) -> Mine:
    return Mine(kept, renderer_of(request), house_of(request).worlds.area, packed)


def _no_copy(response: Response) -> Response:
    response.headers.update(NO_STORE)
    return response
