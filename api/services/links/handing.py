"""Going on elsewhere, in words: the links and codes a resident is given, for the web and for Telegram."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from api.services.links.keys import Made, make_handover
from api.services.secrets import new_code, read_code, token_hash
from conversations.inputs import Input
from conversations.messages import Message, say
from storage.unit import Unit

TELEGRAM = "telegram"
TELEGRAM_LINK = "https://t.me/{bot}?start={token}"


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to go on elsewhere; one of them, once, within half an hour. `bot` is None where there is none."""

    web_link: str
    web: str
    code: str
    bot: str | None
    bot_link: str | None


class Handing:
    """Makes links and codes. `bot_served`: a bot works on this database, so what it is called may be told."""

    def __init__(self, public_url: str, clock: Callable[[], datetime], *, bot_served: bool) -> None:
        self._public_url = public_url
        self._clock = clock
        self._bot_served = bot_served

    def ways(self, unit: Unit, conversation_id: str) -> Ways:
        """A new hand-over, and how it is used."""
        made = make_handover(unit, conversation_id, self._clock())
        bot = unit.bots.name(TELEGRAM) if self._bot_served else None
        link = TELEGRAM_LINK.format(bot=bot, token=made.token) if bot is not None else None
        return Ways(self._link(made), self._public_url, made.code, bot, link)

    def offer(
        self, unit: Unit, conversation_id: str, heard: Input, reason: Literal["sensitive", "asked"]
    ) -> tuple[Message, ...]:
        """What is said to somebody who goes on elsewhere, by the channel on which they are now."""
        if reason == "sensitive":
            link = self._link(make_handover(unit, conversation_id, self._clock()))
            return (
                say("这一题要保护好您的信息，请点这里在网页上填（30 分钟内有效，只能用一次）：\n{link}", link=link),
            )
        ways = self.ways(unit, conversation_id)
        if heard.channel == TELEGRAM:
            return (
                say("在这部手机上换到网页填，点这里：\n{link}", link=ways.web_link),
                say("换别的手机或者电脑：打开 {web}，在“返回码”里写 {code}。", web=ways.web, code=ways.code),
                _ONCE,
            )
        by_bot: tuple[Message, ...] = ()
        if ways.bot is not None and ways.bot_link is not None:
            by_bot = (
                say("换到 Telegram 填，点这里：\n{link}", link=ways.bot_link),
                say("点不开，就在 Telegram 里找 @{bot}，给它发：返回码 {code}", bot=ways.bot, code=ways.code),
            )
        words = say("换别的手机或者电脑：打开 {web}，在“返回码”里写 {code}。", web=ways.web, code=ways.code)
        return (*by_bot, words, _ONCE)

    def export(self, unit: Unit, conversation_id: str, heard: Input) -> Message:
        """Where all that is kept is seen and taken along."""
        if heard.channel != TELEGRAM:
            return say("都在这里了：按下面的“我的全部信息”，可以看，也可以下载存起来。")
        # Never as a file in the chat: it lies abroad, and the phone may be shared.
        link = f"{self._link(make_handover(unit, conversation_id, self._clock()))}/mine"
        return say("请点这里，在网页上看您的全部信息，也可以下载（30 分钟内有效，只能用一次）：\n{link}", link=link)

    def return_code(self, unit: Unit, conversation_id: str, *, renew: bool) -> tuple[Message, ...]:
        """A return code in words; without `renew` nothing, where there is one already."""
        if not renew and unit.conversations.has_return_code(conversation_id):
            return ()
        code = self.new_return_code(unit, conversation_id)
        first = say("您的返回码：{code}", code=code)
        kept = say(
            "请抄下来收好。换了手机也能用它接着填：打开 {web} 写上它，或者在这里发“返回码”加上它。知道它的人就能看到您填的内容。",
            web=self._public_url,
        )
        return (first, kept, say("以前的返回码不再管用。")) if renew else (first, kept)

    def new_return_code(self, unit: Unit, conversation_id: str) -> str:
        """A return code; any before it opens nothing any more."""
        code = new_code()
        unit.conversations.set_return_code(conversation_id, token_hash(read_code(code)))
        return code

    def _link(self, made: Made) -> str:
        return f"{self._public_url}/h/{made.token}"


_ONCE = say("30 分钟内有效，只能用一次。填过的都带过去，不用重填。")
