"""What is told, in the order in which it is looked for: what happened, and what is lacking.

A shape is put together from what is struck and what strikes it (water … over the rice, a roof … gone), not from whole
sentences: people say it in their own way, without commas, in the words of their place. Whether it is now, or long past,
or denied, is read elsewhere (`standing`).
"""

import re
from typing import Literal

from conversations.understanding.misfortunes import (
    accidents,
    despair,
    fire,
    hunger,
    illness,
    nature,
    shelter,
    unpaid,
    violence,
)

What = Literal["violence", "fire", "flood_or_storm", "accident", "sudden_illness", "stranded", "other"]
Danger = Literal["violence", "fire", "illness", "self_harm", "crime"]

# What happened, told so that nothing else need be said: somebody is struck by it.
EVENTS: tuple[tuple[What, Danger | None, re.Pattern[str]], ...] = (
    ("violence", "violence", violence.BY_FAMILY),
    ("accident", "violence", violence.BY_OTHERS),
    ("accident", "crime", violence.TAKEN),
    ("fire", "fire", fire.FIRE),
    ("flood_or_storm", "fire", nature.STRUCK),
    ("accident", "illness", accidents.HURT),
    ("sudden_illness", "illness", illness.SUDDEN),
    ("accident", "illness", accidents.BLEEDING),
    ("other", "crime", violence.CRY),
)

# What is lacking today. The order counts: the first that is found names it.
LACKS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("accident", unpaid.HURT),
    ("sudden_illness", unpaid.TREATMENT),
    ("other", unpaid.BURIAL),
    ("stranded", shelter.STRANDED),
    ("other", hunger.HUNGER_AND_COLD),
    ("other", unpaid.WAGES),
    ("other", despair.PLEAS),
    ("flood_or_storm", nature.HARVEST),
    ("other", nature.ANIMALS),
)
