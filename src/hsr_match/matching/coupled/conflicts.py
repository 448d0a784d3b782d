"""What must hold and cannot: a minimal set of it, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from hsr_match.errors import InfeasibleError
from hsr_match.matching.consistency import barred_pins, contradiction_error, contradictions
from hsr_match.matching.consistency_sets import minimal_set
from hsr_match.matching.coupled.units import build_units
from hsr_match.matching.problem import MatchingProblem

Kind = Literal["together", "apart", "pin", "load", "floor", "spread", "different", "if_used"]

ADVICE = "Drop or soften one of them, or find mentors with more places."


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must hold.

    Attributes
    ----------
    kind
        ``together``, ``apart``: two mentees; ``pin``: mentee and mentor;
        ``load``: a mentor's least load; ``floor``, ``spread``: position among
        the problem's; ``different``, ``if_used``: rules for everybody.
    which
        Positions.
    """

    kind: Kind
    which: tuple[int, ...] = ()

    def describe(self, problem: MatchingProblem) -> str:
        """Say it in plain words, with ids."""
        if self.kind in ("together", "apart"):
            a, b = (problem.mentee_label(i) for i in self.which)
            return f"{self.kind}: {a} and {b}"
        if self.kind == "pin":
            mentee, mentor = self.which
            return f"pin {problem.mentee_label(mentee)} = {problem.mentor_label(mentor)}"
        if self.kind == "load":
            (mentor,) = self.which
            least = int(problem.places_min[mentor])
            label = problem.mentor_label(mentor)
            return f"{label} must have at least {least} (places_min, rules.places_min: always)"
        if self.kind == "floor":
            floor = problem.floors[self.which[0]]
            return f"floor {floor.name!r}: at least {floor.least} pairs"
        if self.kind == "spread":
            limit = problem.spread[self.which[0]]
            return f"no mentor has more than {limit.most} of one {limit.name.replace('_', ' ')}"
        if self.kind == "different":
            return "the mentors of one mentee are of different organisations"
        return "a mentor with a least number of mentees has that many or nobody (places_min)"


def requirements(problem: MatchingProblem) -> list[Requirement]:
    """List everything that must hold, rules that all schemes have left out."""
    found = [Requirement("pin", pin) for pin in dict.fromkeys(problem.pins)]
    if problem.minimum_always:
        found += [Requirement("load", (int(j),)) for j in np.flatnonzero(problem.places_min)]
    found += [Requirement("floor", (k,)) for k in range(len(problem.floors))]
    found += [Requirement("together", pair) for pair in dict.fromkeys(problem.together)]
    found += [Requirement("apart", pair) for pair in dict.fromkeys(problem.apart)]
    found += [Requirement("spread", (k,)) for k in range(len(problem.spread))]
    if problem.mentor_groups is not None and problem.several:
        found.append(Requirement("different"))
    if problem.least_if_used:
        found.append(Requirement("if_used"))
    return found


def with_requirements(problem: MatchingProblem, wanted: Sequence[Requirement]) -> MatchingProblem:
    """Return the problem in which these requirements hold and no others."""

    def kept(kind: Kind) -> list[tuple[int, ...]]:
        return [r.which for r in wanted if r.kind == kind]

    least = problem.places_min
    if problem.minimum_always or not kept("if_used"):
        least = np.zeros_like(problem.places_min)
        for (mentor,) in kept("load"):
            least[mentor] = problem.places_min[mentor]
    return replace(
        problem,
        pins=tuple((i, j) for i, j in kept("pin")),
        places_min=least,
        floors=tuple(problem.floors[k] for (k,) in kept("floor")),
        together=tuple((a, b) for a, b in kept("together")),
        apart=tuple((a, b) for a, b in kept("apart")),
        spread=tuple(problem.spread[k] for (k,) in kept("spread")),
        mentor_groups=problem.mentor_groups if kept("different") else None,
    )


def at_odds(problem: MatchingProblem) -> bool:
    """Tell whether two mentees must be both apart and together."""
    of = build_units(problem).of
    return any(of[a] == of[b] for a, b in problem.apart)


def check_couplings(problem: MatchingProblem) -> None:
    """Refuse what contradicts itself whatever the pairs are.

    Raises
    ------
    InfeasibleError
        Pins that may not be made; mentees who must be both apart and together.
    """
    if barred_pins(problem):
        raise contradiction_error(problem)
    if at_odds(problem):
        ties = [r for r in requirements(problem) if r.kind in ("together", "apart")]
        found = minimal_set(ties, lambda some: not at_odds(with_requirements(problem, some)))
        raise InfeasibleError(
            "Two mentees are to be kept apart and put together:",
            conflict=[r.describe(problem) for r in found],
            advice="Drop one of these entries of the settings.",
        )


def explain(problem: MatchingProblem, holds: Callable[[MatchingProblem], bool]) -> InfeasibleError:
    """Return the error for requirements that cannot all hold.

    Parameters
    ----------
    problem
        A problem without solution.
    holds
        Tells whether a problem has one.
    """
    if contradictions(problem):
        return contradiction_error(problem)

    def together(some: Sequence[Requirement]) -> bool:
        relaxed = with_requirements(problem, some)
        return not at_odds(relaxed) and holds(relaxed)

    found = minimal_set(requirements(problem), together)
    return InfeasibleError(
        "These demands cannot all hold:",
        conflict=[r.describe(problem) for r in found],
        advice=ADVICE,
    )
