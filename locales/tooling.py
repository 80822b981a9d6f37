"""Keeps the catalogues fresh, behind `make catalogues`: `python -m locales.tooling update|check|missing`."""

import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from locales.catalogues import DOMAIN, HERE, SOURCE_LANGUAGE, locales_in, po_path
from locales.extraction import NotWrittenOutError

PACKAGES = ("api", "bot", "conversations", "storage")
KEYWORDS: dict[str, None] = dict.fromkeys(("say", "phrase", "_", "gettext"))
PLACE = re.compile(r"%\((\w+)\)s|(?<!\{)\{(\w+)\}")
# Dates in the head of a catalogue would make every collection a change; the others nobody has filled in.
LEFT_OUT = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)


def collect(root: Path) -> Catalog:
    """Every sentence of the code and the templates under `root`. Raises `NotWrittenOutError`."""
    template = _empty()
    with (HERE / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    for package in PACKAGES:
        if not (root / package).is_dir():
            continue
        for _file, _line, sentence, _comments, _context in extract_from_dir(
            str(root / package), methods, options, keywords=KEYWORDS, directory_filter=_is_searched
        ):
            template.add(sentence)
    return template


def update(root: Path, folder: Path) -> None:
    """Write the collected sentences to `messages.pot` and bring every catalogue in `folder` to them.

    What is already translated stays; a sentence that is gone goes; nothing is guessed.
    """
    template = collect(root)
    _write(template, folder / f"{DOMAIN}.pot")
    for locale in locales_in(folder):
        path = po_path(locale, folder)
        known = _read(path) if path.exists() else _empty(locale)
        known.update(template, no_fuzzy_matching=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(known, path)


def faults(root: Path, folder: Path) -> Iterator[str]:
    """What is wrong with the catalogues in `folder`, each in a line: stale, fuzzy, or a place lost."""
    try:
        wanted = _ids(collect(root))
    except NotWrittenOutError as fault:
        yield str(fault)
        return
    pot = folder / f"{DOMAIN}.pot"
    stale = list(_differences(wanted, _ids(_read(pot)) if pot.exists() else set(), pot.name))
    yield from stale
    for locale in locales_in(folder):
        path = po_path(locale, folder)
        if not path.exists():
            yield f"{locale}: there is no catalogue; make catalogues writes it"
            continue
        catalogue = _read(path)
        # Collecting mends the catalogues too: what the template has told need not be told for each of them.
        yield from [] if stale else _differences(wanted, _ids(catalogue), locale)
        yield from _bad_translations(catalogue, locale)


def missing(folder: Path) -> dict[str, list[str]]:
    """By locale, the sentences without a translation. The source language needs none."""
    return {
        locale: sorted(str(each.id) for each in _read(po_path(locale, folder)) if each.id and not each.string)
        for locale in locales_in(folder)
        if locale != SOURCE_LANGUAGE
    }


def places(sentence: str) -> set[str]:
    """The names of the places in a sentence, `{name}` or `%(name)s`."""
    return {first or second for first, second in PLACE.findall(sentence)}


def _is_searched(directory: str) -> bool:
    return Path(directory).name not in {"__pycache__", "migrations"}


def _empty(locale: str | None = None) -> Catalog:
    return Catalog(
        project="Shenbao", version="1", locale=locale, fuzzy=False, charset="utf-8",
        header_comment="# Shenbao. Written by `make catalogues`; translate in the .po files only.",
    )  # fmt: skip


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, domain=DOMAIN, abort_invalid=True)


def _write(catalogue: Catalog, path: Path) -> None:
    written = BytesIO()
    write_po(written, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    left_out = tuple(f'"{name}:' for name in LEFT_OUT)
    path.write_text("".join(line for line in lines if not line.startswith(left_out)), encoding="utf-8")


def _ids(catalogue: Catalog) -> set[str]:
    return {str(message.id) for message in catalogue if message.id}


def _differences(wanted: set[str], held: set[str], where: str) -> Iterator[str]:
    yield from (f"{where}: not collected yet: {sentence!r}" for sentence in sorted(wanted - held))
    yield from (f"{where}: no longer said: {sentence!r}" for sentence in sorted(held - wanted))


def _bad_translations(catalogue: Catalog, locale: str) -> Iterator[str]:
    for message in catalogue:
        if not message.id or not message.string:
            continue
        if message.fuzzy:
            yield f"{locale}: a guess, not a translation: {message.id!r}"
        if places(str(message.id)) != places(str(message.string)):
            yield f"{locale}: the places differ from the source: {message.id!r} → {message.string!r}"


def _update_here() -> int:
    update(Path(), HERE)
    return _report_missing()


def _check_here() -> int:
    found = list(faults(Path(), HERE))
    for fault in found:
        print(fault)
    if found:
        print("make catalogues collects what is said in the code; the rest is to be mended in the .po file")
        return 1
    return _report_missing()


def _report_missing() -> int:
    for locale, sentences in missing(HERE).items():
        if sentences:
            print(f"  {locale}: {len(sentences)} not translated yet (make catalogues-missing lists them)")
    return 0


def _list_missing() -> int:
    for locale, sentences in missing(HERE).items():
        print(f"{locale}: {len(sentences)} not translated yet")
        for sentence in sentences:
            print(f"  {sentence}")
    return 0


def main(arguments: list[str]) -> int:
    """Run one command in the current folder, the top of a checkout; the exit status."""
    commands: dict[str, Callable[[], int]] = {
        "update": _update_here,
        "check": _check_here,
        "missing": _list_missing,
    }
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"usage: python -m locales.tooling {'|'.join(commands)}")
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
