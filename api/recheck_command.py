"""What `shenbao recheck` does: judge again and show whose result changes, or tell what a run found."""

import argparse
import asyncio

from api.bootstrap import House
from api.commands import open_house, refused, tell
from api.errors import ServiceError
from api.settings import load_settings
from storage.repositories.recheck_changes import ChangeRow, Moved


def recheck(called: argparse.Namespace) -> int:
    """Show whose result changes, telling nobody; or with `--approve`, tell what a run found."""
    house = open_house(load_settings())
    try:
        return asyncio.run(_approved(house, called.approve) if called.approve else _rechecked(house, called.area))
    except ServiceError as error:
        return refused(house, error)
    finally:
        house.close()


async def _rechecked(house: House, area: str) -> int:
    run = await house.recheck.run("command line", area)
    view = await house.recheck_desk.report(run.id)
    tell(f"run {run.id}: {run.seen} read, {run.one_by_one} of them one by one; {view.changed} results change")
    for moved in view.moved:
        print(f"{moved.count:>8}  {_way(moved)}")
    for found in view.found:
        change = found.change
        print(f"{found.receipt}  {_way(change)}  {change.rule}  {change.document} {change.article}")
    if view.changed:
        tell(f"nothing was told; to tell them: shenbao recheck --approve {run.id}")
    return 0


async def _approved(house: House, run_id: int) -> int:
    await house.recheck_desk.approve_as("command line", run_id)
    told = 0
    while done := await house.recheck_telling.tell():
        told += done
    tell(f"run {run_id}: {told} told or passed over")
    return 0


def _way(one: Moved | ChangeRow) -> str:
    """From which result to which."""
    return f"{one.from_category}/{one.from_outcome} -> {one.to_category}/{one.to_outcome}"
