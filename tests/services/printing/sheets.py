"""Households on paper for tests: a declaration with other answers, and what can be read off a PDF."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pypdfium2

from api.bootstrap import House
from api.services.filed_json import dump_answers, dump_signatures, load_answers, load_signatures
from conversations.answers import Json, SignedAnswer
from storage.rows import NewVersion, Refiled
from storage.unit import Unit
from tests.fakes.households import id_number
from tests.services.review.desks import declared


async def filed_as(
    house: House,
    answers: Mapping[str, Json],
    doubts: Mapping[str, str] | None = None,
    receipt: str | None = None,
    **signed: object,
) -> str:
    """The receipt of the family of four whose newest version has these answers too; `signed` changes the pledge."""
    receipt = receipt or (await declared(house)).receipt

    def work(unit: Unit) -> None:
        row = unit.declarations.by_receipt(receipt, for_update=True)
        assert row is not None
        last = unit.declarations.version(row.id, row.version)
        assert last is not None
        filed = load_answers(last.answers)
        kept = {key: value for key, value in filed["answers"].items() if key not in (doubts or {})}
        signatures = tuple(_changed(one, signed) for one in load_signatures(last.signatures))
        unit.declarations.new_version(
            row.id,
            NewVersion(
                last.form_version, dump_answers({**kept, **answers}, tuple({**filed["flags"], **(doubts or {})}.items())),
                last.assessment, dump_signatures(signatures), last.pack, last.figures, last.filed_at, last.channel,
            ),
            Refiled(row.category, row.outcome, row.applies_for_aid, json.dumps([]), row.applicant_name, None),
        )  # fmt: skip

    await house.database.run(work)
    return receipt


def _changed(one: SignedAnswer, changes: Mapping[str, object]) -> SignedAnswer:
    return replace(one, **changes) if one.key == "pledge" else one  # type: ignore[arg-type]


def members(count: int, name: str = "周家人") -> dict[str, Json]:
    """Further members after the family of four, so that there are `count`."""
    more: dict[str, Json] = {}
    for index in range(4, count):
        base = f"members.{index}"
        more |= {
            f"{base}.relation": "sibling", f"{base}.name": f"{name}{index}", f"{base}.age": 40 + index,
            f"{base}.id_number": id_number(date(1980 - index, 3, 1), 2 * index + 1), f"{base}.sex": "male",
            f"{base}.marital_status": "unmarried", f"{base}.health": "frail", f"{base}.occupation": "flexible_work",
            f"{base}.living": "together", f"{base}.income": "1200.00",
        }  # fmt: skip
    return more


def text_of(pdf: bytes) -> str:
    """Everything that can be read in it, page by page, without line ends and blanks."""
    return "".join("".join(page.split()) for page in pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]
