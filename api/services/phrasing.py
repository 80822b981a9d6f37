"""A phrase of the check as a message of the conversation: the same sentence, the same catalogue."""

from api.eligibility.phrases import Param as PhraseParam
from api.eligibility.phrases import Phrase
from conversations.messages import Message, Param


def as_message(phrase: Phrase) -> Message:
    """The message that says what the phrase says."""
    return Message(phrase.text, tuple((name, _param(value)) for name, value in phrase.params))


def _param(value: PhraseParam) -> Param:
    if isinstance(value, Phrase):
        return as_message(value)
    if isinstance(value, tuple):
        return tuple(as_message(each) for each in value)
    return value
