"""Killed before and after every commit of an emergency, on both databases: nothing lost, nothing twice, one receipt."""

import signal
from pathlib import Path

from api.bootstrap import build
from api.services.emergency.views import EmergencyView
from storage.emergency_rows import FundEntry
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident, settings_for
from tests.fakes.processes import PROCESSES
from tests.services.dying_in_need import DAY_OF_FIRE, PHOTO, STEPS, live
from tests.services.review.desks import AUDITOR, COUNTY
from tests.services.test_emergency import EAST, FIRE, tell, with_fund

# What each step leaves in the fund, beside the opening, and in the record; being asked for papers leaves a turn only.
ENTRIES = {"grant": "grant", "pay": "payment"}
UNRECORDED = ("asked",)


class Fire:
    """A family and a fund in a folder, on one of the databases; looked at between the lives of a server."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.database_url = folder, database_url
        self.turns = 0

    async def begin(self) -> None:
        """Told up to the last question; the fund holds 5,000 yuan."""
        house = build(settings_for(self.folder, self.database_url), Clock(DAY_OF_FIRE))
        resident = await Resident.arrive(house)
        await tell(resident, FIRE[:-2])
        await with_fund(house)
        (self.folder / "conversation").write_text(resident.conversation_id)
        self.turns = resident.turn["number"]
        house.close()

    def life(self, point: str) -> int | None:
        """A life of the server in a process of its own; its exit code, negative when it was killed."""
        life = PROCESSES.Process(target=live, args=(self.folder, self.database_url, point))
        life.start()
        life.join(timeout=60)
        for mark in self.folder.glob("crashed-at-*"):
            mark.unlink()
        return life.exitcode

    async def check(self, steps: tuple[str, ...]) -> str:
        """Exactly these steps were taken, each once, and the fund is its statement; the receipt."""
        house = build(settings_for(self.folder, self.database_url), Clock(DAY_OF_FIRE))
        try:
            turns = await house.turns.after((self.folder / "conversation").read_text(), self.turns, len(STEPS) * 2)
            assert [turn["number"] - self.turns for turn in turns] == [place + 1 for place in range(len(steps))]
            fund = await house.funds.statement(COUNTY, EAST)
            assert [one.kind for one in fund.entries] == ["opening", *(ENTRIES[one] for one in steps if one in ENTRIES)]
            assert (fund.fund.balance, fund.fund.reserved) == _sums(fund.entries)
            items = await house.emergencies.queue(AUDITOR, every=True)
            if not steps:
                assert items == ()
                return ""
            (item,) = items
            view = await house.emergencies.open(AUDITOR, item.receipt)
            assert [one.action for one in view.timeline] == [one for one in steps if one not in UNRECORDED]
            assert (view.item.granted, view.item.paid) == (_granted(view), _paid(view))
            return item.receipt
        finally:
            house.close()


def _sums(entries: tuple[FundEntry, ...]) -> tuple[int, int]:
    """What a fund holds and what of it is promised, counted from its lines."""
    total = {kind: sum(one.amount for one in entries if one.kind == kind) for kind in ("opening", "grant", "payment")}
    return total["opening"] - total["payment"], total["grant"] - total["payment"]


def _granted(view: EmergencyView) -> int:
    return sum(int(str(one.content["amount"])) for one in view.timeline if one.action == "grant")


def _paid(view: EmergencyView) -> int:
    return sum(int(str(one.content["amount"])) for one in view.timeline if one.action == "pay")


async def test_killed_before_and_after_every_commit_each_step_is_taken_once(demo_folder: Path, demo_url: str) -> None:
    fire = Fire(demo_folder, demo_url)
    await fire.begin()
    receipts = set()
    for place in range(len(STEPS)):
        for point, done in (("before_commit", place), ("after_commit", place + 1)):
            assert fire.life(f"{point}:{place + 1}") == -signal.SIGKILL, f"no kill {point} of {STEPS[place]}"
            receipts.add(await fire.check(STEPS[:done]))
    assert fire.life("") == 0
    assert receipts - {""} == {await fire.check(STEPS)} == {(demo_folder / "receipt").read_text()}
    house = build(settings_for(demo_folder, demo_url), Clock(DAY_OF_FIRE))
    (item,) = await house.emergencies.queue(AUDITOR, every=True)
    assert (item.status, item.granted, item.paid) == ("settled", 80_000, 80_000)
    answers = (await house.emergencies.open(COUNTY, item.receipt)).answers
    house.close()
    assert answers["emergency.papers.who"] == [PHOTO]
