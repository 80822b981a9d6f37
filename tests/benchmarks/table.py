"""What a benchmark found, and the table of it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A ratio of one run. `goal` as text; `met`: None where there is no goal; `beside` the figures it came from."""

    what: str
    ratio: float
    goal: str = ""
    met: bool | None = None
    beside: str = ""


def at_least(what: str, ratio: float, goal: float, beside: str = "") -> Found:
    """More is better."""
    return Found(what, ratio, f"≥ {goal:g}", ratio >= goal, beside)


def at_most(what: str, ratio: float, goal: float, beside: str = "") -> Found:
    """Less is better."""
    return Found(what, ratio, f"≤ {goal:g}", ratio <= goal, beside)


def written(found: Sequence[Found]) -> str:
    """The table, a line each; widths count a wide character as one, so names are in plain letters."""
    width = max((len(one.what) for one in found), default=0)
    lines = [f"{'':{width}}   ratio   goal     reached"]
    for one in found:
        reached = {True: "yes", False: "no", None: ""}[one.met]
        lines.append(f"{one.what:{width}} {one.ratio:7.2f}   {one.goal:8} {reached:7} {one.beside}".rstrip())
    return "\n".join(lines)
