"""How the form speaks: short, plain, of the right person; and every word for a choice means one choice."""

import re
from collections.abc import Iterator

import pytest

from conversations.answers import fold
from conversations.form.declaration import DECLARATION
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind
from conversations.form.listing import plain
from conversations.form.model import Group, Question
from conversations.inputs import Text
from conversations.messages import Message
from conversations.understanding.normal import compact
from conversations.understanding.outcome import Doubtful, Sure
from tests.conversations.talk import WORLD, Talk, words
from tests.conversations.test_proxy import ASSISTANT

_UNKIND = re.compile("严禁|一律|后果自负|必须|不得|违者|责令|虚报|隐瞒|骗取|不能跳过")
_NOTICE = re.compile(r"\{(notice|pledge|authorization)\}")
# The five documents, the form that is part of one of them, and two from outside.
_NAMED = re.compile(
    "国办发〔2023〕39 号|江西省 2024 年实施意见|山东省实施意见（征求意见稿）政策解读|山西省转发的 2021 年工作指南"
    "|兵团师市实施方案|《低收入人口信息采集表》|民发〔2021〕57 号|《个人信息保护法》"
)
# What is asked of the proxy in person: the consents, who they are, the signatures, their last look.
_OF_THE_PROXY = re.compile(
    "consent|applicant_role|proxy[.]|pledge|authorization|review|income.difference|documents.*again"
)
_LONGEST_PROMPT, _LONGEST_HELP = 60, 120
_TYPED = ("text", "number", "money", "date", "location")


def _questions() -> Iterator[tuple[str, Question]]:
    for section in DECLARATION.sections:
        for entry in section.entries:
            if isinstance(entry, Group):
                for place, one in enumerate(entry.every):  # a key may have two questions, for two cases
                    again = any(one.key == other.key for other in entry.every[:place])
                    yield f"{entry.key}.N.{one.key}" + (" (again)" if again else ""), one
                yield f"{entry.key}.N.more", entry.more
            elif isinstance(entry, Question):
                yield entry.key, entry


QUESTIONS = dict(_questions())


def _prompts(question: Question) -> Iterator[Message]:
    yield question.prompt
    if question.prompt_to_proxy is not None:
        yield question.prompt_to_proxy


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_is_short_plain_and_says_what_counts(key: str) -> None:
    question = QUESTIONS[key]
    for prompt in map(plain, _prompts(question)):
        assert _NOTICE.search(prompt) or len(prompt) <= _LONGEST_PROMPT, (len(prompt), prompt)
    help_, why = plain(question.help), plain(question.why)
    assert 12 <= len(help_) <= _LONGEST_HELP, (len(help_), help_)
    assert 12 <= len(why) <= _LONGEST_HELP, (len(why), why)
    required = plain(question.required) if question.required is not None else ""
    assert not _UNKIND.search("".join((*map(plain, _prompts(question)), help_, why, required)))


@pytest.mark.parametrize("key", QUESTIONS)
def test_what_is_typed_has_an_example(key: str) -> None:
    question = QUESTIONS[key]
    assert question.kind.name not in _TYPED or question.example is not None


def test_a_source_is_called_by_its_one_name() -> None:
    cited = [
        (key, source)
        for key, question in QUESTIONS.items()
        for _, message in question.why.params
        if isinstance(message, Message)
        for source in plain(message).split("；")
    ]
    assert len(cited) > 60
    for key, source in cited:
        assert _NAMED.match(source), (key, source)
    # A document named in the sentence itself would go its own way.
    for key, question in QUESTIONS.items():
        assert not re.search("〔20|实施意见|工作指南|采集表", question.why.text + question.help.text), key


def test_every_word_for_a_choice_means_one_of_its_options() -> None:
    for key, question in QUESTIONS.items():
        if not isinstance(question.kind, ChoiceKind):
            continue
        seen: dict[str, str] = {}
        for option in question.kind.known:
            for word in {compact(one) for one in option.known_as[1]}:
                assert seen.setdefault(word, option.value) == option.value, (key, word)


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("members.N.occupation", "跑滴滴", "flexible_work"),
        ("members.N.occupation", "给人做保姆", "flexible_work"),
        ("members.N.occupation", "看大门的", "employed"),
        ("members.N.occupation", "失业", "unemployed"),
        ("members.N.health", "三高", "chronic_illness"),
        ("members.N.health", "瘫在床上", "unable_to_self_care"),
        ("assets.vehicles.N.kind", "电动三轮", "motorcycle"),
        ("assets.houses.N.kind", "窑洞", "self_built"),
        ("assets.houses.N.kind", "廉租房", "public_rental"),
        ("current_aid", "五保", ("tekun",)),
        ("current_aid", "大病救助", ("other",)),
    ],
)
def test_people_use_their_own_words(key: str, typed: str, meant: object) -> None:
    body = Text(typed)
    understood = QUESTIONS[key].kind.understand(body, Facts(fold(()), WORLD))
    assert isinstance(understood, Sure | Doubtful)
    assert understood.value == meant


def test_a_proxy_is_never_asked_about_you_where_the_applicant_is_meant() -> None:
    for key, question in QUESTIONS.items():
        told = question.prompt_to_proxy or question.prompt
        if not _OF_THE_PROXY.match(key):
            assert "您" not in plain(told), (key, plain(told))
        assert "您家" not in plain(question.why) + plain(question.help), key


def test_a_proxy_hears_the_name_of_the_applicant_all_the_way() -> None:
    talk = Talk().answer_all(ASSISTANT, "members.0.name")
    talk.text("周福生")
    while talk.asked is not None:
        prompt = words(talk.asked.prompt)
        assert "{" not in prompt, prompt
        assert talk.asked.kind == "confirm" or _OF_THE_PROXY.match(talk.asked.key) or "您" not in prompt, prompt
        for asked in ("why", "help"):
            talk.command("why" if asked == "why" else "help")
            assert "{" not in talk.heard_last, talk.heard_last
            assert "您家" not in talk.heard_last, talk.heard_last
        talk.answer_one(ASSISTANT)
    assert talk.filed
