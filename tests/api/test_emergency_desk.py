"""Emergencies at the desk over HTTP: two officers at once, a session that is over, what is typed stays, who may look."""

import re

from httpx import AsyncClient

from api.bootstrap import House
from conversations.inputs import Choice, Command, Text
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.consoles import HTML, officer
from tests.services.printing.sheets import text_of
from tests.services.review.desks import AUDITOR, COUNTY, TOWNSHIP, declared
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, tell, told


async def test_two_officers_with_the_same_page_pay_one_instalment_once(web: AsyncClient, staffed: House) -> None:
    receipt = receipt_of(await told(staffed))
    await act(staffed, TOWNSHIP, receipt, "grant", amount=100_000)
    county, path = await officer(web, staffed, "county"), f"/console/emergencies/{receipt}"
    first, second = await county.look(path), await county.look(path)
    paid = {"action": "pay", "amount": "500", "method": "cash", "reference": "收条 7"}
    assert (await county.send(first, path, **paid)).status_code == 303
    late = await county.send(second, path, **{**paid, "id": "another", "reference": "收条 8"})
    assert late.status_code == 409
    assert "示例县级人员刚刚付了 500 元" in late.text
    assert 'value="收条 8"' in late.text, "what was typed stays where it was typed"
    view = await staffed.emergencies.open(COUNTY, receipt)
    assert (view.item.granted, view.item.paid) == (100_000, 50_000)
    # Having seen it, one may go on.
    assert (await county.send(late, path, **{**paid, "id": "again", "reference": "收条 8"})).status_code == 303


async def test_what_was_typed_for_a_step_that_is_over_is_shown_with_who_was_first(
    web: AsyncClient, staffed: House
) -> None:
    receipt = receipt_of(await told(staffed))
    desk, path = await officer(web, staffed, "township"), f"/console/emergencies/{receipt}"
    page = await desk.look(path)
    await act(staffed, COUNTY, receipt, "grant", amount=80_000)
    late = await desk.send(page, path, action="decline", reason="已经有亲戚接走了", refer_to="县救助管理站")
    assert late.status_code == 409
    assert "示例县级人员已经批了 800" in late.text
    assert "已经有亲戚接走了" in late.text and "县救助管理站" in late.text


async def test_a_session_that_is_over_loses_nothing_that_was_typed(
    web: AsyncClient, staffed: House, clock: Clock
) -> None:
    receipt = receipt_of(await told(staffed))
    desk, path = await officer(web, staffed, "township"), f"/console/emergencies/{receipt}"
    page = await desk.look(path)
    clock.advance(hours=3)
    over = await desk.send(page, path, action="grant", amount="1200", note="先去医院，别怕")
    assert over.status_code == 401 and "您填的都还在" in over.text
    carried = {name: _unescaped(re.search(f'name="{name}" value="([^"]*)"', over.text)) for name in ("after", "kept")}
    assert carried["after"] == path
    login = {"username": "township", "password": dict(staffed.staff.demo_credentials())["township"], **carried}
    wrong = await web.post("/console/login", data={**login, "password": "not this one"}, headers=HTML)
    assert wrong.status_code == 401 and "先去医院" in wrong.text, "a password mistyped loses nothing either"
    back = await web.post("/console/login", data=login, headers=HTML)
    assert "先去医院，别怕" in back.text and "1200" in back.text
    assert (await staffed.emergencies.open(COUNTY, receipt)).item.granted == 0, (
        "nothing is done before somebody says so"
    )
    desk.headers["Cookie"] = f"shenbao_staff={back.cookies['shenbao_staff']}"
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', back.text))
    assert (await web.post(path, data=fields, headers=desk.headers)).status_code == 303
    assert (await staffed.emergencies.open(COUNTY, receipt)).item.granted == 120_000


async def test_after_the_login_one_is_where_one_wanted_to_be_and_nowhere_else(web: AsyncClient, staffed: House) -> None:
    asked = await web.get("/console/emergencies/JN1", headers=HTML)
    assert asked.headers["location"] == "/console/login?after=/console/emergencies/JN1"
    login = {"username": "township", "password": dict(staffed.staff.demo_credentials())["township"]}
    for after, led in (
        ("/console/emergencies/JN1", "/console/emergencies/JN1"), ("https://elsewhere.example/", "/console"),
        ("//elsewhere.example/console/d/", "/console"), ("/console/d/../../x", "/console"),
    ):  # fmt: skip
        answer = await web.post("/console/login", data={**login, "after": after}, headers=HTML)
        assert answer.headers["location"] == led


async def test_what_was_refused_is_still_there(web: AsyncClient, staffed: House) -> None:
    receipt = receipt_of(await told(staffed))
    desk, path = await officer(web, staffed, "township"), f"/console/emergencies/{receipt}"
    page = await desk.look(path)
    for fields, words in (
        ({"action": "grant", "amount": "3500", "note": "急用"}, "镇里最多批"),
        ({"action": "grant", "amount": "一千块", "note": "急用"}, "请填一个钱数"),
        ({"action": "escalate", "amount": "", "note": "急用"}, "请填一个钱数"),
        ({"action": "decline", "reason": "急用", "refer_to": ""}, "请写转给谁"),
    ):
        refused = await desk.send(page, path, **fields)
        assert refused.status_code == 422 and words in refused.text and "急用" in refused.text, fields


async def test_what_nobody_was_asked_yet_is_not_shown_as_their_word(web: AsyncClient, staffed: House) -> None:
    resident = await told(staffed)
    path = f"/console/emergencies/{receipt_of(resident)}"
    desk = await officer(web, staffed, "township")
    assert "还没问到（先按“就我一个人”算）" in (await desk.look(path)).text
    await resident.send(Choice("today"))
    await resident.send(Text("我和两个孩子"))
    page = (await desk.look(path)).text
    assert "我和两个孩子" in page and "还没问到" not in page


async def test_papers_that_are_late_never_stand_above_somebody_who_waits(
    web: AsyncClient, staffed: House, clock: Clock
) -> None:
    old = receipt_of(await told(staffed))
    await act(staffed, TOWNSHIP, old, "grant", amount=10_000)
    await act(staffed, COUNTY, old, "pay", amount=10_000, method="cash", reference="1")
    clock.advance(days=30)
    new = receipt_of(await told(staffed))
    desk = await officer(web, staffed, "township")
    page = (await desk.look("/console/emergencies")).text
    assert page.index(new) < page.index(old) and page.index("等决定") < page.index("等材料")


async def test_a_village_assistant_does_not_even_see_that_a_silent_one_waits(web: AsyncClient, staffed: House) -> None:
    quiet = await told(staffed, (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",))))
    village, desk = await officer(web, staffed, "village"), await officer(web, staffed, "township")
    assert 'data-count="0"' in (await village.look("/console")).text
    assert 'data-count="1"' in (await desk.look("/console")).text
    assert receipt_of(quiet) not in (await village.look("/console/emergencies")).text


async def test_help_given_before_stands_before_the_buttons_and_a_family_that_declared_is_named(
    web: AsyncClient, staffed: House
) -> None:
    resident = await declared(staffed)
    filed = resident.receipt
    await tell(resident, (Choice(True), Choice("fire"), Choice(EAST), Choice(("shelter",))))
    first = receipt_of(resident)
    await act(staffed, TOWNSHIP, first, "grant", amount=60_000)
    while resident.key is not None and resident.key.startswith("emergency."):
        await resident.send(Command("skip"))
    await tell(resident, (Choice(True), Choice("accident"), Choice(EAST), Choice(("medical_fee",))))
    desk = await officer(web, staffed, "township")
    page = (await desk.look(f"/console/emergencies/{receipt_of(resident)}")).text
    assert page.index("以前帮过") < page.index("批 600 元") < page.index('class="presets"')
    assert filed in page and "低收入申报" in page


async def test_that_they_were_helped_before_is_marked_when_the_phone_comes_after_the_filing(staffed: House) -> None:
    first = receipt_of(await told(staffed))
    await act(staffed, TOWNSHIP, first, "grant", amount=60_000)
    await act(staffed, COUNTY, first, "pay", amount=60_000, method="cash", reference="1")
    again = await told(staffed, (*FIRE[:1], Choice("accident"), *FIRE[2:4]))
    item = next(one for one in await staffed.emergencies.queue(TOWNSHIP) if one.receipt == receipt_of(again))
    assert "helped_before" not in item.flags
    await again.send(Command("edit", "emergency.phone"))
    await again.send(FIRE[-1])
    item = next(one for one in await staffed.emergencies.queue(TOWNSHIP) if one.receipt == receipt_of(again))
    assert "helped_before" in item.flags


async def test_who_is_of_the_family_is_kept_out_of_page_photos_and_sheet(web: AsyncClient, staffed: House) -> None:
    resident = await declared(staffed)
    filed = resident.receipt
    await tell(resident, (Choice(True), Choice("fire"), Choice(EAST), Choice(("shelter",))))
    receipt = receipt_of(resident)
    await staffed.administration.recusing.keep_from(COUNTY, filed, "township")
    desk, county = await officer(web, staffed, "township"), await officer(web, staffed, "county")
    for path in ("", "/record.pdf", "/photos/1", "/photos/1/view"):
        refused = await desk.look(f"/console/emergencies/{receipt}{path}")
        assert refused.status_code == 403 and "亲属关系" in refused.text, path
    assert receipt not in (await desk.look("/console/emergencies")).text
    assert (await county.look(f"/console/emergencies/{receipt}")).status_code == 200


async def test_every_look_and_step_is_written_down_in_words(web: AsyncClient, staffed: House) -> None:
    receipt = receipt_of(await told(staffed))
    desk, auditor = await officer(web, staffed, "township"), await officer(web, staffed, "auditor")
    for _ in range(2):
        await desk.look(f"/console/emergencies/{receipt}")
    await act(staffed, TOWNSHIP, receipt, "grant", amount=60_000)
    printed = await desk.look(f"/console/emergencies/{receipt}/record.pdf")
    assert printed.headers["content-type"] == "application/pdf"
    assert (await auditor.look(f"/console/emergencies/{receipt}/record.pdf")).status_code == 403

    def noted(unit: Unit) -> list[tuple[str, str]]:
        return [(one.actor, one.action) for one in unit.audit.all() if one.subject == receipt]

    done = await staffed.database.read(noted)
    assert done.count(("township", "emergency.look")) == 2
    assert {("township", f"emergency.{one}") for one in ("see", "grant", "print")} <= set(done)
    page = (await auditor.look(f"/console/audit?subject={receipt}")).text
    assert "救急：看了" in page and "救急：批准" in page and "emergency." not in page
    assert "13800138000" not in (await auditor.look(f"/console/emergencies/{receipt}")).text
    verdict = await staffed.administration.auditing.verify(AUDITOR)
    assert verdict.whole


async def test_the_sheet_to_sign_has_person_reason_amount_and_room_for_a_signature(staffed: House) -> None:
    receipt = receipt_of(await told(staffed))
    blank = text_of((await staffed.emergency_printing.record(TOWNSHIP, receipt)).content)
    for words in ("急难救助登记表", receipt, "13800138000", "着火", "领取人（签字、手印）", "批准金额"):
        assert words in blank
    await act(staffed, TOWNSHIP, receipt, "grant", amount=120_050)
    await act(staffed, COUNTY, receipt, "pay", "p1", amount=100_000, method="cash", reference="收条 1")
    await act(staffed, COUNTY, receipt, "pay", "p2", amount=20_050, method="bank", reference="流水 2")
    await act(staffed, TOWNSHIP, receipt, "settle", person="周示例", reason="房屋失火", signed_on="2026-11-22")
    text = text_of((await staffed.emergency_printing.record(TOWNSHIP, receipt)).content)
    for words in ("周示例", "房屋失火", "1,200.50元（大写：壹仟贰佰元伍角整）", "收条1", "流水2", "1,000", "200.50"):
        assert words in text, words
    assert "档次—" in text.replace(" ", ""), "where there are no tiers, no line is left to be filled in"


def _unescaped(found: re.Match[str] | None) -> str:
    assert found is not None
    return found[1].replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&").replace("&#39;", "'")


async def test_no_role_reaches_an_emergency_or_a_fund_of_another_place(web: AsyncClient, staffed: House) -> None:
    resident = await told(staffed)
    receipt = receipt_of(resident)
    pages = ("", "/record.pdf", "/photos/1", "/photos/1/view")
    for name in ("township2", "township3"):
        other = await officer(web, staffed, name)
        home = await other.look("/console/emergencies")
        assert receipt not in home.text
        for path in (*(f"/console/emergencies/{receipt}{page}" for page in pages), f"/console/funds/{EAST}"):
            assert (await other.look(path)).status_code == 404, (name, path)
        assert "示例江县东镇" not in (await other.look("/console/funds")).text
        page = await other.look("/console/account")
        sent = await other.send(page, f"/console/emergencies/{receipt}", action="note", note="x")
        assert sent.status_code == 404
    for name, may_act in (("village", False), ("auditor", False), ("admin", False), ("county", True)):
        somebody = await officer(web, staffed, name)
        seen = await somebody.look(f"/console/emergencies/{receipt}")
        assert seen.status_code == 200 and ('name="action"' in seen.text) is may_act, name
        assert ("13800138000" in seen.text) is (name in ("village", "county")), name
