"""All that is kept, seen on the web by somebody who asked for it by Telegram: one link, one use, everything."""

import io
import json
import re
import zipfile

from httpx import AsyncClient

from api.bootstrap import House
from conversations.inputs import Input, Text
from tests.fakes.clocks import Clock
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP

CHAT = 77002


async def by_telegram(house: House, clock: Clock) -> Resident:
    """A family that declared by Telegram."""
    begun = await house.turns.from_telegram(CHAT, Input("t0", "telegram", clock(), Text("你好")))
    resident = Resident(house, begun.conversation_id, begun.turn)
    await resident.declare(FAMILY_OF_FOUR)
    return resident


def links(resident: Resident, pattern: str) -> list[str]:
    """The paths of links in what was just said."""
    return re.findall(pattern, "\n".join(one["text"] for one in resident.turn["replies"]))


async def test_the_link_from_telegram_leads_to_everything_once(
    web: AsyncClient, sqlite_house: House, clock: Clock
) -> None:
    resident = await by_telegram(sqlite_house, clock)
    await resident.send(Text("导出我的信息"), channel="telegram")
    (path,) = links(resident, r"/h/[\w-]+/mine")
    for _ in range(2):
        offered = await web.get(path)
        assert offered.status_code == 200 and "看我的全部信息" in offered.text and APPLICANT not in offered.text
    entered = await web.post(path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/mine")
    page = await web.get("/mine")
    assert page.status_code == 200 and APPLICANT in page.text and page.headers["cache-control"] == "no-store"
    web.cookies.clear()
    assert (await web.post(path)).status_code == 401
    assert (await web.get("/mine")).status_code == 401


async def test_what_the_family_signed_by_links_and_who_read_it_is_part_of_it(
    web: AsyncClient, sqlite_house: House, clock: Clock
) -> None:
    resident = await by_telegram(sqlite_house, clock)
    wife = links(resident, r"/authorize/[\w-]+")[0]
    receipt = resident.receipt
    await web.post(wife, data={"answer": "yes", "text": "李样本"})
    clock.advance(days=1)
    await web.post(wife, data={"answer": "withdraw"})
    await sqlite_house.review.open(TOWNSHIP, receipt)
    await resident.send(Text("导出我的信息"), channel="telegram")
    await web.post(links(resident, r"/h/[\w-]+/mine")[0])
    packed = await web.get("/mine.zip")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        (filed,) = json.loads(archive.read("shenbao.json"))["declarations"]
        page = archive.read("index.html").decode()
    said = [(one["who"], one["act"], one["channel"], one["text_version"]) for one in filed["household"]]
    assert [one[:3] for one in said] == [("李样本", "authorize", "web"), ("李样本", "withdraw", "web")]
    assert said[0][3] and filed["household"][0]["at"] < filed["household"][1]["at"]
    assert [one["action"] for one in filed["read_by"]] == ["look"]
    for words in ("李样本：签了核查授权", "李样本：撤回了核查授权", "名字和号码遮住一部分"):
        assert words in page
    assert (await web.get("/mine")).text.count("李样本：签了核查授权") == 1
