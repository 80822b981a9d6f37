"""After an erasure nothing in the database names the person any more: every table there is, opened row by row."""

import base64
import io
import re
from collections.abc import Iterator

from PIL import Image
from sqlalchemy import LargeBinary, RowMapping, select

from api.bootstrap import House
from api.services.emergency.actions import EmergencyAction
from conversations.inputs import Choice, Command, File, Input, Text
from storage.binding import row_of, sealed_columns
from storage.repositories.cases import NewCase
from storage.tables import metadata
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP
from tests.services.test_afterwards import act, finish

CHAT = 77001
# Who works here, what the machinery runs on, how many there are: nothing of a resident is in them.
OF_NO_RESIDENT = {
    "staff", "staff_sessions", "login_attempts", "leases", "bots", "guesses", "declaration_counts",
    "figures", "figure_revisions", "audit", "audit_head", "reading_counts", "recovery_codes",
    "text_versions", "sentences", "area_details",
    # What a re-check found: categories and clauses by the number of a declaration that names nobody any more; the
    # words of whoever left one out go (tests/services/test_recheck_desk.py).
    "recheck_runs", "recheck_changes",
    # Numbers by township and month; of lists of other departments, how many rows there were.
    "tallies", "monitoring_imports",
    # What went through a township's fund, by the number of an emergency.
    "funds", "fund_entries",
    # Which officer is kept from which emergency, by number.
    "emergency_recusals",
    # Whose own chat is called, and by which number of an emergency: chats of those who work here.
    "duty_links", "duty_chats", "duty_pushes", "duty_watches",
    # How many lie where; what staff typed of a paper form and have not filed: of no declaration, dropped when it is one.
    "queue_counts", "intake_drafts",
}  # fmt: skip
# The doors stay, for the person may come back by them: they lead to a conversation in which nothing is said.
DOORS = {"return_code_hash", "token_hash", "address_index", "digest", "door"}
SECRETS = (
    APPLICANT, "李样本", "周小样", "周小小", "东山村", "13800138000", "13900139000", "高血压", "怕邻居",
    "电话里说", "file-at-telegram", *(str(value) for key, value in FAMILY_OF_FOUR.items() if key.endswith("id_number")),
)  # fmt: skip
SEALED = dict(sealed_columns(metadata))


def photo(shade: int) -> bytes:
    """A photo of a paper."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 180, 160)).save(out, "JPEG")
    return out.getvalue()


def drawn() -> str:
    """A name drawn by a finger."""
    sheet = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    sheet.paste((20, 20, 20, 255), (10, 10, 200, 20))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def kept_from_a_cousin(unit: Unit, receipt: str) -> None:
    """A colleague of another township is of their family."""
    row = unit.declarations.by_receipt(receipt)
    assert row is not None
    for username in ("other", "cousin"):
        added = unit.staff.add(username, "示例", "township", "993601002", "hash")
    unit.recusals.add(added.id, row.id, "named", "admin")


def exported(unit: Unit) -> None:
    """A roster that a colleague had made."""
    colleague = unit.staff.by_username("cousin")
    assert colleague is not None
    unit.exports.put("1" * 32, colleague.id, "{}", 1)
    unit.exports.ready("1" * 32, 1, APPLICANT.encode())


async def with_everything(house: House, clock: Clock) -> tuple[Resident, str]:
    """A family that used every way there is: two channels, papers of two pages, a paper still to be fetched,
    drawn signatures, links for the others, a correction, a call for a person, a withdrawal, another family begun at
    the same chat."""
    begun = await house.turns.from_telegram(CHAT, Input("t0", "telegram", clock(), Text("你好")))
    resident = Resident(house, begun.conversation_id, begun.turn)
    await resident.declare(FAMILY_OF_FOUR, until="documents.0.more")
    here = resident.conversation_id
    for answer in (True, "medical_bill", "members.m1"):
        choices = [one["value"] for one in resident.turn["question"]["choices"]]  # type: ignore[index]
        await resident.send(Choice(answer if answer in choices else choices[0]))
    for page in (10, 20):
        kept = await house.papers.keep_upload(here, photo(page), f"page-{page}")
        await resident.send(File(kept.paper, kept.mime))
        if page == 10:
            await resident.send(Choice(True))
    await resident.send(Choice(False))
    await resident.declare(FAMILY_OF_FOUR, until="pledge")
    signature = await house.papers.keep_signature(here, drawn(), "drawn-1")
    await resident.send(File(signature.paper, "image/png"))
    told = await resident.declare(FAMILY_OF_FOUR)
    receipt = resident.receipt
    words = "\n".join(reply["text"] for reply in told["replies"])
    for token in re.findall(r"/authorize/([\w-]+)", words)[:1]:
        await house.inviting.sign("authorize", token, "", drawn(), "zh_CN", "drawn-2")
    await act(house, receipt, "accept")
    await act(house, receipt, "ask_back", keys=("phone",), note="电话里说打不通")
    await resident.send(Text("13900139000"), channel="telegram")
    await finish(resident)
    await resident.send(Text("换手机"))
    await resident.send(Text("返回码"))
    await resident.send(Text("导出我的信息"), channel="telegram")
    await resident.send(Command("human"))
    await house.paper_work.expect(here, "tg:1:99", "file-at-telegram", None)
    await house.sessions.begin("zh_CN")
    await house.database.run(lambda unit: unit.cases.note(found_on(unit, receipt)))
    await house.database.run(lambda unit: photographed(unit, receipt))
    await house.database.run(lambda unit: noted(unit, receipt))
    await house.database.run(lambda unit: kept_from_a_cousin(unit, receipt))
    await house.database.run(exported)
    await in_need(house, resident)
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    await resident.send(Text("删除我的信息"))
    await resident.send(Text("怕邻居看到"))
    await house.turns.from_telegram(CHAT, Input("t1", "telegram", clock(), Command("another")))
    return resident, receipt


async def in_need(house: House, resident: Resident) -> None:
    """An emergency told beside the declaration, and declined."""
    told = await resident.send(Command("urgent"))
    for answer in (Choice(True), Choice("accident"), Choice(TOWNSHIP.area_code), Text("东山村要吃的")):
        told = await resident.send(answer)
    receipt = str(next(one["receipt"] for one in told["replies"] if one["kind"] == "receipt"))
    for _ in range(3):
        await resident.send(Command("skip"))
    decline = EmergencyAction("d1", "decline", reason="周示例家电话里说不用了", refer_to="县救助管理站")
    await house.emergencies.act(TOWNSHIP, receipt, decline)


def noted(unit: Unit, receipt: str) -> None:
    """A note that staff wrote for each other."""
    row = unit.declarations.by_receipt(receipt)
    assert row is not None
    unit.case_notes.add(row.id, "n1", row.submitted_at, "township", "周示例：电话里说过几天来")


def found_on(unit: Unit, receipt: str) -> NewCase:
    """Something that monitoring found."""
    row = unit.declarations.by_receipt(receipt)
    assert row is not None
    return NewCase(
        row.id, row.area_code, row.county_code, row.version, "start", "list", "listed", "a list",
        {"facts": {"illness": "高血压"}}, row.submitted_at,
    )  # fmt: skip


def photographed(unit: Unit, receipt: str) -> None:
    """A photo that staff took at the home."""
    row = unit.declarations.by_receipt(receipt)
    assert row is not None
    unit.visits.keep(row.id, "0" * 32, "image/jpeg", APPLICANT.encode(), b"small", TOWNSHIP.username)


def rows(unit: Unit) -> Iterator[tuple[str, RowMapping]]:
    """Every row of every table there is."""
    for table in metadata.sorted_tables:
        for row in unit.connection.execute(select(table)).mappings():
            yield table.name, row


def named(unit: Unit) -> set[str]:
    """`table.column: secret` for everything that names somebody of the family, sealed or not."""
    found: set[str] = set()
    for table, row in rows(unit):
        for column in metadata.tables[table].columns:
            value = row[column.name]
            if value is not None and column in SEALED:
                where = row_of(*(row[name] for name in SEALED[column]))
                value = unit.keyring.open(table, column.name, where, value)
            text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
            # Kept as JSON, words may be written by their code points.
            found |= {
                f"{table}.{column.name}: {secret}"
                for secret in SECRETS
                if secret in text or secret.encode("unicode_escape").decode() in text
            }
            if table == "papers" and column.name == "content":
                found.add(f"papers.content: {row['id']}")
    return found


def fingerprints(unit: Unit) -> set[tuple[str, str, bytes]]:
    """Every keyed fingerprint by which somebody of the family could be found or recognised again."""
    return {
        (table, column.name, row[column.name])
        for table, row in rows(unit)
        for column in metadata.tables[table].columns
        if isinstance(column.type, LargeBinary) and column not in SEALED and row[column.name] is not None
        if column.name not in DOORS and table not in OF_NO_RESIDENT
    }


async def test_nothing_in_any_table_names_the_person_any_more(house: House, clock: Clock) -> None:
    resident, receipt = await with_everything(house, clock)
    filled = await house.database.read(lambda unit: {table for table, _ in rows(unit)})
    # A new table belongs on the list, or this family must leave something in it.
    assert set(metadata.tables) - OF_NO_RESIDENT == filled - OF_NO_RESIDENT
    before, known_by = await house.database.read(lambda unit: (named(unit), fingerprints(unit)))
    for place in ("declarations.applicant_name", "declaration_versions.answers", "turns.body", "conversations.state",
                  "papers.content", "timeline.note", "paper_jobs.source", "declaration_versions.signatures"):  # fmt: skip
        assert any(one.startswith(place) for one in before), place
    assert {table for table, _, _ in known_by} == {
        "declarations",
        "declaration_people",
        "declaration_names",
        "invitations",
        "consents",
        "checked",
        "monitoring_cases",
        "emergencies",
    }
    everybodys = await house.database.read(lambda unit: len(unit.papers.listed(resident.conversation_id)))
    assert everybodys == 4

    await act(house, receipt, "grant_erasure")

    after, still = await house.database.read(lambda unit: (named(unit), fingerprints(unit)))
    assert after == set()
    assert still & known_by == set()
    left = await house.database.read(
        lambda unit: {table for table, _ in rows(unit)} & {"consents", "invitations", "papers", "paper_jobs"}
    )
    assert left == set()
    assert (await house.review.open(TOWNSHIP, receipt)).item.status == "erased"
