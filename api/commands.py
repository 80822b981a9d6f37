"""What the commands of the command line do."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from api.at_rest import figures_at_rest, take_figures
from api.bootstrap import House, build, now
from api.errors import BadInput, ServiceError
from api.logs import set_up
from api.services.calendar.workdays import china_day
from api.services.checking.screening import area_code_in, screen
from api.services.local_figures.files import UnreadableFile, read_file
from api.services.local_figures.report import summary, told
from api.services.phrasing import as_message
from api.settings import Settings, SettingsError, load_settings
from locales.catalogues import Catalogues
from locales.rendering import Renderer
from storage.errors import DatabaseBusy, KeyFileBroken
from storage.migrate import migrate

# The event loop and the storage's writer thread pass Python's lock to and fro; shorter turns gave a third more
# turns a second and half the longest waits (docs/performance.md).
SWITCH_INTERVAL = 0.0005


def serve(_: argparse.Namespace) -> int:
    """Serve web and bot together until interrupted."""
    settings = load_settings()
    sys.setswitchinterval(SWITCH_INTERVAL)
    set_up(settings.log_level)
    tell("opening the database")
    house = open_house(settings)
    try:
        if settings.demo:
            _make_demo_staff(house)
        tell("starting the web server")
        # Imported here: the database is open and its errors told before the web framework is loaded.
        from api.app import create_app
        from api.serving import Server

        app = create_app(settings, house)
        tell(f"resident chat   {settings.public_url}/")
        tell(f"staff console   {settings.public_url}/console")
        if settings.telegram_token is None:
            tell("no Telegram bot: SHENBAO_TELEGRAM_TOKEN is not set")
        return Server(app, settings.host, settings.port, settings.trusted_proxies).run_until_stopped()
    finally:
        house.close()


def bot(_: argparse.Namespace) -> int:
    """Run the bot alone until interrupted, beside web workers on the same PostgreSQL."""
    settings = load_settings()
    if settings.telegram_token is None:
        raise SettingsError("SHENBAO_TELEGRAM_TOKEN: set it to the token BotFather gave")
    set_up(settings.log_level)
    house = open_house(settings)
    try:
        asyncio.run(_run_bot(house))
    except KeyboardInterrupt:
        return 0
    finally:
        house.close()
    return 0


async def _run_bot(house: House) -> None:
    from bot.running import running

    async with running(house):
        tell("the bot is running; stop it with Ctrl-C")
        await house.reminders.all_day()


def migrate_database(_: argparse.Namespace) -> int:
    """Bring the database to the current schema."""
    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database_url)
    tell("the database is at the current schema")
    return 0


def demo(_: argparse.Namespace) -> int:
    """Make the demo staff and print their passwords."""
    settings = load_settings()
    if not settings.demo:
        raise SettingsError("SHENBAO_DEMO: set it to 1; demo accounts do not belong in a real deployment")
    house = open_house(settings)
    try:
        _make_demo_staff(house)
    finally:
        house.close()
    return 0


def add_staff(called: argparse.Namespace) -> int:
    """Add a staff account; the password comes from standard input, so that no shell history keeps it."""
    house = open_house(load_settings())
    print("password: ", end="", file=sys.stderr, flush=True)
    password = sys.stdin.readline().rstrip("\n")
    try:
        asyncio.run(house.staff.add(called.username, called.name, called.role, called.area, password))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        house.close()
    tell(f"added {called.username}")
    return 0


def erase_filed(called: argparse.Namespace) -> int:
    """Delete the personal content of a closed declaration; 2 when there is none or it is still open."""
    house = open_house(load_settings())
    try:
        asyncio.run(house.erasing.erase(called.receipt, "system"))
    except ServiceError as error:
        return refused(house, error)
    finally:
        house.close()
    tell(f"erased {called.receipt}")
    return 0


def screen_file(called: argparse.Namespace) -> int:
    """Print the check of a household in a file, as `POST /api/v1/screenings` answers it."""
    catalogues = Catalogues()
    today = china_day(now())
    renderer = Renderer("zh_CN", catalogues, today)
    try:
        text = sys.stdin.read() if called.file == "-" else Path(called.file).read_text(encoding="utf-8")
        payload: object = json.loads(text)
    except OSError as error:
        print(f"{called.file}: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"{called.file}: this is not a JSON file ({error})", file=sys.stderr)
        return 2
    try:
        known = figures_at_rest(load_settings(), area_code_in(payload))
        answer = screen(payload, today, known, lambda phrase: renderer.render(as_message(phrase)))
    except BadInput as error:
        faults = [{"key": fault.key, "message": renderer.render(fault.message)} for fault in error.faults]
        print(json.dumps({"error": error.code, "faults": faults}, ensure_ascii=False, indent=2))
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def import_figures(called: argparse.Namespace) -> int:
    """Take a file of figures in and say row by row what became of it; 2 when a row is bad."""
    renderer = Renderer("zh_CN", Catalogues(), china_day(now()))
    try:
        rows = read_file(called.file, Path(called.file).read_bytes())
        taken = take_figures(load_settings(), rows, keep_good=called.keep_good, dry_run=called.dry_run)
    except UnreadableFile as error:
        print(f"{called.file}: {renderer.render(error.fault.message)}", file=sys.stderr)
        return 2
    except (OSError, DatabaseBusy, KeyFileBroken) as error:
        print(f"{called.file}: {error}", file=sys.stderr)
        return 2
    for one in taken:
        for line in told(one):
            print(renderer.render(line), file=sys.stderr if one.faults else sys.stdout)
    bad = any(one.faults for one in taken)
    tell(renderer.render(summary(taken, written=not called.dry_run and (called.keep_good or not bad))))
    return 2 if bad else 0


def open_house(settings: Settings) -> House:
    """Everything put together; what keeps it from opening is said as a fault of the settings."""
    try:
        return build(settings)
    except (DatabaseBusy, KeyFileBroken, FileNotFoundError) as error:
        raise SettingsError(str(error)) from error


def refused(house: House, error: ServiceError) -> int:
    """Say what would do; the exit status of a call that was refused."""
    renderer = house.renderer("zh_CN")
    print("\n".join(renderer.render(fault.message) for fault in error.faults), file=sys.stderr)
    return 2


def _make_demo_staff(house: House) -> None:
    asyncio.run(house.staff.make_demo_staff())
    tell("demo staff: user name and password")
    for username, password in house.staff.demo_credentials():
        print(f"{username} {password}", flush=True)


def tell(words: str) -> None:
    """A line of what goes on."""
    print(f"· {words}", flush=True)
