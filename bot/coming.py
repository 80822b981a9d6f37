"""Whoever comes to a chat from elsewhere: by a deep link, a typed code, or the button that chooses between two drafts."""

from collections.abc import Callable

from api.bootstrap import House
from api.services.conversing.turns import Taken
from api.services.links.keys import Key
from api.services.ways_in.comeback import Entered, Shut, Which
from api.services.ways_in.sessions import WAIT
from bot.buttons import anytime, come_over
from bot.keyboards import Button
from bot.messages import Outgoing
from bot.sender import Sender
from conversations.messages import Message, say


class Coming:
    """Binds chats to conversations begun elsewhere, and says what came of it."""

    def __init__(self, house: House, sender: Sender, words: Callable[[Message], str]) -> None:
        self._house = house
        self._sender = sender
        self._words = words

    async def enter(self, chat_id: int, key: Key, input_id: str, *, sure: bool) -> Taken | None:
        """Go on here with what `key` opens. The turn to be told, None when this chat stays where it was."""
        match await self._house.comeback.enter(chat_id, key, input_id, sure=sure):
            case Shut(too_often):
                self._say(chat_id, WAIT if too_often else _SHUT)
                return None
            case Which() as which:
                self._ask_which(chat_id, which)
                return None
            case Entered(taken, left_code, others):
                for other in others:
                    self._say(other, _GONE)
                if left_code is not None:
                    self._say(chat_id, say("您在这里原来填的那一份也还在。要用它，发：返回码 {code}", code=left_code))
                return taken

    def _ask_which(self, chat_id: int, which: Which) -> None:
        rows = (
            (Button(self._words(say("接着填别处的那一份")), come_over(which.token)),),
            (Button(self._words(say("还是填这里的这一份")), anytime("resume")),),
        )
        self._sender.aside(chat_id, Outgoing(self._words(_which(which)), rows))

    def _say(self, chat_id: int, message: Message) -> None:
        self._sender.aside(chat_id, Outgoing(self._words(message)))


_SHUT = say("请再要一个新的：这个链接或者短码用过了、过了 30 分钟，或者写得不一样。返回码请再对一遍。填过的都还在。")
_GONE = say(
    "这一份申报换到别的手机上接着填了。不是您换的，或者想换回来，请发“返回码”加上您抄下的返回码，或者打 12345 问。"
)


def _which(which: Which) -> Message:
    return say(
        "您在这里已经有一份，最后一次是 {own} 填的；那边还有另一份，最后一次是 {other} 填的。"
        "两份不会合在一起，请选接着填哪一份。没选的那一份也会留着。",
        own=which.own_at,
        other=which.other_at,
    )
