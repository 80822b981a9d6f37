"""What a question may look at to decide whether it applies and whether an answer can stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from conversations.answers import Answers, Value
from conversations.understanding.identity import IdFacts, facts_of
from conversations.world import World


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers seen from one place: the whole form, or one item of a group (`prefix` = "members.m2.")."""

    answers: Answers
    world: World
    prefix: str = ""
    # Conditions and checks ask for the same few people many times; one memory for all places of these answers.
    _people: dict[str, IdFacts] = field(default_factory=dict, compare=False, repr=False)

    @property
    def today(self) -> date:
        """The day of the world's clock."""
        return self.world.now.date()

    @property
    def item(self) -> str:
        """The id of the item in view, "" outside a group."""
        return self.prefix.rstrip(".").rpartition(".")[2] if self.prefix else ""

    def value(self, path: str) -> Value:
        """The answer at an absolute path."""
        return self.answers.value(path)

    def here(self, key: str) -> Value:
        """The answer to `key` of the item in view."""
        return self.answers.value(self.prefix + key)

    def at(self, group: str, item: str) -> "Facts":
        """The same answers seen from another item."""
        return Facts(self.answers, self.world, f"{group}.{item}.", self._people)

    def each(self, group: str) -> Iterator["Facts"]:
        """The items of a group, in order."""
        for item in self.answers.items.get(group, ()):
            yield self.at(group, item)

    def is_first(self, group: str) -> bool:
        """Whether the item in view is the first of its group (the applicant among the members)."""
        items = self.answers.items.get(group, ())
        return bool(items) and self.prefix == f"{group}.{items[0]}."

    def passed_over(self, key: str) -> bool:
        """Whether the item's question `key` was skipped or is not known."""
        given = self.answers.given.get(self.prefix + key)
        return given is not None and given.op != "answer"

    def identity(self) -> IdFacts | None:
        """Sex, birthday and county from the ID number of the person in view, None when there is none."""
        number = self.here("id_number")
        if not isinstance(number, str):
            return None
        known = self._people.get(number)
        if known is None:
            known = self._people[number] = facts_of(number, self.today)
        return known

    def sex(self) -> str | None:
        """`male` or `female`, from the ID number or as said; None when unknown."""
        known = self.identity()
        if known is not None:
            return known.sex
        said = self.here("sex")
        return said if isinstance(said, str) else None

    def age(self) -> int | None:
        """Full years today, from the ID number or as said; None when unknown."""
        known = self.identity()
        if known is not None:
            return known.age
        said = self.here("age")
        return int(said) if isinstance(said, int) and not isinstance(said, bool) else None
