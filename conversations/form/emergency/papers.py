"""The papers of an emergency that was paid: three photos, asked for one by one, each of which may be left out.

Help first, papers afterwards (国办发〔2023〕39号 四（三）); person, reason, amount and signature are registered
(兵团 师市方案 三（三）).
"""

from conversations.form.emergency.kinds import PhotosKind
from conversations.form.model import Form, Question, Section
from conversations.form.sources import NATIONAL, at
from conversations.messages import say
from conversations.understanding.lacking import no_paper

WHO, EVENT, RECEIVED, UNASKED = (f"emergency.papers.{key}" for key in ("who", "event", "received", "unasked"))
"""`UNASKED` is no question: photos that came before one was asked."""
PAPER_KEYS = (WHO, EVENT, RECEIVED, UNASKED)

_WHY = say("先帮后补：钱已经给了，材料是留底用的。（依据：{source}）", source=at(NATIONAL, "四（三）"))
_LEAVE = say("手边没有就按“跳过”，以后再发“补材料”也行。补不齐，给镇里打个电话，一起想办法。")

PAPERS = Form(
    "emergency",
    1,
    (
        Section(
            "emergency_papers",
            say("补材料"),
            (
                Question(
                    WHO, PhotosKind(), say("帮的是谁"), say("拍一张身份证或者户口本：帮的是谁，就拍谁的。"), _WHY, _LEAVE,
                    sensitive=True, lacking=no_paper,
                ),
                Question(
                    EVENT, PhotosKind(), say("出了什么事"),
                    say("拍一张能说明这件事的：医院的单子、消防或村里写的证明、现场照片，哪样都行。"), _WHY, _LEAVE,
                    sensitive=True, lacking=no_paper,
                ),
                Question(
                    RECEIVED, PhotosKind(), say("收到钱的签字"),
                    say("在纸上写“收到了”，写上名字和日期，拍一张。不会写，按个手印也行。"), _WHY, _LEAVE,
                    sensitive=True, lacking=no_paper,
                ),
            ),
        ),
    ),
)  # fmt: skip
