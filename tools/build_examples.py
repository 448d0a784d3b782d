"""Write the invented people and scores of ``examples/``.

python tools/build_examples.py            write what has changed
python tools/build_examples.py --check    write nothing; exit 1 if something is stale
"""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from example_cells import Answers, cell
from example_people import Draw, mentees, mentors, name_everybody
from example_touches import SCORES, SMALL, make_lifelike

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SEED = 2026

# Heading in cohort.csv, and the question that the workbook's forms asked.
BOTH = {
    "person_id": "Participant number",
    "name": "Full name",
    "email": "Email",
    "organisation": "Where do you work?",
    "other_organisations": "Honorary contract",
    "member_organisation": "Is your organisation a member of HSR UK?",
    "job_title": "Job title",
    "track": "Career track",
    "sector_route": "Which sectors have you worked in?",
    "research_areas": "Research interests",
    "hrcs_health": "Health area",
    "methods": "Methodological expertise",
    "setting": "Where is your research based?",
    "career_stage": "Which describes your current way of working?",
    "contribution_ideas": "How much do you … develop ideas and methods?",
    "contribution_people": "How much do you … develop others?",
    "path": "How would you describe your career path?",
    "nation_region": "Where are you based?",
    "meeting_format": "How would you like to meet?",
    "frequency": "How often would you like to meet?",
    "availability": "Best times",
    "line_manager": "Line manager",
    "supervisor": "Supervisor",
    "co_author": "People you publish or hold grants with",
    "not_these": "Is there anyone you would rather not be matched with?",
    "consent_matching": "I agree that my answers are used for matching",
    "consent_special": "I consent to the use of sensitive answers for matching",
    "submitted_at": "Completion time",
}
MENTEE = {
    "needs": "What would you like help with?",
    "growth_line": "Which would you most like to develop?",
    "co_authoring_level": "Would you like to write with your mentor?",
    "experience_wanted": "Would you like a mentor who has experience of …?",
    "mentor_style_wanted": "What kind of mentor would suit you?",
    "preferred_mentors": "Is there someone you would like?",
    "hopes": "What do you hope to gain?",
}
MENTOR = {
    "offers": "What can you offer?",
    "lived_experience_offered": "Lived experience you are happy to share",
    "co_authoring_offered": "Would you write with a mentee?",
    "mentor_style": "Describe your mentoring style",
    "places_min": "Least number of mentees",
    "places": "How many mentees could you take on?",
    "places_max": "Maximum number of mentees",
    "reserve": "Would you act as a reserve?",
}


def people() -> list[Answers]:
    """Return everybody in the order in which they sent the form."""
    draw = Draw(SEED)
    asking, offering = mentees(draw), mentors(draw)
    name_everybody(draw, [*asking, *offering])
    everybody = draw.shuffled(make_lifelike([*asking, *offering]))
    sent = datetime(2026, 1, 5, 8, 10, tzinfo=UTC)
    for person in everybody:
        sent += timedelta(minutes=draw.between(7, 420))
        person["submitted_at"] = sent.strftime("%Y-%m-%d %H:%M")
    return everybody


def cohort_csv(everybody: list[Answers]) -> str:
    """Return one table with a role column, headed by field names."""
    fields = ["person_id", "role", *list(BOTH)[1:], *MENTEE, *MENTOR]
    return _csv([fields, *([cell(field, person) for field in fields] for person in everybody)])


def cohort_sheets(everybody: list[Answers]) -> dict[str, list[list[str]]]:
    """Return the same people as two sheets, headed by the questions of two forms."""
    sheets = {}
    for sheet, role, own in (("Mentors", "mentor", MENTOR), ("Mentees", "mentee", MENTEE)):
        questions = {**BOTH, **own}
        rows = [
            [cell(field, person) for field in questions]
            for person in everybody
            if person["role"] in (role, "both")
        ]
        sheets[sheet] = [list(questions.values()), *rows]
    return sheets


def cohort_xlsx(everybody: list[Answers]) -> bytes:
    """Return the two sheets as a workbook; its date is fixed, so equal people give equal bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": datetime(2026, 1, 26, tzinfo=UTC).replace(tzinfo=None)})
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for name, rows in cohort_sheets(everybody).items():
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(rows[0]) - 1, 24)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value:
                    sheet.write_string(r, c, value, bold if r == 0 else None)
    workbook.close()
    return buffer.getvalue()


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def outputs() -> dict[Path, bytes]:
    """Return what each example file should hold."""
    everybody = people()
    return {
        EXAMPLES / "cohort.csv": cohort_csv(everybody).encode(),
        EXAMPLES / "cohort.xlsx": cohort_xlsx(everybody),
        EXAMPLES / "small.csv": _csv(SMALL).encode(),
        EXAMPLES / "scores.csv": _csv(SCORES).encode(),
    }


def stale() -> list[Path]:
    """Return the files that do not hold what they should; a workbook is compared by its cells."""
    return [path for path, content in outputs().items() if not _current(path, content)]


def _current(path: Path, content: bytes) -> bool:
    if not path.exists():
        return False
    found = path.read_bytes()
    return found == content or (
        path.suffix == ".xlsx" and workbook_cells(found) == workbook_cells(content)
    )


def workbook_cells(content: bytes) -> dict[str, list[list[object]]]:
    """Return sheet name → rows of cell values."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    return {s.title: [[c.value for c in row] for row in s.iter_rows()] for s in book.worksheets}


def main(arguments: list[str]) -> int:
    """Write the example files, or with ``--check`` only compare them."""
    changed = stale()
    for path in changed:
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(ROOT)}")
        if "--check" not in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(outputs()[path])
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
