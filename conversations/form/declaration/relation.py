"""The relation of a person to the applicant; a child may be named before it is known whether son or daughter."""

from dataclasses import dataclass

from conversations.answers import Value
from conversations.form.declaration.options import RELATION, RELATION_SHORT
from conversations.form.declaration.persons import CHILD, relation_of
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, words_of_body
from conversations.inputs import Body
from conversations.messages import Message, say
from conversations.replies import Option
from conversations.understanding.outcome import Unclear, Understood

_ONE = ("spouse", "father", "mother")


@dataclass(frozen=True, slots=True)
class RelationKind(ChoiceKind):
    """One of the relations of the form, or `child` for as long as the sex may still be told by the ID number."""

    def options(self, facts: Facts) -> tuple[Option, ...]:
        """Without those of whom there is only one, and who are here already."""
        group = facts.prefix.partition(".")[0]
        others = {one.here("relation") for one in facts.each(group) if one.prefix != facts.prefix}
        return tuple(
            option
            for option in ChoiceKind.options(self, facts)
            if option.value not in _ONE or option.value not in others
        )

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if (words_of_body(body) or "").strip(" 我的。") == "媳妇":
            return Unclear(say("妻子请按“丈夫或妻子”，儿子的媳妇请按“其他人”。“媳妇”两样都有人说，怕记错。"))
        return ChoiceKind.understand(self, body, facts)

    def stands(self, value: Value, facts: Facts) -> bool:
        if value != CHILD:
            return ChoiceKind.stands(self, value, facts)
        return relation_of(facts) != CHILD or not facts.passed_over("sex")

    def show(self, value: Value, facts: Facts) -> Message:
        if value != CHILD:
            return ChoiceKind.show(self, value, facts)
        return RELATION_SHORT[relation_of(facts) or CHILD]


RELATION_KIND = RelationKind(RELATION)
