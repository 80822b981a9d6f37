"""What `shenbao recheck` does: judge again and show whose result changes, tell what a run found, or reproduce a check."""

import argparse
import asyncio
import sys

from api.bootstrap import House
from api.commands import open_house, refused, tell
from api.errors import ServiceError
from api.services.rechecks.reproducing import Reproduced
from api.services.territory.areas import COUNTY_DIGITS
from api.settings import load_settings
from storage.repositories.recheck_changes import ChangeRow, Moved

BY = "command line"


def recheck(called: argparse.Namespace) -> int:
    """Show whose result changes, telling nobody; or with `--approve`, tell what a run found; or with `--receipt`,
    make the check of one declaration again as it was.
    """
    house = open_house(load_settings())
    try:
        if called.receipt:
            return asyncio.run(_reproduced(house, called.receipt))
        if called.approve is not None:
            return asyncio.run(_approved(house, called.approve))
        return asyncio.run(_rechecked(house, called.area))
    except ServiceError as error:
        return refused(house, error)
    finally:
        house.close()


async def _rechecked(house: House, area: str) -> int:
    """A run for each county, so that each can be seen and answered for by its own people."""
    served = {one.code for one in house.figures.areas()}
    counties = sorted({code[:COUNTY_DIGITS] for code in served})
    if area and area not in (*counties, *served):
        print(f"--area {area}: not served here; choose among: {' '.join(counties)}, or a township", file=sys.stderr)
        return 2
    read = [await _of_area(house, one) for one in ((area,) if area else counties)]
    if not any(read):
        tell("no declaration stands there: nothing was judged")
    return 0


async def _of_area(house: House, area: str) -> int:
    """How many were read."""
    run = await house.recheck.run(BY, area)
    view = await house.recheck_desk.report(run.id)
    if run.seen:
        counted = f"{run.seen} read, {run.one_by_one} of them one by one; {view.changed} results change"
        tell(f"run {run.id}, {house.figures.named(area)} {area}: {counted}")
    for moved in view.moved:
        print(f"{moved.count:>8}  {_way(moved)}")
    for found in view.found:
        change = found.change
        shown = f"{found.receipt[:4]}···{found.receipt[-3:]}"
        print(f"{shown}  {_way(change)}  {change.rule}  {change.document} {change.article}")
    if view.changed > len(view.found):
        tell(f"and {view.changed - len(view.found)} more: on the console, under /console/rechecks/{run.id}")
    if view.changed:
        tell(f"nothing was told; to tell them: shenbao recheck --approve {run.id}")
    return run.seen


async def _approved(house: House, run_id: int) -> int:
    await house.recheck_desk.approve_as(BY, run_id)
    while await house.recheck_telling.tell():
        pass
    how = (await house.recheck_desk.report(run_id)).how
    tell(f"run {run_id}: " + (", ".join(f"{count} {name}" for name, count in sorted(how.items())) or "nobody to tell"))
    return 0


async def _reproduced(house: House, receipt: str) -> int:
    found = await house.reproducing.report(receipt)
    for one in found:
        print(f"version {one.version}: {one.pack} {one.figures}  {_result(one)}")
    return 0 if all(one.same for one in found) else 1


def _result(one: Reproduced) -> str:
    if one.again is None:
        return (
            "cannot be made again: no rules or figures of this version are known" if one.kept else "no check was made"
        )
    result = f"{one.again['category']}/{one.again['outcome']}"
    other = "" if one.rules == one.pack else f" (the rules of that day are {one.rules} now)"
    return f"{result}: {'the same' if one.same else 'NOT the same'} as was kept{other}"


def _way(one: Moved | ChangeRow) -> str:
    """From which result to which."""
    return f"{one.from_category}/{one.from_outcome} -> {one.to_category}/{one.to_outcome}"
