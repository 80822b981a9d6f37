"""Sets one sheet, as a program of its own: JSON in on standard input, a PDF out, or an exit status.

It runs in a process that may use little memory and little time and knows no key and no address. What a
household wrote comes in as data and is never read as markup, so nothing in it can act.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import TypedDict

import pylopdf_fonts_zh_cn
import typst

SHEETS = Path(__file__).with_name("sheets")
MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 30
# Paper can wait a moment; a conversation cannot.
NICER = 10
CANNOT_SET = 3


class Wanted(TypedDict):
    """`sheet` names a template, `data` is what it is filled with, `at` the day it is dated (Unix seconds)."""

    sheet: str
    data: object
    at: int


def set_sheet(wanted: Wanted) -> bytes:
    """The sheet as PDF/A-2b, the same bytes for the same data. Raises `typst.TypstError`."""
    folder = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    # Only these two fonts: what a sheet looks like must not depend on the machine it is set on.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    compiler = typst.Compiler(
        str(SHEETS / f"{wanted['sheet']}.typ"),
        root=str(SHEETS),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(wanted["data"], ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", timestamp=wanted["at"], pdf_standards=["a-2b"])
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def main() -> int:
    """Read, set, write; the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    os.nice(NICER)
    wanted: Wanted = json.load(sys.stdin.buffer)
    try:
        made = set_sheet(wanted)
    except typst.TypstError as error:
        # The message names a line of the template, never what it was filled with.
        print(error.message, file=sys.stderr)  # noqa: T201
        return CANNOT_SET
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
