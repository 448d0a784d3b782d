"""120 to 126: hostile text on its way out."""

from __future__ import annotations

import csv as csv_module
import zipfile
from pathlib import Path

from tests.catalogue.case import ERROR, FIXED, PEOPLE, WARN, Case, Told, base, column, csv, row
from tests.catalogue.rows.cells import book, ids

E1_NAME, E2_NAME, R1_NAME, R2_NAME = PEOPLE.values()
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
RUN = {"pairings.csv", "pairings.xlsx", "report.html", "match.json", "cohort.json"}


def _named(name: str) -> str:
    """Return the table with another name, in quotes, for R1."""
    return base("Rosalind Marchbanks", f'"{name}"')


def _no_formula(first: str, wanted: str) -> Case:
    """Return a case whose name begins like a formula; `wanted` is what the list of pairs holds."""

    def look(folder: Path) -> None:
        with (folder / "pairings.csv").open(encoding="utf-8-sig", newline="") as stream:
            names = {line["mentor_name"] for line in csv_module.DictReader(stream)}
        assert wanted in names
        with zipfile.ZipFile(folder / "pairings.xlsx") as archive:
            for part in archive.namelist():
                xml = archive.read(part)
                assert b"<f>" not in xml
                assert b"<hyperlink" not in xml
                assert b"externalLink" not in xml

    return Case(
        first, csv(_named(wanted[1:].replace('"', '""'))), people=None, after=look, shows=FIXED
    )


def _as_text(folder: Path) -> None:
    """Nothing of the name is markup in any page that a run holds."""
    with (folder / "pairings.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert SCRIPT in {line["mentor_name"] for line in csv_module.DictReader(stream)}
    for page in folder.glob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8")
        assert "<img" not in page.read_text(encoding="utf-8")


def _plain_names(folder: Path) -> None:
    """No file is named after a person, and nothing lies outside the folder."""
    assert {path.name for path in folder.iterdir()} == RUN
    assert {path.name for path in folder.parent.iterdir()} == {"cohort.csv", "out"}


PATHS, PATH_PEOPLE = ids("../../x", "CON", "nul.txt", "-rf")
TWINS, TWIN_PEOPLE = ids("a" * 60, "b/../../c", "R.", "C:\\x")

LONG = Told(WARN, "long-text", 2, "biography")

OUTPUT = (
    row(
        120,
        "Names that begin like a formula",
        _no_formula("equals", '\'=HYPERLINK("http://example.org";"x")'),
        _no_formula("plus", "'+44 20 7946 0000"),
        _no_formula("minus", "'-1+1"),
        _no_formula("at", "'@SUM(1)"),
        _no_formula("full-width", "'＝1+1"),
        Case(
            "tab-in-front",
            csv(_named("\t=1+1")),
            (Told(FIXED, "spaces-trimmed", 4, "name"),),
            people={**PEOPLE, "R1": "=1+1"},
        ),
    ),
    row(
        121,
        "HTML or script in a name",
        Case("script", csv(_named(SCRIPT)), people={**PEOPLE, "R1": SCRIPT}, after=_as_text),
    ),
    row(
        122,
        "Control characters",
        Case(
            "bell",
            csv(base("Eastlea Trust", "Eastlea\x07Trust")),
            (Told(ERROR, "control-character", 5, "organisation"),),
            3,
            says=("U+0007",),
        ),
        Case(
            "in-a-workbook",
            book(D5="Eastlea_x0007_Trust"),
            (Told(ERROR, "control-character", 5, "organisation", sheet="People"),),
            3,
        ),
    ),
    row(
        123,
        "Text of more than 32 767 characters",
        Case(
            "long-notes",
            csv(lambda: column("biography", "x" * 32_768, "")),
            (Told(ERROR, "text-too-long", 2, "biography"), LONG),
            3,
        ),
        Case(
            "as-long-as-can-be",
            csv(lambda: column("biography", "x" * 32_767, "")),
            (LONG,),
            why="What a cell can hold is kept in full, and told: the form asked for less.",
        ),
    ),
    row(
        124,
        "Names and ids that would be bad file names",
        Case("paths", csv(PATHS), people=PATH_PEOPLE, after=_plain_names),
        Case("long-and-odd", csv(TWINS), people=TWIN_PEOPLE, after=_plain_names),
        Case(
            "names", csv(_named("../../x")), people={**PEOPLE, "R1": "../../x"}, after=_plain_names
        ),
    ),
    row(
        125,
        "Terminal escape codes in a name",
        Case(
            "red",
            csv(base("Rosalind", "\x1b[31mRosalind")),
            (Told(ERROR, "control-character", 4, "name"),),
            3,
            says=("U+001B",),
        ),
    ),
    row(
        126,
        "NaN or Infinity as a score",
        *(
            Case(
                name,
                {"scores.csv": f"mentee_id,mentor_id,score\nE1,R1,{name}\n"},
                (Told(ERROR, "not-a-number", 2, "score"),),
                3,
                (),
                solve_options=("--scores", "scores.csv"),
                commands=("solve",),
            )
            for name in ("NaN", "Infinity", "-inf")
        ),
        Case(
            "json-file",
            {"cohort.json": '{"score": NaN}'},
            (Told(ERROR, "wrong-format"),),
            3,
        ),
    ),
)
