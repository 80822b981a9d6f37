"""Beginning a conversation from the web: at once, or with a plain word on what to do where too many begin together."""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import Fault, TooMany
from api.services.ways_in.sessions import Opened
from api.web.addresses import limited_address
from api.web.doors import is_https
from api.web.parts import house_of, turnstile_of
from api.web.turnstile import GOOD_FOR, Told
from conversations.messages import Message, say
from conversations.world import Area

TICKET = "shenbao_turn"
_MOST_DESKS = 6


class ToldToWait(TooMany):
    """More begin at this address than can; whoever comes back with the ticket after so many seconds is let in."""

    def __init__(self, message: Message, further: tuple[Fault, ...], told: Told) -> None:
        super().__init__("session", message, further=further, seconds=told.seconds)
        self._ticket = told.ticket

    def give(self, request: Request, response: Response) -> None:
        """The ticket, as a cookie."""
        response.set_cookie(
            TICKET, self._ticket, max_age=GOOD_FOR, httponly=True, samesite="lax", secure=is_https(request), path="/"
        )


async def begin(request: Request, locale: str, *, urgent: bool = False) -> Opened:
    """A new conversation. Raises `TooMany` where more began at this address than honest people there would."""
    turnstile, address = turnstile_of(request), limited_address(request)
    told = turnstile.wait(address, request.cookies.get(TICKET), urgent=urgent)
    if told is not None:
        raise _too_many(request, told)
    async with turnstile.turn("", address):
        return await house_of(request).sessions.begin(locale)


def _too_many(request: Request, told: Told) -> "ToldToWait":
    """What to do now: wait, the numbers that save lives, the desks by phone. Whoever has begun goes on as before."""
    words = say("请过 {seconds} 秒再按一次：您这个网络上一下子来的人太多。已经开始填的不受影响。", seconds=told.seconds)
    danger = Fault("", say("有生命危险，先打电话：着火 119，急救 120，报警 110。"))
    call = Fault("", say("急事也可以直接打当地的电话：{phones}。", phones=desks_by_phone(request)))
    return ToldToWait(words, (danger, call), told)


def desks_by_phone(request: Request) -> str:
    """The counties with the number of a desk each, for whoever is nobody we know."""
    desks: dict[str, Area] = {}
    for area in house_of(request).worlds("web").areas:
        desks.setdefault(area.county_code, area)
    return "，".join(f"{one.county} {one.phone}" for one in list(desks.values())[:_MOST_DESKS])
