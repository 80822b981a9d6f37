"""The check as the right pane shows it: read from the JSON that was kept, reason by reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_HEAD_AND_MONTH = "yuan per head and month"


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A condition: whether it holds (None: unknown or for a person), its words, the sum behind it, the article."""

    holds: bool | None
    text: str
    arithmetic: str
    figure: Decimal | str
    comparison: str
    threshold: Decimal | str
    unit: str
    document: str
    article: str


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A category with its outcome and reasons. `main`: the one the check comes to."""

    category: str
    outcome: str
    reasons: tuple[ReasonShown, ...]
    main: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A line on the bar of income: where (0–100), the figure, for which category."""

    at: Decimal
    figure: Decimal
    category: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Income per head and month against the lines, on a scale of 0 to 100."""

    length: Decimal
    figure: Decimal
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class FlagShown:
    """Something to look at that decides nothing."""

    flag: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A measure for one member, who is counted from 1, with its outcome and reasons."""

    number: int
    measure: str
    outcome: str
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True)
class ReferralShown:
    """A help to refer the household to: the departments, the words, the article."""

    departments: tuple[str, ...]
    text: str
    document: str
    article: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    """The whole check. `in_question`: the verdicts that are not unlikely, those that look likely first.

    `sensitivity`: what a little more or less of an approximate answer would change, a sentence an answer.
    """

    category: str
    outcome: str
    verdicts: tuple[VerdictShown, ...]
    in_question: tuple[VerdictShown, ...]
    flags: tuple[FlagShown, ...]
    people: tuple[PersonShown, ...]
    sensitivity: tuple[str, ...]
    referrals: tuple[ReferralShown, ...]
    bar: Bar | None
    pack: str
    figures: str


def check_of(assessment: Mapping[str, object] | None) -> CheckShown | None:
    """The check, None where none was made."""
    if assessment is None:
        return None
    category = _text(assessment, "category")
    rows = _rows(assessment, "verdicts")
    # What an officer reads first is what looks likely, even where an earlier category is still open.
    likely = next((_text(row, "category") for row in rows if _text(row, "outcome") == "likely"), category)
    verdicts = tuple(_verdict(row, likely) for row in rows)
    in_question = sorted(
        (one for one in verdicts if one.outcome != "unlikely"), key=lambda one: one.outcome != "likely"
    )
    flags = tuple(FlagShown(_text(one, "flag"), _text(one, "text")) for one in _rows(assessment, "flags"))
    return CheckShown(
        category, _text(assessment, "outcome"), verdicts, tuple(in_question), flags,
        tuple(_person(one) for one in _rows(assessment, "people")),
        tuple(_text(one, "text") for one in _rows(assessment, "sensitivity")),
        tuple(_referral(one) for one in _rows(assessment, "aids")), _bar(verdicts),
        _text(assessment, "pack"), _text(assessment, "figures"),
    )  # fmt: skip


def _person(row: Mapping[str, object]) -> PersonShown:
    member = row.get("member")
    return PersonShown(
        member + 1 if isinstance(member, int) else 0, _text(row, "measure"), _text(row, "outcome"),
        tuple(_reason(one) for one in _rows(row, "reasons")),
    )  # fmt: skip


def _referral(row: Mapping[str, object]) -> ReferralShown:
    departments, citation = row.get("departments"), row.get("citation")
    cited = citation if isinstance(citation, Mapping) else {}
    names = tuple(one for one in departments if isinstance(one, str)) if isinstance(departments, list) else ()
    return ReferralShown(names, _text(row, "text"), _text(cited, "document"), _text(cited, "article"))


def _verdict(row: Mapping[str, object], main: str) -> VerdictShown:
    reasons = tuple(_reason(one) for one in _rows(row, "reasons"))
    return VerdictShown(_text(row, "category"), _text(row, "outcome"), reasons, _text(row, "category") == main)


def _reason(row: Mapping[str, object]) -> ReasonShown:
    citation = row.get("citation")
    cited = citation if isinstance(citation, Mapping) else {}
    holds = row.get("holds")
    return ReasonShown(
        holds if isinstance(holds, bool) else None, _text(row, "text"), _text(row, "arithmetic"),
        _shown(row, "figure"), _text(row, "comparison"), _shown(row, "threshold"), _text(row, "unit"),
        _text(cited, "document"), _text(cited, "article"),
    )  # fmt: skip


def _bar(verdicts: Sequence[VerdictShown]) -> Bar | None:
    """The first income figure, against every line it is compared with."""
    compared = [
        (verdict.category, _amount(reason.figure), _amount(reason.threshold))
        for verdict in verdicts
        for reason in verdict.reasons
        if reason.unit == _HEAD_AND_MONTH and verdict.category != "tekun"  # the line of dibao, told under its name
    ]
    lines = {line: category for category, _, line in reversed(compared) if line is not None}
    figures = [figure for category, figure, _ in compared if figure is not None and category == "dibao"]
    if not lines or not figures:
        return None
    whole = max(*lines, figures[0]) * Decimal("1.15") or Decimal(1)
    marks = tuple(Mark(_share(line, whole), line, category) for line, category in sorted(lines.items()))
    return Bar(_share(max(figures[0], Decimal(0)), whole), figures[0], marks)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(Decimal("0.1"))


def _shown(row: Mapping[str, object], name: str) -> Decimal | str:
    """An amount of yuan as a number, so that it is written with separators; the rest as it is, "？" for nothing."""
    text = _text(row, name)
    if not _text(row, "unit").startswith("yuan"):
        return text or "？"
    amount = _number(text)
    return amount if amount is not None else "？"


def _amount(value: Decimal | str) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _rows(row: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = row.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _text(row: Mapping[str, object], name: str) -> str:
    found = row.get(name)
    return found if isinstance(found, str) else ""
