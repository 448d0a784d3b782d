"""Write the form exports of ``examples/forms/``: the same invented people four times.

python tools/build_form_examples.py            write what has changed
python tools/build_form_examples.py --check    write nothing; exit 1 if something is stale
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from build_examples import ROOT, workbook_cells
from form_cells import Rows
from form_exports import clean_rows, google_rows, microsoft_rows, qualtrics_rows
from form_people import form_people
from hsr_match.config.vocabulary import vocabulary

FOLDER = ROOT / "examples" / "forms"

# Questions that no list knows: the settings beside the exports say what they mean.
MICROSOFT = {
    "organisation": "Which organisation do you work for?",
    "setting": "In which settings does your research take place?",
    "research_areas": "Which research areas interest you, best first?",
    "places": "How many people could you mentor this year?",
    "conflicts": "Who manages you?",
    "hopes": "Anything else that you hope for?",
}
GOOGLE = {
    "role": "Are you applying as a mentor, a mentee or both?",
    "needs": "What support are you looking for?",
    "offers": "What support could you give?",
    "meeting_format": "Which ways to meet suit you?",
    "not_these": "Please do not match me with",
}
QUALTRICS = {
    "organisation": "Name of your employer",
    "needs": "Please rate how much you would like help with each",
    "offers": "Please rate how comfortable you are to help with each",
    "frequency": "How often could you meet?",
}
MONITORING = ("What is your gender?", "Woman", "Man", "Prefer not to say")


def microsoft_book(side: str) -> bytes:
    """Return a form's workbook as it is downloaded, with what people do to forms."""
    rows = microsoft_rows(form_people(), side, MICROSOFT)
    head, body = rows[0], rows[1:]
    _change(rows, "Who manages you?", lambda cell, _: cell.replace(" (manager)", ""))
    # Signed in with another address than the one that they gave.
    _change(rows, "Email", lambda cell, n: f"login{n}@example.com" if n % 4 == 0 else cell)
    _change(rows, "Name", lambda cell, n: f"SURNAME, Login {n}" if n % 4 == 0 else cell)
    _change(rows, "Email2", lambda cell, n: cell.title() if n % 5 == 1 else cell)
    _change(
        rows,
        MICROSOFT["setting"],
        lambda cell, n: f"{cell}Prison health;" if n == 2 and cell else cell,
    )
    _add(rows, MONITORING[0], lambda n: MONITORING[1 + n % 3])
    _add(rows, "Which age group are you in?", lambda n: ("30-39", "40-49")[n % 2])
    _add(rows, "How did you hear about the scheme?", lambda n: ("Newsletter", "A colleague")[n % 2])
    if side == "mentee":
        _say_not_needed(rows)
        # Somebody sent the form twice; the first answers are out of date.
        body.insert(1, _earlier(head, body[4], {"Career track": "Teaching", "Work email": ""}))
        for number, row in enumerate(body, 1):
            row[0] = str(number)
    # As word processors leave it: a hard space and a curly apostrophe.
    head[:] = [heading.replace("do you", "do\u00a0you") for heading in head]
    return _workbook([head, *body])


def google_csv() -> bytes:
    """Return the answers of one form for both roles, in the order of the sheet."""
    rows = google_rows(form_people(), GOOGLE)
    head, body = rows[0], rows[1:]
    _change(rows, "Email Address", lambda cell, n: cell.upper() if n % 6 == 2 else cell)
    _asked_twice(rows, "Working days", head.index(GOOGLE["role"]))
    _add(rows, MONITORING[0], lambda n: MONITORING[1 + n % 3])
    _add(rows, "Is there anything that we forgot to ask?", lambda n: "No" if n % 3 == 0 else "")
    earlier = _earlier(head, body[7], {"Job title": "Visiting Fellow"})
    earlier[0] = "2026/01/12 8:05:00 am GMT"
    return _csv([head, earlier, *body])


def qualtrics_csv() -> bytes:
    """Return a survey with a rehearsal, and one form that was left and sent later."""
    rows = qualtrics_rows(form_people(), QUALTRICS)
    codes, body = rows[0], rows[3:]
    tried = list(body[2])
    for code, text in (("Status", "Survey Preview"), ("Q2", "Test Test"), ("Q3", "test@test.org")):
        tried[codes.index(code)] = text
    left = list(body[5])
    for code, text in (("Finished", "False"), ("Progress", "62"), ("ResponseId", "R_00000left")):
        left[codes.index(code)] = text
    late = "2026-02-01 09:00:00"
    left[codes.index("RecordedDate")] = late
    return _csv([*rows[:3], tried, *body, left])


def _change(rows: Rows, heading: str, change: Callable[[str, int], str]) -> None:
    """Change a column in place, if there is one; rows count from 1."""
    if heading in rows[0]:
        column = rows[0].index(heading)
        for number, row in enumerate(rows[1:], 1):
            row[column] = change(row[column], number)


def _say_not_needed(rows: Rows) -> None:
    """Fill the grid of some people who rated anything: what they left blank is not needed."""
    labels = {term.label for term in vocabulary("needs").terms.values()}
    columns = [n for n, heading in enumerate(rows[0]) if heading in labels]
    for row in rows[1::3]:
        if any(row[column] for column in columns):
            for column in columns:
                row[column] = row[column] or "Not needed"


def _add(rows: Rows, heading: str, cell: Callable[[int], str]) -> None:
    rows[0].append(heading)
    for number, row in enumerate(rows[1:], 1):
        row.append(cell(number))


def _asked_twice(rows: Rows, heading: str, role: int) -> None:
    """Ask a question on the mentors' and again on the mentees' page, under one heading."""
    column = rows[0].index(heading)
    for number, row in enumerate(rows):
        first = number == 0 or row[role] != "Mentor"
        again = number == 0 or row[role] == "Mentor"
        cell = row[column]
        row[column] = cell if first else ""
        row.insert(column + 3, cell if again else "")


def _earlier(head: Sequence[str], row: Sequence[str], other: Mapping[str, str]) -> list[str]:
    """Return an earlier submission of a person: other answers, other capitals in the address."""
    told = [other.get(heading, cell) for heading, cell in zip(head, row, strict=True)]
    for n, (heading, cell) in enumerate(zip(head, told, strict=True)):
        if heading.lower().startswith("email"):
            told[n] = cell.upper()
        elif heading in ("Start time", "Completion time"):
            told[n] = f"2026-01-12 07:{30 + n}:00"
    return told


def _workbook(rows: Rows) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 2, 2, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("Sheet1")
    time = book.add_format({"num_format": "m/d/yy h:mm:ss"})
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            _write(sheet, r, c, cell, time if rows[0][c] in TIMES and r else None)
    book.close()
    return buffer.getvalue()


TIMES = ("Start time", "Completion time")


def _write(sheet: Any, row: int, column: int, cell: str, time: Any) -> None:
    if time is not None:
        sheet.write_datetime(row, column, datetime.fromisoformat(cell), time)
    elif cell.isdecimal():
        sheet.write_number(row, column, int(cell))
    elif cell:
        sheet.write_string(row, column, cell)


def _csv(rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def outputs() -> dict[Path, bytes]:
    """Return what each example file should hold."""
    return {
        FOLDER / "clean.csv": _csv(clean_rows(form_people())),
        FOLDER / "mentees.xlsx": microsoft_book("mentee"),
        FOLDER / "mentors.xlsx": microsoft_book("mentor"),
        FOLDER / "google.csv": google_csv(),
        FOLDER / "qualtrics.csv": qualtrics_csv(),
    }


def _current(path: Path, content: bytes) -> bool:
    if not path.exists():
        return False
    found = path.read_bytes()
    return found == content or (
        path.suffix == ".xlsx" and workbook_cells(found) == workbook_cells(content)
    )


def main(arguments: list[str]) -> int:
    """Write the example files, or with ``--check`` only compare them."""
    changed = {path: text for path, text in outputs().items() if not _current(path, text)}
    for path, content in changed.items():
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(ROOT)}")
        if "--check" not in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
