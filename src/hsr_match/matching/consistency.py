"""Pins, bans, places and minimum loads that cannot hold together, told before solving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hsr_match.errors import InfeasibleError
from hsr_match.matching.engines.core import Core, initial_core
from hsr_match.matching.engines.feasible import feasible_core
from hsr_match.matching.engines.min_cost_flow import Infeasible
from hsr_match.matching.problem import MatchingProblem


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that must hold: a pin, or the least load of a mentor."""

    mentor: int
    mentee: int = -1

    def describe(self, problem: MatchingProblem) -> str:
        """Say the demand in plain words, with ids."""
        mentor = problem.mentor_label(self.mentor)
        if self.mentee >= 0:
            return f"pin {problem.mentee_label(self.mentee)} = {mentor}"
        least = int(problem.places_min[self.mentor])
        return f"{mentor} must have at least {least} (places_min, rules.places_min: always)"


def demands(problem: MatchingProblem) -> list[Demand]:
    """List everything that must hold."""
    pins = [Demand(mentor=j, mentee=i) for i, j in problem.pins]
    if not problem.minimum_always:
        return pins
    return pins + [Demand(mentor=int(j)) for j in np.flatnonzero(problem.places_min)]


def check(problem: MatchingProblem) -> Core:
    """Return a core on which everything that must hold can hold.

    Raises
    ------
    InfeasibleError
        If pins, places, bans and minimum loads contradict each other.
    """
    check_pins(problem)
    try:
        return feasible_core(problem, initial_core(problem))
    except Infeasible:
        raise explain_conflict(problem) from None


def explain_conflict(problem: MatchingProblem) -> InfeasibleError:
    """Return the error for demands that cannot all hold.

    Parameters
    ----------
    problem
        A problem whose pins are eligible and whose demands contradict each other.

    Returns
    -------
    InfeasibleError
        ``conflict`` names a set of demands that cannot hold together, each of
        which is needed for the contradiction (deletion filter).
    """
    core = demands(problem)
    for demand in list(core):
        rest = [d for d in core if d != demand]
        if not _possible(problem, rest):
            core = rest
    return InfeasibleError(
        "These demands cannot all hold:",
        conflict=[d.describe(problem) for d in core] + _limits(problem, core),
        advice="Drop one of them, or raise the places of a mentor named here.",
    )


def check_pins(problem: MatchingProblem) -> None:
    """Refuse pins of pairs that may not be made.

    Raises
    ------
    InfeasibleError
        Naming all of them.
    """
    barred = [
        Demand(mentor=j, mentee=i)
        for i, j in problem.pins
        if not problem.eligible.block(slice(i, i + 1), slice(j, j + 1))[0, 0]
    ]
    if barred:
        raise InfeasibleError(
            "A pinned pair is not eligible:",
            conflict=[d.describe(problem) for d in barred],
            advice="Drop the pin, or the ban or rule that bars the pair.",
        )


def _possible(problem: MatchingProblem, wanted: Sequence[Demand]) -> bool:
    least = np.zeros_like(problem.places_min)
    for demand in wanted:
        if demand.mentee < 0:
            least[demand.mentor] = problem.places_min[demand.mentor]
    relaxed = replace(
        problem,
        pins=tuple((d.mentee, d.mentor) for d in wanted if d.mentee >= 0),
        places_min=least,
        minimum_always=True,
    )
    try:
        feasible_core(relaxed, initial_core(relaxed))
    except Infeasible:
        return False
    return True


def _limits(problem: MatchingProblem, core: Sequence[Demand]) -> list[str]:
    """Name the limits that the demands run into, so that the set explains itself."""
    sentences = []
    pinned_mentees = [d.mentee for d in core if d.mentee >= 0]
    sentences += [
        f"{problem.mentee_label(mentee)} can have one mentor only"
        for mentee in sorted({i for i in pinned_mentees if pinned_mentees.count(i) > 1})
    ]
    for mentor in sorted({d.mentor for d in core if d.mentee >= 0}):
        pins = sum(1 for d in core if d.mentor == mentor and d.mentee >= 0)
        most = int(problem.places_max[mentor])
        if pins > most:
            sentences.append(f"{problem.mentor_label(mentor)} has {most} place(s) at most")
    least = [d.mentor for d in core if d.mentee < 0]
    if least:
        asked = sum(int(problem.places_min[j]) for j in least)
        allowed = problem.eligible.block(slice(None), slice(None))[:, least]
        able = int((allowed.any(axis=1) & (problem.wanted > 0)).sum())
        sentences.append(
            f"these minimum loads ask for {asked} mentee(s), {able} may be placed with them"
        )
    return sentences
