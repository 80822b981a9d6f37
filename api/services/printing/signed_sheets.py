"""The pledge and the authorizations as sheets of their own: the text that was signed, by whom, when, bound to what."""

from api.services.printing.cells import moment
from api.services.printing.filed import Adult, Filed, Signature
from api.services.printing.paper import Paper, head_of
from api.services.printing.press import Sheet
from api.services.printing.signing_blocks import block_of, signing_block
from api.services.printing.terms import CHANNEL, RELATION

_STATES = {
    "given": "已授权", "withdrawn": "已撤回授权", "wanted": "还没有授权", "by_hand": "待在纸上签名",
}  # fmt: skip


def pledge_sheet(filed: Filed, paper: Paper) -> Sheet:
    """诚信承诺书: one page, for the applicant, and the proxy where there is one."""
    block = signing_block(filed, "pledge", paper.words)
    page = {
        "title": "申报人诚信承诺书", "who": filed.applicant, "role": "申报人", "note": _on_behalf(filed),
        "block": block, "facts": _facts(filed.confirmed or filed.signature("pledge")),
    }  # fmt: skip
    return Sheet("signed", {"head": head_of(filed), "pages": [page]}, filed.filed_at)


def authorization_sheet(filed: Filed, paper: Paper) -> Sheet:
    """核查授权书: a page for each adult whose own authorization is wanted; to be signed where it is not yet."""
    pages = [_authorization(filed, one, paper) for one in filed.adults]
    if not pages:
        block = signing_block(filed, "authorization", paper.words)
        pages = [
            {
                "title": "救助申请人核查授权书", "who": filed.applicant, "role": "授权人", "note": "", "block": block,
                "facts": [],
            }
        ]  # fmt: skip
    return Sheet("signed", {"head": head_of(filed), "pages": pages}, filed.filed_at)


def _authorization(filed: Filed, adult: Adult, paper: Paper) -> dict[str, object]:
    signature = adult.signature if adult.standing.state == "given" else None
    version = adult.signature.text_version if adult.signature is not None else ""
    relation = RELATION.get(adult.relation, adult.relation)
    facts = [["现在的情况", _STATES[adult.standing.state]]]
    if adult.standing.state == "withdrawn" and adult.standing.at is not None:
        facts.append(["撤回时间", moment(adult.standing.at)])
    return {
        "title": "救助申请人核查授权书",
        "who": adult.name,
        "role": "授权人",
        "note": "" if adult.standing.member == 0 else f"与申报人 {filed.applicant} 的关系：{relation}",
        "block": {**block_of(signature), "words": paper.words("authorization", version)},
        "facts": [*facts, *_facts(signature)],
    }


def _on_behalf(filed: Filed) -> str:
    proxy = filed.answer("proxy.name")
    return f"由 {proxy} 代为申报" if proxy and filed.answers.get("applicant_role") == "proxy" else ""


def _facts(signature: Signature | None) -> list[list[str]]:
    """What stands behind a signature that was given: kept here so that it can be checked later."""
    if signature is None or signature.by_hand:
        return []
    given = "手写在屏幕上" if signature.drawn is not None else "打上全名"
    return [
        ["签名方式", f"{CHANNEL.get(signature.channel, signature.channel)}，{given}"],
        ["签名时间", moment(signature.at)],
        ["文本版本", signature.text_version],
        *([["代签", f"代 {signature.behalf} 签"]] if signature.behalf else []),
        *([["校验码（文本和所填内容，SHA-256）", signature.digest]] if signature.digest else []),
    ]
