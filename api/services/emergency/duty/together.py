"""All of being on duty, put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.desk import EmergencyDesk
from api.services.emergency.duty.chat import DutyChat
from api.services.emergency.duty.desk import DutyDesk
from api.services.emergency.duty.post import DutyPost
from api.services.emergency.duty.watching import DutyWatching
from api.services.territory.areas import Areas
from api.settings import Settings
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Duty:
    """`desk` for the console, `chat` for the officer's own chat, `post` for the sender, `watching` for the clock."""

    desk: DutyDesk
    chat: DutyChat
    post: DutyPost
    watching: DutyWatching


def duty(
    database: Database,
    settings: Settings,
    places: Areas,
    emergencies: tuple[EmergencyAreas, EmergencyDesk],
    clock: Callable[[], datetime],
    holder: str,
) -> Duty:
    """On PostgreSQL the bot may work in another process, with the token that this one has not."""
    areas, desk = emergencies
    served = settings.telegram_token is not None or not settings.on_sqlite
    return Duty(
        DutyDesk(database, places, clock, bot_served=served),
        DutyChat(database, desk, places, settings.public_url, clock),
        DutyPost(database, areas, settings.public_url, clock, holder),
        DutyWatching(database, clock),
    )
