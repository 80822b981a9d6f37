"""Whether somebody tells of another household than their own, and how they name it: a village assistant, a neighbour."""

import re

from conversations.understanding.normal import compact

_TELLER = re.compile(
    "协理员|网格员|志愿者|社工|(?:村|组|队|居委会|社区)(?:里)?的?(?:主任|书记|支书|干部|委员|会计|医生|组长)|我是(?:村|居)委"
    "|(?:帮|替|给)(?:[^,我]{1,8}(?:家|户)|别人|他们?|她们?|邻居|村民)(?:来)?(?:报|求助|求救|申请|说)"
    "|(?:帮|替|代)[^,我警]{1,10}(?:报|求助|求救)"
)
_COUNTED = "[0-9一二三四五六七八九十]{1,3}(?:组|队|社)"
_KIN = "(?:大爷|大娘|大妈|大叔|大伯|大婶|婶子?|叔|伯|奶奶|爷爷|大嫂|嫂子?|大哥|大姐|师傅)"
_ELSEWHERE = re.compile(
    f"(?:邻居|隔壁)(?:老?[一-龥]{{1,3}})?家|(?:还|另外?|再)有[一二两三几]?(?:家|户)|(?:别|另)(?:的)?(?:人|一)家"
    f"|(?:村|组|队|寨|楼)(?:里|上)(?:的|有)?[一二两三几]?(?:个|户|家)|村里的?老?[一-龥]{_KIN}|{_COUNTED}的?(?:老?[一-龥]{{1,2}}{_KIN}|[一-龥]{{1,3}}家)"
)
_OWN = re.compile(
    "(?:我|俺|咱)们?(?:自己)?(?:家|妈|爸|娘|爹|儿|女|孩|娃|老婆|老公|媳妇|男人|爱人|爷爷?|奶奶?|弟|妹|哥|姐|也)|我被|我们被"
)
_NAMED = re.compile(
    f"(?:{_COUNTED}的?)(?:老?[一-龥]{_KIN}|老?[一-龥]{{1,3}}(?=家))(?:家|老两口|一家)?"
    f"|(?<=[的是有,家村里])老?[一-龥]{_KIN}(?:家|老两口|一家)?|(?<=[壁居])老?[一-龥]{{1,2}}家|^老?[一-龥]{_KIN}家"
)


def speaks_of_others(words: str) -> bool:
    """Whether these words tell of somebody else's household: by office, or as a neighbour not struck themselves."""
    said = compact(words)
    if _TELLER.search(said) is not None:
        return True
    return _ELSEWHERE.search(said) is not None and _OWN.search(said) is None


def household_named(words: str) -> str | None:
    """The one household named in the words, as it was called (三组张大爷家); None where none is, or several are."""
    found = {one.group() for one in _NAMED.finditer(compact(words))}
    return found.pop() if len(found) == 1 else None
