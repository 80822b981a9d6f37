"""The short letter to the resident after the check: what you may be, why, what is missing, what happens next.

Preliminary and in plain words. Bad news begins with what is still possible; a figure comes with its line,
the rule and the arithmetic.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.eligibility.assess import NAMES
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Assessment, Reason, Verdict
from api.eligibility.truth import Outcome, Truth
from api.services.checking.letter_words import document_name, missing_name

_AMOUNT = re.compile(r"\b([0-9]+)(\.[0-9]{2})\b")
_MOST_MISSING = 8
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Office:
    """Who reviews it, whom to call, and by which day (in China) they take it up; None: no day is promised."""

    name: str
    phone: str
    by: date | None = None


def letter(assessment: Assessment, office: Office) -> tuple[Phrase, ...]:
    """The letter, a sentence or two in each phrase."""
    chosen = _chosen(assessment)
    return (
        *_opening(chosen),
        *_through_refusal(assessment),
        *_why(assessment, chosen),
        *_missed_before(assessment, chosen),
        *_missing(assessment, chosen),
        *_people(assessment),
        *_help(assessment),
        *_next(office),
    )


def letter_without_check(office: Office) -> tuple[Phrase, ...]:
    """The letter where the area has no rules entered yet: the township judges."""
    first = phrase("您的申报照常办理。这一天还没有可用的规则，没法先帮您算，由{office}来看。", office=office.name)
    return (first, *_next(office))


def _chosen(assessment: Assessment) -> Verdict | None:
    """What the letter is about: the first likely verdict, else the first a person decides, else unknown."""
    for outcome in ("likely", "person_decides", "undetermined"):
        for verdict in assessment.verdicts:
            if verdict.outcome == outcome:
                return verdict
    return None


def _opening(chosen: Verdict | None) -> Iterator[Phrase]:
    if chosen is None:
        yield phrase("您的申报照常办理，由工作人员来看；有特殊情况（比如存款已经定好要交给医院）可以跟他们说。")
        yield phrase("按您填的情况初步算，几类低收入家庭的条件现在都还没有达到。这不是最后的结果。")
        return
    name = NAMES[chosen.category]
    if chosen.outcome == "likely":
        yield phrase("按您填的情况初步算，您家可能符合“{name}”的条件。最后由工作人员核实决定。", name=name)
    elif chosen.outcome == "person_decides":
        yield phrase("您家能不能算“{name}”，要由工作人员看具体情况再决定。", name=name)
    else:
        yield phrase("您的申报照常办理。还差几样情况，暂时算不出您家是不是“{name}”。", name=name)
    if chosen.members:
        people = tuple(phrase("第 {number} 位成员", number=index + 1) for index in chosen.members)
        yield phrase("说的是：{people}。", people=people)


def _through_refusal(assessment: Assessment) -> Iterator[Phrase]:
    """Outside every category but below disposable income: a refusal would open the monitored one; say so."""
    verdict = assessment.verdict("other_hardship")
    reasons = {reason.rule: reason for reason in verdict.reasons}
    income, circumstance = (reasons.get(f"other_hardship.{part}") for part in ("income", "circumstance"))
    if income is None or circumstance is None or assessment.category != "none":
        return
    if income.truth is Truth.YES and circumstance.truth is Truth.NO:
        yield circumstance.phrase


def _why(assessment: Assessment, chosen: Verdict | None) -> Iterator[Phrase]:
    reasons = _deciding(assessment) if chosen is None else _for(chosen)
    cited: Phrase | None = None
    for reason in reasons[:_MOST_REASONS]:
        yield reason.phrase
        for basis in _basis(reason):
            # The same article twice in a row tells nothing new.
            if basis != cited:
                yield basis
        cited = _cited(reason)


def _missed_before(assessment: Assessment, chosen: Verdict | None) -> Iterator[Phrase]:
    """By how much the category that gives more was missed: the nearest one before a likely margin or rigid."""
    if chosen is None or chosen.outcome != "likely":
        return
    before = assessment.verdicts[: assessment.verdicts.index(chosen)]
    for verdict in reversed(before):
        if verdict.category != "tekun" and verdict.outcome == "unlikely":
            reason = next(reason for reason in verdict.reasons if reason.truth is Truth.NO)
            yield phrase("还不是“{name}”，差在：{reason}", name=NAMES[verdict.category], reason=reason.phrase)
            return


def _for(chosen: Verdict) -> tuple[Reason, ...]:
    """The reasons that matter most: figures first where it is likely, else what keeps it open."""
    if chosen.outcome == "likely":
        compared = tuple(r for r in chosen.reasons if r.truth is Truth.YES and "per head" in r.unit)
        return compared or chosen.reasons
    wanted = Truth.DISCRETION if chosen.outcome == "person_decides" else Truth.UNKNOWN
    known = tuple(r for r in chosen.reasons if r.truth is Truth.YES and r.rule.endswith(".income"))
    return (*known, *(r for r in chosen.reasons if r.truth is wanted))


def _deciding(assessment: Assessment) -> tuple[Reason, ...]:
    """Where nothing holds: the first condition that failed in each category that is judged by income."""
    failed = (
        next((r for r in verdict.reasons if r.truth is Truth.NO), None)
        for verdict in assessment.verdicts
        if verdict.category in {"dibao", "dibao_margin", "rigid_expenditure"}
    )
    return tuple(reason for reason in failed if reason is not None)


def _basis(reason: Reason) -> Iterator[Phrase]:
    """How a figure was worked out, and the article."""
    if reason.arithmetic:
        yield from _worked_out(reason.rule, readable(reason.arithmetic))
    yield _cited(reason)


def _worked_out(rule: str, arithmetic: str) -> Iterator[Phrase]:
    """What the sum is made of, said before it is written out."""
    if rule.endswith(".share"):
        yield phrase("怎么算的：必需的花费，除以一年的收入：{arithmetic}。", arithmetic=arithmetic)
    elif rule.endswith(".net"):
        yield phrase(
            "怎么算的：一年的收入减去必需的花费，除以人数，再除以 12 个月：{arithmetic}。", arithmetic=arithmetic
        )
    elif rule.endswith(".income") and arithmetic.endswith(" ÷ 12"):
        yield phrase("怎么算的：一年的收入加起来，除以人数，再除以 12 个月：{arithmetic}。", arithmetic=arithmetic)
    elif rule.endswith(".income"):
        yield phrase("怎么算的：一年的收入加起来，除以人数：{arithmetic}。", arithmetic=arithmetic)


def readable(arithmetic: str) -> str:
    """Written-out arithmetic with its amounts as people write them: 14400.00 as 14,400, cents where there are any."""
    return _AMOUNT.sub(lambda found: f"{int(found[1]):,}{'' if found[2] == '.00' else found[2]}", arithmetic)


def _cited(reason: Reason) -> Phrase:
    document, article = document_name(reason.citation), reason.citation.article
    return phrase("依据：{document} {article}。", document=document, article=article)


def _missing(assessment: Assessment, chosen: Verdict | None) -> Iterator[Phrase]:
    """What to add, by the resident first, then what the area has not set: for the category the letter is
    about, and for those before it that are still open.
    """
    if chosen is None:
        return
    until = assessment.verdicts.index(chosen)
    still_open = tuple(each for each in assessment.verdicts[: until + 1] if each.outcome == "undetermined")
    names = tuple(dict.fromkeys(name for each in still_open for name in each.missing))
    if still_open and chosen not in still_open:
        yield phrase(
            "另外，您家是不是“{names}”还算不出，差几样情况。",
            names=tuple(NAMES[each.category] for each in still_open),
        )
    own = tuple(missing_name(name) for name in names if name.startswith("household."))
    area = tuple(missing_name(name) for name in names if name.startswith("area."))
    if own:
        yield phrase("您还可以补充：{items}。想起来了再补也行。", items=tuple(dict.fromkeys(own))[:_MOST_MISSING])
    if area:
        yield phrase("当地还没有设定：{items}。这个不用您管。", items=tuple(dict.fromkeys(area))[:_MOST_MISSING])


def _people(assessment: Assessment) -> Iterator[Phrase]:
    for person in assessment.people:
        if person.outcome == "unlikely":
            continue
        number = person.member + 1
        if person.measure == "single_person_dibao":
            yield _alone(person.outcome, number, phrase("单独纳入低保"))
        else:
            yield _alone(person.outcome, number, phrase("按一个人单独一户算低保"))


def _alone(outcome: Outcome, number: int, what: Phrase) -> Phrase:
    """A measure for one member: likely, for a person to decide, or still open."""
    if outcome == "likely":
        return phrase("家里第 {number} 位成员，可能可以{what}，最后由工作人员核实决定。", number=number, what=what)
    if outcome == "person_decides":
        return phrase("家里第 {number} 位成员，还可以申请{what}，由工作人员决定。", number=number, what=what)
    return phrase("家里第 {number} 位成员，能不能{what}，还差几样情况，可以问问工作人员。", number=number, what=what)


def _help(assessment: Assessment) -> Iterator[Phrase]:
    names = tuple(dict.fromkeys(aid.name for aid in assessment.aids))
    if names:
        yield phrase("您还可以问问这些帮助：{names}。", names=names)


def _next(office: Office) -> Iterator[Phrase]:
    if office.by is None:
        yield phrase("接下来：{office}会看您的申报，缺什么会一次告诉您。", office=office.name)
    else:
        yield phrase("接下来：{office}最晚{day}看您的申报，缺什么会一次告诉您。", office=office.name, day=office.by)
    yield phrase("有不明白的，请打 {phone}（{office}）。", phone=office.phone, office=office.name)
