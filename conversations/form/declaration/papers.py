"""Papers, if there are any: a paper has a kind, a person, and one photo or PDF after another.

The first page is `documents.N.file`, then `documents.N.next` asks for one more; further pages are `file_2` and
`next_2` to `file_10`. A photo that came before it was asked for stands in an item of its own (`UNASKED`), whose
kind is asked here; `NO_PAPER` takes it away again.
"""

import re
from collections.abc import Iterator

from conversations.answers import Answers
from conversations.form.declaration import belongings
from conversations.form.declaration.assets import member_named
from conversations.form.declaration.persons import MEMBERS, words_for
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, OptionWords, YesNoKind
from conversations.form.model import Group, Question, Section
from conversations.form.references import ItemKind
from conversations.form.things import FileKind
from conversations.messages import Message, say

GROUP = "documents"
MOST_PAPERS = 20
MOST_PAGES = 10
# Not a question: in the log beside the answers of an item, it tells that its photo came unasked.
UNASKED = "unasked"
# Nor this: its photos were sent in an emergency.
TOLD = "told"
NO_PAPER = "none"
PAGE_KEY = re.compile(r"documents\.(?P<item>\w+)\.file(?:_(?P<page>\d+))?")
_NEXT_KEY = re.compile(r"documents\.(?P<item>\w+)\.next(?:_(?P<page>\d+))?")

_WHY = say("有材料，工作人员看得快。没有也一样能交，以后再补。")
_KINDS = (*belongings.DOCUMENT_KIND, OptionWords(NO_PAPER, say("不是要交的材料"), ("不是", "不用交", "发错了")))


def page_path(item: str, page: int) -> str:
    """Where page `page` (from 1) of the paper `item` stands."""
    return f"{GROUP}.{item}.{_file(page)}"


def next_path(item: str, page: int) -> str:
    """Where it is asked whether a page follows page `page`."""
    return f"{GROUP}.{item}.{_next(page)}"


def page_of(path: str) -> tuple[str, int] | None:
    """Item and page of a page's path; None for any other path."""
    found = PAGE_KEY.fullmatch(path)
    return (found["item"], int(found["page"] or 1)) if found is not None else None


def page_before(path: str) -> tuple[str, int] | None:
    """Item and page after which this path asks for one more; None for any other path."""
    found = _NEXT_KEY.fullmatch(path)
    return (found["item"], int(found["page"] or 1)) if found is not None else None


def pages_of(answers: Answers, item: str) -> tuple[str, ...]:
    """The paths of the pages that were sent of a paper, in order."""
    paths = (page_path(item, page) for page in range(1, MOST_PAGES + 1))
    return tuple(path for path in paths if isinstance(answers.value(path), str))


def told_papers(answers: Answers) -> tuple[str, ...]:
    """The items that were sent in an emergency and are still there."""
    return tuple(item for item in answers.items.get(GROUP, ()) if answers.value(f"{GROUP}.{item}.{TOLD}") is True)


def _file(page: int) -> str:
    return "file" if page == 1 else f"file_{page}"


def _next(page: int) -> str:
    return "next" if page == 1 else f"next_{page}"


def _asked(facts: Facts) -> bool:
    """A paper that was asked for."""
    return facts.here(UNASKED) is not True


def _unasked(facts: Facts) -> bool:
    """A photo that was sent before papers were asked for."""
    return facts.here(UNASKED) is True


def _several_people(facts: Facts) -> bool:
    """More than one person lives in the household."""
    return len(facts.answers.items.get(MEMBERS, ())) > 1


def _called(facts: Facts) -> Message | None:
    """A paper of an emergency by what it is: it was sent long before, and under no number."""
    kind = next((one.label for one in belongings.DOCUMENT_KIND if one.value == facts.here("kind")), None)
    return say("报急事时拍过的{kind}", kind=kind) if kind is not None and facts.here(TOLD) is True else None


def _first_page() -> Question:
    return Question(
        "file", FileKind(), say("照片"), say("请把{who}拍下来发给我，字要看得清。"), _WHY,
        say("放平，光线亮一点，四个角都拍进去。有好几页就一页一页发，或一次选好几张。银行卡密码不用拍。"), sensitive=True,
    )  # fmt: skip


def _further_page(page: int) -> Question:
    def wanted(facts: Facts) -> bool:
        """There is one more page."""
        return facts.here(_next(page - 1)) is True

    return Question(
        _file(page), FileKind(), say("照片 第 {page} 页", page=page),
        say("请把{who}的第 {page} 页拍下来发给我。", page=page), _WHY,
        say("放平，光线亮一点，整张拍进去。没有这一页，按“跳过”。"), applies=wanted, sensitive=True,
    )  # fmt: skip


def _one_more_page(page: int) -> Question:
    def sent(facts: Facts) -> bool:
        """The page before was sent."""
        return isinstance(facts.here(_file(page)), str)

    return Question(
        _next(page), YesNoKind(say("还有一页"), say("没有了，就这些")), say("还有一页"),
        say("{who}还有一页吗？"), _WHY, say("有下一页，直接拍了发来也行。没有就按“没有了，就这些”。"),
        applies=sent, steers=True,
    )  # fmt: skip


def _pages() -> Iterator[Question]:
    for page in range(1, MOST_PAGES + 1):
        yield _first_page() if page == 1 else _further_page(page)
        if page < MOST_PAGES:
            yield _one_more_page(page)


PAPERS = Section(
    GROUP,
    say("材料照片"),
    (
        Group(
            key=GROUP,
            prefix="d",
            title=say("材料照片"),
            item_label=say("第 {number} 份材料"),
            questions=(
                Question(
                    "kind", ChoiceKind(belongings.DOCUMENT_KIND), say("材料种类"), say("{who}是哪一种？"), _WHY,
                    say("住院清单、买药发票，选“医药费单子”。哪样都不像，选“其他材料”。"), applies=_asked,
                ),
                Question(
                    "kind", ChoiceKind(_KINDS), say("材料种类"),
                    say("您前面发来过照片，我存着（{who}）。这是要交的材料吗？是什么？"), _WHY,
                    say("选一个最接近的。不是要交的，按“不是要交的材料”，我就不交上去。"), applies=_unasked,
                ),
                Question(
                    "member", ItemKind(MEMBERS, member_named, words_for), say("是谁的"), say("{who}是谁的？"), _WHY,
                    say("看材料上写的是谁的名字。全家的，比如户口本，选申报人。"), applies=_several_people,
                ),
                *_pages(),
            ),
            more=Question(
                "more", YesNoKind(say("有，再加一份"), say("没有了")), say("材料照片"),
                say("还有别的材料吗？"), _WHY,
                say("有病的拍诊断书、药费单，有残疾的拍残疾证，有学生的拍学生证。有就直接拍了发来，没有按“没有了”。"),
            ),
            more_first=say("手边有要交的材料吗？比如诊断书、残疾证、药费单。没有也能交。"),
            most=MOST_PAPERS,
            called=_called,
        ),
    ),
)  # fmt: skip
