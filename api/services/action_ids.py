"""The id under which staff take an action: made by the caller, so that the same action twice is taken once."""

from api.errors import Fault
from conversations.messages import say

LONGEST_ID = 128


def id_faults(id: str) -> tuple[Fault, ...]:
    """What is wrong with it: empty, longer than 128 characters, or with signs that do not print."""
    if 1 <= len(id) <= LONGEST_ID and id.isprintable():
        return ()
    return (Fault("id", say("请给这次操作一个编号，1 到 128 个字。")),)
