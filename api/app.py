"""The web application: routes and guards around a house, and the life of both."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI

from api.bootstrap import House, build
from api.services.ways_in.locking import Locked
from api.settings import Settings
from api.web.console.routes import router as console
from api.web.counting import Counters
from api.web.errors import add_handlers, failed, refused_elsewhere
from api.web.guard import Guard
from api.web.pages import STATIC, Pages, Static
from api.web.resident import TEMPLATES
from api.web.resident.doors import router as resident_doors
from api.web.resident.explained import router as resident_explained
from api.web.resident.households import router as resident_households
from api.web.resident.invited import router as resident_invited
from api.web.resident.leaving import Left, not_left, show_nothing
from api.web.resident.leaving import router as resident_leaving
from api.web.resident.locked import on_arrival, show_lock
from api.web.resident.mine import router as resident_mine
from api.web.resident.page import router as resident_page
from api.web.resident.pin import router as resident_pin
from api.web.resident.prints import router as resident_prints
from api.web.resident.thumbnails import router as resident_thumbnails
from api.web.turnstile import Turnstile
from api.web.v1.administration import router as administration
from api.web.v1.chat import router as chat
from api.web.v1.demo import router as demo
from api.web.v1.duty import router as duty
from api.web.v1.emergencies import router as emergencies
from api.web.v1.events import Streams
from api.web.v1.events import router as events
from api.web.v1.explanations import router as explanations
from api.web.v1.figures import router as figures
from api.web.v1.handling import router as handling
from api.web.v1.health import router as health
from api.web.v1.intake import router as intake
from api.web.v1.monitoring import router as monitoring
from api.web.v1.overview import router as overview
from api.web.v1.printing import router as printing
from api.web.v1.procedure import router as procedure
from api.web.v1.queue import router as queue
from api.web.v1.rechecks import of_one as recheck_of_one
from api.web.v1.rechecks import router as rechecks
from api.web.v1.screenings import router as screenings
from api.web.v1.staff import router as staff
from api.web.v1.versions import router as versions
from locales.catalogues import Catalogues

ROUTERS: tuple[APIRouter, ...] = (
    health, chat, events, screenings, explanations, queue, intake, handling, printing, procedure, versions, staff, administration,
    emergencies, duty,
    figures, rechecks, recheck_of_one, monitoring, overview, console, resident_leaving,
)  # fmt: skip
# Pages that show nothing in a browser that was left.
RESIDENT: tuple[APIRouter, ...] = (
    resident_page, resident_mine, resident_doors, resident_explained, resident_pin,
    resident_households, resident_invited, resident_thumbnails, resident_prints,
)  # fmt: skip


def create_app(settings: Settings, house: House | None = None) -> FastAPI:
    """The application. Without a `house` it builds one when it starts and closes it when it stops."""
    # The documentation pages fetch scripts from elsewhere; the document itself stays.
    app = FastAPI(title="Shenbao", version="1", docs_url=None, redoc_url=None, lifespan=_life(settings, house))
    catalogues = Catalogues()
    app.state.catalogues = catalogues
    app.state.pages = Pages(TEMPLATES, catalogues)
    app.state.counters = Counters()
    app.state.streams = Streams()
    app.state.turnstile = Turnstile(time.monotonic)
    if house is not None:
        app.state.house = house
    for router in (*ROUTERS, *((demo,) if settings.demo else ())):
        app.include_router(router)
    for router in RESIDENT:
        app.include_router(router, dependencies=[Depends(not_left), Depends(on_arrival)])
    app.mount("/static", Static(directory=STATIC), name="static")
    add_handlers(app)
    app.add_exception_handler(Left, show_nothing)
    app.add_exception_handler(Locked, show_lock)
    app.add_middleware(
        Guard, public_url=settings.public_url, counters=app.state.counters, refuse=refused_elsewhere, fail=failed
    )
    return app


async def cancelled(task: asyncio.Task[None]) -> None:
    """End a task and wait until it has ended."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _life(settings: Settings, given: House | None) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            house = given
            if house is None:
                house = build(settings)
                stack.callback(house.close)
                app.state.house = house
            if house.reading is not None:
                if settings.on_sqlite:
                    # Nobody else can be reading: what a killed process had leased is read now.
                    await house.paper_work.take_over("read")
                stack.push_async_callback(cancelled, asyncio.create_task(house.reading.run()))
            if settings.telegram_token is not None:
                # Imported here: aiogram takes seconds, which nobody without a bot should wait.
                from bot.running import running
                from bot.webhook import router as webhook

                if settings.telegram_webhook_url is not None:
                    app.include_router(webhook(settings))
                app.state.telegram = await stack.enter_async_context(running(house))
            background = (
                house.keeping.every_day(), house.reminders.all_day(), house.recheck.all_day(),
                house.recheck_telling.all_day(), house.watching.all_day(), house.monitoring.watching.all_day(),
                house.rosters.all_day(), house.afterwards.all_day(),
                house.duty.watching.all_day(),
            )  # fmt: skip
            for work in background:
                stack.push_async_callback(cancelled, asyncio.create_task(work))
            # Last in, first out: readers are let go before what they read from.
            stack.callback(app.state.streams.close)
            yield

    return life
