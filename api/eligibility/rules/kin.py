"""Who is obliged to support whom (spouse, parents, adult children, inside and outside), and who is able to.

民发〔2021〕43号, reading 8. Relations are those to the applicant; where the table cannot tell whose child
somebody is (a grandchild's parents), a person decides.
"""

from dataclasses import dataclass
from fractions import Fraction

from api.eligibility.case import Case
from api.eligibility.counting import ADULT, Counted, Person
from api.eligibility.household import Disability, Household, Supporter
from api.eligibility.sums import MONTHS, Compared, Line, Measure, below, written
from api.eligibility.truth import Truth, all_of, any_of, truth

OLD = 60
VERY_OLD = 70
_NOT = {Truth.YES: Truth.NO, Truth.NO: Truth.YES}

# For a person of the first relation: who of the second is obliged, and as what.
_KIN: dict[str, dict[str, str]] = {
    "self": {"spouse": "spouse", "father": "parent", "mother": "parent", "son": "child", "daughter": "child"},
    "spouse": {"self": "spouse", "parent_in_law": "parent", "son": "child", "daughter": "child"},
    "son": {"self": "parent", "spouse": "parent", "grandchild": "perhaps"},
    "daughter": {"self": "parent", "spouse": "parent", "grandchild": "perhaps"},
    "father": {"mother": "spouse", "self": "child", "sibling": "child", "grandparent": "parent"},
    "mother": {"father": "spouse", "self": "child", "sibling": "child", "grandparent": "perhaps"},
    "parent_in_law": {"parent_in_law": "spouse", "spouse": "child"},
    "sibling": {"father": "parent", "mother": "parent"},
    "grandchild": {"son": "perhaps", "daughter": "perhaps"},
    "grandparent": {"grandparent": "spouse", "father": "perhaps", "mother": "perhaps"},
}
_PARENTS_NOT_TOLD = ("grandchild", "other")


@dataclass(frozen=True, slots=True)
class Ability:
    """Is this obligor able to support? `missing` names what would have to be known."""

    able: Truth
    missing: tuple[str, ...] = ()


def obligors(case: Case, person: Person) -> tuple[Ability, ...]:
    """Everybody obliged to support `person`, each with whether able; unanswered supporters count as unknown."""
    aided = aided_now(case.household)
    within = (inside(other, role, poor(case, other), aided) for other, role in kin_inside(case.counted, person))
    return (*within, *apart_from_the_members(case.household, person))


def kin_inside(counted: Counted, person: Person) -> tuple[tuple[Person, str], ...]:
    """The members obliged to support another, and as what. Figures have no part in it."""
    relation = _relation(person)
    if relation is None:
        return ()
    return tuple(
        (other, role)
        for other in counted.people
        if other.index != person.index
        for role in (_role(relation, _relation(other)),)
        if role is not None
    )


def apart_from_the_members(household: Household, person: Person) -> tuple[Ability, ...]:
    """What stands of `person`'s obligors besides the members, whatever the figures: supporters, and what the
    table cannot tell.
    """
    relation = _relation(person)
    if relation is None:
        return (Ability(Truth.UNKNOWN, (f"household.members.{person.index}.relation",)),)
    # Relations are to the applicant, and so are the supporters that were asked for: nothing says who the
    # parents of a grandchild are, or that there are none.
    untold = (Ability(Truth.DISCRETION),) if relation in _PARENTS_NOT_TOLD else ()
    supporters = household.supporters
    if supporters is None:
        return (*untold, Ability(Truth.UNKNOWN, ("household.supporters",)))
    outside = (
        _outside(supporter, f"household.supporters.{index}", role)
        for index, supporter in enumerate(supporters)
        for role in (_role(relation, supporter.relation),)
        if role is not None
    )
    return (*untold, *outside)


def aided_now(household: Household) -> Truth:
    """Does the household get dibao already?"""
    return truth("dibao" in (household.current_aid or ()))


def no_able_obligor(case: Case, person: Person) -> Compared:
    """No obligor at all, or none that is able."""
    found = obligors(case, person)
    able = any_of(each.able for each in found)
    missing = tuple(dict.fromkeys(name for each in found for name in each.missing))
    return Compared(_NOT.get(able, able), missing if able is Truth.UNKNOWN else ())


def own_income(case: Case, person: Person, category: str) -> Measure:
    """The person's own income a month where it was answered, else the household's per head, in yuan."""
    if person.member.income is None:
        return case.income_per_head(category)
    return Measure(Fraction(person.member.income) / MONTHS, f"{written(person.member.income)} ÷ {MONTHS}")


def _relation(person: Person) -> str | None:
    return person.member.relation or ("self" if person.index == 0 else None)


def _role(relation: str, other: str | None) -> str | None:
    """As what somebody of relation `other` is obliged; an unknown relation, or kin the table cannot place,
    may be anything.
    """
    if other is None or relation == "other":
        return "perhaps"
    return _KIN[relation].get(other)


def inside(other: Person, role: str, poor: Compared, aided: Truth) -> Ability:
    """A member obliged to support another: able, unless old, disabled or in prison as the rule lists.

    `poor`: has a low income, the only part that figures decide; `aided`: the household gets dibao.
    """
    member = other.member
    key = f"household.members.{other.index}"
    if member.living in {"imprisoned", "missing"} or member.occupation == "imprisoned":
        return Ability(Truth.NO)
    if role in {"child", "perhaps"} and member.age is not None and member.age < ADULT:
        return Ability(Truth.NO)
    severe = _severe(other)
    unable = any_of(
        (
            all_of((_aged(member.age, VERY_OLD), poor.truth)),
            all_of((severe, poor.truth)),
            all_of((_aged(member.age, OLD), aided)),
        )
    )
    if unable is Truth.NO and role == "child" and member.age is None:
        # A child may still be a minor, who supports nobody.
        return Ability(Truth.UNKNOWN, (f"{key}.age",))
    if unable is Truth.UNKNOWN:
        gaps = ((f"{key}.age",) if member.age is None else ()) + poor.missing
        return Ability(unable, gaps + ((f"{key}.disability",) if severe is Truth.UNKNOWN else ()))
    return Ability(_perhaps(_NOT[unable], role))


def _outside(supporter: Supporter, key: str, role: str) -> Ability:
    """Somebody outside who is obliged: able unless `able` is no or `status` is one the rule lists."""
    if supporter.able == "no" or supporter.status in {"tekun", "severely_disabled", "imprisoned", "missing"}:
        return Ability(Truth.NO)
    if role in {"child", "perhaps"} and supporter.age is not None and supporter.age < ADULT:
        return Ability(Truth.NO)
    line = {"dibao": OLD, "low_income": VERY_OLD}.get(supporter.status or "")
    if line is not None:
        able = _NOT.get(_aged(supporter.age, line), Truth.UNKNOWN)
        return Ability(_perhaps(able, role), (f"{key}.age",) if able is Truth.UNKNOWN else ())
    if supporter.relation is None:
        return Ability(Truth.UNKNOWN, (f"{key}.relation",))
    if supporter.able == "yes" or (supporter.able is None and supporter.status == "none"):
        return Ability(_perhaps(Truth.YES, role))
    return Ability(Truth.UNKNOWN, (f"{key}.able",))


def _perhaps(able: Truth, role: str) -> Truth:
    """An able person who may or may not be the one obliged leaves it to a person."""
    return Truth.DISCRETION if able is Truth.YES and role == "perhaps" else able


def _aged(age: int | None, line: int) -> Truth:
    return Truth.UNKNOWN if age is None else truth(age >= line)


def _severe(person: Person) -> Truth:
    """Grades 1–2 of any kind, or grade 3 intellectual or mental (民发〔2021〕43号)."""
    disability = person.member.known_disability()
    if disability is None:
        return Truth.UNKNOWN
    if not isinstance(disability, Disability):
        return Truth.NO
    if disability.grade is None:
        return Truth.UNKNOWN
    if disability.grade == 3 and disability.kind is None:
        return Truth.UNKNOWN
    return truth(disability.grade <= 2 or (disability.grade == 3 and disability.kind in {"intellectual", "mental"}))


def poor(case: Case, person: Person) -> Compared:
    """Low income of an obligor: below the standard, or else below the place's disposable income."""
    measure = own_income(case, person, "tekun")
    by_standard = below(measure, case.standard())
    if by_standard.truth is Truth.YES:
        return by_standard
    disposable = case.disposable()
    monthly = Line(None if disposable.value is None else disposable.value / MONTHS, disposable.missing)
    return below(measure, monthly)
