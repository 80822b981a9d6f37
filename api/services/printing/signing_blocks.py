"""What stands where somebody signs: the text, the name or the drawing, the day, or room to do it by hand."""

from collections.abc import Callable
from datetime import datetime

from api.services.calendar.workdays import SHANGHAI
from api.services.printing.cells import moment
from api.services.printing.filed import Filed, Signature
from api.services.printing.terms import CHANNEL

Words = Callable[[str, str], str]
_SHORT = 16


def signing_block(filed: Filed, key: str, words: Words) -> dict[str, object]:
    """The block of the pledge or the applicant's authorization. `state`: `signed`, `by_hand` or `not_needed`."""
    signature = filed.signature(key)
    on_paper = _signed_on_paper(filed)
    if key == "authorization" and not filed.applies_for_aid:
        return {**_empty("not_needed"), "words": words(key, "")}
    if key == "authorization" and filed.adults:
        # What the applicant did last by a link of their own counts, as it does on the console.
        signature = filed.adults[0].signature or signature
        if filed.adults[0].standing.state == "withdrawn":
            return {**_empty("withdrawn"), "words": words(key, signature.text_version if signature else "")}
    if key == "pledge" and filed.confirmed is not None:
        signature = filed.confirmed
    version = signature.text_version if signature is not None else ""
    block = {**block_of(signature), "words": words(key, version)}
    if block["state"] == "by_hand" and on_paper:
        block["how"] = on_paper
    return block


def block_of(signature: Signature | None) -> dict[str, object]:
    """Name, drawing and day of one signature; room for it where there is none."""
    if signature is None or signature.by_hand:
        return _empty("by_hand")
    local = signature.at.astimezone(SHANGHAI)
    digest = f"，校验码 {signature.digest[:_SHORT]}" if signature.digest else ""
    behalf = f"，代 {signature.behalf} 签" if signature.behalf else ""
    return {
        "state": "signed",
        "name": signature.name or "",
        "drawn": list(signature.drawn) if signature.drawn is not None else None,
        "date": _date(local),
        "behalf": signature.behalf or "",
        "how": f"{CHANNEL.get(signature.channel, signature.channel)}签名，{moment(signature.at)}{behalf}{digest}",
    }


def _empty(state: str) -> dict[str, object]:
    return {"state": state, "name": "", "drawn": None, "date": None, "behalf": "", "how": ""}


def _date(local: datetime) -> list[str]:
    return [str(local.year), str(local.month), str(local.day)]


def _signed_on_paper(filed: Filed) -> str:
    """That the signature lies on paper, where staff wrote so down."""
    step = filed.last("record_signature")
    if step is None:
        return ""
    where = {"window": "窗口", "visit": "入户"}.get(step.record.place, step.record.place)
    return f"已在纸上签名（{where}，{step.record.signed_on}），原件存档"
