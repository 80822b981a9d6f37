"""What follows in storage when a declaration is filed or moves: it is counted, and monitoring is told to look."""

from storage.repositories.base import Repository
from storage.repositories.cases import Cases
from storage.repositories.checked import GONE
from storage.repositories.tallies import tally, tally_step
from storage.rows import NewDeclaration


def filed(repository: Repository, declaration_id: int, new: NewDeclaration) -> None:
    """A declaration was filed."""
    happened = [("filed_by", new.origin), ("found", f"{new.category}:{new.outcome}")]
    tally(repository.connection, new.area_code, new.submitted_at, happened)
    _cases(repository).watch(declaration_id, "v1")


def refiled(repository: Repository, declaration_id: int, version: int) -> None:
    """A further version was filed."""
    _cases(repository).watch(declaration_id, f"v{version}")


def moved(
    repository: Repository, declaration_id: int, area_code: str, before: str, after: str, decided: dict[str, str]
) -> None:
    """It moved from one status to another; `decided` holds `category` and `outcome` where people said so."""
    at = repository.clock()
    if before != after:
        tally_step(repository.connection, declaration_id, area_code, before, at)
    if after in GONE and before != after:
        _cases(repository).watch(declaration_id, "gone")
    if decided:
        tally(repository.connection, area_code, at, [("decided", ":".join(decided.values()))])
        _cases(repository).watch(declaration_id, "decided")


def transferred(repository: Repository, declaration_id: int, area_code: str, county_code: str) -> None:
    """It belongs to another township now."""
    _cases(repository).move(declaration_id, area_code, county_code)


def _cases(repository: Repository) -> Cases:
    return Cases(repository.connection, repository.keyring, repository.clock)
