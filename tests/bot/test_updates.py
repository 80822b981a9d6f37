"""Updates as Telegram sends them, and what they say: every kind has an answer, none is taken for another."""

from collections.abc import Mapping

import pytest

from api.services.links.keys import CodeKey, LinkKey
from bot.buttons import EditLine, Guarded, Page
from bot.updates import BlockedUs, CameBack, Edited, From, Incoming, InGroup, Picture, Said, read
from conversations.inputs import Command, Location, Tap, Text, Unreadable

PERSON = {"id": 77, "is_bot": False, "first_name": "示例", "language_code": "zh-hans"}
CHAT = {"id": 77, "type": "private", "first_name": "示例"}
GROUP = {"id": -100, "type": "supergroup", "title": "示例村群"}
BOT = {"id": 4242, "is_bot": True, "first_name": "申报"}
MEMBER_ONLY = {"user": BOT, "status": "member"}


def message(**content: object) -> dict[str, object]:
    """A message with some content, from a resident in private."""
    return {"message_id": 5, "date": 1_795_400_000, "chat": CHAT, "from": PERSON, **content}


def heard(**update: object) -> Incoming | None:
    """What an update is read as."""
    return read({"update_id": 9, **update})


def said(**content: object) -> object:
    """What a message says to the conversation."""
    incoming = heard(message=message(**content))
    assert incoming is not None and incoming.chat_id == 77 and incoming.update_id == 9
    return incoming.what.body if isinstance(incoming.what, Said) else incoming.what


def tapped(data: str) -> object:
    """What a tap with this data means."""
    query = {"id": "q", "from": PERSON, "chat_instance": "1", "data": data, "message": message(text="？")}
    incoming = heard(callback_query=query)
    assert incoming is not None and incoming.callback == "q" and incoming.message_id == 5
    return incoming.what.body if isinstance(incoming.what, Said) else incoming.what


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("每月1200", Text("每月1200")),
        ("检查", Text("检查")),
        ("/start", Command("start")),
        ("/start aGFuZG92ZXI", Command("start")),
        ("/back@shenbao_bot", Command("back")),
        ("/edit members.0.name", Command("edit", "members.0.name")),
    ],
)
def test_words_and_commands(text: str, body: object) -> None:
    assert said(text=text) == body


def test_an_unknown_command_is_no_answer() -> None:
    body = said(text="/settings")
    assert isinstance(body, Unreadable) and "“/settings”" in body.what.text.format(**dict(body.what.params))


def test_a_shared_contact_is_a_phone_number_and_a_place_is_a_place() -> None:
    assert said(contact={"phone_number": "8613800138000", "first_name": "示例"}) == Text("+8613800138000")
    assert said(location={"latitude": 28.5, "longitude": 115.9}) == Location(28.5, 115.9)


SIZES = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60, "file_size": 900},
    {"file_id": "large", "file_unique_id": "l", "width": 1280, "height": 960, "file_size": 90_000},
]
DOCUMENT = {"file_id": "pdf", "file_unique_id": "p", "mime_type": "application/pdf", "file_size": 30_000_000}


def test_the_largest_size_of_a_photo_is_meant_and_an_album_is_known() -> None:
    assert said(photo=SIZES) == Picture("large", 90_000, album=None)
    assert said(photo=SIZES, media_group_id="1") == Picture("large", 90_000, album="1")
    assert said(document=DOCUMENT) == Picture("pdf", 30_000_000, album=None)


FILE = {"file_id": "f", "file_unique_id": "u"}
STRANGE: Mapping[str, Mapping[str, object]] = {
    "sticker": {
        "sticker": FILE | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
    },
    "voice": {"voice": FILE | {"duration": 3}},
    "video": {"video": FILE | {"width": 9, "height": 9, "duration": 3}},
    "video note": {"video_note": FILE | {"length": 9, "duration": 3}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "animation": {"animation": FILE | {"width": 9, "height": 9, "duration": 3}, "document": FILE},
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_cannot_be_taken_is_answered_with_what_would_do(name: str) -> None:
    body = said(**STRANGE[name])
    assert isinstance(body, Unreadable) and body.what.text.startswith("请")


def test_an_edited_message_is_a_new_version_and_a_moving_place_says_nothing() -> None:
    changed = heard(edited_message=message(text="每月1300", edit_date=1_795_400_009))
    assert changed is not None and changed.what == Edited("每月1300") and changed.message_id == 5
    place = {"latitude": 28.5, "longitude": 115.9, "live_period": 600}
    assert heard(edited_message=message(location=place)) is None


def test_whoever_comes_from_elsewhere_brings_a_token_or_a_code() -> None:
    assert said(text="/start aGFuZG92ZXJfaGFuZG92ZX") == From(LinkKey("aGFuZG92ZXJfaGFuZG92ZX"))
    assert said(text="返回码：abcd 2345") == From(CodeKey("abcd 2345"))
    assert said(text="返回码") == Text("返回码")
    assert said(text="返回码不见了") == Text("返回码不见了")
    assert tapped("h:aGFuZG92ZXJfaGFuZG92ZX") == From(LinkKey("aGFuZG92ZXJfaGFuZG92ZX"), sure=True)


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("a:3:1", Tap(3, 1)),
        ("e:12:40", EditLine(12, 40)),
        ("p:12:2", Page(12, 2)),
        ("k:12:skip", Guarded(12, "skip")),
        ("c:why", Command("why")),
        ("c:edit:members.0.name", Command("edit", "members.0.name")),
        ("a:x:1", Tap(-1, 0)),
        ("k:1:format", Tap(-1, 0)),
        ("", Tap(-1, 0)),
        ("a:9999999999999:1", Tap(-1, 0)),
    ],
)
def test_buttons(data: str, meaning: object) -> None:
    assert tapped(data) == meaning


def test_groups_are_told_to_come_in_private_and_channels_and_bots_are_passed_over() -> None:
    in_group = message(text="/start") | {"chat": GROUP}
    assert heard(message=in_group) == Incoming(9, -100, InGroup())
    assert heard(message=message(text="大家好") | {"chat": GROUP}) is None
    assert heard(channel_post=message(text="通知")) is None
    assert heard(message=message(text="嘀") | {"from": BOT}) is None
    assert heard(message=message(new_chat_title="改名了")) is None
    added = {"chat": GROUP, "from": PERSON, "date": 1, "old_chat_member": {"user": BOT, "status": "left"}}
    assert heard(my_chat_member=added | {"new_chat_member": MEMBER_ONLY}) == Incoming(9, -100, InGroup())


def test_being_blocked_is_heard() -> None:
    change = {"chat": CHAT, "from": PERSON, "date": 1, "old_chat_member": MEMBER_ONLY}
    kicked = {"user": BOT, "status": "kicked", "until_date": 0}
    assert heard(my_chat_member=change | {"new_chat_member": kicked}) == Incoming(9, 77, BlockedUs())
    assert heard(my_chat_member=change | {"new_chat_member": MEMBER_ONLY}) == Incoming(9, 77, CameBack())
