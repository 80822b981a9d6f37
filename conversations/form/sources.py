"""The documents that questions refer to, each by one name: the one the letter with the result uses too.

Five are the documents this product carries out; the last two are from outside them and name no section here,
or a section of the law itself. A section is the document's own: `at(NATIONAL, "四（二）1")`.
"""

from conversations.messages import Message, say, verbatim

NATIONAL = say("国办发〔2023〕39 号")
JIANGXI = say("江西省 2024 年实施意见")
SHANDONG = say("山东省实施意见（征求意见稿）政策解读")
SHANXI = say("山西省转发的 2021 年工作指南")
XPCC = say("兵团师市实施方案")
# The form at the end of the guide of 2021, by its own title.
FORM = say("《低收入人口信息采集表》")
FORM_NOTE_1 = say("《低收入人口信息采集表》注 1")
# From outside: the measure on who gets the minimum living allowance, and the law on personal information.
MEASURE = say("民发〔2021〕57 号")
PRIVACY_TELL = say("《个人信息保护法》第十四条、第十七条")
PRIVACY_SENSITIVE = say("《个人信息保护法》第二十九条")
PRIVACY_CONSENT = say("《个人信息保护法》第十三条、第二十九条")


def at(document: Message, section: str) -> Message:
    """A section of a document, as a part of a sentence."""
    return say("{document} {section}", document=document, section=verbatim(section))


def both(one: Message, other: Message) -> Message:
    """Two sources of the same thing."""
    return say("{one}；{other}", one=one, other=other)
