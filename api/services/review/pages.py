"""The pages of a kept paper as pictures: a photo is one, of a PDF made here each page is one already.

Everything that is kept was made anew by `imaging`; a PDF of ours holds a JPEG a page and nothing else. So pages are
taken out as they lie there, and nothing is decoded in this process.
"""

import re
from collections.abc import Iterator

from api.services.review.views import PaperFile

# What Pillow writes before a page's JPEG, and how long it says that is.
_HEAD = re.compile(rb"/Filter /DCTDecode[^<>]{0,200}?/Length (\d{1,9})\s*>>\s*stream\r?\n")
_BEGINS = b"\xff\xd8\xff"
_JPEG, _PDF = "image/jpeg", "application/pdf"
_PICTURES = (_JPEG, "image/png")


def pages_of(paper: PaperFile) -> tuple[tuple[str, bytes], ...]:
    """(MIME type, picture) of each page; none for what is neither a photo nor a PDF of ours."""
    if paper.mime in _PICTURES:
        return ((paper.mime, paper.content),)
    if paper.mime != _PDF:
        return ()
    return tuple((_JPEG, page) for page in _jpegs(paper.content))


def _jpegs(content: bytes) -> Iterator[bytes]:
    at = 0
    while (head := _HEAD.search(content, at)) is not None:
        at = head.end() + int(head[1])
        page = content[head.end() : at]
        if page.startswith(_BEGINS):
            yield page
