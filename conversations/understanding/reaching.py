"""Whether somebody asks not to be telephoned: said where a number is asked, or in fear of who picks up."""

import re

from conversations.understanding.normal import compact

_NOT = "(?:不要|不用|不能|不敢|不许|不可以|千万别|先别|别|莫|勿)"
_TO_WHOM = "(?:给|跟|和|往)?(?:我|俺|咱|他|她|家里人?|家人|我家(?:里人?)?|我(?:男人|老公|丈夫|爱人|爸妈?|妈|婆婆|公公))*(?:们)?"
_NO_CALL = re.compile(
    f"{_NOT}(?:再|随便)?{_TO_WHOM}(?:打|来|通)(?:个)?(?:电话|手机)"
    f"|{_NOT}(?:再|随便)?{_TO_WHOM}(?:联系|找|告诉|通知|惊动){_TO_WHOM}(?:家里|家人|[他她](?!们家在)|老公|男人|丈夫|爱人|婆家|婆婆|公公)"
    "|(?:接|听)(?:不了|不到)电话|(?:不方便|不敢|没法|不能)(?:接|听|打)电话|电话(?:不方便|不安全|会被(?:听到|发现|查))"
    "|(?:don'?t|donot|never|cannot|can'?t)(?:please)?(?:call|phone|ring|talk|answer)|nophonecalls?|notsafetocall"
    f"|只(?:能)?(?:发|打)(?:短信|字)|^{_NOT}(?:再|来)?联系(?:我|了)*$"
)


def wants_no_call(text: str) -> bool:
    """Whether these words ask that nobody telephones them, or tells anyone at home."""
    return _NO_CALL.search(compact(text)) is not None
