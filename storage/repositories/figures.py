"""Local figures: entries are added and decided once, never changed or deleted; a county's approvals are numbered."""

from dataclasses import asdict

from sqlalchemy import bindparam, insert, select, update

from storage.figure_rows import FigureRow, FigureState, NewFigure
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.scope import Scope
from storage.tables import figure_revisions, figures

_ENTER = insert(figures).returning(figures.c.id)
_REVISION = select(figure_revisions.c.revision).where(figure_revisions.c.county_code == bindparam("the_county"))
_FIRST = insert_or_nothing(figure_revisions, ("county_code",))
_NEXT = (
    update(figure_revisions)
    .where(figure_revisions.c.county_code == bindparam("the_county"))
    .values(revision=figure_revisions.c.revision + bindparam("by"))
    .returning(figure_revisions.c.revision)
)
_APPROVED = (
    select(figures)
    .where(
        figures.c.county_code == bindparam("the_county"),
        figures.c.revision <= bindparam("up_to"),
    )
    .order_by(figures.c.revision, figures.c.id)
)
_ONE = select(figures).where(figures.c.id == bindparam("the_id"))
_DECIDE = (
    update(figures)
    .where(figures.c.id == bindparam("the_id"), figures.c.state == "waiting")
    .values(
        state=bindparam("the_state"),
        decided_by=bindparam("who"),
        decided_at=bindparam("at"),
        revision=bindparam("number"),
    )
    .returning(figures.c.id)
)
_SAME_WAITING = select(figures.c.id).where(
    figures.c.area_code == bindparam("the_area"),
    figures.c.settlement == bindparam("the_settlement"),
    figures.c.name == bindparam("the_name"),
    figures.c.valid_from == bindparam("since"),
    figures.c.state == "waiting",
)
_HISTORY = (
    select(figures)
    .where(figures.c.county_code == bindparam("the_county"), figures.c.name == bindparam("the_name"))
    .order_by(figures.c.id)
)


class Figures(Repository):
    """`unit.figures`."""

    __slots__ = ()

    def revision(self, county: str, *, hold: bool = False) -> int:
        """How many times something became known of this county; 0: never.

        `hold`: nobody else enters or approves figures of this county until this transaction is over.
        """
        if hold:
            self._first(county)
            held: int = self.connection.execute(_NEXT, {"the_county": county, "by": 0}).scalar_one()
            return held
        found: int | None = self.connection.execute(_REVISION, {"the_county": county}).scalar_one_or_none()
        return found or 0

    def next_revision(self, county: str) -> int:
        """The number of what this transaction makes known; holds the county as `revision` does."""
        self._first(county)
        number: int = self.connection.execute(_NEXT, {"the_county": county, "by": 1}).scalar_one()
        return number

    def approved(self, county: str, up_to: int) -> list[FigureRow]:
        """All that was known of a county and its townships at a revision, in the order it became known."""
        found = self.connection.execute(_APPROVED, {"the_county": county, "up_to": up_to})
        return [FigureRow(**row) for row in found.mappings()]

    def enter(self, new: NewFigure) -> int:
        """Add an entry that waits for a second person. One for the same period that waits already raises
        SQLAlchemy's IntegrityError: hold the county and look first.
        """
        values = {**asdict(new), "state": "waiting", "entered_at": self.clock()}
        number: int = self.connection.execute(_ENTER, values).scalar_one()
        return number

    def waits(self, new: NewFigure) -> bool:
        """Whether an entry of the same figure from the same day waits already."""
        values = {
            "the_area": new.area_code,
            "the_settlement": new.settlement,
            "the_name": new.name,
            "since": new.valid_from,
        }
        return self.connection.execute(_SAME_WAITING, values).first() is not None

    def get(self, number: int) -> FigureRow | None:
        """The entry with this number."""
        row = self.connection.execute(_ONE, {"the_id": number}).mappings().one_or_none()
        return None if row is None else FigureRow(**row)

    def decide(self, number: int, state: FigureState, by: str, revision: int | None = None) -> bool:
        """Decide an entry that waits; False when it does not wait any more. An approval carries its revision."""
        values = {"the_id": number, "the_state": state, "who": by, "at": self.clock(), "number": revision}
        return self.connection.execute(_DECIDE, values).first() is not None

    def waiting(self, scope: Scope) -> list[FigureRow]:
        """What waits for a second person in these areas, oldest first."""
        wanted = select(figures).where(figures.c.state == "waiting", *scope.conditions(figures.c.area_code))
        return [FigureRow(**row) for row in self.connection.execute(wanted.order_by(figures.c.id)).mappings()]

    def history(self, county: str, name: str) -> list[FigureRow]:
        """Every entry of one figure in a county and its townships, whatever became of it, in the order made."""
        found = self.connection.execute(_HISTORY, {"the_county": county, "the_name": name})
        return [FigureRow(**row) for row in found.mappings()]

    def _first(self, county: str) -> None:
        self.connection.execute(_FIRST.on(self.connection), {"county_code": county, "revision": 0})
