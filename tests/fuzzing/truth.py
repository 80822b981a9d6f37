"""What is true of a made-up family: how it is filed, and what it says when asked."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.fakes.households import Answer

Filed = str | int | bool | list[str] | None


@dataclass(slots=True)
class Truth:
    """A family. `filed`: how each answer is filed, by boundary key; `says`: what is said at the question."""

    rng: Random
    today: date
    filed: dict[str, Filed] = field(default_factory=dict)
    says: dict[str, Answer] = field(default_factory=dict)

    def tell(self, key: str, filed: Filed, said: "Answer | None" = None) -> None:
        """An answer that is said: as it is filed, unless other words are used."""
        self.filed[key] = filed
        if said is not None:
            self.says[key] = said
        elif isinstance(filed, str | bool | list):
            self.says[key] = filed

    def known(self, key: str, filed: Filed) -> None:
        """An answer that is never said, because it follows."""
        self.filed[key] = filed

    def yearly(self, key: str, low: int = 0, high: int = 40_000) -> int:
        """A sum of a year, yuan, in one of the ways in which people say it; what it comes to."""
        if self.rng.random() < 0.3:
            self.tell(key, "0.00", "0")
            return 0
        monthly = self.rng.randint(max(1, low // 12), high // 12)
        ways = (
            f"每月{monthly}",
            f"一个月{monthly}块钱",
            f"一年{monthly * 12}",
            f"一年一共{monthly * 12}元",
            str(monthly * 12),
        )
        self.tell(key, f"{monthly * 12}.00", self.rng.choice(ways))
        return monthly * 12

    def now(self, key: str, high: int = 50_000) -> None:
        """A sum as it stands today, yuan."""
        amount = self.rng.choice((0, self.rng.randint(1, high)))
        self.tell(key, f"{amount}.00", str(amount))

    def one_of(self, key: str, *values: str) -> str:
        """One of several values."""
        value = self.rng.choice(values)
        self.tell(key, value)
        return value

    def people(self) -> list[dict[str, Filed]]:
        """The members, each with what is filed of them."""
        found: list[dict[str, Filed]] = []
        while any(key.startswith(base := f"members.{len(found)}.") for key in self.filed):
            found.append({key.removeprefix(base): self.filed[key] for key in self.filed if key.startswith(base)})
        return found

    def ages(self) -> list[int]:
        """How old they all are."""
        return [age for one in self.people() if isinstance(age := one["age"], int)]

    def amount(self, key: str) -> Decimal:
        """A sum as it is filed, yuan; 0 where there is none."""
        filed = self.filed.get(key)
        return Decimal(filed) if isinstance(filed, str) else Decimal(0)

    def total(self, start: str) -> Decimal:
        """All sums whose keys begin so."""
        return sum((self.amount(key) for key in self.filed if key.startswith(start)), Decimal(0))

    def maybe(self, likelihood: float) -> bool:
        """Whether something happens to be so."""
        return self.rng.random() < likelihood

    def birthday(self, age: int) -> date:
        """A day on which somebody of this age was born."""
        latest = self.today.replace(year=self.today.year - age)
        return latest - timedelta(days=self.rng.randrange(360))


def age_on(birthday: date, today: date) -> int:
    """Full years."""
    return today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))
