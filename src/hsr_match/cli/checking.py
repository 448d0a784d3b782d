"""Everything that is wrong with a cohort, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.cli import pipeline
from hsr_match.cli.pipeline import Choices
from hsr_match.cli.supply import Supply, supply_of
from hsr_match.errors import CohortProblems
from hsr_match.problems import Level, Problem

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings

COLUMNS = ("level", "code", "file", "sheet", "row", "column", "value", "message", "advice")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Problems of a cohort and, if it could be read, its supply and demand."""

    problems: tuple[Problem, ...]
    supply: Supply | None

    @property
    def errors(self) -> int:
        """Number of problems that stop a solve."""
        return sum(problem.level is Level.ERROR for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "format": "hsr-match/check/1",
            "errors": self.errors,
            "problems": [
                {**_row(problem), "more": [asdict(place) for place in problem.more]}
                for problem in self.problems
            ],
            "supply": asdict(self.supply) if self.supply else None,
        }

    def as_csv(self) -> str:
        """Return one line per problem, without the byte-order mark."""
        import csv
        import io

        from hsr_match.reports.cells import guarded

        text = io.StringIO(newline="")
        table = csv.DictWriter(text, COLUMNS)
        table.writeheader()
        for problem in self.problems:
            for place in (problem.place, *problem.more):
                row = {**_row(problem), "file": place.file, "sheet": place.sheet}
                row |= {"row": place.row or "", "column": place.column}
                table.writerow({name: guarded(str(row[name])) for name in COLUMNS})
        return text.getvalue()


def _row(problem: Problem) -> dict[str, Any]:
    return {
        "level": str(problem.level),
        "code": problem.code,
        **asdict(problem.place),
        "value": problem.value,
        "message": problem.message,
        "advice": problem.advice,
    }


def check_cohort(paths: Sequence[str], choices: Choices) -> CheckReport:
    """Read a cohort and list everything that would stop or disturb a solve.

    Raises
    ------
    UsageError, SettingsError
        If the settings or the paths are wrong; those are not the cohort's problems.
    """
    settings = pipeline.load(choices)
    try:
        cohort = pipeline.read(paths, choices, settings)
    except CohortProblems as error:
        return CheckReport(error.problems, None)
    problems = (*cohort.notices, *_obstacles(cohort, settings))
    return CheckReport(problems, supply_of(cohort, settings))


def _obstacles(cohort: Cohort, settings: Settings) -> list[Problem]:
    """Return what stops a solve although every row could be read."""
    from hsr_match.matching.places import places

    _, _, most = places(cohort.mentors, settings, ())
    empty = pipeline.empty_side(len(cohort.mentees), len(cohort.mentors), int(most.sum()))
    return [empty] if empty else []
