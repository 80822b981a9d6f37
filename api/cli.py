"""The command line: `shenbao serve`, `bot`, `migrate`, `demo`, `staff add`, `figures import`, `screen`, `erase`,
`recheck`, `audit`, `keys`.
"""

import argparse
import sys
from collections.abc import Sequence

from api.settings import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it went well, 2 when the call or the settings are wrong."""
    parser = _parser()
    called = parser.parse_args(arguments)
    # Each command imports what it needs: `--help` and `screen` should not wait for a web server.
    from api import audit_command, commands, recheck_command

    try:
        run = {
            "serve": commands.serve,
            "bot": commands.bot,
            "migrate": commands.migrate_database,
            "demo": commands.demo,
            "staff": commands.add_staff,
            "figures": commands.import_figures,
            "screen": commands.screen_file,
            "recheck": recheck_command.recheck,
            "erase": commands.erase_filed,
            "audit": audit_command.audit,
            "keys": audit_command.rotate_keys,
        }[called.command]
        return run(called)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shenbao",
        description="Declare a household in hardship by phone; let the township review it.",
        epilog="Settings are environment variables that begin with SHENBAO_; the README lists them.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="serve the resident chat, the staff console, and the bot when a token is set")
    commands.add_parser("bot", help="run the Telegram bot alone (needs SHENBAO_TELEGRAM_TOKEN)")
    commands.add_parser("migrate", help="bring the database to the current schema")
    commands.add_parser("demo", help="make the demo staff of the sample areas and print their passwords")
    staff = commands.add_parser("staff", help="staff accounts").add_subparsers(dest="staff", required=True)
    add = staff.add_parser("add", help="add an account; the password is read from standard input")
    add.add_argument("username")
    add.add_argument("--name", required=True, help="the person's name")
    add.add_argument("--role", required=True, choices=("village", "township", "county", "auditor", "admin"))
    add.add_argument("--area", required=True, help="code of the township (nine digits) or county (six)")
    figures = commands.add_parser("figures", help="local figures").add_subparsers(dest="figures", required=True)
    taking = figures.add_parser("import", help="take figures in from a CSV or YAML file (docs/figures.md)")
    taking.add_argument("file", help="columns: area settlement name value valid_from source, and further ones")
    taking.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    taking.add_argument("--keep-good", action="store_true", help="take the good rows even when some are bad")
    screen = commands.add_parser("screen", help="judge a household from a JSON file, as the screening route does")
    screen.add_argument("file", help="the JSON file, or - for standard input")
    erase = commands.add_parser(
        "erase",
        help="delete the personal content of a closed declaration",
        description="Delete answers, papers, signatures and what was said of a declaration that is decided or "
        "withdrawn, and tell its resident. Receipt, area, category and dates stay, to be counted. It cannot be "
        "undone. Backups made before keep it until they are rotated. On SQLite stop `serve` first.",
    )
    erase.add_argument("--receipt", required=True, help="the receipt number, SB and twelve digits")
    _auditing(commands)
    _rechecking(commands)
    return parser


def _rechecking(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    recheck = commands.add_parser(
        "recheck",
        help="judge again all that stands, by the rules and figures of today",
        description="Judge what stands again, county by county, and show whose result changes; nobody is told. What a "
        "run found is seen on the console under /console/rechecks, and told once it is approved there or by "
        "--approve. On SQLite stop `serve` first.",
    )
    recheck.add_argument("--area", default="", help="only this county (six digits) or township (nine)")
    what = recheck.add_mutually_exclusive_group()
    what.add_argument("--approve", type=int, metavar="RUN", help="tell residents and townships what this run found")
    what.add_argument(
        "--receipt",
        default="",
        help="make the check of this declaration again, by the rules and figures it was filed under",
    )


def _auditing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser("audit", help="what staff did").add_subparsers(dest="audit", required=True)
    verify = audit.add_parser("verify", help="has a row of it been edited, taken out or cut off? 1 if so")
    verify.add_argument("--anchor", help="an anchor file, default audit.anchor in the data folder")
    verify.add_argument("--head", help="a head that was copied by hand: NUMBER:HASH")
    audit.add_parser("head", help="print how far the chain goes, to be kept outside")
    keys = commands.add_parser("keys", help="the keys that seal").add_subparsers(dest="keys", required=True)
    keys.add_parser("rotate", help="a new sealing key, everything sealed anew; stop `serve` and `bot` first")


if __name__ == "__main__":
    raise SystemExit(main())
