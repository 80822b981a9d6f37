"""The people of a made-up family: one by one, with what is asked of somebody of that age and health."""

from datetime import date

from tests.fakes.clocks import Clock
from tests.fakes.households import id_number
from tests.fuzzing.truth import Truth, age_on

_FAMILY_NAMES = "赵钱孙李周吴郑王陈"
_GIVEN = "甲乙丙丁戊己庚辛壬"
_EARNING = ("employed", "flexible_work", "farming", "self_employed", "retired")
_ASKED_OF_THE_WEAK = ("disabled", "unable_to_self_care", "serious_illness")


def people(truth: Truth) -> str:
    """Fill in the members; the name of the applicant."""
    rng = truth.rng
    relations = ["self"]
    if truth.maybe(0.6):
        relations.append("spouse")
    relations += rng.choices(["son", "daughter"], k=rng.choice((0, 0, 1, 2, 3)))
    relations += [one for one in ("father", "mother") if truth.maybe(0.15)]
    relations += ["grandchild"] if truth.maybe(0.1) else []
    if truth.maybe(0.5):
        # Told in one line, so that nobody's relation is asked; a child may be a son or a daughter.
        truth.says["members.1.more"] = _line(truth, relations[1:]) if relations[1:] else "没有别人"
    for place, relation in enumerate(relations):
        _person(truth, place, relation, couple="spouse" in relations, alone=len(relations) == 1)
    return str(truth.filed["members.0.name"])


_CALLED = {
    "spouse": "老伴",
    "father": "爸爸",
    "mother": "妈妈",
    "grandchild": "孙女",
    "son": "儿子",
    "daughter": "女儿",
}


def _line(truth: Truth, relations: list[str]) -> str:
    words = [_CALLED[one] for one in relations]
    children = [one for one in relations if one in ("son", "daughter")]
    if len(children) > 1 and truth.maybe(0.5):
        first = relations.index(children[0])
        others = [word for word, one in zip(words, relations, strict=True) if one not in ("son", "daughter")]
        words = [*others[:first], f"{'零一两三'[len(children)]}个孩子", *others[first:]]
    elif len(words) != len(set(words)):
        words = [f"一个{word}" for word in words]
    return "我、" + "、".join(words)


def _age(truth: Truth, relation: str) -> int:
    if relation in ("self", "spouse"):
        return truth.rng.randint(23, 88)
    if relation in ("father", "mother"):
        return truth.rng.randint(60, 95)
    return truth.rng.randint(0, 30)


def _person(truth: Truth, place: int, relation: str, *, couple: bool, alone: bool) -> None:
    base, rng = f"members.{place}", truth.rng
    if relation == "self":
        truth.known(f"{base}.relation", "self")
    else:
        truth.tell(f"{base}.relation", relation)
    truth.tell(f"{base}.name", f"{_FAMILY_NAMES[place]}{rng.choice('样示例')}{_GIVEN[place]}")
    birthday = truth.birthday(_age(truth, relation))
    age, sex = age_on(birthday, truth.today), _sex(truth, relation)
    if relation == "self" or truth.maybe(0.85):
        order = 100 + place * 10 + (1 if sex == "male" else 2)
        truth.tell(f"{base}.id_number", id_number(birthday, order))
        truth.known(f"{base}.sex", sex)
        truth.known(f"{base}.age", age)
    else:
        truth.tell(f"{base}.sex", sex)
        truth.tell(f"{base}.age", age, str(age))
    living = "together"
    if relation == "self":
        truth.known(f"{base}.living", living)
    else:
        living = truth.one_of(f"{base}.living", "together", "together", "together", "away_dependent", "imprisoned")
    married = (relation == "self" and couple) or relation == "spouse"
    if married or age < 16:
        truth.known(f"{base}.marital_status", "married" if married else "unmarried")
    else:
        truth.one_of(f"{base}.marital_status", "unmarried", "divorced", "widowed")
    if living == "imprisoned":
        truth.known(f"{base}.occupation", "imprisoned")
        return
    _health(truth, base)
    occupation = _occupation(truth, base, age)
    grown = age >= 16
    severe = truth.filed.get(f"{base}.disability.grade") in ("1", "2", "3")
    if not alone and grown and (age >= 60 or occupation in _EARNING or severe):
        truth.yearly(f"{base}.income")


def _sex(truth: Truth, relation: str) -> str:
    fixed = {"son": "male", "father": "male", "daughter": "female", "mother": "female"}
    return fixed.get(relation) or truth.rng.choice(("male", "female"))


def _health(truth: Truth, base: str) -> None:
    health = truth.one_of(
        f"{base}.health", "healthy", "healthy", "healthy", "frail", "chronic_illness", *_ASKED_OF_THE_WEAK
    )
    if health == "chronic_illness":
        truth.tell(f"{base}.illness.name", "高血压")
    if health not in _ASKED_OF_THE_WEAK:
        return
    if health == "disabled" or truth.maybe(0.4):
        truth.one_of(f"{base}.disability.kind", "physical", "visual", "intellectual", "mental")
        truth.one_of(f"{base}.disability.grade", "1", "2", "3", "4")
        number = truth.filed.get(f"{base}.id_number")
        if isinstance(number, str):
            truth.tell(f"{base}.disability.certificate_number", f"{number}42")
    else:
        truth.says[f"{base}.disability.kind"] = "none"
    if health == "serious_illness" or truth.maybe(0.3):
        truth.tell(f"{base}.illness.name", "尿毒症")
        truth.tell(f"{base}.illness.recognised", truth.maybe(0.5))
    else:
        truth.says[f"{base}.illness.name"] = "没有"


def _occupation(truth: Truth, base: str, age: int) -> str:
    if age < 3:
        truth.known(f"{base}.occupation", "preschool")
        return "preschool"
    if age <= 17:
        return _at_school(truth, base, age)
    if truth.filed[f"{base}.health"] == "unable_to_self_care":
        truth.known(f"{base}.occupation", "unable_to_work")
        return "unable_to_work"
    every = ("student",) if age < 26 else ()
    occupation = truth.one_of(f"{base}.occupation", *_EARNING[:4], "unemployed", "unable_to_work", *every)
    if occupation == "student":
        truth.one_of(f"{base}.student_stage", "vocational", "undergraduate", "postgraduate")
    return occupation


def _at_school(truth: Truth, base: str, age: int) -> str:
    if age < 7:
        at_kindergarten = truth.maybe(0.5)
        truth.says[f"{base}.student_stage"] = "kindergarten" if at_kindergarten else "none"
        if at_kindergarten:
            truth.filed[f"{base}.student_stage"] = "kindergarten"
        truth.known(f"{base}.occupation", "preschool")
        return "preschool"
    if age < 16 or truth.maybe(0.6):
        truth.one_of(f"{base}.student_stage", "primary", "junior", "senior", "vocational")
        truth.known(f"{base}.occupation", "student")
        return "student"
    truth.says[f"{base}.student_stage"] = "none"
    if truth.filed[f"{base}.health"] == "unable_to_self_care":
        truth.known(f"{base}.occupation", "unable_to_work")
        return "unable_to_work"
    return truth.one_of(f"{base}.occupation", "flexible_work", "unemployed")


def today() -> date:
    """The day on which the test clock stands."""
    return Clock()().date()
