"""Counties of China by their six-digit code (GB/T 2260) and by name; the table is the one of python-stdnum."""

import re
from functools import cache
from importlib.resources import files

from conversations.messages import Message, say, verbatim
from conversations.understanding.normal import compact
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

_LINE = re.compile(r'(?P<deep> *)(?P<code>\d+) (?:province|county)="(?P<name>[^"]*)"')
_NOW = re.compile(r"\[\d{4}-\](.+)")
_MOST_READINGS = 4


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Code → (province, county), for the counties that exist today. Read once: it never changes."""
    table: dict[str, tuple[str, str]] = {}
    province = ("", "")
    for line in (files("stdnum.cn") / "loc.dat").read_text("utf-8").splitlines():
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            continue
        if not found["deep"]:
            province = (found["code"], found["name"])
            continue
        county = _today(found["name"])
        if county is not None:
            table[province[0] + found["code"]] = (province[1], county)
    return table


def _today(names: str) -> str | None:
    """Of "[-1998]A,[1998-]B" the name still in use; a name without years always was and is."""
    for one in names.split(","):
        if not one.startswith("["):
            return one
        if found := _NOW.fullmatch(one):
            return found[1]
    return None


def county_named(code: str) -> str | None:
    """Province and county of a code, 江西省南昌县; None when there is no such county today."""
    found = _table().get(code)
    return f"{found[0]}{found[1]}" if found is not None else None


def understand_county(text: str) -> Understood[str]:
    """The code of the county named. One of many of that name is said back; a province alone is not enough."""
    typed = compact(text)
    if re.fullmatch("[0-9]{6}", typed):
        return Sure(typed) if county_named(typed) else Unclear(_how())
    found = [
        (code, province + county)
        for code, (province, county) in _table().items()
        if not code.endswith("0000") and county not in ("市辖区", "县") and _names(typed, province, county)
    ]
    if not 1 <= len(found) <= _MOST_READINGS:
        return Unclear(_how())
    if len(found) == 1:
        return Sure(found[0][0])
    code, name = found[0]
    return Doubtful(code, verbatim(name), otherwise=_others(found[1:]))


def _others(found: list[tuple[str, str]]) -> Doubtful[str] | None:
    return Doubtful(found[0][0], verbatim(found[0][1]), otherwise=_others(found[1:])) if found else None


def _names(typed: str, province: str, county: str) -> bool:
    """Whether what was typed names this county: 固始县, 固始, 河南固始, 河南省信阳市固始县."""
    short = county[:-1] if len(county) > 2 else county
    if not typed.endswith((county, short)):
        return False
    before = typed.removesuffix(county) if typed.endswith(county) else typed.removesuffix(short)
    known = province.removesuffix("省").removesuffix("市").removesuffix("自治区")
    return before == "" or before.startswith(known[:2])


def _how() -> Message:
    return say("请写省和县，比如 河南省固始县。")
