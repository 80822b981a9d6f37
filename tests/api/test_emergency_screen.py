"""What an officer's screen says before it offers money: neighbours, somebody who spoke of dying, what the fund lacks."""

import re

from httpx import AsyncClient

from api.bootstrap import House
from conversations.inputs import Choice, Text
from tests.fakes.consoles import officer
from tests.services import test_emergency_neighbours as neighbours
from tests.services.review.desks import COUNTY, TOWNSHIP, declared
from tests.services.test_emergency import EAST, act, receipt_of, told


async def test_the_page_says_so_before_it_offers_money(web: AsyncClient, staffed: House) -> None:
    mine = receipt_of(await told(staffed, neighbours.MINE))
    other = receipt_of(await told(staffed, neighbours.fire(said="东山村着火了，快来人", phone="13900139000")))
    desk = await officer(web, staffed, "township")
    page = (await desk.look(f"/console/emergencies/{mine}")).text
    warned, money = page.index("附近也有人报"), page.index('name="amount"')
    assert warned < page.index(f"/console/emergencies/{other}") < money
    assert "都说了“东山村3组”" in page
    assert (await desk.look("/console/emergencies")).text.count("附近也报了") == 2


async def test_who_spoke_of_dying_stands_first_and_its_page_begins_with_the_person(
    web: AsyncClient, staffed: House
) -> None:
    fire = receipt_of(await told(staffed))
    dying = receipt_of(await told(staffed, (Text("我不想活了"), Choice(True), Choice(EAST), Choice(("food",)))))
    desk = await officer(web, staffed, "township")
    listed = (await desk.look("/console/emergencies")).text
    assert listed.index(f"/console/emergencies/{dying}") < listed.index(f"/console/emergencies/{fire}")
    assert 'class="flag danger"' in listed
    page = (await desk.look(f"/console/emergencies/{dying}")).text
    assert page.index("现在就找到人，钱放后面") < page.index('name="amount"')
    assert "现在就找到人" not in (await desk.look(f"/console/emergencies/{fire}")).text


async def test_the_county_reads_what_the_township_asks_for_and_what_the_fund_lacks(
    web: AsyncClient, staffed: House
) -> None:
    receipt = receipt_of(await told(staffed))
    await act(staffed, TOWNSHIP, receipt, "escalate", amount=2_000_000, note="押金两万")
    path = f"/console/emergencies/{receipt}"
    page = (await (await officer(web, staffed, "county")).look(path)).text
    assert "镇里要 20,000 元。" in page and "备用金还差 10,000 元" in page
    await staffed.funds.enter(COUNTY, EAST, "replenish", 1_500_000, "r1")
    page = (await (await officer(web, staffed, "county")).look(path)).text
    assert "镇里要 20,000 元。" in page and "备用金还差" not in page and 'value="20000"' in page


async def test_after_a_step_that_is_over_the_next_one_lies_open(web: AsyncClient, staffed: House) -> None:
    receipt = receipt_of(await told(staffed))
    desk, path = await officer(web, staffed, "township"), f"/console/emergencies/{receipt}"
    page = await desk.look(path)
    await act(staffed, COUNTY, receipt, "grant", amount=50_000)
    late = await desk.send(page, path, action="grant", amount="1000")
    assert late.status_code == 409
    assert re.search(r'<details class="step" open>\s*<summary>支付', late.text)


async def test_the_page_of_a_declaration_shows_the_help_its_family_got_in_an_emergency(
    web: AsyncClient, staffed: House
) -> None:
    filed = (await declared(staffed)).receipt
    receipt = receipt_of(await told(staffed))
    await act(staffed, TOWNSHIP, receipt, "grant", amount=120_050)
    await act(staffed, COUNTY, receipt, "pay", amount=20_050, method="cash", reference="收条 1")
    shown = await (await officer(web, staffed, "township")).look(f"/console/d/{filed}")
    assert shown.status_code == 200
    assert "救急批的 1,200.50 元" in shown.text and "200.50 元" in shown.text and receipt in shown.text


async def test_an_address_that_is_none_leads_staff_back_to_their_desk(web: AsyncClient, staffed: House) -> None:
    lost = await (await officer(web, staffed, "township")).look("/console/nowhere")
    assert lost.status_code == 404 and 'href="/console"' in lost.text and "回到申报" not in lost.text
