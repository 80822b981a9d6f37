"""Who is counted in the household and why (民发〔2021〕57号, reading 9)."""

from dataclasses import dataclass

from api.eligibility.household import Household, Member, Nothing
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.truth import Truth, all_of, truth

_OUT = frozenset({"imprisoned", "missing", "clergy_away"})
ADULT = 18


@dataclass(frozen=True, slots=True)
class Person:
    """A member by index, whether counted, why, and what would have to be known."""

    index: int
    member: Member
    counted: Truth
    why: Phrase
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """All members with the answer for each. `number` is None while somebody's place is not known."""

    people: tuple[Person, ...]
    missing: tuple[str, ...]

    @property
    def number(self) -> int | None:
        """How many are counted; None when unknown or when nobody is."""
        counted = sum(person.counted is Truth.YES for person in self.people)
        return None if self.missing or counted == 0 else counted

    @property
    def within(self) -> tuple[Person, ...]:
        """Those who are counted, or may be."""
        return tuple(person for person in self.people if person.counted is not Truth.NO)


def count(household: Household) -> Counted:
    """Who is counted. Without any member, or with nobody left to count, the members are what is missing."""
    people = tuple(_person(index, member) for index, member in enumerate(household.members or ()))
    missing = tuple(name for person in people for name in person.missing)
    if all(person.counted is Truth.NO for person in people):
        missing = ("household.members",)
    return Counted(people, missing)


def _person(index: int, member: Member) -> Person:
    """Spouse and minor children always; adult children in full-time study up to a bachelor's degree; everyone
    else who lives together. A place that was not answered is read as together: the form's table is of the
    people living together.
    """
    if member.living in _OUT or member.occupation == "imprisoned":
        return Person(index, member, Truth.NO, phrase("服刑、失踪或长期在外修行，不计入"))
    relation = member.relation or ("self" if index == 0 else None)
    if relation in {"self", "spouse"}:
        return Person(index, member, Truth.YES, phrase("本人或配偶，计入"))
    if member.living in {None, "together"}:
        return Person(index, member, Truth.YES, phrase("共同居住，计入"))
    return _away(index, member)


def _away(index: int, member: Member) -> Person:
    key = f"household.members.{index}"
    if member.relation is None:
        return Person(index, member, Truth.UNKNOWN, phrase("关系没有填，还不能确定"), (f"{key}.relation",))
    if member.relation not in {"son", "daughter"}:
        return Person(index, member, Truth.NO, phrase("不住在一起，不计入"))
    if member.age is not None and member.age < ADULT:
        return Person(index, member, Truth.YES, phrase("未成年子女，计入"))
    studies = _studies(member)
    if studies is Truth.NO:
        return Person(index, member, Truth.NO, phrase("不住在一起，不计入"))
    if studies is Truth.YES:
        return Person(index, member, Truth.YES, phrase("在读的成年子女，计入"))
    missing = (f"{key}.age",) if member.age is None else (f"{key}.student_stage",)
    return Person(index, member, Truth.UNKNOWN, phrase("年龄或上学情况没有填，还不能确定"), missing)


def _studies(member: Member) -> Truth:
    """Full-time study up to a bachelor's degree; unknown age leaves a child that does not study unknown too."""
    stage = member.known_student_stage()
    learns = stage is not Nothing.NONE and stage != "postgraduate"
    study = Truth.UNKNOWN if stage is None else truth(learns)
    full_time = truth(member.occupation in {None, "student", "preschool"})
    answer = all_of((study, full_time))
    return Truth.UNKNOWN if answer is Truth.NO and member.age is None else answer
