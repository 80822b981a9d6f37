"""What was said or sent of an emergency before the yes, by what it is."""

from typing import Literal

Told = Literal["words", "place", "photo", "phone", "before"]
"""`before`: words that were heard as nothing, until the way in was told."""
