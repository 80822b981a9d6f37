"""The end: the pledge, the authorization, the review."""

from conversations.answers import SignedAnswer
from conversations.form.facts import Facts
from conversations.form.model import Question, Section
from conversations.form.references import ReviewKind, SignatureKind
from conversations.messages import say


def _applies_for_aid(facts: Facts) -> bool:
    return facts.value("applies_for_aid") is True


def _signs_authorization(facts: Facts) -> bool:
    """Who signs the pledge by hand later signs the authorization on the same sheet."""
    pledge = facts.value("pledge")
    put_off = isinstance(pledge, SignedAnswer) and pledge.put_off
    return _applies_for_aid(facts) and not put_off


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
