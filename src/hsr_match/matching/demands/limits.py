"""All limits on pairs taken together, put into a problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hsr_match.errors import UsageError
from hsr_match.matching.demands.ties import Position
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings


def with_limits(
    problem: MatchingProblem,
    settings: Settings,
    cohort: Cohort | None,
    position: Position,
    point: int,
) -> MatchingProblem:
    """Return the problem with the limits of the settings; itself if there are none.

    Parameters
    ----------
    problem
        People, scores, places and mentors wanted.
    settings
        Limits.
    cohort
        The participants, in the order of the problem; None where given scores
        alone name them.
    position
        Reference → position of a mentee; raises UsageError for nobody's.
    point
        Integer units of one point.

    Raises
    ------
    UsageError
        If an entry names nobody, or a limit reads answers and there are none.
    InfeasibleError
        If limits contradict each other, or ask for more than there can be.
    """
    changes: dict[str, Any] = {}
    if settings.apart or settings.together:
        from hsr_match.matching.demands.ties import ties

        apart, together = ties(settings, position, problem.mentee_label, problem.wanted)
        changes |= {"apart": apart, "together": together}
    asked = asked_of_answers(settings)
    if asked:
        if cohort is None:
            raise UsageError(
                f"{' and '.join(f'`{key}`' for key in asked)}: a table of scores says nothing "
                "about the people.",
                "Name the COHORT beside --scores, or take these keys out of the settings.",
            )
        changes |= _of_answers(problem, settings, cohort, point)
    return replace(problem, **changes) if changes else problem


def asked_of_answers(settings: Settings) -> list[str]:
    """Return the keys of limits that read answers, as far as they are on."""
    rules = settings.rules
    limits = {
        "rules.spread": rules.spread.organisation != "off" or rules.spread.department != "off",
        "rules.different_organisations": rules.different_organisations,
        "rules.last_year_credit": rules.last_year_credit.points > 0,
        "floors": bool(settings.floors),
    }
    return [key for key, on in limits.items() if on]


def _of_answers(
    problem: MatchingProblem, settings: Settings, cohort: Cohort, point: int
) -> dict[str, Any]:
    from hsr_match.matching.demands.credit import credit
    from hsr_match.matching.demands.floors import floors
    from hsr_match.matching.demands.groups import organisation_groups, spreads

    objective = problem.objective
    alpha = objective.alpha if objective.kind == "balanced" else 0.0
    changes: dict[str, Any] = {
        "spread": spreads(cohort, settings),
        "floors": floors(cohort, settings, problem.wanted, problem.places_max),
        "credit": credit(cohort, settings, point, alpha=alpha),
    }
    if settings.rules.different_organisations and problem.several:
        changes["mentor_groups"] = organisation_groups(cohort.mentors, settings)
    return changes
