"""The end: papers if there are any, the pledge, the authorization, the review."""

from conversations.answers import SignedAnswer
from conversations.form.declaration import options
from conversations.form.declaration.assets import member_named
from conversations.form.declaration.persons import MEMBERS, words_for
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Group, Question, Section
from conversations.form.references import ItemKind, ReviewKind, SignatureKind
from conversations.form.things import FileKind
from conversations.messages import say

_PAPER_WHY = say("有材料，工作人员看得快。没有也一样能交，不会因为缺材料就不收。")


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
                    "kind", ChoiceKind(options.DOCUMENT_KIND), say("材料种类"), say("{who}是什么？"), _PAPER_WHY,
                    say("选一个最接近的。"),
                ),
                Question(
                    "member", ItemKind(MEMBERS, member_named, words_for), say("是谁的"), say("{who}是谁的？"), _PAPER_WHY,
                    say("选这份材料上写的人。"),
                ),
                Question(
                    "file", FileKind(), say("照片"), say("请把{who}拍下来发给我，字要看得清。"), _PAPER_WHY,
                    say("放平，光线亮一点，整张拍进去。一次发一张，还有第二页，后面再加一份。"), sensitive=True,
                ),
            ),
            more=Question(
                "more", YesNoKind(say("有，再加一份"), say("没有了")), say("材料照片"),
                say("还有别的材料，或者下一页要拍吗？"), _PAPER_WHY, say("没有就按“没有了”，以后补也行。"),
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
            say("登记表要有申报人的承诺才能收。记不准的地方没关系，照您知道的填就行。山西采集表 注 1。"),
            say("打上您自己的全名。名字要和前面填的一样。在手机上签不了，可以选以后手签，照样能交。"),
            prompt_to_proxy=say(
                "请把这段承诺念给申报人听：\n{pledge}\n他同意的话，请打上您自己的全名，就算替他签。"
                "想让他自己在纸上签，按下面的按钮。"
            ),
            required=say("没有签名，申报交不上去。在手机上签不了，按“以后手签”也能交。"),
        ),
        Question(
            "authorization", SignatureKind("authorization"), say("核查授权"),
            say("您要申请救助，还要授权镇里核查：\n{authorization}\n同意的话，请再打一次您的全名。"),
            say("申请救助，民政要查收入和财产，您签了授权才能查。山西采集表 注 1。以后可以撤回。"),
            say("打上您自己的全名。不想授权，可以按“上一步”改成只登记。"),
            prompt_to_proxy=say(
                "要申请救助，还要授权镇里核查。请念给申报人听：\n{authorization}\n他同意的话，请再打一次您自己的全名。"
            ),
            applies=_signs_authorization,
            required=say("要申请救助就要签这份授权。不想签，可以把“是否申请救助”改成只登记。"),
        ),
        Question(
            "review", ReviewKind(), say("检查"), say("都填好了。请看一遍，没问题就交上去。"),
            say("交上去以前自己看一遍，有错现在就能改。"), say("哪条不对就按那条的“改”。都对，就按“没问题，交上去”。"),
            required=say("看完没问题，请按“没问题，交上去”。"), sensitive=True,
        ),
    ),
)  # fmt: skip
