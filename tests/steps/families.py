"""The sample families, and what each of them answers to a question."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from api.services.shipped import read_yaml
from api.services.transcript.shown import QuestionJson
from conversations.inputs import Body, Choice, Command, Text
from tests.fakes.households import id_number, ticked

# The first of the families tells of a fire, before it declares.
A_FIRE: tuple[Body, ...] = (
    Command("urgent"), Choice(True), Choice("fire"), Text("东镇东山村三组"), Choice("993601001"),
    Choice(("shelter", "food")),
    Text("13800138000"), Command("skip"), Command("skip"), Command("skip"),
)  # fmt: skip
BURNT_DOWN: "dict[str, Answer]" = {"hardship_causes": ["disaster", "illness"], "expenditure.disaster": "八千"}

FAMILIES = Path(__file__).with_name("families.yaml")
# What a family takes as it is put to it, by tapping.
OFFERED = "offered"
_TAPPED = ("choice", "area", "yes_no", "signature")

Answer: TypeAlias = "str | bool | list[str]"


@dataclass(frozen=True, slots=True)
class Family:
    """A family: the name of the applicant, and its answers by boundary key."""

    title: str
    name: str
    says: dict[str, Answer]

    def answer(self, question: QuestionJson) -> Body:
        """What it answers; a question it has nothing to say to is passed over."""
        key, kind = question["key"], question["kind"]
        if kind == "review":
            return Choice(str(question["choices"][0]["value"]))
        if kind in ("confirm", "yes_no") and key.startswith("consent"):
            return Choice(True)
        if kind == "confirm":
            return Choice(True)
        said = self.says.get(key)
        if kind == "several" and said is None:
            return Choice(tuple(ticked(key, [choice["value"] for choice in question["choices"]], self.says)))
        if key.endswith(".more"):
            return self._more(key, said)
        if said is None:
            return self._nothing(kind)
        if said == OFFERED:
            return Choice(str(question["choices"][-1]["value"]))
        if isinstance(said, list):
            return Choice(tuple(said))
        if isinstance(said, bool) or kind in _TAPPED:
            return Choice(said)
        return Text(said)

    def _nothing(self, kind: str) -> Body:
        return Text(self.name) if kind == "signature" else Command("skip")

    def _more(self, key: str, said: "Answer | None") -> Body:
        if isinstance(said, str) and said != "没有":
            return Text(said)
        return Choice(any(known.startswith(key.removesuffix("more")) and known != key for known in self.says))


def burnt_down() -> Family:
    """The first family, in a year in which its house burnt."""
    first = families()[0]
    return Family("The first family, its house burnt", first.name, {**first.says, **BURNT_DOWN})


def families() -> list[Family]:
    """The five of them."""
    rows = read_yaml(FAMILIES)
    return [
        Family(row["title"], row["name"], {key: _answer(key, value) for key, value in row["says"].items()})
        for row in rows
    ]


def _answer(key: str, value: object) -> Answer:
    if key.endswith("id_number") and isinstance(value, list):
        birthday, order = value
        assert isinstance(birthday, date) and isinstance(order, int)
        return id_number(birthday, order)
    assert isinstance(value, str | bool | list), f"{key}: {value!r} is no answer"
    return value
