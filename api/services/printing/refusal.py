"""The refusal in writing: what was decided, why, by which rule, what is still possible, how to appeal by when."""

from collections.abc import Mapping

from api.eligibility.reasons import Citation
from api.services.checking.letter_words import document_name
from api.services.phrasing import as_message
from api.services.printing.cells import day
from api.services.printing.filed import Filed, Step
from api.services.printing.paper import NotYet, Paper, head_of
from api.services.printing.press import Sheet
from api.services.printing.terms import CATEGORY
from conversations.messages import say


def refusal_sheet(filed: Filed, paper: Paper) -> Sheet:
    """不予认定告知书, or 停止救助告知书 where aid ended. Raises NotYet where neither was decided."""
    step = filed.last("decide", "close")
    if step is None or (step.action == "decide" and step.record.result != "refused"):
        raise NotYet("sheet", say("请先办结为“不予认定”或者停止救助，再打印告知书。"))
    data = {
        "head": head_of(filed),
        "ended": step.action == "close",
        "category": CATEGORY.get(step.record.category, "") if step.record.category else "",
        "reason": step.record.note,
        "rules": _rules(filed, step, paper),
        "day": day(step.at),
        "on": step.record.text("on"),
        "appeal": {
            "review_days": paper.appeal.review_days,
            "lawsuit_months": paper.appeal.lawsuit_months,
            "source": paper.appeal.source,
        },
    }
    return Sheet("refusal", data, step.at)


def _rules(filed: Filed, step: Step, paper: Paper) -> list[dict[str, str]]:
    """The rules of the check for this category that do not hold, with arithmetic and article.

    Only those with figures: that another category came first is no reason of a refusal.
    """
    verdicts = filed.assessment.get("verdicts") if filed.assessment is not None else None
    if step.action != "decide" or not isinstance(verdicts, list):
        return []
    of_category = [one for one in verdicts if isinstance(one, Mapping) and one.get("category") == step.record.category]
    reasons = [reason for one in of_category for reason in one.get("reasons", ())]
    return [
        _rule(reason, paper)
        for reason in reasons
        if isinstance(reason, Mapping) and reason.get("holds") is False and reason.get("arithmetic")
    ]


def _rule(reason: Mapping[str, object], paper: Paper) -> dict[str, str]:
    citation = reason.get("citation")
    named = ""
    if isinstance(citation, Mapping):
        where = Citation(str(citation.get("document", "")), str(citation.get("article", "")))
        named = f"{paper.say(as_message(document_name(where)))} {where.article}"
    arithmetic = reason.get("arithmetic")
    return {
        "text": str(reason.get("text", "")),
        "arithmetic": arithmetic if isinstance(arithmetic, str) else "",
        "citation": named,
    }
