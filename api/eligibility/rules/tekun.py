"""Tekun (特困), judged for each person: no ability to work, no source of living, no able obligor.

国办发〔2023〕39号 二 leaves it to local rules; Shandong 四（四）一; XPCC 一; Shanxi 四（一）3; Jiangxi 二（一）2;
in detail 民发〔2021〕43号 and reading 8.
"""

from api.eligibility.case import Case
from api.eligibility.counting import ADULT, Person
from api.eligibility.household import Disability, Nothing
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Citation, Judged, Reason, collect
from api.eligibility.rules.assets import asset_reasons
from api.eligibility.rules.common import PER_MONTH, Test, Words, numeric, plain
from api.eligibility.rules.kin import OLD, no_able_obligor, own_income
from api.eligibility.sums import Compared, below
from api.eligibility.truth import Truth, all_of, any_of

_GRADES = {"intellectual": 3, "mental": 3, "physical": 2, "visual": 1, "hearing": 0, "speech": 0}


def tekun(case: Case) -> Judged:
    """Likely when somebody counted meets all three conditions; `members` names them by index.

    When nobody does, those are named for whom it is unknown, or left to a person.
    """
    if not case.counted.within:
        return Judged(Truth.UNKNOWN, (), case.counted.missing)
    assets = asset_reasons(case, "tekun", "tekun", case.terms.cite("tekun"))
    judged = tuple((person.index, _person(case, person, assets)) for person in case.counted.within)
    amount = any_of(each.truth for _, each in judged)
    named = tuple(index for index, each in judged if each.truth is amount and amount is not Truth.NO)
    missing = collect([each.missing for index, each in judged if index in named])
    reasons = tuple(reason for _, each in judged for reason in each.reasons)
    shown = assets if any(each.reasons[0].truth is not Truth.NO for _, each in judged) else ()
    return Judged(amount, (*reasons, *shown), missing if amount is Truth.UNKNOWN else (), named)


def _person(case: Case, person: Person, assets: tuple[Reason, ...]) -> Judged:
    """The conditions of one member; who can work needs no further ones."""
    ability = _no_ability(case, person)
    if ability.truth is Truth.NO:
        return Judged(Truth.NO, (ability,))
    own = (ability, _no_source(case, person), _no_obligor(case, person))
    counts = () if person.counted is Truth.YES else (person.missing,)
    amount = all_of((person.counted, *(reason.truth for reason in (*own, *assets))))
    missing = collect([*counts, *(reason.missing for reason in (*own, *assets))])
    return Judged(amount, own, missing if amount is Truth.UNKNOWN else ())


def _cite(case: Case) -> Citation:
    return case.terms.cite("tekun")


def _no_ability(case: Case, person: Person) -> Reason:
    """60 or older; a minor (by the document: under 16 in Jiangxi, 16–17 is for a person to decide); or
    disabled: intellectual or mental grade 1–3, physical 1–2, visual 1. Ages in years.
    """
    answers = (by_age(person.member.age, case.terms.minor_under), by_disability(person))
    amount = any_of(answers)
    key = f"household.members.{person.index}"
    missing = ((f"{key}.age",) if person.member.age is None else ()) + (
        (f"{key}.disability",) if answers[1] is Truth.UNKNOWN else ()
    )
    return plain("tekun.ability", amount, _ability_words(person, amount, answers[0]), _cite(case), missing)


def _ability_words(person: Person, amount: Truth, by_age: Truth) -> Phrase:
    number = person.index + 1
    if amount is Truth.YES:
        return phrase("第 {number} 位成员：按年龄或残疾等级，算没有劳动能力。", number=number)
    if amount is Truth.NO:
        return phrase("第 {number} 位成员：按年龄和残疾等级，有劳动能力。", number=number)
    if amount is Truth.DISCRETION and by_age is Truth.DISCRETION:
        return phrase(
            "第 {number} 位成员：16、17 岁，文件写的是未满 16 周岁，要由工作人员看；也请一起看看能不能按"
            "事实无人抚养儿童得到帮助。",
            number=number,
        )
    if amount is Truth.DISCRETION:
        return phrase("第 {number} 位成员：多重残疾，要由工作人员看具体情况。", number=number)
    return phrase("第 {number} 位成员：年龄或残疾情况还没有回答，暂时不能判断劳动能力。", number=number)


def by_age(age: int | None, minor_under: int) -> Truth:
    """Is this an age at which nobody has to work? Years."""
    if age is None:
        return Truth.UNKNOWN
    if age >= OLD or age < minor_under:
        return Truth.YES
    return Truth.DISCRETION if age < ADULT else Truth.NO


def by_disability(person: Person) -> Truth:
    """Is this a disability with which nobody can work?"""
    disability = person.member.known_disability()
    if disability is None:
        return Truth.UNKNOWN
    if disability is Nothing.NONE or not isinstance(disability, Disability):
        return Truth.NO
    if disability.kind == "multiple":
        return Truth.NO if disability.grade == 4 else Truth.DISCRETION
    most = _GRADES.get(disability.kind) if disability.kind is not None else None
    if most == 0 or disability.grade == 4:
        return Truth.NO
    if most is None or disability.grade is None:
        return Truth.UNKNOWN
    return Truth.YES if disability.grade <= most else Truth.NO


def _no_source(case: Case, person: Person) -> Reason:
    """The person's own income where answered, else per head, below the standard: yuan a month, strictly."""
    number = person.index + 1
    words = Words(
        phrase("第 {number} 位成员：每月收入 {figure} 元，低于当地低保标准 {threshold} 元。", number=number),
        phrase("第 {number} 位成员：每月收入 {figure} 元，比当地低保标准 {threshold} 元高出 {gap} 元。", number=number),
        phrase("第 {number} 位成员：收入或当地低保标准还缺信息。", number=number),
        phrase("第 {number} 位成员：每月收入 {figure} 元，刚好不低于当地低保标准 {threshold} 元。", number=number),
    )
    measure, limit = own_income(case, person, "tekun"), case.standard()
    test = Test("tekun.income", measure, limit, "<", PER_MONTH, _cite(case), words)
    return numeric(test, below(measure, limit))


def _no_obligor(case: Case, person: Person) -> Reason:
    """Nobody obliged to support, or none of them able."""
    answer: Compared = no_able_obligor(case, person)
    number = person.index + 1
    words = {
        Truth.YES: phrase("第 {number} 位成员：没有能够赡养、抚养或扶养的家人。", number=number),
        Truth.NO: phrase("第 {number} 位成员：有能够赡养、抚养或扶养的家人。", number=number),
        Truth.DISCRETION: phrase("第 {number} 位成员：家人是否有能力赡养、抚养或扶养，要由工作人员看。", number=number),
        Truth.UNKNOWN: phrase("第 {number} 位成员：家人能不能赡养、抚养或扶养，还缺信息。", number=number),
    }[answer.truth]
    return plain("tekun.obligors", answer.truth, words, _cite(case), answer.missing)
