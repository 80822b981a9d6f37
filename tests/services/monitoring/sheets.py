"""Small XLSX files for tests, as a spreadsheet writes them."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(rows: Sequence[Sequence[str | float]], *, head: str = "") -> bytes:
    """Rows of a first sheet: texts are shared, numbers stand as numbers. `head` goes before the sheet's XML."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    sheet = "".join(
        f'<row r="{line}">' + "".join(_cell(texts, line, at, cell) for at, cell in enumerate(row)) + "</row>"
        for line, row in enumerate(rows, 1)
    )
    shared = "".join(f"<si><t>{escape(text)}</t><rPh><t>du</t></rPh></si>" for text in texts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "xl/worksheets/sheet1.xml", f'{head}<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
        )
        packed.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return out.getvalue()


def _cell(texts: list[str], line: int, at: int, cell: str | float) -> str:
    place = f"{chr(ord('A') + at)}{line}"
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{texts.index(cell)}</v></c>' if cell else ""
    return f'<c r="{place}"><v>{cell}</v></c>'
