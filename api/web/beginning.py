"""Beginning a conversation from the web: at once, or with a plain word on what to do where too many begin together."""

from starlette.requests import Request

from api.errors import Fault, TooMany
from api.services.sessions import Opened
from api.web.addresses import limited_address
from api.web.parts import house_of, turnstile_of
from conversations.messages import say
from conversations.world import Area

_MOST_DESKS = 6


async def begin(request: Request, locale: str, *, urgent: bool = False) -> Opened:
    """A new conversation. Raises `TooMany` where more began at this address than honest people there would."""
    turnstile, address = turnstile_of(request), limited_address(request)
    seconds = turnstile.wait(address, urgent=urgent)
    if seconds:
        raise _too_many(request, seconds)
    async with turnstile.turn("", address):
        return await house_of(request).sessions.begin(locale)


def _too_many(request: Request, seconds: int) -> TooMany:
    """What to do now: wait, the numbers that save lives, the desks by phone. Whoever has begun goes on as before."""
    words = say("请过 {seconds} 秒再按一次：您这个网络上一下子来的人太多。已经开始填的不受影响。", seconds=seconds)
    danger = Fault("", say("有生命危险，先打电话：着火 119，急救 120，报警 110。"))
    desks: dict[str, Area] = {}
    for area in house_of(request).worlds("web").areas:
        desks.setdefault(area.county_code, area)
    phones = [
        Fault("", say("急事也可以直接打电话：{area} {phone}。", area=one.county, phone=one.phone))
        for one in list(desks.values())[:_MOST_DESKS]
    ]
    return TooMany("session", words, further=(danger, *phones), seconds=seconds)
