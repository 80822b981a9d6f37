"""The official form (低收入人口信息采集表) filled with one declaration: the data of `sheets/form.typ`.

The blocks, their order and their cells are the form's; what our form asks beyond it (marked + in the
vocabulary) follows on the supplement.
"""

from collections.abc import Callable

from api.services.printing.cells import Cells, amount, day, moment
from api.services.printing.filed import Filed
from api.services.printing.press import Sheet
from api.services.printing.signing_blocks import signing_block
from api.services.printing.supplement import supplement
from api.services.printing.terms import (
    CAUSES,
    HEALTH,
    HOUSE,
    HOUSE_FROM,
    MARITAL,
    OCCUPATION,
    RELATION,
    SEX,
    VEHICLE,
)
from conversations.messages import Message

# How a text of ours, by name and version, reads.
Words = Callable[[str, str], str]
Say = Callable[[Message], str]
_INCOME = ("wages", "business_net", "property_net", "transfer_net", "other")
_SPENDING = ("living", "social_insurance", "employment_cost", "medical", "disability", "other")
_FINANCIAL = ("deposits", "securities", "funds", "insurance", "receivables")


def form_sheet(filed: Filed, words: Words, say: Say) -> Sheet:
    """The form as it is printed. `words` gives the text that was signed, `say` puts messages into Chinese."""
    cells = Cells(filed)
    data = {
        "meta": _meta(filed),
        "basic": _basic(filed, cells),
        "members": [_person(cells, f"members.{one}", "income") for one in range(cells.count("members"))],
        "supporters": [
            _person(cells, f"supporters.{one}", "annual_support") for one in range(cells.count("supporters"))
        ],
        "income": {one: cells.money(f"income.{one}") for one in _INCOME},
        "expenditure": {one: cells.money(f"expenditure.{one}") for one in _SPENDING},
        "totals": {one: _total(filed, one) for one in ("income", "expenditure")},
        "assets": _assets(filed, cells),
        "pledge": signing_block(filed, "pledge", words),
        "authorization": signing_block(filed, "authorization", words),
    }
    return Sheet("form", {**data, **supplement(filed, cells, say)}, filed.filed_at)


def _meta(filed: Filed) -> dict[str, str]:
    area = filed.area
    return {
        "receipt": filed.receipt,
        "area": area.name if area is not None else filed.area_code,
        "county": area.county if area is not None else "",
        "submitted": day(filed.submitted_at),
        "filed": moment(filed.filed_at),
        "version": str(filed.version),
    }


def _basic(filed: Filed, cells: Cells) -> dict[str, str]:
    relative = cells.words("relative_in_office")
    if filed.answers.get("relative_in_office") is not None:
        relative = "有" if filed.answers["relative_in_office"] is True else "无"
    cells.place("residence_area")
    return {
        "name": cells.words("members.0.name"),
        "sex": cells.words("members.0.sex", SEX),
        "id_number": cells.words("members.0.id_number"),
        "causes": cells.several("hardship_causes", CAUSES),
        "applies": cells.words("applies_for_aid"),
        "hukou": _address(filed, cells, "hukou"),
        "residence": _address(filed, cells, "residence"),
        "relative": relative,
        "phone": cells.words("phone"),
    }


def _address(filed: Filed, cells: Cells, which: str) -> str:
    area, detail = cells.words(f"{which}_area"), cells.words(f"{which}_detail")
    code = filed.answer(f"{which}_area")
    names = {one.code: one.name for one in filed.agenda.world.areas}
    names |= {one.county_code: one.county for one in filed.agenda.world.areas}
    named = names.get(code, area)
    return named if detail == "—" else f"{named} {detail}"


def _person(cells: Cells, base: str, amount_key: str) -> list[str]:
    cells.place(f"{base}.sex")
    return [
        cells.words(f"{base}.relation", RELATION),
        cells.words(f"{base}.name"),
        cells.words(f"{base}.age"),
        cells.words(f"{base}.id_number"),
        cells.words(f"{base}.marital_status", MARITAL),
        cells.words(f"{base}.health", HEALTH),
        cells.words(f"{base}.occupation", OCCUPATION),
        cells.money(f"{base}.{amount_key}"),
    ]


def _total(filed: Filed, section: str) -> str:
    total = filed.answers.get(f"{section}.total")
    return amount(total) if total is not None else ""


def _assets(filed: Filed, cells: Cells) -> dict[str, object]:
    return {
        "financial": [cells.money(f"assets.{one}") for one in _FINANCIAL],
        "businesses": [
            {"name": cells.words(f"{base}.name"), "capital": cells.money(f"{base}.registered_capital")}
            for base in (f"assets.businesses.{one}" for one in range(cells.count("assets.businesses")))
        ],
        "houses": [
            [
                cells.words(f"{base}.address"), _area(cells, f"{base}.area_m2"), cells.words(f"{base}.kind", HOUSE),
                cells.words(f"{base}.origin", HOUSE_FROM), cells.words(f"{base}.acquired"),
            ]
            for base in (f"assets.houses.{one}" for one in range(cells.count("assets.houses")))
        ],
        "vehicles": [
            [
                _owner(filed, cells, f"{base}.owner"), cells.words(f"{base}.kind", VEHICLE),
                cells.words(f"{base}.plate"), cells.words(f"{base}.acquired"), cells.money(f"{base}.price"),
            ]
            for base in (f"assets.vehicles.{one}" for one in range(cells.count("assets.vehicles")))
        ],
        "other": cells.money("assets.other"),
        "other_what": cells.words("assets.other.description") if cells.has("assets.other.description") else "",
    }  # fmt: skip


def _area(cells: Cells, key: str) -> str:
    written = cells.money(key)
    return f"{written} ㎡" if written[-1:].isdigit() else written


def _owner(filed: Filed, cells: Cells, key: str) -> str:
    """The name of the member who owns it; filed is their index."""
    written = cells.words(key)
    return filed.answer(f"members.{written}.name") or written
