"""Telephone numbers in what is said, made to be pressed: who is in need should not have to copy digits."""

import re

from markupsafe import Markup, escape

_LANDLINE = re.compile(r"(?<![\d-])0\d{2,3}-\d{7,8}(?![\d-])", re.ASCII)
_SHORT = re.compile(r"(?<!\d)(?:110|119|120)(?!\d)", re.ASCII)
# Help lines of five digits, wherever they are named: nobody who hears them should have to type.
_HELP = re.compile(r"(?<![\d,.])12(?:338|345|355|356)(?![\d,.]|\s*[元块])", re.ASCII)
ALL_SHORT = frozenset(("110", "119", "120"))


def dialled(text: str) -> Markup:
    """`text` as HTML in which numbers can be called.

    The help lines too; 110, 119 and 120 only where all three are named together: by themselves they may be an amount or an age.
    """
    calls = [*_LANDLINE.finditer(text), *_HELP.finditer(text)]
    short = [*_SHORT.finditer(text)]
    if {found[0] for found in short} == ALL_SHORT:
        calls += short
    done, at = Markup(), 0
    for found in sorted(calls, key=lambda one: one.start()):
        number = found[0]
        done += escape(text[at : found.start()]) + Markup('<a href="tel:{0}">{0}</a>').format(number)
        at = found.end()
    return done + escape(text[at:])
