"""``check --annotate``: where the annotated copy goes, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hsr_match.cli.destination import single_file
from hsr_match.cli.pipeline import Choices, load
from hsr_match.errors import UsageError
from hsr_match.problems import Problem
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.reports.annotated.copy import Side


def annotated_place(output: str, cohort: Sequence[str], choices: Choices, *, force: bool) -> Path:
    """Check where the copy will go, before any work is done.

    Raises
    ------
    UsageError
        If the cohort comes from standard input, the name is not that of a
        workbook, or it is one of the files of the cohort.
    OutputError
        If the file exists or cannot be written.
    """
    paths = input_paths(cohort, choices)
    if "-" in paths:
        raise UsageError(
            "--annotate reads the cohort twice, which standard input does not allow.",
            "Save the table to a file and name that.",
        )
    if Path(output).suffix.lower() != ".xlsx":
        raise UsageError(
            "--annotate writes a workbook, so its name must end in .xlsx.",
            "For instance --annotate to-correct.xlsx",
        )
    return single_file(output, force=force, inputs=paths)


def input_paths(cohort: Sequence[str], choices: Choices) -> list[str]:
    """Return the files of a cohort, each once, in the order in which they are read."""
    named = [path for path in (choices.mentors, choices.mentees) if path]
    return list(dict.fromkeys([*cohort, *named]))


def annotate(
    place: Path,
    cohort: Sequence[str],
    choices: Choices,
    problems: Sequence[Problem],
    *,
    force: bool,
) -> str:
    """Write the annotated copy, if there is anything to mark, and return what to say.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    if not problems:
        return f"{place} was not written: there is nothing to mark."
    from hsr_match.reports.annotated.book import annotated_xlsx
    from hsr_match.reports.figures import counted
    from hsr_match.reports.single_file import put_file

    settings = load(choices)
    paths = input_paths(cohort, choices)
    sides: dict[str, Side] = {}
    if choices.mentors:
        sides[choices.mentors] = "mentor"
    if choices.mentees:
        sides[choices.mentees] = "mentee"
    sheets = [name for name in (settings.sheets.mentors, settings.sheets.mentees) if name]
    made = annotated_xlsx(paths, problems, sides=sides, sheets=sheets, decimal=settings.decimal)
    unopened = ", ".join(map(visible, made.unopened))
    if not made.content:
        return f"{place} was not written: {unopened} cannot be opened, or is too large to copy."
    put_file(place, made.content, lambda: None, force=force)
    said = (
        f"{place}: {counted(made.marked, 'cell')} marked, each with a comment; the sheet Problems "
        f"lists everything. Correct the cells, save, then: hsr-match check {place}"
    )
    if unopened:
        said += f"\nIt has no sheet of {unopened}: cannot be opened, or too large to copy."
    return said
