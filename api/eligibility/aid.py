"""Which help a household may ask for: a row a help, matched against the verdicts and the people."""

from collections.abc import Callable
from dataclasses import dataclass

from api.eligibility.case import Case
from api.eligibility.household import Nothing
from api.eligibility.phrases import Phrase
from api.eligibility.reasons import AidHint, Category, Citation, PersonMeasure, Verdict
from api.eligibility.truth import Truth

LOW_INCOME: frozenset[Category] = frozenset({"tekun", "dibao", "dibao_margin", "rigid_expenditure", "other_hardship"})
_WORKING_AGE = range(16, 60)


@dataclass(frozen=True, slots=True)
class AidRow:
    """A row of the aid matrix. `who`: the categories it is for, empty for anyone.

    `when` narrows it to households it concerns, as far as their answers tell. `for_monitored`: also for
    households under monitoring; `for_single`: also where a member may get dibao as one person.
    """

    aid: str
    departments: tuple[str, ...]
    phrase: Phrase
    citation: Citation
    who: frozenset[Category] = LOW_INCOME
    when: Callable[[Case], bool] = lambda _: True
    for_monitored: bool = False
    for_single: bool = False


def match(
    rows: tuple[AidRow, ...], case: Case, verdicts: tuple[Verdict, ...], people: tuple[PersonMeasure, ...]
) -> tuple[AidHint, ...]:
    """The rows in reach, in the order of the matrix: for categories likely or for a person to decide, and
    when there is none, for those still undetermined.
    """
    reach = {v.category for v in verdicts if v.outcome in {"likely", "person_decides"}}
    reach = reach or {v.category for v in verdicts if v.outcome == "undetermined"}
    monitored = case.household.monitored_status not in {None, "none", "unknown"}
    single = any(person.outcome != "unlikely" for person in people)
    return tuple(
        AidHint(row.aid, row.departments, row.phrase, row.citation)
        for row in rows
        if (not row.who or reach & row.who or (row.for_monitored and monitored) or (row.for_single and single))
        and row.when(case)
    )


def somebody_learns(case: Case) -> bool:
    """Somebody is in kindergarten or school, or that was not answered."""
    stages = (person.member.known_student_stage() for person in case.counted.people)
    return any(stage is not Nothing.NONE for stage in stages)


def somebody_can_work(case: Case) -> bool:
    """Somebody counted is of working age, as far as known, and neither learning nor unable to work."""
    out = {"student", "preschool", "unable_to_work", "imprisoned"}
    return any(
        person.counted is not Truth.NO
        and (person.member.age is None or person.member.age in _WORKING_AGE)
        and person.member.occupation not in out
        for person in case.counted.people
    )


def somebody_needs_care(case: Case) -> bool:
    """Somebody cannot care for themselves, is a minor, old or disabled."""
    members = case.household.members or ()
    return any(
        member.health in {"unable_to_self_care", "disabled"}
        or member.disability not in {None, Nothing.NONE}
        or (member.age is not None and (member.age >= 60 or member.age < 18))
        for member in members
    )


def disaster_named(case: Case) -> bool:
    """A disaster is among the causes or the spending, or the causes were not answered."""
    causes = case.household.hardship_causes
    return causes is None or "disaster" in causes or bool(case.household.expenditure.disaster)


def in_town(case: Case) -> bool:
    """Judged by the figures for towns, or that is not known."""
    return (case.household.settlement or case.figures.settlement) != "rural"


def in_village(case: Case) -> bool:
    """Judged by the figures for villages, or that is not known."""
    return (case.household.settlement or case.figures.settlement) != "urban"


def monitored_able_to_work(case: Case) -> bool:
    """A household under monitoring with somebody who can work."""
    return case.household.monitored_status not in {None, "none", "unknown"} and somebody_can_work(case)
