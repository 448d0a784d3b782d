"""How long reading a large table takes, as ratios to pandas reading the same file as text.

    python benchmarks/reading.py                  5,000 people, CSV and XLSX
    python benchmarks/reading.py --people 500
    python benchmarks/reading.py --record PAGE    and write it into PAGE

pandas is what most programs would read it with. It only takes the cells, so the
first ratio, of our cells against its cells, compares like with like; the second
is of the whole cohort: headings, answers, identity, consent and all problems.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from timing import record, setting

BEGIN, END = "<!-- measured: benchmarks/reading.py -->", "<!-- end of reading -->"
HEADINGS = (
    *("id", "role", "name", "email", "organisation", "department", "consent_matching"),
    *("member_organisation", "submitted_at", "career_stage", "research_area", "methods"),
    *("needs", "offers", "places", "meeting_format", "frequency", "availability", "biography"),
)

TIMED = """
import sys, time
from pathlib import Path
{imports}
path = sys.argv[1]
start = time.perf_counter()
{statement}
print(time.perf_counter() - start)
"""

PANDAS = {
    ".csv": "pandas.read_csv(path, dtype=str, keep_default_na=False)",
    ".xlsx": "pandas.read_excel(path, dtype=str, keep_default_na=False, engine='openpyxl')",
}
CELLS = (
    "from hsr_match.cohort.reading import read_tables",
    "assert not read_tables(path).failed",
)
COHORT = (
    "from hsr_match import load_settings, read_cohort\nsettings = load_settings()",
    "read_cohort([path], settings)",
)
AT_MOST = 3.0
PACKAGES = ("hsr-match", "pandas", "openpyxl")


def people(count: int) -> list[list[str]]:
    """Return headings and invented people, three mentees to two mentors."""
    from hsr_match.config.vocabulary import vocabulary

    draw = random.Random(2026)
    words = {
        name: [term for term in vocabulary(name).terms if term != "other"]
        for name in (
            *("needs", "research_areas", "methods", "meeting_format", "frequency", "availability"),
        )
    }

    def some(name: str, most: int, level: str = "") -> str:
        picked = draw.sample(words[name], k=draw.randint(1, min(most, len(words[name]))))
        return "; ".join(f"{word}:{draw.choice(level)}" if level else word for word in picked)

    rows = [list(HEADINGS)]
    for number in range(count):
        mentee = number % 5 < 3
        rows.append(
            [
                f"{'E' if mentee else 'R'}{number:05}",
                "mentee" if mentee else "mentor",
                f"Zoë Example {number}",
                f"person{number}@example.org",
                f"University {draw.randint(1, 60)}",
                "School of Health",
                *("yes", "yes"),
                f"2026-01-{draw.randint(1, 28):02} 09:30",
                str(draw.randint(1, 4)),
                some("research_areas", 4),
                some("methods", 3),
                some("needs", 4, "123") if mentee else "",
                "" if mentee else some("needs", 6, "0123"),
                "" if mentee else str(draw.randint(1, 3)),
                some("meeting_format", 2),
                draw.choice(words["frequency"]),
                some("availability", 3),
                "I work on how services are run; I like plain words." * 3,
            ]
        )
    return rows


def write_csv(rows: list[list[str]], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)


def write_xlsx(rows: list[list[str]], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def seconds(imports: str, statement: str, path: Path) -> float:
    """Return the seconds of one statement in a process of its own, imports not counted."""
    code = TIMED.format(imports=imports, statement=statement)
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    return float(ended.stdout)


WRITERS: dict[str, Callable[[list[list[str]], Path], None]] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    choice = parser.parse_args()
    rows = people(choice.people)
    missed = False
    lines = [
        f"| File, {choice.people:,} people | pandas | Cells | Ratio | Cohort | Ratio | At most |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for suffix, write in WRITERS.items():
            path = Path(folder) / f"cohort{suffix}"
            write(rows, path)
            programs = (("import pandas", PANDAS[suffix]), CELLS, COHORT)
            # In turn, so that a busy hour of the machine strikes all alike.
            rounds = [[seconds(*p, path) for p in programs] for _ in range(choice.repeats)]
            theirs, cells, cohort = map(statistics.median, zip(*rounds, strict=True))
            missed |= cells > AT_MOST * theirs or cohort > AT_MOST * theirs
            lines.append(
                f"| {suffix[1:].upper()} | {1000 * theirs:,.0f} ms | {1000 * cells:,.0f} ms "
                f"| **{cells / theirs:.2f}** | {1000 * cohort:,.0f} ms "
                f"| **{cohort / theirs:.2f}** | {AT_MOST:.0f} |"
            )
    lines += ["", f"{setting(PACKAGES)} Medians of {choice.repeats} rounds, each in a new process."]
    text = "\n".join(lines)
    print(text)
    if choice.record:
        record(choice.record, text, BEGIN, END)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
