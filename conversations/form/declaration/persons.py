"""What is known of a person of the household, whether it was said or follows from something else that was."""

from collections.abc import Callable
from typing import TypeAlias

from conversations.form.declaration.options import LEARNING_STAGES, RELATION_SHORT
from conversations.form.facts import Facts
from conversations.messages import Message, say, verbatim
from conversations.understanding.relations import RELATION_WORDS

Holds: TypeAlias = Callable[[Facts], bool]

MEMBERS = "members"
CHILD = "child"
GONE = ("imprisoned", "missing", "clergy_away")
EARNING = ("employed", "flexible_work", "farming", "self_employed", "retired")
PAID = ("employed", "flexible_work")
WITH_CERTIFICATE = ("disabled", "unable_to_self_care", "serious_illness")


def relation_of(facts: Facts) -> str | None:
    """The relation to the applicant; `child` while neither son nor daughter is known."""
    if facts.is_first(MEMBERS):
        return "self"
    said = facts.here("relation")
    if said == CHILD:
        return {"male": "son", "female": "daughter"}.get(facts.sex() or "", CHILD)
    return said if isinstance(said, str) else None


def has_spouse(facts: Facts) -> bool:
    """Whether the applicant's spouse lives in the household."""
    return any(one.here("relation") == "spouse" for one in facts.each(MEMBERS))


def marital_status_of(facts: Facts) -> str | None:
    """As said; a couple is married, and under 16 nobody is."""
    if (facts.is_first(MEMBERS) and has_spouse(facts)) or relation_of(facts) == "spouse":
        return "married"
    age = facts.age()
    if age is not None and age < 16:
        return "unmarried"
    said = facts.here("marital_status")
    return said if isinstance(said, str) else None


def stage_asked(facts: Facts) -> bool:
    """Whether school is what to ask first: from 3 to 17 years."""
    age = facts.age()
    return age is not None and 3 <= age <= 17


def occupation_of(facts: Facts) -> str | None:
    """As said; a child at school is a student; whoever cannot care for themselves cannot work."""
    if facts.here("living") == "imprisoned":
        return "imprisoned"
    age, stage = facts.age(), facts.here("student_stage")
    if age is not None and age < 3:
        return "preschool"
    if stage_asked(facts):
        if stage == "kindergarten" or (age is not None and age < 7 and stage == "none"):
            return "preschool"
        if stage in LEARNING_STAGES:
            return "student"
    said = facts.here("occupation")
    if said is None and facts.here("health") == "unable_to_self_care":
        return "unable_to_work"
    return said if isinstance(said, str) else None


def living_of(facts: Facts) -> str | None:
    """Where the person lives; the applicant is the one who is at home."""
    if facts.is_first(MEMBERS):
        return "together"
    said = facts.here("living")
    return said if isinstance(said, str) else None


def present(facts: Facts) -> bool:
    """Not in prison, missing or away in an order."""
    return facts.here("living") not in GONE


def alone(facts: Facts) -> bool:
    """The applicant is the whole household, as far as is known."""
    return len(facts.answers.items.get(MEMBERS, ())) < 2


def has_certificate(facts: Facts) -> bool:
    """Disabled, or holding a certificate although something else is worse."""
    health, kind = facts.here("health"), facts.here("disability.kind")
    return health == "disabled" or (health in WITH_CERTIFICATE and isinstance(kind, str) and kind != "none")


def grade_of(facts: Facts) -> str | None:
    """The grade on the certificate; None without one, whatever was said before the health was corrected."""
    grade = facts.here("disability.grade")
    certified = has_certificate(facts) and facts.here("disability.kind") != "none"
    return grade if isinstance(grade, str) and certified else None


def asks_own_income(facts: Facts) -> bool:
    """Lives with others, and earns, is 60 or older, or has a disability of grade 1 to 3."""
    if alone(facts) or not present(facts):
        return False
    age = facts.age()
    old = age is not None and age >= 60
    grown = age is None or age >= 16
    return grown and (old or occupation_of(facts) in EARNING or grade_of(facts) in ("1", "2", "3"))


def anyone(facts: Facts, holds: Holds) -> bool:
    """Whether it holds for one of the members."""
    return any(holds(one) for one in facts.each(MEMBERS))


def called(facts: Facts) -> Message | None:
    """A person by name, before that by relation: 妻子, 第 2 个孩子."""
    name = facts.here("name")
    if isinstance(name, str):
        return verbatim(name)
    relation = relation_of(facts)
    if relation is None or relation == "self":
        return None
    group = facts.prefix.partition(".")[0]
    same = [one.item for one in facts.each(group) if one.here("relation") == facts.here("relation")]
    label = _relation_word(facts, relation)
    if len(same) == 1:
        return label
    return say("第 {number} 个{relation}", number=same.index(facts.item) + 1, relation=label)


def _relation_word(facts: Facts, relation: str) -> Message:
    if relation == "spouse":
        sexes = {one.sex() for one in facts.each(MEMBERS) if one.is_first(MEMBERS)}
        if sexes == {"male"}:
            return say("妻子")
        if sexes == {"female"}:
            return say("丈夫")
    return RELATION_SHORT[relation]


def words_for(facts: Facts) -> tuple[str, ...]:
    """The words by which somebody may mean this person: the name, or what the relation is called."""
    name, relation = facts.here("name"), relation_of(facts)
    named = (name,) if isinstance(name, str) else ()
    return (*named, *RELATION_WORDS.get(relation or "", ()))
