"""How shapes of misfortune are written: one below the other, read with no eye to spaces.

    {home} ~6 烧(光|没了)    # a word of `words`, at most six signs of the same clause, then one of these

Everything else is a regular expression; a group takes nothing out. A line that ends with \\ goes on in the next one,
and lines that begin with # are for the reader.
"""

import re

from conversations.understanding.misfortunes.words import WORDS

_WITHIN_A_CLAUSE = "[^,.;!?。;、]"
_GOES_ON = re.compile(r"\\\n")
_NEAR = re.compile("~([0-9]+)")
_WORD = re.compile("{([a-z_]+)}")
_GROUP = re.compile(r"\((?!\?)")


def any_of(shapes: str) -> re.Pattern[str]:
    """A pattern that finds any of these; where several begin at one place, the one written first."""
    return re.compile(_written_out(shapes))


def _written_out(shapes: str) -> str:
    lines = (line.strip() for line in _GOES_ON.sub("", shapes).splitlines())
    joined = "|".join("".join(line.split()) for line in lines if line and not line.startswith("#"))
    near = _NEAR.sub(lambda found: f"{_WITHIN_A_CLAUSE}{{0,{found[1]}}}", joined)
    named = _WORD.sub(lambda found: f"({_written_out(WORDS[found[1]])})", near)
    return _GROUP.sub("(?:", named)
