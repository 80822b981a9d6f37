"""A declaration made for somebody else: who is declared, and how the conversation speaks of them."""

from conversations.form.facts import Facts
from conversations.messages import Message, say, verbatim

APPLICANT = "members"


def by_proxy(facts: Facts) -> bool:
    """Whether a relative, a neighbour or a village assistant answers, not the applicant."""
    return facts.value("applicant_role") == "proxy"


def applicant_name(facts: Facts) -> str | None:
    """The full name of the applicant as far as it was said."""
    first = next(iter(facts.answers.items.get(APPLICANT, ())), None)
    name = facts.value(f"{APPLICANT}.{first}.name") if first is not None else None
    return name if isinstance(name, str) else None


def proxy_name(facts: Facts) -> str | None:
    """The full name of whoever answers for the applicant; None when the applicant does, or it was not said."""
    name = facts.value("proxy.name") if by_proxy(facts) else None
    return name if isinstance(name, str) else None


def applicant_as_spoken_to(facts: Facts) -> Message:
    """How a prompt calls the applicant: 您, or for a proxy the name, before it is known 申报人."""
    if not by_proxy(facts):
        return say("您")
    name = applicant_name(facts)
    return verbatim(name) if name is not None else say("申报人")


def masked(name: str) -> str:
    """A name of which only the beginning is shown: 周**."""
    return f"{name[0]}**" if name else "**"


def whose(facts: Facts) -> Message | None:
    """The line over every question of a proxy: whose declaration this is; None when it is one's own."""
    if not by_proxy(facts):
        return None
    name = applicant_name(facts)
    return say("正在替 {name} 家填", name=masked(name)) if name is not None else say("正在替别人家填")
