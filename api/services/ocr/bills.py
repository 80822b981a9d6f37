"""What a hospital bill says the patient paid, out of the lines recognised on it, when its sums agree. Pure.

The formats known: the national medical receipt (个人自付 and 个人自费 beside 个人账户支付 and 个人现金支付), settlement
sheets with one figure (个人支付金额, 个人负担), receipts with 现金支付 alone, and tables with the words above the figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from api.services.ocr.id_cards import Found
from api.services.ocr.lines import Line, below, right_of

Part: TypeAlias = Literal["paid", "shared", "uncovered", "account", "cash", "fund", "total", "other"]
_SURE = 0.93
_AMOUNT = r"[¥￥]?(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]{2})(?![0-9])元?"
_WHOLE = re.compile(_AMOUNT)
_AFTER = re.compile(r"[::()]*(?:\(?(?:小写|元|¥|￥|人民币)\)?)?[::]*" + _AMOUNT)
_FILLING = re.compile("[:()元小写¥￥]")
# The longer words first: each is looked for where no earlier one matched.
_WORDS: tuple[tuple[Part, str], ...] = (
    ("account", "个人[账帐]户(?:支付|支出)?(?:金额)?|(?<!个人)[账帐]户支付(?:金额)?"),
    ("cash", "个人现金支付(?:金额)?|现金(?:支付|支出)(?:金额)?|本次现金支付"),
    ("fund", "(?:基本)?(?:医保|医疗保险)?(?:统筹)?基金支付(?:金额|合计|总额)?|统筹(?:支付|金额)|医保(?:支付|报销)(?:金额)?"
     "|大病(?:保险)?(?:支付|报销|补偿)?(?:金额)?|医疗救助(?:支付|金额)?|公务员(?:医疗)?补助(?:支付)?|其他支付(?:金额)?|报销金额|补偿金额"),
    ("paid", "个人(?:支付|负担|承担|自负|应付)(?:金额|合计|总额|费用)?(?!方式)|自付(?:金额|合计|总额)|自负(?:金额|合计)"
     "|患者(?:实付|自付)(?:金额)?"),
    ("shared", "个人自付(?:金额)?"),
    ("uncovered", "个人自费(?:金额)?|自费(?:金额|费用)?"),
    ("total", "(?:金额|费用)合计|(?:总金额|总费用|医疗费(?:用)?总额|费用总额|合计金额|合计)"),
)  # fmt: skip
_LABEL = re.compile("|".join(f"(?P<{part}_>{words})" for part, words in _WORDS))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Every figure found, by what it is; two different ones of one kind are a doubt."""

    of: dict[Part, set[Decimal]]
    unread: frozenset[Part]

    def one(self, part: Part) -> Decimal | None:
        """The figure of this kind, in yuan; None where there is none, or more than one."""
        found = self.of.get(part, set())
        return next(iter(found)) if len(found) == 1 else None

    def sum(self, *parts: Part) -> Decimal | None:
        """The sum of these, if each was read."""
        each = [self.one(part) for part in parts]
        return sum((one for one in each if one is not None), Decimal(0)) if None not in each else None


def read_bill(lines: Sequence[Line]) -> Found:
    """`medical`, the yuan the patient paid, as text with two decimals; nothing where the figures do not agree."""
    figures = _figures(lines)
    if any(len(found) > 1 for part, found in figures.of.items() if part != "fund"):
        return ()
    named = [one for one in (figures.one("paid"), figures.sum("shared", "uncovered")) if one is not None]
    paid = [one for one in (figures.sum("account", "cash"),) if one is not None]
    if not named and not paid and "account" not in figures.unread and not figures.of.get("account"):
        paid = [one for one in (figures.one("cash"),) if one is not None]
    claims = {*named, *paid}
    if len(claims) != 1:
        return ()
    amount = claims.pop()
    return (("medical", f"{amount:.2f}"),) if amount >= 0 and _adds_up(amount, figures) else ()


def _adds_up(amount: Decimal, figures: _Figures) -> bool:
    """Whether what others paid and what the patient paid is the total, where the bill shows both."""
    total = figures.one("total")
    if total is None:
        return True
    funds = figures.of.get("fund", set())
    if not funds or "fund" in figures.unread:
        return amount <= total
    return amount + sum(funds, Decimal(0)) == total


def _figures(lines: Sequence[Line]) -> _Figures:
    found: dict[Part, set[Decimal]] = {}
    unread: set[Part] = set()
    for line in lines:
        for match in _LABEL.finditer(line.text):
            part = _part_of(match)
            figure = _figure_at(line, match.end(), lines)
            if figure is None:
                unread.add(part)
            elif part != "fund" or figure:
                found.setdefault(part, set()).add(figure)
    return _Figures(found, frozenset(unread))


def _part_of(match: "re.Match[str]") -> Part:
    return next(part for part, _ in _WORDS if match.group(f"{part}_") is not None)


def _figure_at(line: Line, end: int, lines: Sequence[Line]) -> Decimal | None:
    """The figure behind a label: in its line, else beside it, else under it; only one that was read surely."""
    after = _AFTER.match(line.text, end)
    if after is not None:
        return _decimal(after.group(1)) if line.sure >= _SURE else None
    if _FILLING.sub("", line.text[end:]):
        return None
    for other in (right_of(line, lines), below(line, lines)):
        whole = _WHOLE.fullmatch(other.text.lstrip(":")) if other is not None else None
        if other is not None and whole is not None:
            return _decimal(whole.group(1)) if other.sure >= _SURE else None
    return None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
