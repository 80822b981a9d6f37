"""What residents sign changes only by two people, from a day to come, and the old words stay for good."""

import pytest

from api.bootstrap import House, build
from api.errors import BadInput, Conflict, Forbidden, NotFound
from api.services.administration.wording import Draft
from api.services.calendar.workdays import china_day
from storage.repositories.wording import TextRow
from tests.fakes.clocks import Clock
from tests.fakes.houses import settings_for
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP

WORDS = "我写的都是我知道的真实情况，愿意配合镇里核对。"
NEXT_MONTH = Draft("pledge", WORDS, "What I wrote is true.", "2026-12-20")


async def waiting(house: House) -> TextRow:
    """The one version that waits."""
    ((row, _),) = await house.administration.text_desk.waiting(ADMIN)
    return row


def pledge(house: House) -> str:
    """What a resident would sign now."""
    return house.worlds("web").texts["pledge"].words


async def test_a_new_pledge_needs_a_second_person_and_begins_on_its_day(house: House, clock: Clock) -> None:
    desk, before = house.administration.text_desk, pledge(house)
    await desk.draft(COUNTY, NEXT_MONTH)
    row = await waiting(house)
    with pytest.raises(Forbidden):
        await desk.decide(COUNTY, row.id, "approve")
    await desk.decide(ADMIN, row.id, "approve")
    assert pledge(house) == before
    clock.advance(days=30)
    assert china_day(clock()).isoformat() >= "2026-12-20"
    assert pledge(house) == WORDS and house.worlds("web").texts["pledge"].version == "2026-12-20"
    old = house.worlds.texts.version("pledge", "2026-11-01")
    assert old is not None and old.words == before
    with pytest.raises(Conflict):
        await desk.decide(ADMIN, row.id, "decline")


async def test_another_process_hears_of_it_and_a_restart_knows_it(house: House, clock: Clock) -> None:
    desk = house.administration.text_desk
    await desk.draft(COUNTY, NEXT_MONTH)
    await desk.decide(ADMIN, (await waiting(house)).id, "approve")
    settings = house.settings
    house.close()
    clock.advance(days=30)
    again = build(settings, clock)
    try:
        assert pledge(again) == WORDS
    finally:
        again.close()
    assert settings_for(settings.data_dir).data_dir == settings.data_dir


async def test_what_was_declined_or_taken_back_never_holds(sqlite_house: House, clock: Clock) -> None:
    desk, before = sqlite_house.administration.text_desk, pledge(sqlite_house)
    for who, decision in ((ADMIN, "decline"), (COUNTY, "take_back")):
        await desk.draft(COUNTY, NEXT_MONTH)
        await desk.decide(who, (await waiting(sqlite_house)).id, decision)
    clock.advance(days=60)
    assert pledge(sqlite_house) == before and len(await desk.listed(AUDITOR)) == 3
    actions = [row.action for row in await sqlite_house.administration.auditing.latest(AUDITOR, "settings")]
    assert actions == ["text_take_back", "text_drafted", "text_decline", "text_drafted"]


@pytest.mark.parametrize(
    ("key", "draft"),
    [
        ("name", Draft("letter", WORDS, "", "2026-12-20")),
        ("words", Draft("pledge", "短", "", "2026-12-20")),
        ("words", Draft("pledge", "长" * 1201, "", "2026-12-20")),
        ("since", Draft("pledge", WORDS, "", "2026-11-01")),
        ("since", Draft("pledge", WORDS, "", "soon")),
    ],
)
async def test_what_cannot_be_signed_is_refused(sqlite_house: House, key: str, draft: Draft) -> None:
    with pytest.raises(BadInput) as refused:
        await sqlite_house.administration.text_desk.draft(COUNTY, draft)
    assert [fault.key for fault in refused.value.faults] == [key]


async def test_an_approval_that_comes_too_late_is_refused(sqlite_house: House, clock: Clock) -> None:
    desk = sqlite_house.administration.text_desk
    await desk.draft(COUNTY, NEXT_MONTH)
    clock.advance(days=40)
    with pytest.raises(Conflict):
        await desk.decide(ADMIN, (await waiting(sqlite_house)).id, "approve")
    for nobody in (TOWNSHIP, AUDITOR):
        with pytest.raises(Forbidden):
            await desk.draft(nobody, NEXT_MONTH)


async def test_sentences_are_offered_to_the_area_and_dropped_by_it(sqlite_house: House) -> None:
    sentences = sqlite_house.administration.sentences
    await sentences.add(COUNTY, "请带上身份证。")
    own = await sentences.add(TOWNSHIP, "请拍清楚每一页。")
    assert [one.words for one in await sentences.offered(TOWNSHIP)] == ["请带上身份证。", "请拍清楚每一页。"]
    assert [one.words for one in await sentences.offered(NEIGHBOUR)] == ["请带上身份证。"]
    assert await sentences.offered(STRANGER) == []
    with pytest.raises(BadInput):
        await sentences.add(TOWNSHIP, " 请拍清楚每一页。 ")
    with pytest.raises(NotFound):
        await sentences.drop(NEIGHBOUR, own)
    await sentences.drop(TOWNSHIP, own)
    assert len(await sentences.offered(TOWNSHIP)) == 1


async def test_the_telephone_number_residents_are_told_is_the_one_the_county_keeps(house: House, clock: Clock) -> None:
    townships, code = house.administration.townships, "993601001"
    with pytest.raises(Forbidden):
        await townships.describe(TOWNSHIP, code, "示例江县东镇", "0791-88880000", "")
    with pytest.raises(NotFound):
        await townships.describe(COUNTY, "993701001", "示例海县东镇", "0791-88880000", "")
    with pytest.raises(BadInput):
        await townships.describe(COUNTY, code, "示例江县东镇", "找小王", "")
    await townships.describe(COUNTY, code, "示例江县东镇", "0791-88880000", "东街 1 号")
    area = house.worlds.area(code)
    assert area is not None and area.phone == "0791-88880000"
    settings = house.settings
    house.close()
    again = build(settings, clock)
    try:
        kept = again.figures.area(code)
        assert kept is not None and (kept.phone, kept.address) == ("0791-88880000", "东街 1 号")
    finally:
        again.close()
