"""The cheapest way out of each contradiction, tried by solving where the round is small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hsr_match.errors import HsrMatchError
from hsr_match.matching.consistency_sets import BAN, Demand, possible, with_demands
from hsr_match.matching.eligible import NEVER_LIFTED
from hsr_match.matching.problem import MatchingProblem

PAIRS_SOLVED = 2_000_000
"""Pairs looked at by all trial solves together; beyond it the weakest member goes."""

WayOut = tuple[str, Demand]
Choose = Callable[[MatchingProblem, Sequence[Demand]], Demand]


def rule_way_out(problem: MatchingProblem, pin: Demand, names: Sequence[str]) -> str:
    """Return what to do about a pin that breaks rules."""
    pair = f"{problem.mentee_label(pin.mentee)}={problem.mentor_label(pin.mentor)}"
    if list(names) == [BAN]:
        return f"Drop the pin or the ban of {pair}."
    if not names or BAN in names or NEVER_LIFTED.intersection(names):
        return f"Drop the pin {pair}."
    return (
        f"Drop the pin, or say who lifts the rule and why: --pin {pair} "
        "--reason 'name: why' (or `by` and `reason` beside the pin)."
    )


def ways_out(
    problem: MatchingProblem,
    kept: Sequence[Demand],
    sets: Sequence[Sequence[Demand]],
    weakest: Choose,
) -> list[WayOut]:
    """Return the cheapest way out of each set, such that all of them together work.

    Parameters
    ----------
    problem
        The problem.
    kept
        Demands that can hold once the weakest member of each set has gone.
    sets
        Minimal sets, in the order in which they were found.
    weakest
        The member that goes where nothing is known to be better.

    Returns
    -------
    list of (words, member)
        The member whose loss leaves the best round: most mentees with a mentor,
        then the objective. Solved for each member where the round is small
        enough; else the weakest.
    """
    n, m = problem.shape
    affordable = sum(map(len, sets)) * n * m <= PAIRS_SOLVED and problem.is_flow
    standing = list(kept)
    going: list[Demand] = []
    for members in sets:
        goes = weakest(problem, members)
        if affordable:
            options = [goes, *(d for d in members if d != goes and not d.ban)]
            goes, standing = _cheapest(problem, standing, goes, options)
        going.append(goes)
    gone = list(dict.fromkeys(going))
    for goes in reversed(gone.copy()):
        # What later choices have made needless stays.
        if possible(problem, [*standing, goes]):
            standing.append(goes)
            gone.remove(goes)
    found: list[WayOut] = []
    for members, goes in zip(sets, going, strict=True):
        if goes in gone:
            found.append((_words(problem, standing, goes, members), goes))
        else:
            other = next(d for d in members if d in gone)
            found.append(("Another of these ways out resolves this too.", other))
    return found


def _cheapest(
    problem: MatchingProblem, standing: list[Demand], goes: Demand, options: Sequence[Demand]
) -> tuple[Demand, list[Demand]]:
    from hsr_match.matching.ladder import solve

    best: tuple[tuple[int, int], Demand, list[Demand]] | None = None
    for option in options:
        others = [d for d in (*standing, goes) if d != option]
        if not possible(problem, others):
            continue
        try:
            made = solve(_as_asked(problem, others))
        except HsrMatchError:
            continue
        worth = (made.coverage, made.total)
        if best is None or worth > best[0]:
            best = (worth, option, others)
    return (goes, standing) if best is None else best[1:]


def _as_asked(problem: MatchingProblem, wanted: Sequence[Demand]) -> MatchingProblem:
    """Return the problem with some demands, for the best total."""
    asked = with_demands(problem, wanted)
    if not problem.minimum_always:
        asked = replace(asked, places_min=problem.places_min, minimum_always=False)
    return replace(asked, objective=replace(problem.objective, kind="total"))


def _words(
    problem: MatchingProblem, standing: Sequence[Demand], goes: Demand, members: Sequence[Demand]
) -> str:
    mentor = problem.mentor_label(goes.mentor)
    if goes.mentee < 0:
        least = _highest_least(problem, standing, goes.mentor)
        others = " or lower another of them" if len(members) > 1 else ""
        return f"Set places_min of {mentor} to {least}{others}."
    pair = f"{problem.mentee_label(goes.mentee)} = {mentor}"
    full = sum(1 for d in members if d.is_pin and d.mentor == goes.mentor)
    if full > problem.places_max[goes.mentor]:
        return f"Drop the pin {pair}, or set places_max of {mentor} to {full}."
    return f"Drop the pin {pair}."


def _highest_least(problem: MatchingProblem, standing: Sequence[Demand], mentor: int) -> int:
    """Return the highest minimum load of a mentor that can hold beside the other demands."""
    least = problem.places_min.copy()
    for lower in range(int(least[mentor]) - 1, 0, -1):
        least[mentor] = lower
        changed = replace(problem, places_min=least.copy())
        if possible(changed, [*standing, Demand(mentor=mentor)]):
            return lower
    return 0
