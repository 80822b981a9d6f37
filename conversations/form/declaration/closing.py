"""The end: papers if there are any, the pledge, the authorization, the review."""

from conversations.answers import SignedAnswer
from conversations.form.declaration import options
from conversations.form.declaration.assets import member_named
from conversations.form.declaration.persons import MEMBERS, words_for
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Group, Question, Section
from conversations.form.references import ItemKind, ReviewKind, SignatureKind
from conversations.form.sources import FORM_NOTE_1, SHANXI, at, both
from conversations.form.things import FileKind
from conversations.messages import say

_PAPER_WHY = say("有材料，工作人员看得快。没有也一样能交，以后再补。")


def _applies_for_aid(facts: Facts) -> bool:
    return facts.value("applies_for_aid") is True


def _signs_authorization(facts: Facts) -> bool:
    """Who signs the pledge by hand later signs the authorization on the same sheet."""
    pledge = facts.value("pledge")
    put_off = isinstance(pledge, SignedAnswer) and pledge.put_off
    return _applies_for_aid(facts) and not put_off


PAPERS = Section(
    "documents",
    say("材料照片"),
    (
        Group(
            key="documents",
            prefix="d",
            title=say("材料照片"),
            item_label=say("第 {number} 份材料"),
            questions=(
                Question(
                    "kind", ChoiceKind(options.DOCUMENT_KIND), say("材料种类"), say("{who}是哪一种？"), _PAPER_WHY,
                    say("住院清单、买药发票，选“医药费单子”。哪样都不像，选“其他材料”。"),
                ),
                Question(
                    "member", ItemKind(MEMBERS, member_named, words_for), say("是谁的"), say("{who}是谁的？"), _PAPER_WHY,
                    say("看这份材料上写的是谁的名字。全家的，比如户口本，选申报人。"),
                ),
                Question(
                    "file", FileKind(), say("照片"), say("请把{who}拍下来发给我，字要看得清。"), _PAPER_WHY,
                    say("放平，光线亮一点，四个角都拍进去。照片、PDF 都行。银行卡、密码不用拍。拍不了就按“跳过”，以后再补。"),
                    sensitive=True,
                ),
            ),
            more=Question(
                "more", YesNoKind(say("有，再加一份"), say("没有了")), say("材料照片"),
                say("还有别的材料，或者下一页要拍吗？"), _PAPER_WHY,
                say("有病的拍诊断书、药费单，有残疾的拍残疾证，有学生的拍学生证。身份证、户口本也行。没有就按“没有了”。"),
            ),
            more_first=say("手边有要交的材料吗？比如诊断书、残疾证、药费单。没有也能交。"),
            most=20,
        ),
    ),
)  # fmt: skip

SIGNING = Section(
    "signing",
    say("签名和提交"),
    (
        Question(
            "pledge", SignatureKind("pledge", by_hand=True), say("诚信承诺"),
            say("请看一下承诺：\n{pledge}\n同意的话，请打上您的全名，就算签名。"),
            say("登记表要有申报人的签名。记不准的地方没关系，照知道的填、写明记不清就行。（依据：{source}）", source=FORM_NOTE_1),
            say("打上您自己的全名，和前面填的一样。写小名、只写姓不行。在手机上签不了，可以以后手签，照样能交。"),
            prompt_to_proxy=say(
                "请把这段承诺念给申报人听：\n{pledge}\n他同意的话，请打上您自己的全名，就算替他签。"
                "想让他自己在纸上签，按下面的按钮。"
            ),
            required=say("请打上全名，就算签名，有了签名才能交。在手机上签不了，按“以后手签”也能交。"),
        ),
        Question(
            "authorization", SignatureKind("authorization"), say("核查授权"),
            say("您要申请救助，还要授权镇里核查：\n{authorization}\n同意的话，请再打一次您的全名。"),
            say(
                "申请救助，要核查家里的收入和财产，签了授权才能查。以后可以撤回。（依据：{source}）",
                source=both(FORM_NOTE_1, at(SHANXI, "四")),
            ),
            say("打上您自己的全名，再签一次。不想授权，就说“改一下是否申请救助”，选“先不申请，只登记”。"),
            prompt_to_proxy=say(
                "要申请救助，还要授权镇里核查。请念给申报人听：\n{authorization}\n他同意的话，请再打一次您自己的全名。"
            ),
            applies=_signs_authorization,
            required=say("请打上全名，授权才算签好。不想签，就说“改一下是否申请救助”，选“先不申请，只登记”。"),
        ),
        Question(
            "review", ReviewKind(), say("检查"), say("都填好了。请看一遍，没问题就交上去。"),
            say("交上去以前自己看一遍，有错现在就能改。"),
            say("哪条不对就按那条的“改”。空着的没关系，以后能补。都对，就按“没问题，交上去”。"),
            required=say("看完没问题，请按“没问题，交上去”。"), sensitive=True,
        ),
    ),
)  # fmt: skip
