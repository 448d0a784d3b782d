"""001 to 015: encodings, bytes, and files that are not what they seem."""

from __future__ import annotations

import io
import os
from pathlib import Path

from tests.catalogue.case import BASE, E1, E2, ERROR, HEAD, R1, R2, WARN, Case, Told, base, csv, row
from tests.cohort.reading.making import xlsx

ACCENTED = base("Rosalind", "Zoë")
ZOE = {
    "E1": "Wilhelmina Quillfeather",
    "E2": "Barnaby Thistledown",
    "R1": "Zoë Marchbanks",
    "R2": "Ottoline Farthingale",
}
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CELLS = [line.split(",") for line in BASE.strip().split("\n")]


def workbook() -> bytes:
    """Return the four people as a workbook."""
    return xlsx({"People": CELLS})


def _ole2(stream: str) -> bytes:
    return OLE2 + stream.encode("utf-16-le") + bytes(512)


def _short_zip() -> bytes:
    return workbook()[:900]


def _not_a_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")


def _to_row_65536() -> bytes:
    """Return a table whose last person stands in the last row that .xls has."""
    text = io.StringIO()
    text.write(HEAD + E1 + E2 + R1)
    text.write("\n" * (65_536 - 5))
    text.write(R2)
    return text.getvalue().encode()


ENCODING = (
    row(
        1,
        "UTF-8 byte-order mark",
        Case("byte-order-mark", csv(b"\xef\xbb\xbf" + ACCENTED.encode()), people=ZOE),
    ),
    row(
        2,
        "Windows-1252 file with accents",
        Case(
            "windows-1252",
            csv(ACCENTED.encode("cp1252")),
            (Told(WARN, "windows-1252", 4),),
            people=ZOE,
        ),
    ),
    row(
        3,
        "UTF-8 once read as Latin-1",
        Case(
            "garbled-accents",
            csv(base("Rosalind", "ZoÃ«")),
            (Told(WARN, "garbled-accents", 4, "name"),),
            people={**ZOE, "R1": "ZoÃ« Marchbanks"},
        ),
        Case("ordinary-accents", csv(base("Rosalind", "Åsa Ângela")), people=None),
    ),
    row(
        4,
        "Smart quote turned into a control character",
        Case(
            "control-character",
            csv(base("University of Exampleton", "St Ann\x92s College")),
            (Told(ERROR, "control-character", 2, "organisation"),),
            3,
        ),
    ),
    row(
        5,
        "UTF-16, as Excel's Unicode Text",
        Case("utf-16", csv(("\ufeff" + ACCENTED).encode("utf-16-le")), people=ZOE),
        Case("utf-16-big-endian", csv(("\ufeff" + ACCENTED).encode("utf-16-be")), people=ZOE),
    ),
    row(
        6,
        "NUL byte",
        Case(
            "nul-byte",
            csv(base("Rosalind", "Rosalind\x00")),
            (Told(ERROR, "binary-data", 4, "name"),),
            3,
        ),
        Case("binary-file", csv(bytes(range(256)) * 8), (Told(ERROR, "binary-data", 1),), 3),
    ),
    row(
        7,
        "Several encodings in one file",
        Case(
            "two-encodings",
            csv(
                base("Rosalind", "Zoë").encode()
                + R1.replace("R1", "R3").replace("Rosalind", "René").encode("cp1252")
            ),
            (Told(ERROR, "mixed-encoding", 6),),
            3,
            says=("not in UTF-8, the encoding of the rest",),
        ),
    ),
    row(
        8,
        "Carriage returns alone, or mixed line ends",
        Case("carriage-returns", csv(BASE.replace("\n", "\r"))),
        Case(
            "mixed-line-ends",
            csv(HEAD + E1.replace("\n", "\r\n") + E2.replace("\n", "\r") + R1 + R2),
        ),
    ),
    row(
        9,
        "Empty, white space only, or headings only",
        Case("empty", csv(""), (Told(ERROR, "empty-file"),), 3),
        Case("white-space", csv(" \n \n"), (Told(ERROR, "empty-file"),), 3),
        Case("headings-only", csv(HEAD), (Told(ERROR, "no-rows", 1),), 3),
        Case(
            "blank-workbook",
            {"cohort.xlsx": lambda: xlsx({"People": []})},
            (Told(ERROR, "empty-file"),),
            3,
        ),
    ),
    row(
        10,
        "Truncated download",
        Case("short-last-row", csv(BASE[:-30]), (Told(ERROR, "cut-off", 5),), 3),
        Case(
            "open-quote",
            csv(base("Eastlea Trust", '"Eastlea Trust, North')[:-50]),
            (Told(ERROR, "open-quote", 5),),
            3,
        ),
        Case("workbook", {"cohort.xlsx": _short_zip}, (Told(ERROR, "damaged"),), 3),
        Case(
            "at-a-line-end",
            csv(HEAD + E1 + E2 + R1),
            people={key: name for key, name in ZOE.items() if key != "R2"}
            | {"R1": "Rosalind Marchbanks"},
            why="A CSV file says nowhere how many rows it has: the number of people read is shown.",
        ),
    ),
    row(
        11,
        "Content under the wrong name",
        Case("workbook-as-csv", {"cohort.csv": workbook}, (Told(ERROR, "wrong-name"),), 3),
        Case("csv-as-xlsx", {"cohort.xlsx": BASE}, (Told(ERROR, "wrong-name"),), 3),
        Case("workbook-as-xls", {"cohort.xls": workbook}, (Told(ERROR, "wrong-name"),), 3),
        Case(
            "web-page-as-xls",
            {"cohort.xls": "<html><table><tr><td>id</td></tr></table></html>"},
            (Told(ERROR, "wrong-format"),),
            3,
            says=("a web page (HTML)",),
        ),
    ),
    row(
        12,
        "Old .xls, or a table that ends where one would",
        Case("old-excel", {"cohort.xls": _ole2("Workbook")}, (Told(ERROR, "old-excel"),), 3),
        Case(
            "row-65536",
            csv(_to_row_65536),
            (Told("FIXED", "blank-rows", 5), Told(WARN, "row-limit-reached", 65_536)),
        ),
    ),
    row(
        13,
        "Workbook with a password",
        Case(
            "password",
            {"cohort.xlsx": _ole2("EncryptedPackage")},
            (Told(ERROR, "password"),),
            3,
            says=("File > Info",),
        ),
    ),
    row(
        14,
        "Zero-byte or corrupt workbook, Excel's owner file",
        Case("zero-bytes", {"cohort.xlsx": b""}, (Told(ERROR, "empty-file"),), 3),
        Case("corrupt", {"cohort.xlsx": b"PK\x03\x04" + bytes(99)}, (Told(ERROR, "damaged"),), 3),
        Case("owner-file", {"~$cohort.xlsx": bytes(165)}, (Told(ERROR, "owner-file"),), 3),
    ),
    row(
        15,
        "Folder, missing path, pipe, no permission",
        Case(
            "folder",
            {"people/notes.txt": "x"},
            (),
            2,
            ("people",),
            says=("people: this is a folder",),
            shows=ERROR,
        ),
        Case(
            "missing",
            {"notes.txt": "x"},
            (),
            2,
            ("cohort.csv",),
            says=("cohort.csv: there is no such file",),
            shows=ERROR,
        ),
        Case(
            "pipe",
            {"notes.txt": "x"},
            (),
            2,
            ("pipe.csv",),
            says=("this is a pipe or device",),
            prepare=_not_a_file,
            shows=ERROR,
        ),
    ),
)
