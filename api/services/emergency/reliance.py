"""Whether an officer on duty is relied on alone, and when they are asked whether they still are. Pure.

Nobody goes off duty by themselves: whoever forgets to say so is asked in their chat, and until they answer the next
circle is called as well. Why: docs/decisions/0049.
"""

from datetime import datetime, time, timedelta

from api.services.calendar.workdays import SHANGHAI
from storage.duty_rows import DutyRow

LONG = timedelta(hours=24)
"""On duty for so long without a word, they are asked."""
ANSWER_WITHIN = timedelta(hours=1)
"""A meeting, a ride. Who has not answered by then is called, and others as well."""
# Nobody is asked outside these hours, Asia/Shanghai: that somebody sleeps says nothing of their duty.
_FROM, _UNTIL = time(7), time(22)


def relied_on(one: DutyRow, now: datetime) -> bool:
    """Whether calling them alone is enough: nothing that was asked in their chat stands unanswered for long."""
    return one.asked_at is None or now - one.asked_at < ANSWER_WITHIN


def may_ask(now: datetime) -> bool:
    """Whether it is day."""
    return _FROM <= now.astimezone(SHANGHAI).time() < _UNTIL
