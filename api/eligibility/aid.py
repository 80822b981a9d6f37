"""Which help a household may ask for: a row a help, matched against the verdicts and the people."""

from collections.abc import Callable
from dataclasses import dataclass

from api.eligibility.case import Case
from api.eligibility.household import Disability, Nothing
from api.eligibility.phrases import Phrase
from api.eligibility.reasons import AidHint, Category, Citation, PersonMeasure, Verdict
from api.eligibility.truth import Truth

LOW_INCOME: frozenset[Category] = frozenset({"tekun", "dibao", "dibao_margin", "rigid_expenditure", "other_hardship"})
_NOBODY: frozenset[Category] = frozenset()
_IN_REACH = frozenset({"likely", "person_decides"})
_OPEN = frozenset({"undetermined"})
_WORKING_AGE = range(16, 60)
_SEVERE_GRADE = 2
_OLD = 60
_SCHOOL = frozenset({"primary", "junior", "senior", "vocational", "undergraduate", "postgraduate"})


@dataclass(frozen=True, slots=True)
class AidRow:
    """A row of the aid matrix: the kind of help, its short `name`, the departments, the words, the article.

    `who`: the categories it is for; `when` narrows it to households whose answers fit. `for_anyone`: whatever
    the category. `for_monitored`: also for households under monitoring against return to poverty;
    `for_measure`: also where a member may get this measure for single people. `not_for`: left out where one of
    these categories is in reach, because another row says it better.
    """

    aid: str
    departments: tuple[str, ...]
    name: Phrase
    phrase: Phrase
    citation: Citation
    who: frozenset[Category] = LOW_INCOME
    when: Callable[[Case], bool] = lambda _: True
    for_anyone: bool = False
    for_monitored: bool = False
    for_measure: str = ""
    not_for: frozenset[Category] = _NOBODY

    def hint(self) -> AidHint:
        """The row as it is told."""
        return AidHint(self.aid, self.departments, self.name, self.phrase, self.citation)


def match(
    rows: tuple[AidRow, ...], case: Case, verdicts: tuple[Verdict, ...], people: tuple[PersonMeasure, ...]
) -> tuple[AidHint, ...]:
    """The rows in reach, in the order of the matrix: for categories likely or for a person to decide, and
    when there is none, for those still undetermined.
    """
    certain = any(verdict.outcome in _IN_REACH for verdict in verdicts)
    wanted = _IN_REACH if certain else _OPEN
    reach = frozenset(verdict.category for verdict in verdicts if verdict.outcome in wanted)
    monitored = is_monitored(case)
    measures = frozenset(person.measure for person in people if person.outcome in wanted | _IN_REACH)
    return tuple(
        row.hint()
        for row in rows
        if (row.for_anyone or reach & row.who or (row.for_monitored and monitored) or row.for_measure in measures)
        and not reach & row.not_for
        and row.when(case)
    )


def is_monitored(case: Case) -> bool:
    """Under monitoring against return to poverty, as agriculture has told."""
    return case.household.monitored_status not in {None, "none", "unknown"}


def somebody_learns(case: Case) -> bool:
    """Somebody is in kindergarten or school, or that was not answered."""
    stages = (person.member.known_student_stage() for person in case.counted.people)
    return any(stage is not Nothing.NONE for stage in stages)


def somebody_at_school(case: Case) -> bool:
    """Somebody is at school, not in kindergarten, or that was not answered."""
    stages = (person.member.known_student_stage() for person in case.counted.people)
    return any(stage is None or stage in _SCHOOL for stage in stages)


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
    """Somebody cannot care for themselves, or is disabled of grade 1 or 2."""
    return any(
        person.member.health == "unable_to_self_care" or _severely_disabled(person.member.disability)
        for person in case.counted.people
    )


def somebody_disabled(case: Case) -> bool:
    """Somebody is disabled, of whatever grade."""
    return any(
        person.member.health == "disabled" or isinstance(person.member.disability, Disability)
        for person in case.counted.people
    )


def old_or_severely_disabled(case: Case) -> bool:
    """Somebody is 60 or older, or disabled of grade 1 or 2."""
    return any(
        (person.member.age is not None and person.member.age >= _OLD) or _severely_disabled(person.member.disability)
        for person in case.counted.people
    )


def _severely_disabled(disability: Disability | Nothing | None) -> bool:
    return isinstance(disability, Disability) and disability.grade is not None and disability.grade <= _SEVERE_GRADE


def disaster_named(case: Case) -> bool:
    """A disaster is among the causes or the spending, or the causes were not answered."""
    causes = case.household.hardship_causes
    return causes is None or "disaster" in causes or bool(case.household.expenditure.disaster)


def asks_for_aid(case: Case) -> bool:
    """The household applies for aid, and does not only declare itself."""
    return bool(case.household.applies_for_aid)


def worker_in_hardship(case: Case) -> bool:
    """Somebody is a worker in hardship, as the union has it."""
    return bool(case.household.worker_in_hardship)


def in_town(case: Case) -> bool:
    """Judged by the figures for towns, or that is not known."""
    return (case.household.settlement or case.figures.settlement) != "rural"


def in_village(case: Case) -> bool:
    """Judged by the figures for villages, or that is not known."""
    return (case.household.settlement or case.figures.settlement) != "urban"


def monitored_able_to_work(case: Case) -> bool:
    """A household under monitoring with somebody who can work."""
    return is_monitored(case) and somebody_can_work(case)
