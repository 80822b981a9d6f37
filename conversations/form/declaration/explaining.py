"""What the household says when a data query found something else than was declared: asked only then."""

from conversations.form.facts import Facts
from conversations.form.model import Question, Section
from conversations.form.parsing import NOTE
from conversations.form.sources import MEASURE
from conversations.messages import say

EXPLANATION = "explanation"
WANTED = "explanation_wanted"
"""Where the conversation notes that the township has put differences before the household."""


def _wanted(facts: Facts) -> bool:
    """A data query found something else than was declared"""
    return facts.value(WANTED) is True or facts.value(EXPLANATION) is not None


EXPLAINING = Section(
    "explaining",
    say("您的说明"),
    (
        Question(
            EXPLANATION, NOTE, say("对核对结果的说明"),
            say("为什么会不一样？说一句就行，工作人员会和核对的结果一起看。没有要说的，可以跳过。"),
            say("核对的结果也会有错、有旧的。您说的会原样留下来，不会只凭核对的结果就定。（依据：{source}）",
                source=MEASURE),
            say("比如：那笔钱是借来看病的，已经交给医院了；那辆车早卖了，没有过户。"),
            example=say("那笔钱是借来看病的"), applies=_wanted, sensitive=True,
        ),
    ),
)  # fmt: skip
