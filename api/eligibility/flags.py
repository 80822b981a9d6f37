"""What staff should see beside the verdicts; none of it changes one."""

from fractions import Fraction

from api.eligibility.case import Case
from api.eligibility.phrases import phrase
from api.eligibility.reasons import EXCLUDED, Citation, Flag, Verdict
from api.eligibility.rules.assets import SMALL_VEHICLES
from api.eligibility.sums import shown
from api.eligibility.terms import reading
from api.eligibility.truth import Truth

_FORM = Citation("minfa-2021-57", "第二章")


def flags(case: Case, verdicts: tuple[Verdict, ...]) -> tuple[Flag, ...]:
    """All flags of a case, conflicts between area and document first."""
    found = (
        *case.settled.flags,
        _pension_expired(case),
        _employment_cost(case),
        _support_differs(case),
        _small_vehicle(case),
        _monitored(case),
        _county(case, verdicts),
        _left_out(case),
        _elsewhere(case),
        _relative(case),
    )
    return tuple(flag for flag in found if flag is not None)


def _pension_expired(case: Case) -> Flag | None:
    """Jiangxi 四（六）21 is worded for 2021–2025; afterwards the area decides."""
    kinds = case.household.income.not_counted
    received = kinds is None or any(kind == "basic_pension" and amount != 0 for kind, amount in kinds)
    if not case.settled.pension_rule_expired or not received:
        return None
    text = phrase("文件说城乡居民基础养老金不计入收入，写明的是 2021–2025 年；现在按本地的规定算，请核对。")
    return Flag("basic_pension_rule_expired", text, case.terms.cite("basic_pension"))


def _employment_cost(case: Case) -> Flag | None:
    """Reading 3: without a rate nothing is deducted."""
    cost = case.household.expenditure.employment_cost
    if case.settled.employment_rate or not cost:
        return None
    text = phrase("报了必要就业成本 {amount} 元，本地没有设定扣减办法，没有扣。", amount=cost)
    return Flag("employment_cost_declared", text, case.terms.cite("employment_cost"))


def _support_differs(case: Case) -> Flag | None:
    """Support received is part of transfer income: compared with it, never added."""
    received = case.household.income.transfer_net
    paid = (person.annual_support for person in case.household.supporters or ())
    support = sum((Fraction(amount) for amount in paid if amount is not None), Fraction(0))
    if received is None or support <= Fraction(received):
        return None
    text = phrase(
        "家里报的转移净收入是 {received} 元，比赡（抚、扶）养费合计 {support} 元少，请核对；没有重复相加。",
        received=received,
        support=shown(support),
    )
    return Flag("support_differs", text, _FORM)


def _small_vehicle(case: Case) -> Flag | None:
    kinds = case.household.assets.vehicle_kinds or ()
    if not SMALL_VEHICLES & set(kinds):
        return None
    return Flag("small_vehicle_declared", phrase("有摩托车或农用机械，不影响判断，供参考。"), reading(11))


def _monitored(case: Case) -> Flag | None:
    """A parallel status, decided by agriculture: shown, never decided (reading 12)."""
    if case.household.monitored_status in {None, "none", "unknown"}:
        return None
    text = phrase("防止返贫监测对象，由农业农村部门认定；不影响下面的判断。")
    return Flag("monitored", text, case.terms.cite("monitored"))


def _county(case: Case, verdicts: tuple[Verdict, ...]) -> Flag | None:
    """Reading 5: where no condition is written down, the county may still recognise the household."""
    other = next(verdict for verdict in verdicts if verdict.category == "other_hardship")
    if case.terms.computes_other_hardship or other.reasons[0].rule == EXCLUDED.format(category="other_hardship"):
        return None
    number, disposable = case.counted.number, case.disposable().value
    poor = (
        number is not None
        and disposable is not None
        and not case.income.missing
        and case.income.known / number < disposable
    )
    if not poor and not case.household.hardship_causes:
        return None
    text = phrase("县里仍可以按实际困难认定为其他困难人员。")
    return Flag("county_may_recognise", text, case.terms.cite("other_hardship"))


def _left_out(case: Case) -> Flag | None:
    out = tuple(person for person in case.counted.people if person.counted is Truth.NO)
    if not out:
        return None
    people = tuple(phrase("第 {number} 位成员（{why}）", number=person.index + 1, why=person.why) for person in out)
    text = phrase("计算人数时没有算进去的：{people}。", people=people)
    return Flag("not_counted_in_household", text, reading(9))


def _elsewhere(case: Case) -> Flag | None:
    if not case.household.elsewhere:
        return None
    return Flag("hukou_elsewhere", phrase("户籍地和居住地不在一个地方，照常受理。"), _FORM)


def _relative(case: Case) -> Flag | None:
    if not case.household.relative_in_office:
        return None
    text = phrase("近亲属中有低保经办人员或村干部：单独登记、入户核实，那位亲属不参与审核。")
    return Flag("relative_in_office", text, case.terms.cite("relative_in_office"))
