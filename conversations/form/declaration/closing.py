"""The end: the pledge, the authorization, the review."""

from conversations.answers import SignedAnswer
from conversations.form.facts import Facts
from conversations.form.model import Question, Section
from conversations.form.references import ReviewKind, SignatureKind
from conversations.form.sources import FORM_NOTE_1, SHANXI, at, both
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
