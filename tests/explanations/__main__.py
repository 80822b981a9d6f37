"""`python -m tests.explanations`: how the cards are found, half by half; with `dev`, the misses of that half."""

import sys

from api.services.explanations.answering import Explanations
from tests.explanations.table import Half, counted, questions, tried

HALVES: tuple[Half, ...] = ("dev", "held_out")


def main() -> None:
    """Print the counts of both halves, and with the argument `dev` what went wrong in that half."""
    explanations = Explanations.load()
    for half in HALVES:
        tries = tried(explanations, questions(half))
        counts = counted(tries)
        print(
            f"{half:9} {len(tries):3} questions: right {counts['right']}, offered among up to three "
            f"{counts['offered']}, not sure {counts['not_sure']}, wrong first {counts['wrong']}"
        )
        if half == "dev" and "dev" in sys.argv[1:]:
            for one in tries:
                if one.outcome != "right":
                    print(f"  {one.outcome:9} {one.asked.words}  wanted {one.asked.wanted}  got {one.got}")


if __name__ == "__main__":
    main()
