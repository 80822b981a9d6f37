"""What an update of Telegram says: read without asking anybody, so that the same update always reads the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from api.services.emergency.duty.chat import Saying
from api.services.links.keys import CodeKey, Key, LinkKey
from bot.buttons import ComeOver, EditLine, Guarded, Look, Page, Press, read_button, whose_button
from conversations import messages as sentences
from conversations.inputs import Body, Location, Text, Unreadable
from conversations.messages import say
from conversations.understanding.commands import understand_command

# Asked of Telegram; anything else is not even sent.
_DUTY = re.compile(r"/start(?:@\w{1,64})? duty_([A-Za-z0-9_\-]{22})", re.ASCII)
# Words by which an officer says whether they are on duty. From any other chat they are what was typed.
_SAYINGS: Mapping[str, Saying] = {
    "我值班": "on", "/onduty": "on", "不值班": "off", "我不值班": "off", "/offduty": "off", "解除值班": "leave",
    "/endduty": "leave", "试值班": "try", "/testduty": "try",
}  # fmt: skip
_START = re.compile(r"/start(?:@\w{1,64})? ([A-Za-z0-9_\-]{20,64})", re.ASCII)
# The code may be cut up by spaces, or by the hyphens of another keyboard; that it is none is said when it is tried.
_CODE = re.compile(r"(?:返回码|短码|code)[:：是\s]*([0-9A-Za-z][0-9A-Za-z\s\-—–－]{5,50})", re.IGNORECASE)
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Said:
    """Something for the conversation, complete as it is."""

    body: Body


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or a document, still with Telegram. `size` in bytes, None when not told; `album`: what it was sent together with."""

    file_id: str
    size: int | None
    album: str | None


@dataclass(frozen=True, slots=True)
class From:
    """They come from elsewhere: with a deep link or a typed code. `sure`: they chose it over what they have here."""

    key: Key
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ForDuty:
    """An officer links this chat by the token of a link."""

    token: str


@dataclass(frozen=True, slots=True)
class OfDuty:
    """What an officer says of being on duty; from any other chat it is `typed`, for the conversation."""

    saying: Saying
    typed: Body


@dataclass(frozen=True, slots=True)
class Edited:
    """A message of words was changed after it was sent."""

    text: str


@dataclass(frozen=True, slots=True)
class InGroup:
    """Somebody called the bot in a group, where nothing about a household may be said."""


@dataclass(frozen=True, slots=True)
class BlockedUs:
    """The resident blocked the bot."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """The bot may write to them again."""


What: TypeAlias = (
    Said
    | Picture
    | From
    | ForDuty
    | OfDuty
    | Edited
    | EditLine
    | Guarded
    | Look
    | Page
    | InGroup
    | BlockedUs
    | CameBack
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update in our words. `callback` must be answered; `message_id` is the message that bears the button, or the
    one that was written. `language` is that of the phone (IETF tag), where Telegram tells it. `household` is the one
    whose button it was, "" where the button says none though it should, None for what is not about one.
    """

    update_id: int
    chat_id: int
    what: What
    callback: str | None = None
    message_id: int | None = None
    language: str | None = None
    household: str | None = None


def read(raw: Mapping[str, object]) -> Incoming | None:
    """What an update says; None for what is passed over in silence (channels, other bots, service notes).

    Raises pydantic's `ValidationError` for what is no update.
    """
    update = Update.model_validate(raw)
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or (message.from_user is not None and message.from_user.is_bot):
        return None
    if message.chat.type != PRIVATE:
        called = update.message is not None and (message.text or "").startswith("/")
        return Incoming(update.update_id, message.chat.id, InGroup()) if called else None
    what = _edited(message) if update.message is None else _message(message)
    if what is None:
        return None
    language = message.from_user.language_code if message.from_user is not None else None
    return Incoming(update.update_id, message.chat.id, what, None, message.message_id, language)


def _pressed(update_id: int, query: CallbackQuery) -> Incoming:
    message = query.message
    chat_id, message_id = query.from_user.id, None
    if message is not None:
        if message.chat.type != PRIVATE:
            return Incoming(update_id, message.chat.id, InGroup(), query.id)
        chat_id, message_id = message.chat.id, message.message_id
    data, household = whose_button(query.data)
    what, language = _meant(read_button(data)), query.from_user.language_code
    return Incoming(update_id, chat_id, what, query.id, message_id, language, household)


def _meant(press: Press) -> What:
    if isinstance(press, ComeOver):
        return From(LinkKey(press.token), sure=True)
    return press if isinstance(press, EditLine | Guarded | Look | Page) else Said(press)


def _membership(update_id: int, change: ChatMemberUpdated) -> Incoming | None:
    status = change.new_chat_member.status
    if change.chat.type == PRIVATE:
        changes: Mapping[str, What] = {"kicked": BlockedUs(), "member": CameBack()}
        what = changes.get(status)
        return Incoming(update_id, change.chat.id, what) if what is not None else None
    if change.chat.type != "channel" and status == "member":
        return Incoming(update_id, change.chat.id, InGroup())
    return None


def _edited(message: Message) -> What | None:
    """A text or a photo changed afterwards. A live location also comes this way, every few seconds: passed over."""
    if message.text is not None:
        return Edited(message.text)
    if not message.photo and message.document is None:
        return None
    return Said(Unreadable(say("要换一张照片，请发“检查”，再按要改的那一条。改以前发的照片，先前的没有动。")))


def _message(message: Message) -> What | None:
    if message.text is not None:
        return _came_from(message.text) or Said(_typed(message.text))
    if message.contact is not None:
        return Said(Text(_phone(message.contact.phone_number)))
    if message.location is not None:
        return Said(Location(message.location.latitude, message.location.longitude))
    album = message.media_group_id
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Picture(largest.file_id, largest.file_size, album)
    # An animation comes with a document beside it.
    if message.document is not None and message.animation is None:
        return Picture(message.document.file_id, message.document.file_size, album)
    words = _UNREADABLE.get(message.content_type)
    return Said(Unreadable(words)) if words is not None else None


def _came_from(text: str) -> What | None:
    """The payload of a deep link, a code typed after the word for it, or a word about being on duty."""
    duty, saying = _DUTY.fullmatch(text.strip()), _SAYINGS.get(text.strip())
    if duty is not None:
        return ForDuty(duty[1])
    if saying is not None:
        return OfDuty(saying, _typed(text))
    start = _START.fullmatch(text.strip())
    if start is not None:
        return From(LinkKey(start[1]))
    code = _CODE.fullmatch(text.strip())
    return From(CodeKey(code[1])) if code is not None else None


def _typed(text: str) -> Body:
    if not text.startswith("/"):
        return Text(text)
    # A payload that is no token of ours just starts.
    command = understand_command(text.partition(" ")[0] if text.startswith("/start") else text)
    return command or Unreadable(say("请点左下角的菜单，或者发“帮助”：没有“{typed}”这个命令。", typed=text[:32]))


def _phone(number: str) -> str:
    """As the resident would type it; Telegram leaves the plus of the country code away."""
    return f"+{number}" if number.startswith("86") and len(number) == 13 else number


_VOICE = say("请打字告诉我，或者按问题下面的按钮：语音我还听不懂。手机键盘上的话筒可以把您说的话变成字。")
_MOVING = say("请打字回答，或者拍一张照片发来：视频我看不了。")
_FIGURE = say("请打字回答，或者按问题下面的按钮：表情图我看不懂。")
_OTHER = say("请打字回答，或者按问题下面的按钮：这一种消息我看不了。")
_UNREADABLE: Mapping[str, sentences.Message] = {
    "voice": _VOICE,
    "audio": _VOICE,
    "video": _MOVING,
    "video_note": _MOVING,
    "animation": _FIGURE,
    "sticker": _FIGURE,
    "dice": _FIGURE,
    "game": _OTHER,
    "poll": _OTHER,
    "story": _OTHER,
    "checklist": _OTHER,
    "paid_media": _OTHER,
    "invoice": _OTHER,
}
