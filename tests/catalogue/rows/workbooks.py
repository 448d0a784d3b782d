"""065 to 077: what only workbooks have, and workbooks that would harm the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from tests.catalogue.case import ERROR, FIXED, WARN, Case, Content, Told, row
from tests.catalogue.rows.cells import CELLS, book
from tests.cohort.reading.making import SHEET, edited, with_rows, xlsx

PEOPLE = "People"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
BLANK_ROWS = b"".join(
    b'<row r="%d" s="1"><c r="A%d" s="0"/></row>' % (n, n) for n in range(6, 1200)
)


def _changed(part: str, change: Callable[[bytes], bytes]) -> dict[str, Content]:
    """Return the four people as a workbook, one part changed or added."""
    return {"cohort.xlsx": lambda: edited(xlsx({PEOPLE: CELLS}), part, change)}


def _rows(more: bytes) -> dict[str, Content]:
    return {"cohort.xlsx": lambda: with_rows(xlsx({PEOPLE: CELLS}), more)}


def _places_of_r1(cell: bytes) -> dict[str, Content]:
    """Return the workbook with other XML for the two places of R1."""

    def change(xml: bytes) -> bytes:
        start = xml.index(b'<c r="I4"')
        end = xml.index(b"</c>", start) + len(b"</c>")
        return xml[:start] + cell + xml[end:]

    return _changed(SHEET, change)


def _with_prolog(prolog: bytes) -> dict[str, Content]:
    def change(xml: bytes) -> bytes:
        return prolog + (xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else xml)

    return _changed("xl/workbook.xml", change)


def _hidden_sheet(made: Any) -> None:
    made.create_sheet("Last year").append(["id", "role"])
    made["Last year"].sheet_state = "hidden"


def _table_below(made: Any) -> None:
    sheet = made.worksheets[0]
    for cells in ([], ["Mentors"], ["name", "offers", "places"], ["Rosalind", "promotion", 2]):
        sheet.append(cells)


def _hidden_parts(made: Any) -> None:
    made.worksheets[0].row_dimensions[3].hidden = True
    made.worksheets[0].column_dimensions["D"].hidden = True


def _second_table() -> bytes:
    lines = [[*cells, "", *extra] for cells, extra in zip(CELLS, _EXTRA, strict=True)]
    return xlsx({PEOPLE: lines})


_EXTRA = [["name", "role"], ["x", "y"], ["", ""], ["", ""], ["", ""]]


def _two_unnamed_sheets() -> bytes:
    other = [["id", "name"], ["X1", "Somebody Else"]]
    return xlsx({"Sheet1": CELLS, "Sheet2": other})


def _bomb() -> bytes:
    out = io.BytesIO(xlsx({PEOPLE: CELLS}))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(210):
            part.write(bytes(1_000_000))
    return out.getvalue()


WORKBOOKS = (
    row(
        65,
        "Error values such as #REF! and #N/A",
        *(
            Case(
                name,
                book(D3=error),
                (Told(ERROR, "formula-error", 3, "organisation", sheet=PEOPLE),),
                3,
                says=(f"Cell D3 shows the error {error}",),
            )
            for name, error in (("ref", "#REF!"), ("na", "#N/A"), ("div", "#DIV/0!"))
        ),
    ),
    row(
        66,
        "Formula that was never calculated",
        Case(
            "not-calculated",
            book(D3='="Norbridge"&" University"'),
            (Told(ERROR, "formula-not-calculated", 3, "organisation", sheet=PEOPLE),),
            3,
        ),
    ),
    row(
        67,
        "Formula with a saved value",
        Case("saved", _places_of_r1(b'<c r="I4"><f>1+1</f><v>2</v></c>')),
        Case(
            "from-another-file",
            _places_of_r1(b'<c r="I4"><f>[1]Sheet1!A1</f><v>2</v></c>'),
            (Told(WARN, "external-link", 4, "places", sheet=PEOPLE),),
        ),
    ),
    row(
        68,
        "Hidden sheets, several visible ones",
        Case("hidden", book(_hidden_sheet), (Told(WARN, "hidden-sheet"),)),
        Case(
            "two-visible",
            {"cohort.xlsx": _two_unnamed_sheets},
            (Told(ERROR, "role-unknown", sheet="Sheet2"),),
            3,
            says=("name the sheet or file mentors or mentees",),
        ),
    ),
    row(
        69,
        "Hidden or filtered rows and columns",
        Case(
            "hidden",
            book(_hidden_parts),
            (
                Told(WARN, "hidden-rows", 3, sheet=PEOPLE),
                Told(WARN, "hidden-columns", sheet=PEOPLE),
            ),
            says=("rows: 1", "Hidden columns were read like all others: D"),
        ),
    ),
    row(
        70,
        "Several tables on one sheet",
        Case(
            "side-by-side",
            {"cohort.xlsx": _second_table},
            (
                Told(ERROR, "duplicate-heading", 1, "name", sheet=PEOPLE, more=(1,)),
                Told(ERROR, "duplicate-heading", 1, "role", sheet=PEOPLE, more=(1,)),
                Told(ERROR, "several-tables", 1, "J", sheet=PEOPLE),
            ),
            3,
        ),
        Case(
            "one-below-the-other",
            {"cohort.xlsx": lambda: xlsx({PEOPLE: CELLS}, _table_below)},
            (
                Told(ERROR, "second-table", 8, sheet=PEOPLE),
                Told(FIXED, "blank-rows", 6, sheet=PEOPLE),
            ),
            3,
        ),
    ),
    row(
        71,
        "A thousand blank styled rows and more",
        Case(
            "blank-to-the-end",
            _rows(BLANK_ROWS),
            (Told(FIXED, "blank-rows-end", 1006, sheet=PEOPLE),),
        ),
        Case(
            "somebody-below",
            _rows(BLANK_ROWS + b'<row r="1300"><c r="A1300"><v>7</v></c></row>'),
            (Told(ERROR, "content-after-gap", 1006, sheet=PEOPLE),),
            3,
        ),
    ),
    row(
        72,
        "Stray cell in the last row or column",
        Case(
            "last-cell",
            _rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            (Told(ERROR, "stray-cell", 1_048_576, "XFD", sheet=PEOPLE),),
            3,
            says=("Cell XFD1048576",),
        ),
    ),
    row(
        73,
        "Zip bomb",
        Case("bomb", {"cohort.xlsx": _bomb}, (Told(ERROR, "zip-bomb"),), 3),
        Case(
            "dense-part",
            _changed("xl/bomb.xml", lambda _: bytes(200_000)),
            (Told(ERROR, "zip-bomb"),),
            3,
        ),
    ),
    row(
        74,
        "Billion laughs",
        Case("entities", _with_prolog(LAUGHS), (Told(ERROR, "document-type"),), 3),
    ),
    row(
        75,
        "External entity",
        Case("entity", _with_prolog(OUTSIDE), (Told(ERROR, "document-type"),), 3),
    ),
    row(
        76,
        "Macros, external links, embedded objects",
        Case("macros", _changed("xl/vbaProject.bin", lambda _: b"x"), (Told(ERROR, "macros"),), 3),
        Case(
            "links",
            _changed("xl/externalLinks/externalLink1.xml", lambda _: b"<a/>"),
            (Told(WARN, "external-link"),),
        ),
        Case(
            "objects",
            _changed("xl/embeddings/oleObject1.bin", lambda _: b"x"),
            (Told(WARN, "embedded-object"),),
        ),
    ),
    row(77, "Reader that changes under us", Case("workbook", book())),
)
