"""What a case keeps, sealed: the signals with the lines they reached, where it was on a list, how it was sorted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import cast

from api.services.monitoring.signals import Signal
from api.services.monitoring.thresholds import Lines


@dataclass(frozen=True, slots=True)
class ReachedLine:
    """A line as it stood when it was reached; `source` is empty for the one we start with."""

    name: str
    value: str
    since: str
    source: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal as it is kept; amounts as decimal text, yuan a year."""

    kind: str
    rule: str
    direction: str
    before: str | None = None
    now: str | None = None
    member: int | None = None
    lines: tuple[ReachedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Where somebody stands on a list: which list, whose, of which day, in which role, and what the row says.

    `differs`: the name on the list is not the one that was declared.
    """

    kind: str
    department: str
    as_of: str
    role: str
    facts: Mapping[str, str] = field(default_factory=dict)
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """Somebody handled it another way than the rule."""

    by: str
    at: str
    before: str
    note: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about a case that is not searched. `keys`: boundary keys that changed; `earlier`: a receipt."""

    signals: tuple[FoundSignal, ...] = ()
    keys: tuple[str, ...] = ()
    earlier: str = ""
    listed: Listed | None = None
    sorted: tuple[Sorted, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As it is kept."""
        return asdict(self)


def kept(signals: Sequence[Signal], lines: Lines) -> tuple[FoundSignal, ...]:
    """Signals with the lines they reached."""
    return tuple(
        FoundSignal(
            one.kind, one.rule, one.direction, _text(one.before), _text(one.now), one.member,
            tuple(_line(lines, name) for name in one.lines),
        )
        for one in signals
    )  # fmt: skip


def read_detail(raw: Mapping[str, object]) -> Detail:
    """What `as_json` wrote."""
    listed = raw.get("listed")
    return Detail(
        signals=tuple(_signal(one) for one in _maps(raw.get("signals"))),
        keys=tuple(str(one) for one in cast("list[object]", raw.get("keys") or [])),
        earlier=str(raw.get("earlier") or ""),
        listed=_listed(listed) if isinstance(listed, dict) else None,
        sorted=tuple(Sorted(**cast("dict[str, str]", one)) for one in _maps(raw.get("sorted"))),
    )


def _listed(raw: dict[str, object]) -> Listed:
    facts = raw.get("facts")
    known = {str(name): str(value) for name, value in facts.items()} if isinstance(facts, dict) else {}
    kind, department, as_of, role = (str(raw.get(name, "")) for name in ("kind", "department", "as_of", "role"))
    return Listed(kind, department, as_of, role, known, raw.get("differs") is True)


def _line(lines: Lines, name: str) -> ReachedLine:
    line = lines.by_name[name]
    return ReachedLine(name, str(line.value), line.since.isoformat(), line.source, line.area)


def _signal(raw: dict[str, object]) -> FoundSignal:
    lines = tuple(ReachedLine(**cast("dict[str, str]", one)) for one in _maps(raw.get("lines")))
    member = raw.get("member")
    return FoundSignal(
        str(raw["kind"]), str(raw["rule"]), str(raw["direction"]), _maybe(raw.get("before")), _maybe(raw.get("now")),
        member if isinstance(member, int) else None, lines,
    )  # fmt: skip


def _maps(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)
