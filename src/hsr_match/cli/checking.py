"""Everything that is wrong with a cohort, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.cli import pipeline, sides
from hsr_match.cli.pipeline import Choices
from hsr_match.errors import CohortProblems, InfeasibleError
from hsr_match.problems import Level, Problem

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.insight.blanks import Blank
    from hsr_match.insight.shortages.outlook import Outlook
    from hsr_match.insight.supply import Supply
    from hsr_match.matching.problem import MatchingProblem

COLUMNS = ("level", "code", "file", "sheet", "row", "column", "value", "message", "advice")


CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a round can give, with the people it speaks of."""

    outlook: Outlook
    problem: MatchingProblem
    cohort: Cohort


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Problems of a cohort and, if it could be read, its supply and demand.

    ``prospect`` is there if nothing stops a solve, ``blanks`` if it was read.
    """

    problems: tuple[Problem, ...]
    supply: Supply | None
    prospect: Prospect | None = None
    blanks: tuple[Blank, ...] = ()

    @property
    def errors(self) -> int:
        """Number of problems that stop a solve."""
        return sum(problem.level is Level.ERROR for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """0 if ready; 4 if only pins, places and loads contradict each other; else 3."""
        wrong = {p.code for p in self.problems if p.level is Level.ERROR}
        if not wrong:
            return 0
        only = wrong == {CONTRADICTION}
        return InfeasibleError.exit_code if only else CohortProblems.exit_code

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data, with ids only."""
        from hsr_match.cli.outlook_json import outlook_json

        seen = self.prospect
        return {
            "format": "hsr-match/check/1",
            "errors": self.errors,
            "problems": [
                {**_row(problem), "more": [asdict(place) for place in problem.more]}
                for problem in self.problems
            ],
            "supply": asdict(self.supply) if self.supply else None,
            "blanks": [asdict(blank) for blank in self.blanks],
            "outlook": outlook_json(seen.outlook, seen.problem) if seen else None,
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
    from hsr_match.insight.blanks import blanks
    from hsr_match.insight.supply import supply_of

    supply = supply_of(cohort, settings)
    obstacles = _obstacles(supply)
    prospect = None
    if not obstacles:
        prospect, obstacles = _prospect(cohort, settings)
    if prospect is not None:
        obstacles = sides.too_few_places(prospect.problem)
    return CheckReport((*cohort.notices, *obstacles), supply, prospect, blanks(cohort))


def _obstacles(supply: Supply) -> list[Problem]:
    """Return what stops a solve although every row could be read."""
    empty = sides.empty_side(supply.mentees, supply.mentors, supply.places_max)
    return [empty] if empty else []


def _prospect(cohort: Cohort, settings: Settings) -> tuple[Prospect | None, list[Problem]]:
    """Return what the round can give, or the contradictions that keep it from anything."""
    from hsr_match import build_problem, score_pairs
    from hsr_match.insight.shortages.outlook import outlook
    from hsr_match.matching.consistency import check

    try:
        scores = score_pairs(cohort, settings)
        problem = build_problem(cohort, scores, settings)
        check(problem)
    except InfeasibleError as error:
        lines = error.conflict if len(error.contradictions) > 1 else ["; ".join(error.conflict)]
        found = [Problem(CONTRADICTION, Level.ERROR, line, error.advice) for line in lines]
        return None, found
    return Prospect(outlook(problem, scores, settings), problem, cohort), []
