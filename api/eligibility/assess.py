"""The preliminary check: a household, the area's figures, a region and a day → an assessment with its reasons.

Only an earlier *likely* verdict excludes a later category; an undetermined one does not, so that a
resident still sees what holds whatever the missing answer is. Tekun excludes the others once everybody
counted is covered by it, being a matter of single people.
"""

from datetime import date
from typing import Literal

from api.eligibility.aid import match
from api.eligibility.case import Case, derived, prepare
from api.eligibility.figures import AreaFigures
from api.eligibility.flags import flags
from api.eligibility.household import Household
from api.eligibility.packs import pack_for
from api.eligibility.packs.base import Pack
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import CATEGORIES, EXCLUDED, Assessment, Category, PersonMeasure, Verdict, collect
from api.eligibility.rules.common import plain
from api.eligibility.rules.people import people_measures
from api.eligibility.truth import Outcome, Truth

NAMES: dict[Category, Phrase] = {
    "tekun": phrase("特困人员"),
    "dibao": phrase("最低生活保障（低保）"),
    "dibao_margin": phrase("低保边缘家庭"),
    "rigid_expenditure": phrase("刚性支出困难家庭"),
    "other_hardship": phrase("其他困难人员"),
}


def assess(
    household: Household, figures: AreaFigures, region: str, on: date, *, figures_version: str = "as-given"
) -> Assessment:
    """Judge a household by the rules in force on `on`. Same input, same answer: nothing else is looked at.

    Raises `PackMissing` where the region has no rules for that day.
    """
    pack = pack_for(region, on)
    case = prepare(household, figures, pack.terms, on)
    verdicts, people = judge(pack, case)
    category, outcome = first(verdicts)
    return Assessment(
        category=category,
        outcome=outcome,
        verdicts=verdicts,
        people=people,
        flags=flags(case, verdicts),
        aids=match(pack.aids, case, verdicts, people),
        derived=derived(case),
        counted=tuple(
            phrase("第 {number} 位成员：{why}", number=person.index + 1, why=person.why)
            for person in case.counted.people
        ),
        missing=collect([*(verdict.missing for verdict in verdicts), *(one.missing for one in people)]),
        pack=pack.terms.version,
        figures=figures_version,
        on=on,
    )


def judge(pack: Pack, case: Case) -> tuple[tuple[Verdict, ...], tuple[PersonMeasure, ...]]:
    """Only what is judged: a verdict for each category, and the measures for single members."""
    verdicts = _verdicts(pack, case)
    return verdicts, people_measures(case, {verdict.category: verdict for verdict in verdicts})


def _verdicts(pack: Pack, case: Case) -> tuple[Verdict, ...]:
    found: list[Verdict] = []
    earlier: Category | None = None
    for category in CATEGORIES:
        verdict = _excluded(pack, category, earlier) if earlier else _verdict(pack, category, case)
        found.append(verdict)
        if earlier is None and sets_aside(category, verdict.outcome, covers=_covers(case, verdict)):
            earlier = category
    return tuple(found)


def _verdict(pack: Pack, category: Category, case: Case) -> Verdict:
    judged = pack.rules[category](case)
    members = judged.members if category == "tekun" else None
    return Verdict(category, judged.truth.outcome, judged.reasons, judged.missing, members)


def _excluded(pack: Pack, category: Category, earlier: Category) -> Verdict:
    words = phrase(
        "前面已经可能符合“{earlier}”，就不再按“{category}”认定。", earlier=NAMES[earlier], category=NAMES[category]
    )
    reason = plain(EXCLUDED.format(category=category), Truth.NO, words, pack.terms.cite(category))
    return Verdict(category, "unlikely", (reason,))


def sets_aside(category: Category, outcome: Outcome, *, covers: bool) -> bool:
    """Does this verdict set every later category aside? Tekun does only where it `covers` everybody counted."""
    return outcome == "likely" and (category != "tekun" or covers)


def by_one_rule(pack: Pack, category: Category, case: Case) -> tuple[Outcome, bool]:
    """What a category comes to by its rule alone, nothing set aside; and whether it covers everybody counted."""
    verdict = _verdict(pack, category, case)
    return verdict.outcome, _covers(case, verdict)


def _covers(case: Case, verdict: Verdict) -> bool:
    """Does a verdict on tekun name everybody counted?"""
    return {person.index for person in case.counted.within} <= set(verdict.members or ())


def first(verdicts: tuple[Verdict, ...]) -> tuple[Category | Literal["none"], Outcome]:
    """What the verdicts come to: the first category that is not ruled out."""
    for verdict in verdicts:
        if verdict.outcome != "unlikely":
            return verdict.category, verdict.outcome
    return "none", "unlikely"
