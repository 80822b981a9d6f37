"""Measures for single members: dibao as one person out of a household, and the one-person household."""

from collections.abc import Mapping

from api.eligibility.case import Case
from api.eligibility.counting import ADULT, Person
from api.eligibility.household import WORKING, Disability, Illness
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Category, Citation, PersonMeasure, Reason, Verdict, collect
from api.eligibility.rules.common import PER_MONTH, Test, Words, numeric, plain
from api.eligibility.rules.kin import own_income
from api.eligibility.sums import Compared, Measure, below
from api.eligibility.truth import Outcome, Truth, all_of, any_of, truth

_OF_OUTCOME: dict[Outcome, Truth] = {
    "likely": Truth.YES,
    "unlikely": Truth.NO,
    "undetermined": Truth.UNKNOWN,
    "person_decides": Truth.DISCRETION,
}
_MENTAL = frozenset({"intellectual", "mental"})


def people_measures(case: Case, verdicts: Mapping[Category, Verdict]) -> tuple[PersonMeasure, ...]:
    """The measures in reach of single members. Neither is wanted where dibao or tekun already covers them."""
    dibao, tekun = verdicts["dibao"], verdicts["tekun"]
    if dibao.outcome == "likely" or (tekun.outcome == "likely" and _covers(case, tekun)):
        return ()
    covered = tekun.members or () if tekun.outcome == "likely" else ()
    people = tuple(person for person in case.counted.within if person.index not in covered)
    single = tuple(single_person_dibao(case, person, verdicts) for person in people)
    alone = tuple(one_person_household(case, person) for person in people)
    return tuple(measure for pair in zip(single, alone, strict=True) for measure in pair if measure)


def _covers(case: Case, tekun: Verdict) -> bool:
    return {person.index for person in case.counted.within} <= set(tekun.members or ())


def single_person_dibao(case: Case, person: Person, verdicts: Mapping[Category, Verdict]) -> PersonMeasure | None:
    """A severely disabled or seriously ill member of a host household may get dibao as one person.

    国办发〔2023〕39号 四（一）, Shandong 四（四）一, XPCC 三（一）: the host is a margin household, 可 · Jiangxi
    四（五）15: rigid expenditure too, 可 · Shanxi 四（一）2: margin, without 可. No figure of its own.
    None where the household is no host, or nothing points to severe disability or illness.
    """
    hosts = tuple(verdicts[category] for category in case.terms.single_hosts)
    host = any_of(_OF_OUTCOME[verdict.outcome] for verdict in hosts)
    severe, illness = _severe(case, person), _ill(case, person)
    condition = any_of((severe.truth, illness.truth))
    if host is Truth.NO or (condition is Truth.NO and not _points_to_it(person)):
        return None
    citation = case.terms.cite("single_person")
    number = person.index + 1
    host_missing = collect([verdict.missing for verdict in hosts])
    reasons = (
        plain("single_person_dibao.household", host, phrase("家庭要先是低保边缘等家庭。"), citation, host_missing),
        plain(
            "single_person_dibao.person",
            condition,
            _condition_words(number, condition),
            citation,
            (*severe.missing, *illness.missing),
        ),
    )
    if not case.terms.single_may:
        return _measure(person, "single", reasons)
    decision = phrase("第 {number} 位成员：可以申请单独纳入低保，由工作人员决定。", number=number)
    return _measure(
        person, "single", (*reasons, plain("single_person_dibao.decision", Truth.DISCRETION, decision, citation))
    )


def _condition_words(number: int, truth: Truth) -> Phrase:
    return {
        Truth.YES: phrase("第 {number} 位成员：重度残疾，或者患认定的重病。", number=number),
        Truth.NO: phrase("第 {number} 位成员：残疾等级和病情不在这一条里。", number=number),
        Truth.UNKNOWN: phrase("第 {number} 位成员：残疾等级或病情有没有认定，还没有回答。", number=number),
        Truth.DISCRETION: phrase("第 {number} 位成员：病情还没有认定为重病，由工作人员看。", number=number),
    }[truth]


def one_person_household(case: Case, person: Person) -> PersonMeasure | None:
    """An adult without a job, disabled of grade 1–2, judged on their own income as a household of one.

    国办发〔2023〕39号 四（一） (and so Shanxi) · Shandong 四（四）一 · XPCC 三（一） · Jiangxi 四（五）15, reading 7.
    Own income below the standard, yuan a month. None where age, work or disability rules it out.
    """
    if not case.terms.alone_measure:
        return None
    member = person.member
    key = f"household.members.{person.index}"
    heavy = _heavy(person)
    adult = Truth.UNKNOWN if member.age is None else truth(member.age >= ADULT)
    jobless = Truth.UNKNOWN if member.occupation is None else truth(_jobless(member.occupation))
    who = all_of((adult, jobless, heavy.truth))
    if who is Truth.NO:
        return None
    missing = (
        *((f"{key}.age",) if member.age is None else ()),
        *((f"{key}.occupation",) if member.occupation is None else ()),
        *heavy.missing,
    )
    citation = case.terms.cite("one_person_household")
    number = person.index + 1
    words = phrase("第 {number} 位成员：成年、没有工作、一级或二级残疾。", number=number)
    decision = phrase("第 {number} 位成员：可以申请参照单人户纳入低保，由工作人员决定。", number=number)
    reasons = (
        plain("one_person_household.person", who, words, citation, missing),
        _own_income(case, person),
        plain("one_person_household.decision", Truth.DISCRETION, decision, citation),
        *_support_waivable(case, citation),
    )
    return _measure(person, "alone", reasons)


def _support_waivable(case: Case, citation: Citation) -> tuple[Reason, ...]:
    """What siblings or people of 60 and over pay for this person may be left out (视情). XPCC 三（一）."""
    if not case.terms.support_waivable:
        return ()
    words = phrase("兄弟姐妹或者 60 岁以上老人给的供养费用，可以视情况少算或不算，由工作人员决定。")
    return (plain("one_person_household.support_waivable", Truth.DISCRETION, words, citation),)


def _measure(person: Person, kind: str, reasons: tuple[Reason, ...]) -> PersonMeasure:
    amount = all_of((person.counted, *(reason.truth for reason in reasons)))
    missing = collect([person.missing, *(reason.missing for reason in reasons)])
    return PersonMeasure(
        person.index,
        "single_person_dibao" if kind == "single" else "one_person_household",
        amount.outcome,
        reasons,
        missing if amount is Truth.UNKNOWN else (),
    )


def _jobless(occupation: str) -> bool:
    return occupation not in WORKING and occupation != "conscript"


def _own_income(case: Case, person: Person) -> Reason:
    """Reading 7: the person's own income only, never the family's."""
    number = person.index + 1
    words = Words(
        phrase("第 {number} 位成员：本人每月收入 {figure} 元，低于低保标准 {threshold} 元。", number=number),
        phrase("第 {number} 位成员：本人每月收入 {figure} 元，比低保标准 {threshold} 元高出 {gap} 元。", number=number),
        phrase("第 {number} 位成员：还不知道本人的收入或当地低保标准。", number=number),
        phrase("第 {number} 位成员：本人每月收入 {figure} 元，刚好不低于低保标准 {threshold} 元。", number=number),
    )
    known = person.member.income is not None
    missing = (f"household.members.{person.index}.income",)
    measure = own_income(case, person, "dibao") if known else Measure(None, "", missing)
    limit = case.standard()
    citation = case.terms.cite("one_person_household")
    test = Test("one_person_household.income", measure, limit, "<", PER_MONTH, citation, words)
    return numeric(test, below(measure, limit))


def _points_to_it(person: Person) -> bool:
    """An illness, or grade 3 mental or intellectual: worth saying why it does not count here."""
    disability = person.member.known_disability()
    if isinstance(person.member.known_illness(), Illness):
        return True
    return isinstance(disability, Disability) and disability.grade == 3 and disability.kind in _MENTAL


def _heavy(person: Person) -> Compared:
    """Grade 1 or 2 of any kind."""
    disability = person.member.known_disability()
    missing = (f"household.members.{person.index}.disability",)
    if disability is None or (isinstance(disability, Disability) and disability.grade is None):
        return Compared(Truth.UNKNOWN, missing)
    return Compared(truth(isinstance(disability, Disability) and (disability.grade or 4) <= 2))


def _severe(case: Case, person: Person) -> Compared:
    """Grades 1–2; grade 3 intellectual or mental by the document (Shandong 四（四）一 yes, XPCC 三（一） no),
    else where the area says so (Shanxi 四（一）2; elsewhere reading 6).
    """
    disability = person.member.known_disability()
    if not isinstance(disability, Disability) or disability.grade != 3:
        return _heavy(person)
    rule = case.terms.grade_three
    if rule == "not_severe" or disability.kind not in {None, *_MENTAL}:
        return Compared(Truth.NO)
    if disability.kind is None:
        return Compared(Truth.UNKNOWN, (f"household.members.{person.index}.disability",))
    if rule == "severe":
        return Compared(Truth.YES)
    says = case.figures.mental_intellectual_grade3
    return Compared(Truth.UNKNOWN, ("area.mental_intellectual_grade3",)) if says is None else Compared(truth(says))


def _ill(case: Case, person: Person) -> Compared:
    """A recognised serious illness counts. One not recognised does not in XPCC 三（一） and Shanxi 四（一）2, and
    is for a person to decide elsewhere (reading 6).
    """
    illness = person.member.known_illness()
    key = f"household.members.{person.index}.illness"
    if illness is None:
        return Compared(Truth.UNKNOWN, (key,))
    if not isinstance(illness, Illness):
        return Compared(Truth.NO)
    if illness.recognised:
        return Compared(Truth.YES)
    if not case.terms.illness_recognised_only:
        return Compared(Truth.DISCRETION)
    return Compared(Truth.UNKNOWN, (f"{key}.recognised",)) if illness.recognised is None else Compared(Truth.NO)
