"""A text that is signed, with its reading in another language beside it: the Chinese words are what binds."""

from conversations.messages import Message, say, verbatim
from conversations.world import TextVersion, World


def beside(prompt: Message, world: World, locale: str) -> Message:
    """The prompt with each text of the world it names followed by its reading in `locale`, where there is one."""
    texts = {name: text for name, text in world.texts.items() if locale in text.readings}
    if not texts:
        return prompt
    return Message(
        prompt.text,
        tuple((name, in_both(texts[name], locale) if name in texts else value) for name, value in prompt.params),
    )


def in_both(text: TextVersion, locale: str) -> Message:
    """The words of a text, and its reading in `locale` if there is one."""
    reading = text.readings.get(locale)
    if reading is None:
        return verbatim(text.words)
    return say("{words}\n（下面是给您看的译文，以中文为准）\n{reading}", words=text.words, reading=reading)
