"""Words for codes of the check that staff read in more than one place: outcomes and documents."""

from conversations.messages import Message, say

OUTCOMES: dict[str, Message] = {
    "likely": say("可能符合"),
    "unlikely": say("不太符合"),
    "undetermined": say("信息不够"),
    "person_decides": say("由人来定"),
}
DOCUMENTS: dict[str, Message] = {
    "jiangxi-opinion-2024": say("江西实施意见（2024）"),
    "national-guobanfa-2023-39": say("国办发〔2023〕39号"),
    "shandong-draft-interpretation": say("山东政策解读"),
    "shanxi-guide-2021": say("山西指南（2021）"),
    "xpcc-division-plan": say("兵团实施方案"),
    "minfa-2021-57": say("民发〔2021〕57号"),
    "shenbao-readings": say("本系统的理解"),
}
