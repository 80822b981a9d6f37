"""`python -m tests.understanding`: the score over both halves of the utterances, apart; `misses` lists them.

`hearing`: how well emergencies are heard at each question instead, both halves apart. `learn`: what sounds urgent
(`suspicion.json`) is learned anew. `why WORDS`: what weighs in these words.

Misses of the held-out half are told only by its test, so that nobody tunes on them by accident.
"""

import sys

from conversations.understanding.distress import in_standard_words
from conversations.understanding.suspicion import weighed
from tests.understanding.hearing import Half, report
from tests.understanding.learning import write
from tests.understanding.scoring import score, table, understood, verdict


def main(arguments: list[str]) -> None:
    """Print a line a half."""
    if arguments[:1] == ["learn"]:
        print(write())
        return
    if arguments[:1] == ["why"]:
        print(" ".join(f"{piece}{weight:+}" for piece, weight in weighed(in_standard_words("".join(arguments[1:])))))
        return
    halves: tuple[Half, ...] = ("hearing", "hearing_held_out")
    if "hearing" in arguments:
        print("\n".join(line for half in halves for line in report(half)))
        return
    for name in ("utterances", "held_out") if "development" not in arguments else ("utterances",):
        lines = table(name)
        counted = score(lines)
        told = ", ".join(
            f"{counted[one]} {one}" for one in ("right", "wrongly accepted", "wrongly offered", "needlessly asked")
        )
        print(f"{name}: {len(lines)} utterances: {told}")
    if "misses" in arguments:
        for line in table("utterances"):
            if verdict(line) != "right":
                print(verdict(line), line, "→", understood(line))


if __name__ == "__main__":
    main(sys.argv[1:])
